"""The topics as a tree: which are alike, drawn as branches, and what the broad branches are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.report.data import ReportData
from corpus.report.hand import names_of
from corpus.report.palette import Mark, marks

ROW = 22.0
DRAWN = 340.0
"""Width of the branches; the names stand to the right of them."""
BROAD = 8
"""So many broad branches are listed at most."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A topic at its row."""

    topic: int
    label: str
    mark: Mark
    note: str
    """Where it is shown as part of another topic, or set aside."""
    y: float


@dataclass(frozen=True, slots=True)
class Fork:
    """Two branches that meet at `x`, each at its own `x` and `y`; `title` says what lies below."""

    x: float
    ends: tuple[tuple[float, float], tuple[float, float]]
    title: str


@dataclass(frozen=True, slots=True)
class BroadBranch:
    """One of a few parts that the tree is cut into."""

    label: str
    topics: tuple[int, ...]
    passages: int


@dataclass(frozen=True, slots=True)
class Tree:
    """The tree ready to draw."""

    height: float
    leaves: tuple[Leaf, ...]
    forks: tuple[Fork, ...]
    broad: tuple[BroadBranch, ...]


def tree_of(data: ReportData) -> Tree | None:
    """The tree of the current version; None where it has none (fewer than three topics)."""
    given = data.model.figures.get("tree") if data.model else None
    branches: Sequence[Mapping[str, Any]] = given if isinstance(given, list) else ()
    known = {str(topic.topic) for topic in data.fitted}
    parts = {branch["id"]: branch for branch in branches}
    leaves = _leaves(branches[-1]["id"], parts) if branches else []
    # A version whose topics do not match its tree is not drawn rather than drawn wrongly.
    if len(leaves) < 3 or set(leaves) != known:
        return None
    rows = {leaf: ROW * (number + 0.7) for number, leaf in enumerate(leaves)}
    return Tree(
        ROW * (len(leaves) + 0.4),
        tuple(_leaf(data, int(leaf), rows[leaf]) for leaf in leaves),
        _forks(branches, rows, parts),
        _broad(data, branches, parts),
    )


def _leaves(part: str, parts: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The topics below a part, in the order of the drawing; without recursion, since a tree may be deep."""
    waiting, found = [part], []
    while waiting:
        here = waiting.pop()
        if here in parts:
            waiting += reversed(parts[here]["parts"])
        else:
            found.append(here)
    return found


def _leaf(data: ReportData, topic: int, y: float) -> Leaf:
    labels = names_of({row.topic: row.label for row in data.fitted}, data.hand)
    shown = data.hand.shown(topic)
    note = f"shown in {shown}" if shown != topic else ""
    note = "set aside" if data.hand.is_aside(topic) else note
    drawn = marks(data.fitted)
    return Leaf(topic, labels[topic], drawn[topic], note, y)


def _forks(
    branches: Sequence[Mapping[str, Any]], rows: Mapping[str, float], parts: Mapping[str, Mapping[str, Any]]
) -> tuple[Fork, ...]:
    """Branches meet further to the left the less they are alike."""
    lowest = min(float(branch["likeness"]) for branch in branches)
    scale = DRAWN / (1.0 - min(lowest, 0.99))
    at: dict[str, tuple[float, float]] = {leaf: (DRAWN, y) for leaf, y in rows.items()}
    forks = []
    for branch in branches:
        first, second = (at[part] for part in branch["parts"])
        x = round(min(DRAWN - (1.0 - float(branch["likeness"])) * scale, first[0], second[0]), 1)
        at[branch["id"]] = (x, round((first[1] + second[1]) / 2, 1))
        size = len(_leaves(branch["id"], parts))
        about = f"{branch['label']}: " if branch["label"] else ""
        forks.append(Fork(x, (first, second), f"{about}{size} topics, likeness {branch['likeness']:.2f}"))
    return tuple(forks)


def _broad(
    data: ReportData, branches: Sequence[Mapping[str, Any]], parts: Mapping[str, Mapping[str, Any]]
) -> tuple[BroadBranch, ...]:
    """The parts that remain when the loosest joints are cut, the largest first."""
    pieces = [branches[-1]["id"]]
    for branch in reversed(branches):
        if len(pieces) < min(BROAD, len(branches)) and branch["id"] in pieces:
            pieces.remove(branch["id"])
            pieces += branch["parts"]
    sizes = {str(row.topic): row.passages for row in data.fitted}
    labels = {str(row.topic): data.hand.names.get(row.topic, row.label) for row in data.fitted}
    found = []
    for piece in pieces:
        below = _leaves(piece, parts)
        label = parts[piece]["label"] if piece in parts else labels[piece]
        found.append(BroadBranch(label, tuple(map(int, below)), sum(sizes[leaf] for leaf in below)))
    return tuple(sorted(found, key=lambda branch: (-branch.passages, branch.topics)))
