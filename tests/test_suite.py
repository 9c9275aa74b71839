"""The table of the suite: measured in parts, kept together."""

from __future__ import annotations

from benchmarks.suite import PARTS, Row, placed, renewed, rows_of, table_of

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
