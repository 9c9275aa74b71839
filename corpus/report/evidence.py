"""Which passages stand behind a printed number: the query that the page opens when the number is clicked."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from corpus.report.data import UNASSIGNED, PassageRow

UNDATED = 0
"""Stands for `no date known` where a year is asked for."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A selection of passages; a field that is None does not restrict it.

    The same selection is made twice, here to count and in `assets/evidence.js` to list, so that a
    number and its list can be compared (the page does so under `#check`).
    """

    topic: int | None = None
    place: str | None = None
    document: int | None = None
    first_year: int | None = None
    last_year: int | None = None
    passage: int | None = None
    """Index of a single passage in `ReportData.passages`."""
    how: str | None = None
    seen: bool = False
    """Only passages that the topic model has seen."""
    tags: tuple[str, ...] = ()
    """Tags (see `corpus.facets`) that a passage must all have."""

    @property
    def query(self) -> str:
        """The selection as a query string, for the page."""
        pairs: list[tuple[str, object]] = [
            ("topic", self.topic),
            ("place", self.place),
            ("doc", self.document),
            ("from", self.first_year),
            ("to", self.last_year),
            ("id", self.passage),
            ("how", self.how),
            ("seen", 1 if self.seen else None),
            *(("tag", tag) for tag in self.tags),
        ]
        return urlencode([(name, value) for name, value in pairs if value is not None], errors="replace")

    def holds(self, index: int, passage: PassageRow) -> bool:
        """Whether the passage at `index` belongs to the selection."""
        year = passage.year or UNDATED
        return (
            (self.topic is None or passage.topic == self.topic)
            and (not self.seen or passage.topic != UNASSIGNED)
            and (self.document is None or passage.document == self.document)
            and (self.first_year is None or year >= self.first_year)
            and (self.last_year is None or year <= self.last_year)
            and (self.passage is None or index == self.passage)
            and (self.how is None or passage.how == self.how)
            and (self.place is None or self.place in passage.place_names)
            and all(tag in passage.tags for tag in self.tags)
        )


def in_years(first: int, last: int, topic: int | None = None) -> Evidence:
    """The passages of some years, of one topic or of all that the topic model has seen."""
    return Evidence(topic=topic, first_year=first, last_year=last, seen=topic is None)
