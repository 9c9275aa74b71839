"""Words to lines: along the base line, as far as the column reaches, never across a gutter."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from corpus.engines.frame import DESCENT
from corpus.engines.records import Box
from corpus.layout.capitals import find_drop_capitals, with_capital
from corpus.layout.elements import TextLine
from corpus.layout.records import Word

SAME_BASE = 0.2
"""Base lines within this share of the font size are one."""
SURE_SPACE = 0.7
"""Gaps up to this many ems are word spaces, even in loosely justified text."""
SURE_BREAK = 2.5
"""Gaps over this many ems part two lines even when nothing above or below confirms a gutter."""
GUTTER_LINES = 3
"""A white strip is a gutter when at least this many lines stand on either side of it."""
MIN_STRIP = 0.5
"""The narrowest strip that can be a gutter, in ems."""
NEAR_STRIP = 10
"""Only words within so many ems count as standing beside a strip."""
_REACH = 12
_FAR_MARKER = 12
_MARKER = re.compile(
    r"^(?:[•▪●○◦‣■□➢➤✓*·–—-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.):]?|\d+(?:\.(?:\d+|[a-z]))+\.?)$"
)
_BULLET = re.compile(r"^[•▪●○◦‣■□➢➤✓∙⁃◆►\ufffd]$")

Row = list[Word]


def make_lines(words: Sequence[Word], dividers: Sequence[Box] = ()) -> list[TextLine]:
    """The lines of a page, from top to bottom; rotated words must have been taken out before.

    `dividers` are upright rules: no line goes through one, however narrow the white on both sides.
    """
    capitals = find_drop_capitals(words)
    sunk = {id(capital) for capital in capitals.values()}
    rows = _rows([word for word in words if id(word) not in sunk] if sunk else words)
    lines = _attach_raised(
        _attach_marks(
            [TextLine(part) for index in range(len(rows)) for part in _split_row(rows, index, dividers)]
        )
    )
    if not capitals:
        return lines
    return [with_capital(line, capitals.get(id(line.words[0]))) for line in lines]


def _rows(words: Sequence[Word]) -> list[Row]:
    """Words whose base lines (nearly) agree, from left to right, whatever the column."""
    rows: list[Row] = []
    base = size = -1e9
    for word in sorted(words, key=_base_line):
        here = word.bottom - DESCENT * word.size
        if not rows or here - base > SAME_BASE * min(size, word.size):
            rows.append([])
            base, size = here, word.size
        rows[-1].append(word)
    for row in rows:
        row.sort(key=lambda word: word.x0)
    return rows


def _base_line(word: Word) -> float:
    return word.bottom - DESCENT * word.size


def _split_row(rows: list[Row], index: int, dividers: Sequence[Box]) -> list[Row]:
    row = rows[index]
    walls = _walls(row, dividers) if dividers else []
    spread = _spread_gaps(rows, index, walls)
    parts: list[Row] = [[row[0]]]
    edge, earlier = row[0].x1, -1e9
    for place, (left, word) in enumerate(itertools.pairwise(row)):
        gap = word.x0 - edge
        size = min(left.size, word.size)
        walled = any(edge - 1 < wall < word.x0 + 1 for wall in walls) and gap > 0
        if walled or (
            gap > SURE_SPACE * size
            and place not in spread
            and _parts_columns(rows, index, edge, word.x0, size, parts[-1], earlier)
        ):
            earlier = edge
            parts.append([])
        parts[-1].append(word)
        edge = max(edge, word.x1) if parts[-1][:-1] else word.x1
    return parts


def _walls(row: Row, dividers: Sequence[Box]) -> list[float]:
    """Where upright rules stand that reach over the whole height of a row's letters."""
    size = row[0].size
    base = _base_line(row[0])
    return [
        (rule.x0 + rule.x1) / 2
        for rule in dividers
        if rule.top < base - 0.6 * size and rule.bottom > base - 0.1 * size
    ]


