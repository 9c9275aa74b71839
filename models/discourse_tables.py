"""The discourse tables of a corpus: topics and themes in groups of passages, with intervals and log-odds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.discourse_records import ShareRecord
from corpus.facets import ORGANISATION, PROVINCE, RANDSTAD, SIZE, SOURCE, SPEAKER, THEME, TYPE, facet_of
from models.discourse import FEWEST_DOCUMENTS, FEWEST_PASSAGES, bootstrap_ratios
from models.keyness import log_odds
from models.tagged import PERIOD, TOPIC, TaggedPassage

GROUPS = 20
"""So many groups of a facet are compared, those with the most passages: not every speaker of a corpus."""

_BY = (PERIOD, PROVINCE, RANDSTAD, SOURCE, TYPE, SPEAKER, ORGANISATION)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Passages as rows: which values (columns) each has, which document it is of, and whether it counts.

    Topics are shares of the passages that the model has seen, themes of all passages.
    """

    values: list[str]
    has: NDArray[np.bool_]
    counts_for: NDArray[np.bool_]
    document: NDArray[np.int64]


def discourse_tables(passages: Sequence[TaggedPassage]) -> tuple[ShareRecord, ...]:
    """Return the share of every topic and theme in every group, by size class, province, period, …

    Intervals are of a bootstrap over documents, log-odds against the other groups of the same facet (see
    `models.discourse`, `models.keyness`). A facet with a single group has no table: there is nothing
    to compare it with.
    """
    grid = _grid(passages)
    tags = Counter(tag for passage in passages for tag in passage.tags)
    facets = [facet for facet in dict.fromkeys(map(facet_of, sorted(tags))) if _compares(facet)]
    found: list[ShareRecord] = []
    for by in facets:
        groups = sorted((tag for tag in tags if facet_of(tag) == by), key=lambda tag: (-tags[tag], tag))
        if len(groups) > 1 and grid.values:
            found += _tables_by(passages, grid, by, sorted(groups[:GROUPS]))
    return tuple(found)


def _compares(facet: str) -> bool:
    return facet in _BY or facet.startswith(SIZE)


def _grid(passages: Sequence[TaggedPassage]) -> _Grid:
    values = sorted(
        {tag for passage in passages for tag in passage.tags if facet_of(tag).startswith((TOPIC, THEME))}
    )
    column = {value: number for number, value in enumerate(values)}
    row_of = {name: row for row, name in enumerate(sorted({passage.document for passage in passages}))}
    has = np.zeros((len(passages), len(values)), dtype=np.bool_)
    for row, passage in enumerate(passages):
        has[row, [column[tag] for tag in passage.tags if tag in column]] = True
    seen = np.array([passage.seen for passage in passages], dtype=np.bool_)
    of_topics = np.array([facet_of(value) == TOPIC for value in values], dtype=np.bool_)
    return _Grid(
        values,
        has,
        seen[:, None] | ~of_topics[None, :],
        np.array([row_of[passage.document] for passage in passages], dtype=np.int64),
    )


def _tables_by(
    passages: Sequence[TaggedPassage], grid: _Grid, by: str, groups: Sequence[str]
) -> Iterator[ShareRecord]:
    """The rows of the tables of one facet: for every group all values."""
    members = {group: np.array([group in passage.tags for passage in passages]) for group in groups}
    totals = {group: grid.has[rows].sum(axis=0) for group, rows in members.items()}
    every = np.sum(list(totals.values()), axis=0)
    for group, rows in members.items():
        shares = _shares(grid, rows)
        odds = _log_odds(grid.values, totals[group], every - totals[group])
        for number, value in enumerate(grid.values):
            yield ShareRecord(
                facet_of(value), by, group, value, *shares[number], *odds.get(value, (0.0, 0.0))
            )


Share = tuple[int, int, float, float, float, int, int, bool]


def _shares(grid: _Grid, rows: NDArray[np.bool_]) -> list[Share]:
    """Of every value in a group: passages, documents, share, bounds, and the size of the group."""
    documents, of = np.unique(grid.document[rows], return_inverse=True)
    counts = np.zeros((len(documents), len(grid.values)))
    sizes = np.zeros_like(counts)
    np.add.at(counts, of, grid.has[rows].astype(np.float64))
    np.add.at(sizes, of, grid.counts_for[rows].astype(np.float64))
    low, high = bootstrap_ratios(counts, sizes)
    found = []
    for column in range(len(grid.values)):
        passages, whole = int(counts[:, column].sum()), int(sizes[:, column].sum())
        sampled = int((sizes[:, column] > 0).sum())
        share = passages / whole if whole else 0.0
        bounds = round(float(low[column]), 5), round(float(high[column]), 5)
        enough = whole >= FEWEST_PASSAGES and sampled >= FEWEST_DOCUMENTS
        within = int((counts[:, column] > 0).sum())
        found.append((passages, within, round(share, 5), *bounds, whole, sampled, enough))
    return found


def _log_odds(
    values: Sequence[str], own: NDArray[np.int64], rest: NDArray[np.int64]
) -> dict[str, tuple[float, float]]:
    """Log-odds and z of every value, compared within its facet: topics with topics, themes with themes."""
    found: dict[str, tuple[float, float]] = {}
    for facet in dict.fromkeys(map(facet_of, values)):
        inside = [number for number, value in enumerate(values) if facet_of(value) == facet]
        table = log_odds(
            {values[number]: int(own[number]) for number in inside},
            {values[number]: int(rest[number]) for number in inside},
        )
        rows = zip(table["word"], table["log_odds"], table["z"], strict=True)
        found |= {str(value): (round(float(odds), 4), round(float(z), 4)) for value, odds, z in rows}
    return found
