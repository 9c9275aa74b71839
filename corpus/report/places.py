"""Municipalities × topics: how many passages of each topic name each municipality."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from corpus.report.data import NO_TOPIC, UNASSIGNED, ReportData
from corpus.report.evidence import Evidence

FIRST = 40
"""So many municipalities stand open in the report; the others fold out."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The passages of one topic that name one municipality; `share` is of the municipality's passages."""

    passages: int
    share: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A municipality with its passages per topic, which add up to `passages`."""

    name: str
    passages: int
    documents: int
    cells: tuple[Cell, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """The rows, the most named municipality first, and the topics their cells stand for, in that order."""

    topics: tuple[int, ...]
    rows: tuple[PlaceRow, ...]
    passages: int
    """How many passages name at least one municipality."""


def place_table(data: ReportData, topics: tuple[int, ...]) -> PlaceTable:
    """The table for the topics in the given order; without and unassigned follow where they occur."""
    cells: dict[str, Counter[int]] = defaultdict(Counter)
    documents: dict[str, set[int]] = defaultdict(set)
    for passage in data.passages:
        for name in sorted(passage.place_names):
            cells[name][passage.topic] += 1
            documents[name].add(passage.document)
    met = {topic for counted in cells.values() for topic in counted}
    columns = topics + tuple(topic for topic in (NO_TOPIC, UNASSIGNED) if topic in met)
    order = sorted(cells, key=lambda name: (-cells[name].total(), name))
    rows = tuple(_row(name, cells[name], len(documents[name]), columns) for name in order)
    return PlaceTable(columns, rows, sum(bool(passage.places) for passage in data.passages))


def _row(name: str, counted: Counter[int], documents: int, columns: tuple[int, ...]) -> PlaceRow:
    total = counted.total()
    return PlaceRow(
        name=name,
        passages=total,
        documents=documents,
        cells=tuple(
            Cell(counted[topic], counted[topic] / total, Evidence(topic=topic, place=name))
            for topic in columns
        ),
        evidence=Evidence(place=name),
    )
