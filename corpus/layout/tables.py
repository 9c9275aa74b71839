"""Tables: short cells that stand in rows and columns; set aside as one block with its rows."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.layout.elements import TextLine
from corpus.layout.grids import Grid

_NUMBER = re.compile(
    r"^[€$£<>≤≥±~+\-–−(]*\s*\d[\d.,:/%‰€\s()–−-]*(?:[%‰€*]|k|mln|mld|n|v)?$|^(?:-|–|—|x|X|n\.v\.t\.|nvt|pm|p\.m\.|✓)$"
)
MIN_ROWS = 3
MIN_COLUMNS = 2
_REACH_X = 9
"""Cells of one row stand at most so many ems apart."""
_REACH_Y = 2.2
"""Rows of one table stand at most so many ems apart."""
_LABEL_REACH = 30
"""The labels of rows stand at most so many ems to the left."""
_PROSE_REACH = 15
"""How far up and down, in ems, prose is asked for the page's gutter."""
_CELL_WORDS = 6
_ROW_GAP = 5
"""Tables of the same width with less white between them, in ems, are parts of one."""


@dataclass(frozen=True, slots=True)
class Table:
    """Lines that form a table, its cells row by row, and whether it is a list of contents."""

    lines: tuple[TextLine, ...]
    rows: tuple[tuple[str, ...], ...]
    is_contents: bool


def find_tables(lines: Sequence[TextLine]) -> list[Table]:
    """The tables among the lines of a page."""
    justified = _justified(lines)
    cells, prose = [], []
    for line in lines:
        wordy = len(line.words) > _CELL_WORDS or id(line) in justified
        if wordy or _leaders(line.text):
            prose.append(line)
        if not wordy or _leaders(line.text):
            cells.append(line)
    tables: list[list[TextLine]] = []
    taken: set[int] = set()
    for group in _groups(cells, prose):
        free = [line for line in lines if id(line) not in taken]
        grid = _grown(group, free)
        if _is_table(_rows(grid)):
            grid = _with_labels(grid, free)
            taken |= {id(line) for line in grid}
            tables.append(grid)
    return [_table(_rows(_grown(grid, lines))) for grid in _joined(tables)]


def grid_table(grid: Grid) -> Table:
    """A ruled table; where its cells hold columns of data, line by line, the base lines are its rows."""
    rows = _rows(grid.lines)
    if len(rows) > 1.5 * len(grid.rows) and _is_table(rows):
        return _table(rows)
    return Table(
        grid.lines, grid.texts, _counts_pages([row for row in grid.texts if len(row) >= MIN_COLUMNS])
    )


def _with_labels(grid: list[TextLine], lines: Sequence[TextLine]) -> list[TextLine]:
    """A table with the labels that stand left of its rows, however wide the white between."""
    inside = {id(line) for line in grid}
    x0 = min(line.x0 for line in grid)
    rows = _rows(grid)
    labels: list[TextLine] = []
    for row in rows:
        level = [
            line
            for line in lines
            if id(line) not in inside and line.x1 <= x0 + 1 and abs(line.base - row[0].base) < 0.5 * line.size
        ]
        if level:
            labels.append(max(level, key=lambda line: line.x1))
    near = [line for line in labels if x0 - line.x1 < _LABEL_REACH * line.size and len(line.words) < 12]
    if len(near) < 0.5 * len(rows):
        return grid
    return _grown([*grid, *near], lines)


def _joined(tables: Sequence[list[TextLine]]) -> list[list[TextLine]]:
    """Tables one under the other in the same width are one."""
    joined: list[list[TextLine]] = []
    for table in sorted(tables, key=lambda table: min(line.top for line in table)):
        above = joined[-1] if joined else None
        if above is not None and _continues(above, table):
            above.extend(table)
        else:
            joined.append(list(table))
    return joined


def _continues(above: Sequence[TextLine], below: Sequence[TextLine]) -> bool:
    gap = min(line.top for line in below) - max(line.bottom for line in above)
    left = max(min(line.x0 for line in above), min(line.x0 for line in below))
    right = min(max(line.x1 for line in above), max(line.x1 for line in below))
    widest = max(max(line.x1 for line in part) - min(line.x0 for line in part) for part in (above, below))
    return gap < _ROW_GAP * below[0].size and right - left > 0.7 * widest


def _justified(lines: Sequence[TextLine]) -> set[int]:
    """Lines (by identity) that share both edges with others close by: prose, however few words they have."""
    edges: dict[tuple[int, int], list[TextLine]] = {}
    for line in lines:
        if line.width > 8 * line.size:
            edges.setdefault((round(line.x0 / 2), round(line.x1 / 2)), []).append(line)
    found: set[int] = set()
    for same in edges.values():
        for line in same:
            near = sum(abs(other.base - line.base) < 8 * line.size for other in same)
            if near >= 3:
                found.add(id(line))
    return found


