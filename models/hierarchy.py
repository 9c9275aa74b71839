"""The topics of a version as a tree: which ones lie closest, and what a branch is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.assigning import TopicModel
from models.describing import TopicWords
from models.evidence import class_tfidf
from models.labels import label_for

Labels = NDArray[np.int64]
_READ = 300
"""Of a branch so many passages, evenly spaced, tell how its words are written."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Two parts of the tree that are joined: topics, by number, or earlier branches, by their `id`."""

    id: str
    parts: tuple[str, str]
    """`7` is topic 7, `b2` the branch of that id."""
    likeness: float
    """The mean cosine between the centres of the topics of either part (average linkage)."""
    label: str
    """What the passages of all its topics have more of than the rest of the corpus."""

    def as_dict(self) -> dict[str, object]:
        """Return the branch as JSON-serialisable values."""
        return {"id": self.id, "parts": list(self.parts), "likeness": self.likeness, "label": self.label}


def topic_tree(model: TopicModel, words: TopicWords, labels: Labels) -> tuple[Branch, ...]:
    """Return the branches, the closest first and the root last; none with fewer than two topics.

    `labels` belong to the passages of `words`.
    """
    from scipy.cluster.hierarchy import linkage  # type: ignore[import-untyped]

    if len(model.ids) < 2:
        return ()
    names = [str(number) for number in model.ids]
    below = [{int(number)} for number in model.ids]
    found: list[Branch] = []
    for left, right, distance, _ in linkage(model.centres, method="average", metric="cosine"):
        first, second = sorted((int(left), int(right)))
        topics = below[first] | below[second]
        name = f"b{len(found)}"
        label = _label(words, np.isin(labels, sorted(topics)))
        found.append(Branch(name, (names[first], names[second]), round(1 - float(distance), 4), label))
        names.append(name)
        below.append(topics)
    return tuple(found)


def renumbered_tree(branches: Sequence[Branch], numbers: Mapping[int, int]) -> tuple[Branch, ...]:
    """Return the tree with its topics under their lasting numbers."""

    def renumbered(part: str) -> str:
        return str(numbers[int(part)]) if part.isdecimal() else part

    return tuple(
        replace(branch, parts=(renumbered(branch.parts[0]), renumbered(branch.parts[1])))
        for branch in branches
    )


def tree_values(branches: Sequence[Branch]) -> list[dict[str, object]]:
    """Return the tree as JSON-serialisable values."""
    return [branch.as_dict() for branch in branches]


def _label(words: TopicWords, members: NDArray[np.bool_]) -> str:
    """A label for these passages in contrast to the rest; empty where they are all there is."""
    if members.all():
        return ""
    weights = class_tfidf(words.evidence.presence, members.astype(np.int64))
    chosen = words.choose(weights[1], members)
    rows = np.flatnonzero(members)
    held = [words.passages[row] for row in rows[:: 1 + len(rows) // _READ]]
    return label_for(chosen, held, words.shapes)
