"""Collocations by log-dice, against numbers worked out by hand."""

from __future__ import annotations

from math import log2

import pytest

from models.collocations import collocations

SENTENCES = [
    ["de", "stad", "groeit", "snel"],
    ["de", "stad", "krimpt"],
    ["een", "oude", "stad", "groeit"],
    ["het", "dorp", "groeit"],
]


def test_log_dice_by_hand() -> None:
    table = collocations(SENTENCES, "stad", least=1).set_index("word")
    # stad 3 times, groeit 3 times of which 2 near stad; de 2 of 2.
    assert table.loc["groeit", "log_dice"] == pytest.approx(14 + log2(2 * 2 / (3 + 3)))
    assert table.loc["de", "log_dice"] == pytest.approx(14 + log2(2 * 2 / (3 + 2)))
    assert table.index[0] == "de"
    assert "dorp" not in table.index


@pytest.mark.parametrize(("span", "found"), [(1, {"b", "d"}), (2, {"a", "b", "d", "e"})])
def test_the_span_counts_on_both_sides(span: int, found: set[str]) -> None:
    assert set(collocations([["a", "b", "x", "d", "e"]], "x", span=span, least=1)["word"]) == found


def test_a_word_between_two_nodes_counts_once() -> None:
    assert collocations([["x", "a", "x"]], "x", least=1)["together"].tolist() == [1]


def test_words_that_only_come_together_have_fourteen() -> None:
    assert collocations([["x", "a"]] * 3, "x")["log_dice"].tolist() == [14.0]


def test_rare_company_and_absent_nodes_are_left_out() -> None:
    assert collocations(SENTENCES, "stad", least=3).empty
    assert collocations(SENTENCES, "provincie").columns.tolist() == [
        "word",
        "together",
        "frequency",
        "log_dice",
    ]
