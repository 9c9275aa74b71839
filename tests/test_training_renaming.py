"""Names replaced in labelled texts: the labels follow, and the rest of the sentence stays."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from nlp.encoder.bio import spans
from nlp.tokenizing import correct_tokenizer
from nlp.training import renaming
from nlp.training.documents import TrainingText
from nlp.training.labelled import labelled_texts
from nlp.training.marked import MarkedSentence, parse_sentence
from nlp.training.renaming import Name, names_of, renamed

BLANK = correct_tokenizer(spacy.blank("nl"))
LINES = (
    "De [gemeente Emmen|ORG] en [ASML|ORG] spraken met [Sietske Bos|PER].",
    "[SLEEUWIJK|GPE] bouwt, zegt [Kees de Wit|PER] (van [Wonen-Plus B.V.|ORG]).",
    "Op [3 mei 2021|DATE] was niemand in [Nijverdal|GPE].",
)


def text(*lines: str) -> TrainingText:
    marked = [MarkedSentence("d", "g", "train", *parse_sentence(line)) for line in lines]
    return next(labelled_texts(BLANK, marked))


def mentions(given: TrainingText) -> list[tuple[str, str]]:
    """The names as they stand in the text, with their labels."""
    found = sorted(spans(given.entities))
    return [(given.text[given.starts[a] : given.ends[b - 1]], label) for a, b, label in found]


def one_name(label: str, name: str) -> renaming.Names:
    words = tuple(t.text for t in BLANK.make_doc(name))
    spaces = tuple(bool(t.whitespace_) for t in BLANK.make_doc(name))
    return {(label, name[0].isupper()): (Name(words, spaces),)}


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renaming, "_TEXTS", 1.0)
    monkeypatch.setattr(renaming, "_MENTIONS", 1.0)


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize(
    ("line", "label", "name", "result"),
    [
        (LINES[0], "PER", "Van Rossem", "De gemeente Emmen en ASML spraken met Van Rossem."),
        (LINES[0], "ORG", "FC Twente", "De gemeente Emmen en FC Twente spraken met Sietske Bos."),
        (LINES[0], "ORG", "raad van Oss", "De raad van Oss en ASML spraken met Sietske Bos."),
        (LINES[1], "GPE", "Ter Apel", "TER APEL bouwt, zegt Kees de Wit (van Wonen-Plus B.V.)."),
        (LINES[1], "ORG", "Rova", "SLEEUWIJK bouwt, zegt Kees de Wit (van Rova)."),
    ],
)
def test_a_name_takes_the_place_of_one_of_its_label(line: str, label: str, name: str, result: str) -> None:
    before, after = text(line), renamed(text(line), one_name(label, name), random.Random(1))
    assert after.text == result
    kept = [m for m in mentions(before) if m[0] in result]
    changed = [m for m in mentions(after) if m not in kept]
    assert [(found.lower(), kind) for found, kind in changed] == [(name.lower(), label)]


@given(st.integers(0, 300))
def test_labels_come_out_in_the_order_they_went_in_and_other_words_stay(seed: int) -> None:
    before = text(*LINES)
    after = renamed(before, names_of([before], BLANK), random.Random(seed))
    assert [label for _, label in mentions(after)] == [label for _, label in mentions(before)]
    assert _others(after) == _others(before)
    assert [m for m in mentions(after) if m[1] == "DATE"] == [("3 mei 2021", "DATE")]


def _others(given: TrainingText) -> list[str]:
    words = [word for sentence in given.sentences for word in sentence.words]
    return [word for word, label in zip(words, given.entities, strict=True) if label == "O"]


def test_names_come_from_the_texts_and_from_the_gazetteer_each_once() -> None:
    names = names_of([text(*LINES)] * 2, BLANK)
    assert [" ".join(name.words) for name in names["PER", True]] == ["Sietske Bos", "Kees de Wit"]
    assert {" ".join(name.words) for name in names["GPE", True]} > {"Nijverdal", "Goes", "Made"}
    assert ("ORG", False) in names
    assert ("DATE", True) not in names


def test_texts_without_labels_and_about_half_of_the_others_stay() -> None:
    chance, labelled = random.Random(1), text(*LINES)
    bare = replace(labelled, entities=())
    names = names_of([labelled], BLANK)
    assert renamed(bare, names, chance) is bare
    assert 400 < sum(renamed(labelled, names, chance) is labelled for _ in range(1000)) < 600
