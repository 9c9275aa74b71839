"""Lemmas by the listed word that a word ends in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.encoder.compounds import lemma_by_ending

PLURAL, VERB, PAST, ADJECTIVE = (
    "N|soort|mv|basis",
    "WW|pv|tgw|met-t",
    "WW|vd|vrij|zonder",
    "ADJ|prenom|basis|met-e|stan",
)
LISTED = {
    PLURAL: {
        "straten": "straat",
        "kernen": "kern",
        "stoffen": "stof",
        "brandstoffen": "brandstof",
        "wegen": "weg",
    },
    VERB: {"drukt": "drukken", "telde": "tellen"},
    PAST: {"gesprongen": "springen"},
    ADJECTIVE: {"snelle": "snel", "westelijke": "westelijk"},
}


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("winkelstraten", PLURAL, "winkelstraat"),
        ("groeikernen", PLURAL, "groeikern"),
        ("Groeikernen", PLURAL, "groeikern"),
        ("biobrandstoffen", PLURAL, "biobrandstof"),
        ("GGD-stoffen", PLURAL, "GGD-stof"),
        ("Rabo-straten", PLURAL, "Rabo-straat"),
        ("A12-straten", PLURAL, "A12-straat"),
        ("uitdrukt", VERB, "uitdrukken"),
        ("Uitdrukt", VERB, "uitdrukken"),
        ("meegesprongen", PAST, "meespringen"),
        ("supersnelle", ADJECTIVE, "supersnel"),
        # Too short in front, no particle, no vowel in front, nothing listed.
        ("ostraten", PLURAL, ""),
        ("nestelde", VERB, ""),
        ("trrstraten", PLURAL, ""),
        ("tuinen", PLURAL, ""),
        ("winkelstraten", "SPEC|deeleigen", ""),
    ],
)
def test_the_longest_listed_ending_gives_the_lemma(form: str, tag: str, lemma: str) -> None:
    assert lemma_by_ending(form, tag, LISTED.get(tag, {})) == lemma


@given(st.text(max_size=20), st.sampled_from([*LISTED]))
def test_any_text_is_taken_and_its_lemma_ends_in_one_that_is_listed(form: str, tag: str) -> None:
    lemma = lemma_by_ending(form, tag, LISTED[tag])
    assert lemma == "" or lemma.endswith(tuple(LISTED[tag].values()))
