"""Shares by group with their intervals, and what is distinctive of a group."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from models.discourse import bootstrap_shares, distinctive, shares


def passages(*rows: tuple[str, str, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["document", "year", "topic"])


SMALL = passages(
    ("a", "2012", 1),
    ("a", "2012", 1),
    ("b", "2012", 2),
    ("b", "2012", -1),
    ("c", "2021", 2),
    ("d", "2021", 2),
)


def test_shares_add_up_within_a_group() -> None:
    table = shares(SMALL, of="topic", by="year")
    found = table.set_index(["year", "topic"])["share"].to_dict()
    assert found == {
        ("2012", -1): 0.25, ("2012", 1): 0.5, ("2012", 2): 0.25,
        ("2021", -1): 0.0, ("2021", 1): 0.0, ("2021", 2): 1.0,
    }  # fmt: skip
    assert table.groupby("year")["share"].sum().tolist() == [1.0, 1.0]


def test_documents_are_counted_beside_passages() -> None:
    row = shares(SMALL, of="topic", by="year").query("year == '2012' and topic == 1").iloc[0]
    assert (row["passages"], row["documents"], row["group_documents"]) == (2, 1, 2)
    assert not row["enough"]


def test_enough_needs_documents_as_well_as_passages() -> None:
    one_long = passages(*[("a", "2012", i % 2) for i in range(100)])
    many = passages(*[(f"d{i % 10}", "2012", i % 2) for i in range(100)])
    assert not shares(one_long, of="topic", by="year")["enough"].any()
    assert shares(many, of="topic", by="year")["enough"].all()


def test_rows_without_a_group_are_left_out() -> None:
    table = pd.DataFrame({"document": ["a", "b"], "year": ["2012", None], "topic": [1, 2]})
    assert shares(table, of="topic", by="year")["passages"].tolist() == [1]


def test_nothing_gives_an_empty_table() -> None:
    assert shares(passages(), of="topic", by="year").empty


def test_one_document_says_nothing_of_others() -> None:
    low, high = bootstrap_shares(np.array([[3.0, 1.0]]))
    assert (low.tolist(), high.tolist()) == ([0, 0], [1, 1])


def test_the_interval_comes_from_documents_not_passages() -> None:
    """Two documents, each about one thing: a draw gives 0, ½ or 1, however many passages they have."""
    low, high = bootstrap_shares(np.array([[1000.0, 0], [0, 1000.0]]))
    assert (low.tolist(), high.tolist()) == ([0, 0], [1, 1])


def test_the_interval_is_that_of_a_proportion() -> None:
    """Documents of one passage: the bootstrap approaches the normal interval ±1.96 √(p(1-p)/n)."""
    counts = np.zeros((400, 2))
    counts[:100, 0] = counts[100:, 1] = 1
    low, high = bootstrap_shares(counts, draws=4000)
    assert low[0] == pytest.approx(0.25 - 1.96 * 0.02165, abs=0.006)
    assert high[0] == pytest.approx(0.25 + 1.96 * 0.02165, abs=0.006)


def test_the_same_seed_gives_the_same_interval() -> None:
    pd.testing.assert_frame_equal(shares(SMALL, of="topic", by="year"), shares(SMALL, of="topic", by="year"))


def test_distinctive_names_what_sets_a_group_apart() -> None:
    rows = [("a", "2012", 1)] * 8 + [("a", "2012", 2)] * 2 + [("b", "2021", 1)] * 2 + [("b", "2021", 2)] * 8
    table = distinctive(passages(*rows), of="topic", by="year")
    first = table.groupby("year").first()
    assert first["topic"].to_dict() == {"2012": 1, "2021": 2}
    assert first[["group", "rest"]].to_numpy()[0].tolist() == [8, 2]
    assert table["topic"].dtype == np.int64
