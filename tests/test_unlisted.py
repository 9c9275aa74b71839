"""The edit-tree lemmatizer that passes over words whose lemma is known."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.pipeline.edit_tree_lemmatizer import EditTreeLemmatizer
from spacy.tokens import Doc

from nlp.encoder import register
from nlp.encoder.unlisted import UnlistedLemmatizer, unlisted
from nlp.pipeline import BELEID_FOLDER

if not (BELEID_FOLDER / "encoder" / "encoder.onnx").is_file():
    pytest.skip("the weights of nl_beleid are not in nlp/beleid", allow_module_level=True)

TEXT = "De ontpolderingsplannen van gedeputeerde Boele verdampten, de dorpsraden herademden."


@cache
def pipeline() -> Language:
    register()
    return spacy.load(BELEID_FOLDER)


def lemmatizer() -> UnlistedLemmatizer:
    found = pipeline().get_pipe("trainable_lemmatizer")
    assert isinstance(found, UnlistedLemmatizer)
    return found


def encoded() -> Doc:
    return pipeline().get_pipe("encoder")(pipeline().make_doc(TEXT))


def test_without_any_lemma_it_is_the_one_of_spacy() -> None:
    doc = encoded()
    own = lemmatizer().predict([doc])[0]
    spacys: Any = EditTreeLemmatizer.predict(lemmatizer(), [doc])[0]
    assert np.array_equal(own, spacys)
    lemmatizer().set_annotations([doc], [own])
    assert all(token.lemma_ for token in doc)
    assert [token.lemma_ for token in doc if token.text == "De"] == ["de"]


def test_a_known_lemma_is_kept_and_its_word_not_scored() -> None:
    doc = encoded()
    for token in doc[:3]:
        token.lemma_ = "known"
    expected = [token.lemma_ for token in lemmatizer()(encoded())]
    assert len(lemmatizer().predict([doc])[0]) == len(doc) - 3
    assert [token.lemma_ for token in lemmatizer()(doc)] == ["known"] * 3 + expected[3:]


def test_nothing_is_left_to_do_where_all_is_known_and_in_an_empty_text() -> None:
    doc = lemmatizer()(encoded())
    assert not unlisted(doc)
    assert not len(lemmatizer().predict([doc])[0])
    assert not len(lemmatizer().predict([pipeline().make_doc("")])[0])
