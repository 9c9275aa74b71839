"""Which topics rose and fell: the first period of the corpus against the last, by the intervals of both."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from corpus.discourse_records import ShareRecord
from corpus.facets import tag, value_of
from corpus.report.comparison import PERIOD, TOPIC
from corpus.report.data import NO_TOPIC, ReportData

SHOWN = 8
"""So many topics that rose, and so many that fell, are shown."""


@dataclass(frozen=True, slots=True)
class Change:
    """A topic whose share in the last period differs from that in the first by more than chance."""

    topic: int
    first: ShareRecord
    last: ShareRecord

    @property
    def points(self) -> float:
        """The share gained, negative where it was lost."""
        return self.last.share - self.first.share


@dataclass(frozen=True, slots=True)
class Changes:
    """The periods compared, and what rose and fell most."""

    first: str
    last: str
    risen: tuple[Change, ...]
    fallen: tuple[Change, ...]


def changes_of(data: ReportData) -> Changes | None:
    """What changed between the first and the last period that have enough text; None with fewer than two.

    Of a topic is shown that the 95 % intervals (bootstrap over documents) of its two shares do not meet.
    """
    table: defaultdict[str, dict[str, ShareRecord]] = defaultdict(dict)
    for record in data.shares:
        if record.by == PERIOD and record.of == TOPIC and record.enough:
            table[value_of(record.group)][record.value] = record
    if len(table) < 2:
        return None
    first, last = min(table), max(table)
    none = tag(TOPIC, str(NO_TOPIC))
    changes = [
        Change(int(value_of(value)), record, table[last][value])
        for value, record in table[first].items()
        if value != none and value in table[last] and _apart(record, table[last][value])
    ]
    ordered = sorted(changes, key=lambda change: (-change.points, change.topic))
    return Changes(
        first,
        last,
        tuple(change for change in ordered if change.points > 0)[:SHOWN],
        tuple(change for change in reversed(ordered) if change.points < 0)[:SHOWN],
    )


def _apart(first: ShareRecord, last: ShareRecord) -> bool:
    return first.high < last.low or last.high < first.low
