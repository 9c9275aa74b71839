"""Entities from BIO scores: only sequences that mean something, and the spans they mean."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nlp.encoder.bio import allowed, best_sequence, spans

LABELS = ["O", "B-PER", "I-PER", "B-GPE", "I-GPE"]


@pytest.mark.parametrize(
    ("bio", "expected"),
    [
        ([], set()),
        (["O", "O"], set()),
        (["B-PER", "I-PER", "O"], {(0, 2, "PER")}),
        (["B-PER", "B-PER"], {(0, 1, "PER"), (1, 2, "PER")}),
        (["O", "B-GPE"], {(1, 2, "GPE")}),
        (["B-GPE", "I-GPE", "B-PER", "O", "B-GPE"], {(0, 2, "GPE"), (2, 3, "PER"), (4, 5, "GPE")}),
    ],
)
def test_spans(bio: list[str], expected: set[tuple[int, int, str]]) -> None:
    assert spans(bio) == expected


def test_the_best_sequence_is_that_of_the_words_where_they_agree() -> None:
    scores = np.log(np.array([[0.1, 0.8, 0.03, 0.04, 0.03], [0.1, 0.1, 0.7, 0.05, 0.05]], dtype=np.float32))
    assert best_sequence(scores, allowed(LABELS), LABELS) == ["B-PER", "I-PER"]


def test_an_inside_without_its_begin_is_mended_by_the_sum() -> None:
    """The second word says I-GPE; that B-GPE goes before it costs less than to leave it."""
    scores = np.log(
        np.array([[0.4, 0.0001, 0.1, 0.35, 0.1], [0.05, 0.05, 0.05, 0.05, 0.8]], dtype=np.float32)
    )
    assert best_sequence(scores, allowed(LABELS), LABELS) == ["B-GPE", "I-GPE"]


@given(arrays(np.float32, st.tuples(st.integers(0, 12), st.just(5)), elements=st.floats(-9, 0, width=32)))
def test_every_sequence_follows_the_grammar(scores: np.ndarray) -> None:
    bio = best_sequence(scores, allowed(LABELS), LABELS)
    assert len(bio) == len(scores)
    for before, label in zip(["O", *bio], bio, strict=False):
        assert not label.startswith("I-") or before[2:] == label[2:]
