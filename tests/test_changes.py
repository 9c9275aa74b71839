"""Topics that rose and fell between the first and the last period."""

from __future__ import annotations

import pytest

from corpus.discourse_records import ShareRecord
from corpus.report.changes import changes_of
from corpus.report.data import ReportData


def share(period: str, topic: int, value: float, wide: float = 0.01, *, enough: bool = True) -> ShareRecord:
    bounds = (value - wide, value + wide)
    counts = (int(100 * value), 5, value, *bounds, 100, 10)
    return ShareRecord("topic", "period", f"period={period}", f"topic={topic}", *counts, enough, 0.0, 0.0)


def found(*records: ShareRecord) -> tuple[list[int], list[int]] | None:
    changes = changes_of(ReportData("x", shares=records))
    if changes is None:
        return None
    return [each.topic for each in changes.risen], [each.topic for each in changes.fallen]


OLD, NEW = "1994-1994", "2021-2021"


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([], None),
        ([share(OLD, 1, 0.1)], None),
        ([share(OLD, 1, 0.1), share(NEW, 1, 0.2), share(OLD, 2, 0.3), share(NEW, 2, 0.1)], ([1], [2])),
        # The intervals meet: chance.
        ([share(OLD, 1, 0.1, 0.06), share(NEW, 1, 0.2, 0.06)], ([], [])),
        # The most changed first; no topic is no topic.
        (
            [
                *(share(OLD, topic, 0.1) for topic in (1, 3, -1)),
                *(share(NEW, topic, value) for topic, value in ((1, 0.2), (3, 0.4), (-1, 0.3))),
            ],
            ([3, 1], []),
        ),
        # A last period with too little text is not the last.
        (
            [share(OLD, 1, 0.1), share("2010-2010", 1, 0.3), share(NEW, 1, 0.0, enough=False)],
            ([1], []),
        ),
    ],
)
def test_what_rose_and_fell(records: list[ShareRecord], expected: tuple[list[int], list[int]] | None) -> None:
    assert found(*records) == expected
