"""Lemmas of single words, with the slips of the dictionary caught."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.lemmas import lemma_of


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        # taken for the stem of a verb
        ("internet", "internet"),
        ("boer", "boer"),
        ("strand", "strand"),
        ("stap", "stap"),
        ("kruis", "kruis"),
        ("sneeuw", "sneeuw"),
        ("tuin", "tuin"),
        # another word that is spelt alike
        ("data", "data"),
        ("leden", "lid"),
        ("koe", "koe"),
        ("media", "media"),
        # inflection
        ("gemeenten", "gemeente"),
        ("winkels", "winkel"),
        ("huizen", "huis"),
        ("regio's", "regio"),
        ("regio’s", "regio"),
        ("loopt", "lopen"),
        ("gebouwd", "bouwen"),
        ("verandert", "veranderen"),
        ("ruimtelijke", "ruimtelijk"),
        ("intensieve", "intensief"),
        ("Haagse", "haags"),
        # compounds change at their end only
        ("faciliteitengemeenten", "faciliteitengemeente"),
        ("gemeenteraadsverkiezingen", "gemeenteraadsverkiezing"),
        ("winkelleegstand", "winkelleegstand"),
        # no treebank marks, no change to what is no word
        ("website", "website"),
        ("beroepsactiviteit", "beroepsactiviteit"),
        ("2,5", "2,5"),
        ("%", "%"),
        ("patiënt", "patiënt"),
        ("finale", "finale"),
        ("veranderen", "veranderen"),
    ],
)
def test_lemma(form: str, lemma: str) -> None:
    assert lemma_of(form) == lemma


@given(st.text(alphabet="abcdefghijklmnoprstuvwzëïé-'", min_size=1, max_size=20))
def test_a_lemma_is_one_lower_case_word_without_marks(word: str) -> None:
    lemma = lemma_of(word)
    assert lemma
    assert "_" not in lemma
    assert not any(letter.isspace() or letter.isupper() for letter in lemma)
    assert lemma == lemma_of(word.upper())
