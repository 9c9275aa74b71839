"""Listed lemmas by form and tag."""

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from nlp.encoder.lemma_table import LemmaTable

TRIPLES = [
    ("wijken", "N|mv", "wijk"),
    ("wijken", "WW|mv", "wijken"),
    ("Kamer", "SPEC|deeleigen", "Kamer"),
    ("kamer", "N|ev", "kamer"),
    ("bouw", "N|ev", "bouw"),
    ("bouw", "N|ev", "bouwen"),
    ("bouw", "N|ev", "bouw"),
]


@pytest.fixture
def table() -> LemmaTable:
    result = LemmaTable()
    result.learn(TRIPLES)
    return result


@pytest.mark.parametrize(
    ("word", "tag", "expected"),
    [
        ("wijken", "N|mv", "wijk"),
        ("wijken", "WW|mv", "wijken"),
        ("Wijken", "N|mv", "wijk"),
        ("bouw", "N|ev", "bouw"),
        ("Bouw", "SPEC|deeleigen", "Bouw"),
        ("Kamer", "SPEC|deeleigen", "Kamer"),
        ("dorpen", "N|mv", "before"),
    ],
)
def test_lemma(table: LemmaTable, word: str, tag: str, expected: str) -> None:
    doc = Doc(spacy.blank("nl").vocab, words=[word], tags=[tag], lemmas=["before"])
    assert table(doc)[0].lemma_ == expected


def test_a_saved_table_is_the_same(table: LemmaTable, tmp_path: Path) -> None:
    table.to_disk(tmp_path / "table")
    assert LemmaTable().from_disk(tmp_path / "table").table == table.table


@pytest.mark.parametrize(
    ("word", "tag", "pos", "expected"),
    [
        ("Bleskensgraaf", "SPEC|deeleigen", "PROPN", "Bleskensgraaf"),
        ("Emmen", "N|eigen|ev|basis|onz|stan", "PROPN", "Emmen"),
        ("Emmens", "N|eigen|ev|basis|gen", "PROPN", ""),
        ("pleinen", "N|soort|mv|basis", "NOUN", "plein"),
        ("Pleinen", "N|soort|mv|basis", "NOUN", "plein"),
        ("pleinen", "WW|mv", "VERB", ""),
    ],
)
def test_a_form_without_a_listed_tag_goes_by_its_class(word: str, tag: str, pos: str, expected: str) -> None:
    table = LemmaTable()
    table.learn([("pleinen", "NOUN", "plein")])
    doc = Doc(spacy.blank("nl").vocab, words=[word], tags=[tag], pos=[pos])
    assert table.lookup(doc[0]) == expected
