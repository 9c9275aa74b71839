"""What became of each topic: continued, split, merged, born, died; numbers last."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.colors import NONE_COLOR, topic_color
from models.lineage import trace_lineage


def partition(sizes: dict[tuple[int, int], int]) -> tuple[dict[str, int], dict[str, int]]:
    """Two assignments with so many passages in each pair of old and new topic."""
    before, after = {}, {}
    for (old, new), size in sizes.items():
        for number in range(size):
            before[f"{old}|{new}|{number}"] = old
            after[f"{old}|{new}|{number}"] = new
    return before, after


@pytest.mark.parametrize(
    ("sizes", "links", "numbers"),
    [
        ({(0, 5): 10, (1, 6): 10}, {("continued", 0, 0), ("continued", 1, 1)}, {5: 0, 6: 1}),
        ({(0, 0): 12, (0, 1): 8}, {("continued", 0, 0), ("split", 0, 20)}, {0: 0, 1: 20}),
        ({(0, 0): 12, (1, 0): 8}, {("continued", 0, 0), ("merged", 1, 0)}, {0: 0}),
        ({(0, -1): 10, (1, 1): 5}, {("died", 0, None), ("continued", 1, 1)}, {1: 1}),
        ({(-1, 3): 10, (1, 1): 5}, {("born", None, 20), ("continued", 1, 1)}, {3: 20, 1: 1}),
        # A topic that fell apart in five: none is it, all are parts of it.
        (
            {(0, new): 10 for new in range(5)},
            {("split", 0, 20 + new) for new in range(5)},
            {new: 20 + new for new in range(5)},
        ),
    ],
)
def test_what_became_of_each_topic(
    sizes: dict[tuple[int, int], int],
    links: set[tuple[str, int | None, int | None]],
    numbers: dict[int, int],
) -> None:
    found = trace_lineage(*partition(sizes), unused=20)
    assert {(link.kind, link.before, link.after) for link in found.links} == links
    assert found.numbers == numbers


def test_the_evidence_is_the_shared_passages() -> None:
    before, after = partition({(0, 0): 12, (0, 1): 8})
    after["new passage"] = 0
    link = trace_lineage(before, after, unused=2).links[0]
    assert (link.shared, link.jaccard) == (12, 0.6)
    assert link.as_dict() == {"kind": "continued", "before": 0, "after": 0, "shared": 12, "jaccard": 0.6}


def test_no_version_before_means_all_are_born() -> None:
    found = trace_lineage({}, {"a": 0, "b": 1, "c": -1}, unused=0)
    assert found.numbers == {0: 0, 1: 1}
    assert {link.kind for link in found.links} == {"born"}


topics = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(-1, 4))


@given(topics, topics)
def test_numbers_never_collide(before: dict[str, int], after: dict[str, int]) -> None:
    found = trace_lineage(before, after, unused=5)
    assert set(found.numbers) == set(after.values()) - {-1}
    assert len(set(found.numbers.values())) == len(found.numbers)
    linked = {link.before for link in found.links} | {link.after for link in found.links}
    assert set(before.values()) - {-1} <= linked
    assert set(found.numbers.values()) <= linked


@given(topics)
def test_the_same_topics_continue(same: dict[str, int]) -> None:
    renamed = {key: topic + 10 if topic >= 0 else -1 for key, topic in same.items()}
    found = trace_lineage(same, renamed, unused=9)
    assert {link.kind for link in found.links} <= {"continued"}
    assert all(number == topic - 10 for topic, number in found.numbers.items())


def test_colours_belong_to_numbers_and_differ_within_a_dozen() -> None:
    colors = [topic_color(number) for number in range(36)]
    assert len(set(colors[:12])) == 12
    assert colors == colors[:12] * 3
    assert topic_color(-1) == NONE_COLOR not in colors
