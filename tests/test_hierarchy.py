"""The tree of topics: which are joined first, and how the report draws it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from report_sample import corpus
from topics_sample import topic_passages

from corpus.hand import Hand
from corpus.report.load import load
from corpus.report.page import render
from corpus.report.tree import DRAWN, tree_of
from models.assigning import TopicModel
from models.describing import TopicWords
from models.hierarchy import renumbered_tree, topic_tree, tree_values
from models.topic_settings import TopicSettings


def model(*centres: tuple[float, ...]) -> TopicModel:
    unit = np.array(centres) / np.linalg.norm(centres, axis=1, keepdims=True)
    return TopicModel(np.zeros(3), np.arange(len(centres)), unit, np.zeros(len(centres)))


def words(kinds: int) -> tuple[TopicWords, np.ndarray]:
    passages = topic_passages(kinds, 20)
    return TopicWords.of(passages, TopicSettings().for_size(len(passages))), np.repeat(np.arange(kinds), 20)


def test_the_closest_topics_meet_first() -> None:
    source, labels = words(3)
    first, second = topic_tree(model((1, 0, 0), (0, 1, 0), (0.9, 0.1, 0)), source, labels)
    assert first.parts == ("0", "2")
    assert first.likeness > 0.9 > second.likeness
    assert set(second.parts) == {"1", "b0"}
    assert first.label
    assert not second.label  # of everything there is nothing to tell apart


def test_lasting_numbers_and_values() -> None:
    source, labels = words(3)
    tree = renumbered_tree(
        topic_tree(model((1, 0, 0), (0, 1, 0), (0.9, 0.1, 0)), source, labels), {0: 10, 1: 11, 2: 12}
    )
    assert tree_values(tree)[0]["parts"] == ["10", "12"]
    assert set(tree[1].parts) == {"11", "b0"}


@pytest.mark.parametrize("count", [0, 1])
def test_no_tree_of_fewer_than_two(count: int) -> None:
    source, labels = words(3)
    one = model((1, 0, 0))
    assert topic_tree(one.only(one.ids[:count]), source, labels) == ()


def chain(topics: list[int]) -> list[dict[str, object]]:
    """A tree in which every next topic joins all those before it."""
    parts = [str(topics[0])]
    found: list[dict[str, object]] = []
    for number, topic in enumerate(topics[1:]):
        likeness = 0.8 - number / (2 * len(topics))
        found.append(
            {"id": f"b{number}", "parts": [parts[-1], str(topic)], "likeness": likeness, "label": "x"}
        )
        parts.append(f"b{number}")
    return found


def test_the_report_draws_the_tree(tmp_path: Path) -> None:
    with corpus(tmp_path) as store:
        topics = [topic.topic for topic in store.topics(1)]
        known = store.current_topic_model()
        assert known is not None
        store.set_topic_figures(1, {**known.figures, "tree": chain(topics)})
        data = load(store)
        tree = tree_of(data)
        assert tree is not None
        assert [leaf.topic for leaf in tree.leaves] == topics
        assert len(tree.forks) == len(topics) - 1
        assert all(0 <= fork.x <= DRAWN and fork.x <= min(end[0] for end in fork.ends) for fork in tree.forks)
        assert sorted(topic for branch in tree.broad for topic in branch.topics) == sorted(topics)
        assert sum(branch.passages for branch in tree.broad) == sum(t.passages for t in data.fitted)
        page = render(data, tmp_path / "report")
        assert 'id="tree"' in page
        assert f"{len(topics)} topics, likeness" in page
        merged = replace(data, hand=Hand({}, {topics[1]: topics[0]}, {topics[2]: "kop"}))
        notes = {leaf.topic: leaf.note for leaf in tree_of(merged).leaves}  # type: ignore[union-attr]
        assert notes[topics[1]] == f"shown in {topics[0]}"
        assert notes[topics[2]] == "set aside"


def test_a_tree_of_other_topics_is_not_drawn(tmp_path: Path) -> None:
    with corpus(tmp_path) as store:
        known = store.current_topic_model()
        assert known is not None
        store.set_topic_figures(1, {**known.figures, "tree": chain([1, 2, 99])})
        assert tree_of(load(store)) is None
        assert 'id="tree"' not in render(load(store), tmp_path / "report")
