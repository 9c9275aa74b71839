"""Coherence of topic words against small texts worked out by hand, and the diversity of topics."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.coherence import c_v, npmi
from models.quality import diversity, silhouette

TEXTS = [text.split() for text in ("a b c", "a b", "a d", "c d", "e f")]


def by_hand(joint: float, first: float, second: float) -> float:
    return log(joint / (first * second)) / -log(joint)


@pytest.mark.parametrize(
    ("topic", "value"),
    [
        (["a", "b"], by_hand(2 / 5, 3 / 5, 2 / 5)),
        (["e", "f"], 1.0),
        (["a", "e"], log(1e-12 / (3 / 5 * 1 / 5)) / -log(1e-12)),
        (["a"], 0.0),
        (["a", "absent"], 0.0),
        (["a", "a"], 0.0),
        # a and c stand together in one text of five, as do b and c.
        (["a", "b", "c"], (by_hand(0.4, 0.6, 0.4) + by_hand(0.2, 0.6, 0.4) + by_hand(0.2, 0.4, 0.4)) / 3),
    ],
)
def test_npmi_with_texts_as_windows(topic: list[str], value: float) -> None:
    assert npmi([topic], TEXTS)[0] == pytest.approx(value, abs=1e-9)


def test_windows_move_a_word_at_a_time() -> None:
    # "a x b y" in windows of 2: (a x) (x b) (b y); a and b never meet, a and x once in three.
    values = npmi([["a", "x"], ["a", "b"]], [["a", "x", "b", "y"]], window=2)
    assert values[0] == pytest.approx(by_hand(1 / 3, 1 / 3, 2 / 3))
    assert values[1] < -0.9


def test_a_text_shorter_than_the_window_is_one_window() -> None:
    assert npmi([["a", "b"]], [["a", "b"], ["c"]], window=10)[0] == pytest.approx(1.0)


def test_c_v_is_one_for_words_that_always_meet_and_lower_for_others() -> None:
    texts = [["a", "b"], ["a", "b"], ["c"], ["d"]]
    values = c_v([["a", "b"], ["a", "c", "d"]], texts)
    assert values[0] == pytest.approx(1.0)
    assert values[1] < values[0]


def test_c_v_by_hand() -> None:
    together = by_hand(2 / 5, 3 / 5, 2 / 5)
    vectors = np.array([[1.0, together], [together, 1.0]])
    whole = vectors.sum(axis=0)
    expected = np.mean([v @ whole / np.linalg.norm(v) / np.linalg.norm(whole) for v in vectors])
    assert c_v([["a", "b"]], TEXTS)[0] == pytest.approx(expected)


@given(st.lists(st.lists(st.sampled_from("abcde"), min_size=1, max_size=6), min_size=1, max_size=8))
def test_npmi_lies_between_minus_one_and_one(texts: list[list[str]]) -> None:
    for window in (0, 3):
        assert -1 <= npmi([["a", "b", "c"]], texts, window=window)[0] <= 1 + 1e-9


@pytest.mark.parametrize(
    ("topics", "value"), [([["a", "b"], ["c", "d"]], 1.0), ([["a", "b"], ["a", "b"]], 0.5), ([], 0.0)]
)
def test_diversity(topics: list[list[str]], value: float) -> None:
    assert diversity(topics) == value


def test_silhouette_of_clear_and_of_single_topics() -> None:
    points = np.array([[1, 0], [1, 0.1], [0, 1], [0.1, 1], [1, 1]], dtype=np.float64)
    assert silhouette(points, np.array([0, 0, 1, 1, -1])) > 0.9
    assert silhouette(points, np.array([0, 0, 0, 0, -1])) == 0.0
