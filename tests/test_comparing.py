"""Fits compared in one table."""

from __future__ import annotations

import pytest
from topics_sample import blobs, topic_passages

from corpus.errors import StadspraatError
from corpus.terminal import table_lines
from models.comparing import describe_settings, measure, variants
from models.topic_settings import TopicSettings


@pytest.mark.parametrize(
    ("given", "described"),
    [
        ([], ["default"]),
        (["min_topic_size=10,20"], ["min_topic_size=10", "min_topic_size=20"]),
        (
            ["selection=leaf,eom", "reach=0.1"],
            ["selection=leaf reach=0.1", "selection=eom reach=0.1"],
        ),
        (["max_outliers=0.2"], ["max_outliers=0.2"]),
        (["guide=themes"], ["guide=themes"]),
    ],
)
def test_settings_are_combined(given: list[str], described: list[str]) -> None:
    assert [describe_settings(one) for one in variants(TopicSettings(), given)] == described


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ("topics=3", "topics=3: write name=value, with a name out of seed, "),
        ("seed", "write name=value"),
        ("seed=", "write name=value"),
        ("seeds=huur", "write name=value"),
        ("seed=x", "seed=x: not a whole number"),
        ("reach=x", "reach=x: not a number"),
        ("reach=2", "reach 2.0: out of range"),
    ],
)
def test_slips_are_told(given: str, part: str) -> None:
    with pytest.raises(StadspraatError) as told:
        variants(TopicSettings(), [given])
    assert part in str(told.value)


def test_a_row_has_the_figures_of_the_fit() -> None:
    vectors, _ = blobs(3, 30)
    row = measure(topic_passages(3, 30), vectors, TopicSettings(layouts=1), "toy", refits=2)
    assert (row.embedder, row.settings, row.topics) == ("toy", "layouts=1", 3)
    assert row.outliers < 0.2
    assert row.npmi > 0.2
    assert row.jaccard > 0.9
    assert row.rand > 0.8
    assert row.diversity > 0.9


def test_the_table_is_aligned() -> None:
    lines = list(table_lines([{"embedder": "a", "topics": 3}, {"embedder": "long", "topics": 12}]))
    assert lines == ["embedder  topics", "a              3", "long          12"]
    assert list(table_lines([])) == []
