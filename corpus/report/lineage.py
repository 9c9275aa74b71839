"""Lineage: what became of the topics of the version before, with the passages both versions share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.report.data import ReportData

_MEANINGS = {
    "continued": "the same topic; it keeps its number and colour",
    "split": "came out of a larger topic",
    "merged": "went into a larger topic",
    "born": "is new",
    "died": "is no more",
}


@dataclass(frozen=True, slots=True)
class Link:
    """What became of one topic; None and an empty label where there is none on that side."""

    before: int | None
    before_label: str
    after: int | None
    shared: int
    """Passages in both, of those that both versions know."""
    jaccard: float


@dataclass(frozen=True, slots=True)
class Group:
    """The links of one kind."""

    kind: str
    meaning: str
    links: tuple[Link, ...]


def lineage_of(data: ReportData) -> tuple[Group, ...]:
    """The links from the version before to the current one, by kind; none for a first version."""
    given = data.model.figures.get("lineage") if data.model else None
    links: Sequence[Mapping[str, Any]] = given if isinstance(given, list) else ()
    return tuple(
        Group(kind, meaning, found)
        for kind, meaning in _MEANINGS.items()
        if (found := tuple(_link(link, data.earlier) for link in links if link.get("kind") == kind))
    )


def _link(link: Mapping[str, Any], labels: Mapping[int, str]) -> Link:
    before = link.get("before")
    label = labels.get(before, "") if before is not None else ""
    return Link(before, label, link.get("after"), int(link.get("shared", 0)), float(link.get("jaccard", 0)))
