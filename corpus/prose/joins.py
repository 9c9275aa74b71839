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
    open_at: dict[str, int] = {}
    for block, lines in blocks:
        if not lines:
            continue
        stream = _stream(block.role)
        at = open_at.get(stream)
        if at is not None and continues(joined[at], block, lines):
            joined[at] = Joined(joined[at].head, joined[at].lines + lines, block)
            continue
        joined.append(Joined(block, lines, block))
        if block.role not in _SKIPPED or stream != "text":
            open_at[stream] = len(joined) - 1
    return joined


def _stream(role: Role) -> str:
    """Side-bars and footnotes run on among themselves, whatever of the text stands in between."""
    return role.value if role in (Role.SIDEBAR, Role.FOOTNOTE) else "text"


def continues(before: Joined, block: Block, lines: Sequence[PrintedLine]) -> bool:
    """Whether the block goes on where the paragraph `before` stopped."""
    if before.head.role in _HEADINGS and block.role in _HEADINGS:
        return _same_heading(before, block, lines)
    if block.role is Role.FOOTNOTE:
        return not block.note_mark and (
            (_stops_midway(before.text_end) and _starts_inside(lines)) or _is_next_line(before, block)
        )
    if block.role is not Role.SIDEBAR and (
        before.head.role not in _FLOWING or block.role is not Role.PARAGRAPH
    ):
        return False
    if before.lines[-1].is_drop_capital and len(before.lines) == 1:
        return lines[0].text[:1].isalpha()
    return _stops_midway(before.text_end) and _goes_on(before, block, lines)


def _is_next_line(before: Joined, block: Block) -> bool:
    """Whether a block without a mark stands right under a note, in its column and size."""
    above, here = before.last.region, block.region
    return (
        above.page == here.page
        and bool(before.head.note_mark)
        and 0.5 > _gap(before.last, block) > -0.5
        and here.x0 < above.x1
        and here.x1 > above.x0
        and _same_style(before.last, block)
    )


def _stops_midway(text: str) -> bool:
    return not _ENDS_SENTENCE.search(text)


def _goes_on(before: Joined, block: Block, lines: Sequence[PrintedLine]) -> bool:
    """A lower-case start goes on; a capital or digit only after a comma, a hyphen or a full last line."""
    if _NEW_ITEM.match(lines[0].text) or not _same_style(before.last, block):
        return False
    open_end = before.text_end[-1:] in "-,"
    if not _moved_on(before.last, block):
        return _starts_inside(lines) and (open_end or _reaches_margin(before, block))
    if _is_cell_beside(before, block):
        return False
    return _starts_inside(lines) or open_end or (_runs_full_width(before) and len(lines) > 1)


def _starts_inside(lines: Sequence[PrintedLine]) -> bool:
    """Whether the first word is in small letters, as within a sentence."""
    return lines[0].text.lstrip("'‘“\"„(«[’")[:1].islower()


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


def _reaches_margin(before: Joined, block: Block) -> bool:
    """Whether the last line is about as wide as the text under it: lists of short lines are not."""
    last, below = before.lines[-1].region, block.region
    margin = max(below.x1, before.last.region.x1)
    return len(before.text_end.split()) > 2 and last.x1 >= margin - 0.15 * (margin - min(last.x0, below.x0))


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
    """The size of the middle word, sorted by size: drop capitals and raised marks do not count."""
    sizes = sorted([word.size for line in block.lines for word in line.words])
    return sizes[len(sizes) // 2]
