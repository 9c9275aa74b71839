"""Years drawn together into periods, so that a corpus of few documents a year shows no document as trend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from statistics import median

ENOUGH = 30
"""Single years are drawn together until the median period holds as many passages."""

_WIDTHS = (1, 2, 5, 10)


def period_width(dated: Mapping[int, int]) -> int:
    """How many years to draw together, from the passages per year; at most three periods must remain.

    A corpus of a few documents a year would otherwise show single documents as trends.
    """
    for width in _WIDTHS:
        sizes = Counter[int]()
        for year, size in dated.items():
            sizes[period_start(year, width)] += size
        if not sizes or median(sizes.values()) >= ENOUGH:
            return width
        if len({period_start(year, _next(width)) for year in dated}) < 3:
            return width
    return _WIDTHS[-1]


def period_start(year: int, width: int) -> int:
    """The first year of the period that holds the year; periods start at multiples: 1995, 2000."""
    return year - year % width


def period_bounds(year: int, dated: Mapping[int, int], width: int) -> tuple[int, int]:
    """First and last year of the period that holds the year, no further than the years there are."""
    start = period_start(year, width)
    return max(start, min(dated)), min(start + width - 1, max(dated))


def _next(width: int) -> int:
    return _WIDTHS[min(_WIDTHS.index(width) + 1, len(_WIDTHS) - 1)]
