"""Documents that say nearly the same."""

import random

import pytest

from corpus.nearcopies import near_copies

WORDS = [f"woord{number}" for number in range(4000)]


def text(seed: int, words: int = 400) -> str:
    chooser = random.Random(seed)
    return " ".join(chooser.choice(WORDS) for _ in range(words))


def edited(original: str, share: float, seed: int = 9) -> str:
    chooser = random.Random(seed)
    return " ".join("anders" if chooser.random() < share else word for word in original.split())


def test_draft_and_final_are_found_and_strangers_are_not() -> None:
    texts = {str(seed): text(seed) for seed in range(20)}
    texts["final"] = edited(texts["3"], 0.05)
    (pair,) = near_copies(texts)
    assert (pair.first, pair.second) == ("3", "final")
    assert 0.6 < pair.likeness < 1


def test_case_punctuation_and_order_of_documents_do_not_count() -> None:
    original = text(1)
    texts = {"b": original.upper().replace(" ", ", "), "a": original, "c": text(2)}
    (pair,) = near_copies(texts)
    assert (pair.first, pair.second, pair.likeness) == ("a", "b", 1.0)
    assert near_copies(dict(reversed(texts.items()))) == (pair,)


def test_excerpt_is_told_by_what_it_shares() -> None:
    original = text(1)
    (pair,) = near_copies({"whole": original, "part": " ".join(original.split()[:260])})
    assert pair.contained == 1.0
    assert pair.likeness == pytest.approx(0.65, abs=0.02)


def test_short_texts_are_no_copies() -> None:
    assert near_copies({"a": "De raad stemt in.", "b": "De raad stemt in."}) == ()
    assert near_copies({}) == ()
