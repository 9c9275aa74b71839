"""From the pages of a whole document to blocks in reading order: the way through this package."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.engines.records import Box, RawPage
from corpus.layout.boxes import group_boxes
from corpus.layout.chunks import make_chunks
from corpus.layout.elements import Chunk, TextLine, body_size
from corpus.layout.figures import with_figure_labels
from corpus.layout.grids import Grid, find_grids
from corpus.layout.heads import set_heads_aside
from corpus.layout.order import reading_order
from corpus.layout.outline import outline
from corpus.layout.pages import PageLines, page_lines
from corpus.layout.paragraphs import column_of, split_paragraphs
from corpus.layout.records import Block, Line
from corpus.layout.roles import RoleFinder
from corpus.layout.tables import Table, find_tables, grid_table
from corpus.records import Role

SIDEBAR_SHARE = 0.4
"""A box with more of the page's lines than this is the page itself, not a side-bar."""
PAGE_AREA = 0.3
PAGE_HEIGHT = 0.8
"""A box of so much of the sheet, in area and height, is the frame of one page of a spread."""


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The blocks of one page in reading order, the rule that ordered them, and how sure it is (0 to 1)."""

    number: int
    blocks: tuple[Block, ...]
    rule: str
    certainty: float


def analyse(raw: Iterable[RawPage]) -> list[PageLayout]:
    """The layout of every page; the whole document is needed to tell running heads from text."""
    pages = [page_lines(page) for page in raw]
    set_heads_aside(pages)
    finder = RoleFinder.of(pages)
    pages.reverse()
    layouts = []
    while pages:  # each page's lines are let go of once it is laid out
        layouts.append(_lay_out(pages.pop(), finder))
    named: dict[int, list[Block]] = defaultdict(list)
    for block in outline([block for layout in layouts for block in layout.blocks], finder.body):
        named[block.page].append(block)
    return [replace(layout, blocks=tuple(named[layout.number])) for layout in layouts]


def _lay_out(page: PageLines, finder: RoleFinder) -> PageLayout:
    em = body_size(page.lines)
    grids = find_grids(page.lines, page.rules, page.fills)
    free = _without(page.lines, grids)
    tables = [grid_table(grid) for grid in grids if not grid.is_prose]
    tables += find_tables(free)
    free = _without(free, tables)
    chunks = make_chunks(free, page.rules) if free else []
    tabled = [_table_chunk(table) for table in tables]
    tabled += [_grid_chunk(grid, page.rules) for grid in grids if grid.is_prose]
    grouped = group_boxes([*chunks, *tabled], page.fills, page.width * page.height)
    ordered = reading_order(grouped, em)
    blocks: list[Block] = []
    for chunk, boxed in _flatten(ordered.chunks, em, page, len(free)):
        blocks += _table_block(chunk, page) if chunk.table else _blocks_of(chunk, boxed, page, finder, chunks)
    blocks = with_figure_labels(blocks, page, finder.body)
    blocks += [Block(page.number, (line.record(),), Role.RUNNING_HEAD) for line in page.heads]
    blocks += [Block(page.number, (line.record(),), Role.PAGE_NUMBER) for line in page.folios]
    for aside in (page.rotated, page.unseen):
        if aside:
            blocks.append(Block(page.number, (Line(tuple(aside)),), Role.OTHER))
    return PageLayout(page.number, tuple(blocks), ordered.rule, ordered.certainty)


def _without(lines: Sequence[TextLine], taken: Iterable[Grid | Table]) -> list[TextLine]:
    gone = {id(line) for one in taken for line in one.lines}
    return [line for line in lines if id(line) not in gone]


def _grid_chunk(grid: Grid, rules: Sequence[Box]) -> Chunk:
    """A ruled table that is to be read: its cells in their order."""
    cells = [list(cell) for row in grid.rows for cell in row]
    members = [chunk for cell in cells for chunk in make_chunks(cell, rules)]
    return Chunk(list(grid.lines), members=members, in_order=True)


def _table_chunk(table: Table) -> Chunk:
    return Chunk(list(table.lines), table=table)


def _table_block(chunk: Chunk, page: PageLines) -> list[Block]:
    table = chunk.table
    if table is None:
        return []
    lines = tuple(line.record() for line in table.lines)
    role = Role.CONTENTS if table.is_contents else Role.TABLE
    return [Block(page.number, lines, role, 0.7, rows=table.rows)]


def _flatten(
    chunks: Sequence[Chunk], em: float, page: PageLines, total: int, boxed: bool = False
) -> Iterator[tuple[Chunk, bool]]:
    """The chunks of boxes in their place, and whether each stands in a box that is but a part of the page."""
    for chunk in chunks:
        if chunk.in_order:
            yield from ((member, boxed) for member in chunk.members)
        elif chunk.members:
            aside = boxed or (len(chunk.lines) < SIDEBAR_SHARE * total and not _frames_page(chunk, page))
            yield from _flatten(reading_order(chunk.members, em).chunks, em, page, total, aside)
        else:
            yield chunk, boxed


def _frames_page(box: Chunk, page: PageLines) -> bool:
    """Whether a box is the frame round one page of a spread: full of text or not, it is no side-bar."""
    large = box.width * box.height > PAGE_AREA * page.width * page.height
    return large and box.height > PAGE_HEIGHT * page.height


def _blocks_of(
    chunk: Chunk, boxed: bool, page: PageLines, finder: RoleFinder, chunks: Sequence[Chunk]
) -> Iterator[Block]:
    column = column_of(chunk.lines, _peers(chunk, chunks), finder.leading * chunk.size)
    for lines in split_paragraphs(chunk.lines, column):
        yield finder.block(page, lines, boxed)


def _peers(chunk: Chunk, chunks: Sequence[Chunk]) -> list[TextLine]:
    """Lines of the same size in the same column, to judge how far the lines of a short chunk reach."""
    if len(chunk.lines) > 12:
        return []
    return [
        line
        for other in chunks
        if other is not chunk and abs(other.x0 - chunk.x0) < 1.5 * chunk.size
        for line in other.lines
        if abs(line.size - chunk.size) < 0.1 * chunk.size and line.x1 < chunk.x1 + 12 * chunk.size
    ]