def _spread_gaps(rows: list[Row], index: int, walls: Sequence[float]) -> set[int]:
    """The gaps (by the word before them) within justified lines of few words: equal white, in a full measure.

    The row above or below must be prose that begins and ends with them (both, where there is but one gap):
    cells of a table have no such neighbours. Within one ruled cell the words must fill it.
    """
    row = rows[index]
    gaps = [right.x0 - left.x1 for left, right in itertools.pairwise(row)]
    if max(gaps, default=0.0) <= SURE_SPACE * row[0].size:
        return set()
    near = 0.05 * row[0].size
    found: set[int] = set()
    start = 0
    for end in range(1, len(gaps) + 1):
        if end < len(gaps) and abs(gaps[end] - gaps[start]) < near:
            continue
        if gaps[start] > SURE_SPACE * row[0].size:
            part = row[start : end + 1]
            beside = [rows[at] for at in (index - 1, index + 1) if 0 <= at < len(rows)]
            prose = sum(_has_measure(other, part) for other in beside)
            if prose >= (1 if end - start >= 2 else 2) or (end - start >= 2 and _fills_cell(part, walls)):
                found.update(range(start, end))
        start = end
    return found


def _fills_cell(part: Row, walls: Sequence[float]) -> bool:
    """Whether words stand between two upright rules with as little white before them as behind."""
    left = [wall for wall in walls if wall < part[0].x0]
    right = [wall for wall in walls if wall > part[-1].x1]
    if not left or not right or any(part[0].x0 < wall < part[-1].x1 for wall in walls):
        return False
    return abs((part[0].x0 - max(left)) - (min(right) - part[-1].x1)) < 0.15 * part[0].size


def _has_measure(row: Row, spread: Row) -> bool:
    """Whether a row is a stretch of close words with both ends where another row has its own."""
    slack = 0.3 * spread[0].size
    inside = [word for word in row if word.x0 > spread[0].x0 - slack and word.x1 < spread[-1].x1 + slack]
    if len(inside) <= len(spread):
        return False
    ends = abs(inside[0].x0 - spread[0].x0) < slack and abs(inside[-1].x1 - spread[-1].x1) < slack
    return ends and all(b.x0 - a.x1 < SURE_SPACE * spread[0].size for a, b in itertools.pairwise(inside))


def _parts_columns(
    rows: list[Row], index: int, left: float, right: float, size: float, before: Row, earlier: float
) -> bool:
    """Whether the gap from `left` to `right` in a row parts two columns rather than two words."""
    gap = right - left
    if _is_marker(before, earlier) and gap < _marker_reach(rows, before[0], earlier) * size:
        return False
    if gap > SURE_BREAK * size:
        return True
    return _is_gutter(rows, index, left, right, size)


def _is_marker(part: Row, earlier: float) -> bool:
    """Whether a part is the mark of a list item: alone, and not the number behind other words."""
    mark = part[0]
    if len(part) > 1 or not _MARKER.match(mark.text):
        return False
    return earlier < 0 or (mark.x0 - earlier > 4 * mark.size and not mark.text[-1].isalnum())


def _marker_reach(rows: list[Row], mark: Word, earlier: float) -> int:
    """How far, in ems, a list mark may stand from its text: far where its whole column holds marks."""
    if earlier >= 0:
        return 2
    column = [row[0] for row in rows if abs(row[0].x0 - mark.x0) < 0.5 * mark.size]
    marks = sum(bool(_MARKER.match(word.text)) for word in column)
    return _FAR_MARKER if len(column) >= 2 and marks >= 0.8 * len(column) else 4


def _is_gutter(rows: list[Row], index: int, a: float, b: float, size: float) -> bool:
    """Whether some strip within the gap from a to b stays white beside enough lines on both sides."""
    on_left = on_right = 1
    for step in (1, -1):
        last = _base_line(rows[index][0])
        for other in range(index + step, index + step * _REACH, step):
            if not 0 <= other < len(rows) or abs(_base_line(rows[other][0]) - last) > 2.5 * size:
                break
            free = _widest_free(rows[other], a, b)
            if free[1] - free[0] < MIN_STRIP * size:
                break
            a, b = free
            last = _base_line(rows[other][0])
            left, right = _beside(rows[other], a, b, size)
            on_left += left
            on_right += right
            if on_left >= GUTTER_LINES and on_right >= GUTTER_LINES:
                return True
    return False


