"""Quotation marks in other styles."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.training.documents import join
from nlp.training.quoting import requoted, with_marks
from nlp.training.treebank import Sentence


def sentence(*words: str, close: tuple[int, ...] = ()) -> Sentence:
    """The words with a space behind each of them but those at `close`."""
    n = len(words)
    same = ("",) * n
    spaces = tuple(at not in close for at in range(n))
    return Sentence("cdb/1", words, spaces, words, same, same, same, (0,) * n, same)


CASES = [
    (sentence('"', "Ja", '"', ",", "zei", "hij", ".", close=(0, 1, 2, 5, 6)), "‘Ja’, zei hij."),
    # The treebank sets a space on both sides of a mark that begins or ends a sentence.
    (sentence('"', "Ja", ".", close=(1, 2)), "‘Ja."),
    (sentence("Ja", ".", '"', close=(0, 2)), "Ja.’"),
    (sentence("Hij", '"', "zou", '"', "gaan", ".", close=(4, 5)), "Hij ‘zou’ gaan."),
    (sentence("Een", "'", "nee", "'", ".", close=(1, 2, 3, 4)), "Een ‘nee’."),
    (sentence("Zonder", "aanhaling", ".", close=(1, 2)), "Zonder aanhaling."),
]


@pytest.mark.parametrize(("given", "text"), CASES)
def test_marks_open_and_close_where_they_did(given: Sentence, text: str) -> None:
    styled = with_marks(given, ("‘", "’"))
    assert join([styled]).text == text
    assert all(lemma == word for lemma, word in zip(styled.lemmas, styled.words, strict=True))


@given(st.integers(0, 200))
def test_nothing_but_the_marks_and_their_spaces_changes(seed: int) -> None:
    clean = replace(CASES[0][0], heads=(1, 1, 1, 1, 1, 4, 1))
    text = join([clean], ("O",) * 7)
    styled = requoted(text, random.Random(seed))
    assert styled.heads == text.heads
    assert styled.entities == text.entities
    kept = [at for at, word in enumerate(clean.words) if word != '"']
    assert [styled.sentences[0].words[at] for at in kept] == [clean.words[at] for at in kept]


def test_about_half_of_the_texts_keep_their_marks() -> None:
    chance, text = random.Random(1), join([CASES[0][0]])
    assert 400 < sum(requoted(text, chance) is text for _ in range(1000)) < 600
