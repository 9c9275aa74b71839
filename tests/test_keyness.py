"""Keyness, log-odds and dispersion against numbers worked out by hand or printed by their authors."""

from __future__ import annotations

from math import log, log2, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.keyness import dispersion, keyness, log_odds


@pytest.mark.parametrize(
    ("a", "b", "c", "d", "g2"),
    [
        # 2 (a ln(a/E1) + b ln(b/E2)) with E1 = c (a+b) / (c+d).
        (10, 10, 100, 100, 0.0),
        (20, 10, 1000, 1000, 2 * (20 * log(20 / 15) + 10 * log(10 / 15))),
        (5, 0, 100, 300, 2 * 5 * log(5 / 1.25)),
        (10, 20, 1000, 1000, -2 * (10 * log(10 / 15) + 20 * log(20 / 15))),
    ],
)
def test_g2_of_a_word_in_two_parts(a: int, b: int, c: int, d: int, g2: float) -> None:
    table = keyness({"woord": a, "rest": c - a}, {"woord": b, "rest": d - b}).set_index("word")
    assert table.loc["woord", "g2"] == pytest.approx(g2)
    assert table.loc["woord", "log_ratio"] == pytest.approx(log2((a / c) / ((b or 0.5) / d)))


def test_the_critical_value_of_five_per_cent() -> None:
    table = keyness({"woord": 20, "rest": 980}, {"woord": 10, "rest": 990}).set_index("word")
    assert table.loc["woord", "g2"] == pytest.approx(3.398, abs=1e-3)
    assert table.loc["woord", "p"] == pytest.approx(0.0653, abs=1e-3)


def test_the_most_distinctive_word_comes_first() -> None:
    table = keyness({"krimp": 30, "huis": 10, "de": 100}, {"krimp": 1, "huis": 12, "de": 110})
    assert table["word"].iloc[0] == "krimp"
    assert table["word"].tolist()[-1] == "de"


def test_an_empty_part_gives_no_error() -> None:
    assert keyness({}, {}).empty
    assert keyness({"a": 3}, {})["target"].tolist() == [3]


def test_log_odds_by_hand() -> None:
    # Prior = both parts together: alpha = (6, 6, 8), sum 20.
    table = log_odds({"a": 5, "b": 1, "c": 4}, {"a": 1, "b": 5, "c": 4}).set_index("word")
    delta = log(11 / 19) - log(7 / 23)
    assert table.loc["a", "log_odds"] == pytest.approx(delta)
    assert table.loc["a", "z"] == pytest.approx(delta / sqrt(1 / 11 + 1 / 7))
    assert table.loc["c", "log_odds"] == pytest.approx(0)
    assert table.index.tolist() == ["a", "c", "b"]


def test_a_strong_prior_draws_rare_words_to_nothing() -> None:
    target, reference = {"zeldzaam": 2, "vaak": 500}, {"zeldzaam": 0, "vaak": 500}
    weak, strong = (
        log_odds(target, reference, strength=prior).set_index("word")["log_odds"].to_dict()["zeldzaam"]
        for prior in (1, 100_000)
    )
    assert 0 < strong < weak


counts = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 50), min_size=2)


@given(counts, counts)
def test_changing_sides_changes_the_sign(first: dict[str, int], second: dict[str, int]) -> None:
    there = log_odds(first, second).set_index("word")["z"].sort_index()
    back = log_odds(second, first).set_index("word")["z"].sort_index()
    np.testing.assert_allclose(there, -back, atol=1e-9)


@pytest.mark.parametrize(
    ("parts", "sizes", "value"),
    [
        # Gries (2008), the first worked example: the word "a" in five parts of 9, 10, 10, 10 and 11 words.
        ([1, 2, 3, 4, 5], [9, 10, 10, 10, 11], 0.18),
        ([2, 2, 2], [10, 10, 10], 0.0),
        ([6, 0, 0], [10, 10, 10], 2 / 3),
        ([0, 0], [10, 10], 1.0),
        ([1, 0], [10, 0], 0.0),
    ],
)
def test_deviation_of_proportions(parts: list[int], sizes: list[int], value: float) -> None:
    assert dispersion(parts, sizes) == pytest.approx(value, abs=5e-4)


def test_normalised_dispersion_reaches_one() -> None:
    assert dispersion([0, 0, 6], [10, 10, 5], normalised=True) == pytest.approx(1.0)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), min_size=1, max_size=8))
def test_dispersion_is_a_share(parts: list[tuple[int, int]]) -> None:
    assert 0 <= dispersion([count for count, _ in parts], [size for _, size in parts]) <= 1