def _widest_free(row: Row, a: float, b: float) -> tuple[float, float]:
    """The widest part of the strip from a to b in which no word of a row stands."""
    best, start = (a, a), a
    for word in row[max(0, bisect_left(row, a, key=lambda word: word.x0) - 2) :]:
        if word.x0 >= b:
            break
        if word.x1 > a:
            best = max(best, (start, word.x0), key=lambda part: part[1] - part[0])
            start = max(start, word.x1)
    return max(best, (start, b), key=lambda part: part[1] - part[0])


def _beside(row: Row, a: float, b: float, size: float) -> tuple[bool, bool]:
    """Whether a row has words close by on the left and on the right of a white strip."""
    cut = bisect_left(row, b - 0.01, key=lambda word: word.x0)
    on_left = cut > 0 and row[cut - 1].x1 > a - NEAR_STRIP * size
    return on_left, cut < len(row) and row[cut].x0 < b + NEAR_STRIP * size


def _attach_marks(lines: list[TextLine]) -> list[TextLine]:
    """Put bullets that stand on a base line of their own at the head of the line they belong to."""
    marks = [line for line in lines if len(line.words) == 1 and _BULLET.match(line.words[0].text)]
    for mark in marks:
        level = [line for line in lines if line not in marks and _is_marked_by(line, mark)]
        if level:
            item = min(level, key=lambda line: line.x0)
            lines[lines.index(item)] = TextLine([*mark.words, *item.words])
            lines.remove(mark)
    return lines


def _is_marked_by(line: TextLine, mark: TextLine) -> bool:
    """Whether a line begins right of a bullet, close by and at its height."""
    size = min(line.size, 1.5 * mark.size)
    middle, level = (mark.top + mark.bottom) / 2, (line.top + line.bottom) / 2
    return 0 < line.x0 - mark.x1 < 3 * size and abs(middle - level) < 0.45 * size


def _attach_raised(lines: list[TextLine]) -> list[TextLine]:
    """Put superscripts, subscripts and shifted words back into the line they stand in."""
    hosts = sorted(lines, key=lambda line: (line.top, line.x0))
    for small in [line for line in hosts if len(line.words) <= 4]:
        place = next((index for index, line in enumerate(hosts) if line is small), None)
        if place is None:
            continue
        near = _host_of(small, hosts, place)
        if near is not None:
            words = sorted([*hosts[near].words, *small.words], key=lambda word: word.x0)
            hosts[near] = TextLine(words)
            del hosts[place]
    return hosts


def _host_of(small: TextLine, lines: Sequence[TextLine], place: int) -> int | None:
    """The index of the line a shifted fragment touches, at its end or in a gap between two words."""
    middle = (small.top + small.bottom) / 2
    near = 0.35 * small.size
    for index in _around(lines, place, 3 * small.size):
        line = lines[index]
        if not line.top - 0.25 * line.size < middle < line.bottom + 0.15 * line.size:
            continue
        if line.size < 0.95 * small.size or (
            len(line.words) <= len(small.words) and line.size < 1.05 * small.size
        ):
            continue
        if line.size > 2.2 * small.size or small.x1 < line.x0 - near or small.x0 > line.x1 + near:
            continue
        if _fits_between(small, line, near):
            return index
    return None


def _around(lines: Sequence[TextLine], place: int, reach: float) -> Iterator[int]:
    """Indices of the lines that begin at most `reach` points higher or lower."""
    top = lines[place].top
    for step in (-1, 1):
        index = place + step
        while 0 <= index < len(lines) and abs(lines[index].top - top) <= reach:
            yield index
            index += step


def _fits_between(small: TextLine, line: TextLine, near: float) -> bool:
    touches = False
    for word in line.words:
        if word.x0 < small.x1 - 0.3 * near and word.x1 > small.x0 + near:
            return False
        touches = touches or abs(word.x1 - small.x0) < 2 * near or abs(word.x0 - small.x1) < near
    return touches
