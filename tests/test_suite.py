"""The table of the suite: measured in parts, kept together."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks import suite_scaling
from benchmarks.suite import PARTS, Row, placed, renewed, rows_of, table_of
from benchmarks.suite_scaling import one_processor

EXTRACTION, STARTUP = PARTS["extraction"][0], PARTS["startup"][0]
PAGE = "Before.\n<!-- figures -->\n<!-- end of figures -->\nAfter."


def test_rows_come_back_from_the_page_they_were_placed_in() -> None:
    rows = [Row(EXTRACTION, "pypdfium2, 709 pages", "302.0"), Row(STARTUP, "stadspraat add", "0.40 s")]
    page = placed(PAGE, table_of(rows))
    assert rows_of(page) == rows
    assert page.startswith("Before.")
    assert page.endswith("After.")
    assert placed(page, table_of(rows)) == page


def test_what_was_not_measured_again_stays_in_the_order_of_the_parts() -> None:
    before = [Row(EXTRACTION, "a", "1"), Row(STARTUP, "b", "2"), Row("no part any more", "c", "3")]
    now = [Row(EXTRACTION, "d", "4"), Row(EXTRACTION, "e", "5")]
    assert renewed(before, now) == [*now, before[1]]


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="the system cannot hold a process")
def test_a_process_is_held_to_one_processor_for_a_while() -> None:
    before = os.sched_getaffinity(0)
    with one_processor():
        held = os.sched_getaffinity(0)
    assert held == {min(before)}
    assert os.sched_getaffinity(0) == before


def test_two_processes_are_set_against_one_in_both_ways(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seconds = iter([10.0, 6.0, 12.0])
    monkeypatch.setattr(suite_scaling, "command", lambda *words: next(seconds))
    rows = dict(suite_scaling._scaled(tmp_path, tmp_path / "a", times=1))
    assert rows == {
        "a, median of 1, against one process": "1.67 times as fast (10.0 s, 6.0 s)",
        "a, median of 1, against one process held to one processor": "2.00 times as fast (12.0 s, 6.0 s)",
    }
