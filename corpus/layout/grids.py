"""Ruled tables: cells drawn with lines on all sides, whose words need not look like data."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.engines.records import Box
from corpus.layout.elements import TextLine

TOUCH = 3.0
"""Rules that come within so many points of each other meet."""
_MOST_SEGMENTS = 600
"""A page with more rules than this, joined where they continue, is a drawing."""
_MIN_FILL = 12.0
_PROSE_WORDS = 14
_SENTENCE = re.compile(r"[a-zà-ÿ)’”][.!?;:]$")
_PROSE_SHARE = 0.25
"""From this share of cells with whole sentences on, the cells are to be read, row by row."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Text lines in ruled cells: rows from top to bottom, each a list of cells from left to right."""

    rows: tuple[tuple[tuple[TextLine, ...], ...], ...]

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """All lines, row by row and cell by cell."""
        return tuple(line for row in self.rows for cell in row for line in cell)

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The words of each cell."""
        return tuple(tuple(_text(cell) for cell in row) for row in self.rows)

    @property
    def is_prose(self) -> bool:
        """Whether the cells hold sentences, as in decision lists that are set as a table."""
        cells = [cell for row in self.rows for cell in row]
        words = sum(len(line.words) for cell in cells for line in cell)
        whole = sum(_is_sentence(_text(cell)) for cell in cells)
        return whole >= _PROSE_SHARE * len(cells) or words > _PROSE_WORDS * len(cells)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A straight rule: `at` is its place across, from `low` to `high` along it."""

    at: float
    low: float
    high: float


def find_grids(lines: Sequence[TextLine], rules: Sequence[Box], fills: Sequence[Box]) -> list[Grid]:
    """The ruled tables of a page, of at least two columns and two rows with words in them."""
    across, down = _segments(rules, fills)
    if len(across) < 3 or len(down) < 2 or len(across) + len(down) > _MOST_SEGMENTS:
        return []
    grids = (_grid(lines, *part) for part in _meshes(across, down))
    return [grid for grid in grids if grid is not None]


def _segments(rules: Iterable[Box], fills: Iterable[Box]) -> tuple[list[_Rule], list[_Rule]]:
    """The horizontal and the vertical rules, edges of filled areas included, joined where they go on."""
    across, down = [], []
    for rule in rules:
        if rule.width >= rule.height:
            across.append(_Rule((rule.top + rule.bottom) / 2, rule.x0, rule.x1))
        else:
            down.append(_Rule((rule.x0 + rule.x1) / 2, rule.top, rule.bottom))
    for fill in fills:
        if fill.color != "#ffffff" and min(fill.width, fill.height) >= _MIN_FILL:
            across += [_Rule(at, fill.x0, fill.x1) for at in (fill.top, fill.bottom)]
            down += [_Rule(at, fill.top, fill.bottom) for at in (fill.x0, fill.x1)]
    return _continued(across), _continued(down)


def _continued(rules: Sequence[_Rule]) -> list[_Rule]:
    """Rules that go on in each other as one."""
    joined: list[_Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at / TOUCH), rule.low)):
        last = joined[-1] if joined else None
        if last is not None and abs(rule.at - last.at) < TOUCH and last.low <= rule.low <= last.high + TOUCH:
            joined[-1] = _Rule(last.at, last.low, max(last.high, rule.high))
        else:
            joined.append(rule)
    return joined


def _meshes(across: Sequence[_Rule], down: Sequence[_Rule]) -> list[tuple[list[_Rule], list[_Rule]]]:
    """Rules that meet, directly or through others, together: horizontal and vertical ones."""
    root = list(range(len(across) + len(down)))

    def find(index: int) -> int:
        while root[index] != index:
            root[index] = root[root[index]]
            index = root[index]
        return index

    for i, one in enumerate(across):
        for j, other in enumerate(down, start=len(across)):
            if _meet(one, other):
                root[find(i)] = find(j)
    parts: dict[int, tuple[list[_Rule], list[_Rule]]] = {}
    for index, rule in enumerate([*across, *down]):
        parts.setdefault(find(index), ([], []))[index >= len(across)].append(rule)
    return [part for part in parts.values() if len(part[0]) >= 3 and len(part[1]) >= 2]


def _meet(across: _Rule, down: _Rule) -> bool:
    return (
        across.low - TOUCH <= down.at <= across.high + TOUCH
        and down.low - TOUCH <= across.at <= down.high + TOUCH
    )


def _grid(lines: Sequence[TextLine], across: list[_Rule], down: list[_Rule]) -> Grid | None:
    """The cells between these rules, where they hold words in two columns and two rows at least."""
    across.sort(key=lambda rule: rule.at)
    down.sort(key=lambda rule: rule.at)
    row_of, column_of = _levels(across), _levels(down)
    cells: dict[tuple[int, int], list[TextLine]] = {}
    for line in lines:
        place = _cell_of(line, across, down)
        if place is not None:
            column = column_of[place[1]] if place[1] >= 0 else -1
            cells.setdefault((row_of[place[0]], column), []).append(line)
    rows: dict[int, dict[int, list[TextLine]]] = {}
    for (row, column), held in cells.items():
        rows.setdefault(row, {})[column] = held
    full = sum(len(row) > 1 for row in rows.values())
    columns = {column for row in rows.values() for column in row}
    if len(rows) < 2 or len(columns) < 2 or full < max(2, 0.4 * len(rows)):
        return None
    return Grid(tuple(tuple(tuple(row[at]) for at in sorted(row)) for _, row in sorted(rows.items())))


def _levels(rules: Sequence[_Rule]) -> list[int]:
    """For each rule, in order, the number of its place: rules at (nearly) the same place share one."""
    levels = [0]
    for one, other in itertools.pairwise(rules):
        levels.append(levels[-1] + (other.at - one.at > TOUCH))
    return levels


def _cell_of(line: TextLine, across: Sequence[_Rule], down: Sequence[_Rule]) -> tuple[int, int] | None:
    """The cell a line begins in, as the indices of the rules above and left of it; none outside the mesh.

    The outermost rules are often left out: what the others reach round stands in the first column.
    """
    middle_x, middle_y = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2
    x0, x1 = min(rule.low for rule in across), max(rule.high for rule in across)
    if not (x0 <= line.x0 + 1 and line.x1 - 1 <= x1 and across[0].at < middle_y < across[-1].at):
        return None
    row = _nearest_before(across, middle_y, middle_x)
    left = _nearest_before(down, line.x0 + 0.3 * line.size, middle_y)
    return (row or 0), (-1 if left is None else left)


def _nearest_before(rules: Sequence[_Rule], at: float, along: float) -> int | None:
    """The index of the last rule before a place that reaches it."""
    places = range(bisect_right(rules, at, key=lambda rule: rule.at) - 1, -1, -1)
    return next((i for i in places if rules[i].low - 1 <= along <= rules[i].high + 1), None)


def _text(cell: Sequence[TextLine]) -> str:
    return " ".join(line.text for line in cell)


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= 6 and bool(_SENTENCE.search(text))
