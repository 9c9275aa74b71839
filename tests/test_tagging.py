"""Tagger and morphologizer held to what a word can be, over models that give fixed scores."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc
from thinc.api import Model

from nlp.encoder.tagging import AgreeingMorphologizer, SignTagger

Rows = list[list[float]]


def fixed(rows: Rows) -> Model[Any, Any]:
    """A model that gives the words of every Doc these scores in turn."""
    scores = np.asarray(rows, dtype=np.float32)

    def forward(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> Any:
        return [scores[: len(doc)] for doc in docs], lambda change: change

    return Model("fixed", forward)


def labelled(kind: Any, labels: tuple[str, ...], rows: Rows) -> Any:
    """A component of the kind with these labels in this order, its words scored as `fixed` has it."""
    component = kind(spacy.blank("nl").vocab, fixed(rows))
    for label in labels:
        component.add_label(label)
    return component


def tagger(rows: Rows, labels: tuple[str, ...] = ("LET", "TW", "N")) -> SignTagger:
    component: SignTagger = labelled(SignTagger, labels, rows)
    return component


def tags(component: SignTagger, words: list[str]) -> list[str]:
    doc = Doc(component.vocab, words=words)
    component.set_annotations([doc], component.predict([doc]))
    return [token.tag_ for token in doc]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["3", "-", "1"], ["TW", "LET", "N"]),
        (["=", ".", "x"], ["TW", "LET", "N"]),
        ([".", ".", "."], ["LET", "LET", "LET"]),
    ],
    ids=["digits", "a symbol", "marks"],
)
def test_only_marks_are_tagged_as_marks(words: list[str], expected: list[str]) -> None:
    component = tagger([[3.0, 2.0, 1.0], [3.0, 1.0, 2.0], [3.0, 1.0, 2.0]])
    assert component.labels == ("LET", "TW", "N")
    assert tags(component, words) == expected


def test_a_tagger_without_marks_among_its_labels_gives_the_best_one() -> None:
    assert tags(tagger([[1.0, 2.0]], ("A", "B")), ["3"]) == ["B"]


def test_empty_texts_between_others_are_passed_over() -> None:
    component = tagger([[3.0, 2.0, 1.0]])
    docs = [Doc(component.vocab, words=words) for words in ([], ["3"], [])]
    component.set_annotations(docs, component.predict(docs))
    assert [token.tag_ for doc in docs for token in doc] == ["TW"]
    assert component.predict(docs[:1])[0].shape == (0,)


def morphologizer(rows: Rows) -> AgreeingMorphologizer:
    labels = ("Number=Sing|POS=NOUN", "POS=PROPN", "POS=X")
    component: AgreeingMorphologizer = labelled(AgreeingMorphologizer, labels, rows)
    return component


def classes(component: AgreeingMorphologizer, word_tags: list[str]) -> list[str]:
    doc = Doc(component.vocab, words=["w"] * len(word_tags), tags=word_tags)
    component.set_annotations([doc], component.predict([doc]))
    return [token.pos_ for token in doc]


def test_features_follow_the_tag_and_are_free_where_it_was_never_seen() -> None:
    component = morphologizer([[3.0, 1.0, 2.0]] * 4)
    component.learn([("N|soort", "Number=Sing|POS=NOUN"), ("N|eigen", "POS=PROPN"), ("SPEC", "POS=X")])
    component.learn([("N|soort", "Number=Sing|POS=NOUN"), ("N|eigen", "POS=PROPN"), ("SPEC", "POS=X")])
    assert classes(component, ["N|soort", "N|eigen", "SPEC", "new"]) == ["NOUN", "PROPN", "X", "NOUN"]


def test_where_a_tag_leaves_a_choice_the_scores_decide() -> None:
    component = morphologizer([[3.0, 1.0, 2.0]])
    component.learn([("SPEC", "POS=X"), ("SPEC", "POS=PROPN")])
    assert classes(component, ["SPEC"]) == ["X"]


def test_what_goes_with_a_tag_is_kept_with_the_component(tmp_path: Path) -> None:
    first, second = morphologizer([[3.0, 1.0, 2.0]]), morphologizer([[3.0, 1.0, 2.0]])
    first.learn([("N|eigen", "POS=PROPN")])
    first.to_disk(tmp_path, exclude=["model", "vocab"])
    assert classes(second, ["N|eigen"]) == ["NOUN"]
    second.from_disk(tmp_path, exclude=["model", "vocab"])
    assert classes(second, ["N|eigen"]) == ["PROPN"]
