"""Cleaning of printed words, and the lexicon behind it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.prose.glyphs import clean_word, letter_spaced_runs
from corpus.prose.lexicon import known_share, lexicon
from corpus.prose.spelling import clashes


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ﬁets", "fiets"),
        ("eﬃciënt", "efficiënt"),
        ("ĳs", "ijs"),
        ("be\u00adleid", "beleid"),
        ("co¨ordinatie", "coördinatie"),
        ("caf´e", "café"),
        ("foto´s", "foto´s"),
        ("e\u0301e\u0301n", "één"),
        ("\uf0b7", "•"),
        ("m²", "m²"),
        ("½", "½"),
        ("„zo”", "„zo”"),
        ("niet\u2011westers", "niet-westers"),
        ("a\x00b", "ab"),
        ("\u200b", ""),
        ("\ud800", "\ufffd"),
    ],
)
def test_clean_word(word: str, expected: str) -> None:
    assert clean_word(word) == expected


@given(st.text(max_size=20))
def test_cleaning_twice_changes_nothing_more(word: str) -> None:
    once = clean_word(word)
    assert clean_word(once) == once
    assert "\u00ad" not in once


@pytest.mark.parametrize(
    ("words", "gaps", "expected"),
    [
        ("R U I M T E", 2, ["RUIMTE"]),
        ("r u i m t e", 2, ["ruimte"]),
        ("A B C D E", 2, []),
        ("a b c d", 2, []),
        ("X X X X", 2, []),
        ("in de A 2", 2, []),
    ],
)
def test_letter_spaced_runs(words: str, gaps: float, expected: list[str]) -> None:
    letters = words.split()
    edges = [side for at in range(len(letters)) for side in (at * (5 + gaps), at * (5 + gaps) + 5)]
    assert ["".join(letters[start:end]) for start, end in letter_spaced_runs(letters, edges)] == expected


def test_two_letter_spaced_words_are_told_apart_by_the_gap() -> None:
    edges, x = [], 0.0
    for letter in "DE STAD NU":
        x += 8 if letter == " " else 0
        if letter != " ":
            edges += [x, x + 5]
            x += 7
    assert letter_spaced_runs(list("DESTADNU"), edges) == [(2, 6)]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("zee", "eend", True),
        ("auto", "ongeluk", True),
        ("zij", "instroom", True),
        ("informatie", "aanbod", False),
    ],
)
def test_clashing_vowels(first: str, second: str, expected: bool) -> None:
    assert clashes(first, second) is expected


def test_lexicon_knows_words_and_compounds() -> None:
    dutch = lexicon("nl")
    assert dutch.knows("gemeente")
    assert dutch.is_compound("leegstandsaanpak")
    assert not dutch.accepts("gemeentqx")
    assert dutch.frequency("gemeente") > dutch.frequency("leegstandsaanpak")


def test_known_share() -> None:
    assert known_share("De leegstandsaanpak van de gemeente Almere kost 3 miljoen.") == 1.0
    assert known_share("Dc gcmcentc wfl hct plzn vnststellcn xqj") < 0.5
    assert known_share("12 % van €") == 1.0