def _groups(cells: Sequence[TextLine], prose: Sequence[TextLine]) -> list[list[TextLine]]:
    """Cells connected to a neighbour in their row or column."""
    root = list(range(len(cells)))

    def find(index: int) -> int:
        while root[index] != index:
            root[index] = root[root[index]]
            index = root[index]
        return index

    ordered = sorted(range(len(cells)), key=lambda index: cells[index].top)
    for position, one in enumerate(ordered):
        for other in ordered[position + 1 :]:
            if cells[other].top > cells[one].bottom + _REACH_Y * cells[one].size:
                break
            if _adjacent(cells[one], cells[other]) and not _across_gutter(cells[one], cells[other], prose):
                root[find(one)] = find(other)
    groups: dict[int, list[TextLine]] = {}
    for index, cell in enumerate(cells):
        groups.setdefault(find(index), []).append(cell)
    return [group for group in groups.values() if len(group) >= MIN_ROWS * MIN_COLUMNS]


def _adjacent(one: TextLine, other: TextLine) -> bool:
    if abs(one.size - other.size) > 0.25 * max(one.size, other.size):
        return False
    if abs(one.base - other.base) < 0.35 * one.size:
        return max(one.x0, other.x0) - min(one.x1, other.x1) < _REACH_X * one.size
    return min(one.x1, other.x1) - max(one.x0, other.x0) > 0


def _across_gutter(one: TextLine, other: TextLine, prose: Sequence[TextLine]) -> bool:
    """Whether lines of prose stand on both sides of the white between two cells, and none across it."""
    left, right = min(one.x1, other.x1), max(one.x0, other.x0)
    if left >= right:
        return False
    slack = 0.5 * one.size
    before = after = across = 0
    for line in prose:
        if abs(line.top - one.top) > _PROSE_REACH * one.size:
            continue
        if line.x1 <= right + slack and line.x1 > left - 3 * one.size:
            before += 1
        elif line.x0 >= left - slack and line.x0 < right + 3 * one.size:
            after += 1
        elif line.x0 < left and line.x1 > right:
            across += 1
    return before >= 3 and after >= 3 and across < min(before, after)


def _grown(group: Sequence[TextLine], lines: Sequence[TextLine]) -> list[TextLine]:
    """The group with every line inside its box, and the labels that stand left of its rows."""
    x0, x1 = min(cell.x0 for cell in group), max(cell.x1 for cell in group)
    top, bottom = min(cell.top for cell in group), max(cell.bottom for cell in group)
    slack = 0.5 * group[0].size
    return [
        line
        for line in lines
        if line.x0 >= x0 - slack
        and line.x1 <= x1 + slack
        and line.top >= top - 1
        and line.bottom <= bottom + 1
    ]


def _rows(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda line: (line.base, line.x0)):
        if rows and line.base - rows[-1][0].base < 0.45 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        row.sort(key=lambda line: line.x0)
    return rows


def _is_table(rows: Sequence[Sequence[TextLine]]) -> bool:
    """Whether most rows have several cells and enough of the cells hold data rather than prose."""
    full = [row for row in rows if len(row) >= MIN_COLUMNS]
    if len(full) < MIN_ROWS or len(full) < 0.4 * len(rows):
        return False
    if sum(len(cell.words) > 9 for row in rows for cell in row) > 0.3 * len(rows):
        return False
    data = [cell for row in full for cell in row[1:]]
    numbers = sum(bool(_NUMBER.match(cell.text)) for cell in data)
    words = sum(len(cell.words) for row in full for cell in row) / sum(len(row) for row in full)
    wide = sum(len(row) >= 3 for row in full) >= 0.6 * len(full)
    return numbers >= 0.45 * len(data) or (wide and words <= 2.5 and numbers >= 0.2 * len(data))


def _table(rows: Sequence[Sequence[TextLine]]) -> Table:
    lines = tuple(line for row in rows for line in row)
    texts = tuple(tuple(cell.text for cell in row) for row in rows)
    return Table(lines, texts, _counts_pages([row for row in texts if len(row) >= MIN_COLUMNS]))


def _counts_pages(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the last cells are page numbers: whole numbers that never fall, behind words."""
    last = [row[-1] for row in rows]
    if not all(text.isdigit() and len(text) <= 4 for text in last) or any(len(row) > 3 for row in rows):
        return False
    pages = [int(text) for text in last]
    falls = sum(one > other for one, other in itertools.pairwise(pages))
    return falls <= 0.05 * len(pages) and sum(row[-2][:1].isalnum() for row in rows) > 0.7 * len(rows)


def _leaders(text: str) -> bool:
    return "....." in text or ". . . ." in text or "……" in text


def is_contents(lines: Sequence[TextLine]) -> bool:
    """Whether lines are entries of a list of contents: leaders, or most end in rising page numbers."""
    leaders = sum(_leaders(line.text) for line in lines)
    if leaders >= max(1, 0.4 * len(lines)):
        return True
    ends = [line.words[-1].text for line in lines if len(line.words) > 1]
    pages = [int(text) for text in ends if text.isdigit() and len(text) <= 3]
    rising = all(one <= other for one, other in itertools.pairwise(pages))
    return len(pages) >= max(4, 0.75 * len(lines)) and rising
