"""Which blocks are one paragraph: text that runs on over columns, pages and what stands in between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.layout.records import Block
from corpus.prose.lines import PrintedLine
from corpus.records import Role

_FLOWING = frozenset({Role.PARAGRAPH, Role.LIST_ITEM})
_HEADINGS = frozenset({Role.TITLE, Role.HEADING})
_SKIPPED = frozenset(
    {Role.CAPTION, Role.CREDIT, Role.FOOTNOTE, Role.TABLE, Role.PULL_QUOTE, Role.SIDEBAR, Role.MARGINAL}
    | {Role.RUNNING_HEAD, Role.PAGE_NUMBER, Role.OTHER}
)
"""What may stand between the two halves of a paragraph."""

_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'’”»)\]]*\d{0,2}$")
_NEW_ITEM = re.compile(r"^([•●▪■◦‣∙·*–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])(\s|$)")
_FULL_WIDTH = 0.9


@dataclass(frozen=True, slots=True)
class Joined:
    """The printed lines of one paragraph, and the block that gives it its role."""

    head: Block
    lines: tuple[PrintedLine, ...]
    last: Block

    @property
    def text_end(self) -> str:
        return self.lines[-1].text


def join_blocks(blocks: Iterable[tuple[Block, tuple[PrintedLine, ...]]]) -> list[Joined]:
    """Blocks in reading order, with their printed lines, as paragraphs, each where its first block stands."""
    joined: list[Joined] = []
    open_at: dict[bool, int] = {}
    for block, lines in blocks:
        if not lines:
            continue
        side = block.role is Role.SIDEBAR
        at = open_at.get(side)
        if at is not None and continues(joined[at], block, lines):
            joined[at] = Joined(joined[at].head, joined[at].lines + lines, block)
            continue
        joined.append(Joined(block, lines, block))
        if block.role not in _SKIPPED or side:
            open_at[side] = len(joined) - 1
    return joined


def continues(before: Joined, block: Block, lines: Sequence[PrintedLine]) -> bool:
    """Whether the block goes on where the paragraph `before` stopped."""
    if before.head.role in _HEADINGS and block.role in _HEADINGS:
        return _same_heading(before, block, lines)
    if before.head.role is Role.SIDEBAR or block.role is Role.SIDEBAR:
        if before.head.role is not block.role:
            return False
    elif before.head.role not in _FLOWING or block.role is not Role.PARAGRAPH:
        return False
    if before.lines[-1].is_drop_capital and len(before.lines) == 1:
        return lines[0].text[:1].isalpha()
    return _stops_midway(before.text_end) and _goes_on(before, block, lines)


def _stops_midway(text: str) -> bool:
    return not _ENDS_SENTENCE.search(text)


def _goes_on(before: Joined, block: Block, lines: Sequence[PrintedLine]) -> bool:
    """A lower-case start goes on; a capital or digit only after a comma, a hyphen or a full last line."""
    first = lines[0].text.lstrip("'‘“\"„(«[’")
    if _NEW_ITEM.match(lines[0].text) or not _same_style(before.last, block):
        return False
    open_end = before.text_end[-1:] in "-,"
    if not _moved_on(before.last, block):
        return first[:1].islower() and open_end
    if _is_cell_beside(before, block):
        return False
    return first[:1].islower() or open_end or (_runs_full_width(before) and len(lines) > 1)


def _same_style(before: Block, block: Block) -> bool:
    """Whether both are set in about the same size; notes and captions taken for text differ in it."""
    return abs(_size(before) - _size(block)) <= 0.12 * max(_size(before), _size(block))


def _is_cell_beside(before: Joined, block: Block) -> bool:
    """Whether the block stands to the right of a short one on the same lines, as cells of a table do."""
    left, right = before.last.region, block.region
    same_lines = left.page == right.page and right.top < left.bottom and right.bottom > left.top
    return same_lines and right.x0 > left.x1 and len(before.last.lines) < 3 and len(before.text_end) > 2


def _moved_on(before: Block, block: Block) -> bool:
    """Whether the block stands elsewhere: another page, or not just under the block before."""
    if before.page != block.page:
        return True
    above, here = before.region, block.region
    return here.top < above.bottom or here.x0 > above.x1 or here.x1 < above.x0 or _gap(before, block) > 3


def _gap(before: Block, block: Block) -> float:
    """The white between two blocks, in heights of a line."""
    height = before.lines[-1].bottom - before.lines[-1].top
    return (block.region.top - before.region.bottom) / max(height, 1.0)


def _runs_full_width(before: Joined) -> bool:
    """Whether the last line is as wide as its column, so that nothing says the paragraph ended there."""
    box = before.last.region
    last = before.lines[-1].region
    long = len(before.last.lines) > 2 and len(before.text_end.split()) > 3
    return long and last.x1 - box.x0 >= _FULL_WIDTH * (box.x1 - box.x0)


def _same_heading(before: Joined, block: Block, lines: Sequence[PrintedLine]) -> bool:
    """Two heading blocks are one when they share page, style and column, and nothing ends the first."""
    return (
        before.head.role is block.role
        and before.head.level == block.level
        and before.last.page == block.page
        and abs(_size(before.last) - _size(block)) < 0.3
        and -0.5 <= _gap(before.last, block) <= 0.9
        and before.text_end[-1:] not in ".!?"
        and not _NEW_ITEM.match(lines[0].text)
        and not re.match(r"\d+(\.\d+)*\.?\s", lines[0].text)
    )


def _size(block: Block) -> float:
    return max(word.size for line in block.lines for word in line.words)
