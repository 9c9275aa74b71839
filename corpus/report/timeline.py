"""Topics over time: each topic's share in the passages of a year or period, and the number it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from corpus.periods import period_start, period_width
from corpus.report.data import NO_TOPIC, ReportData
from corpus.report.evidence import UNDATED, Evidence, in_years

FEW = 20
"""Below this number of passages a share is drawn hollow: one document can make it."""


@dataclass(frozen=True, slots=True)
class Period:
    """Consecutive years, first and last included, and the passages dated in them."""

    first: int
    last: int
    passages: int

    @property
    def label(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    @property
    def short(self) -> str:
        """The label for a narrow axis: 1995–99."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last % 100:02d}"

    @property
    def few(self) -> bool:
        return self.passages < FEW

    def evidence(self, topic: int | None = None) -> Evidence:
        return in_years(self.first, self.last, topic)


@dataclass(frozen=True, slots=True)
class Point:
    """A topic in a period: its passages, and their share of all passages of the period."""

    period: Period
    passages: int

    @property
    def share(self) -> float:
        return self.passages / self.period.passages if self.period.passages else 0.0


@dataclass(frozen=True, slots=True)
class Series:
    """One topic through all periods, those without a passage included."""

    topic: int
    points: tuple[Point, ...]

    @property
    def peak(self) -> float:
        return max((point.share for point in self.points), default=0.0)


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year (None: no date known) with the passages of each topic in it, for the table."""

    year: int | None
    passages: int
    counts: tuple[int, ...]

    def evidence(self, topic: int | None = None) -> Evidence:
        year = UNDATED if self.year is None else self.year
        return in_years(year, year, topic)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The series to draw, and the table of years they were made from."""

    width: int
    periods: tuple[Period, ...]
    series: tuple[Series, ...]
    topics: tuple[int, ...]
    years: tuple[YearRow, ...]
    undated_passages: int
    undated_documents: int

    @property
    def scale(self) -> float:
        """The share at the top of the panels: the highest peak that is no more than thrice the median one."""
        peaks = [series.peak for series in self.series if series.topic != NO_TOPIC and series.peak]
        return max((peak for peak in peaks if peak <= 3 * median(peaks)), default=0.0)

    def of(self, topic: int) -> Series | None:
        return next((series for series in self.series if series.topic == topic), None)


def timeline_of(data: ReportData) -> Timeline:
    """Counts and shares per period and year of the passages the topic model has seen."""
    topics = tuple([topic.topic for topic in data.topics] + [NO_TOPIC] * bool(data.topics))
    seen = data.assigned
    cells = Counter((passage.year, passage.topic) for passage in seen)
    totals = Counter(passage.year for passage in seen)
    dated = {year: size for year, size in totals.items() if year is not None}
    width = period_width(dated)
    periods = _periods(dated, width)
    series = tuple(
        Series(topic, tuple(Point(period, _count(cells, period, topic)) for period in periods))
        for topic in topics
    )
    order = sorted(dated) + [None] * (None in totals)
    years = tuple(
        YearRow(year, totals[year], tuple(cells[year, topic] for topic in topics)) for year in order
    )
    undated = {passage.document for passage in seen if passage.year is None}
    return Timeline(width, periods, series, topics, years, totals[None], len(undated))


def _periods(dated: dict[int, int], width: int) -> tuple[Period, ...]:
    if not dated:
        return ()
    starts: Iterable[int] = range(period_start(min(dated), width), max(dated) + 1, width)
    return tuple(
        # The outer periods are named by the years they have: 2020–2024, not a period in the future.
        Period(
            max(start, min(dated)),
            min(start + width - 1, max(dated)),
            _total(dated, range(start, start + width)),
        )
        for start in starts
    )


def _total(dated: dict[int, int], years: Sequence[int]) -> int:
    return sum(dated.get(year, 0) for year in years)


def _count(cells: Counter[tuple[int | None, int]], period: Period, topic: int) -> int:
    return sum(cells[year, topic] for year in range(period.first, period.last + 1))
