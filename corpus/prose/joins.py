"""Which blocks are one paragraph: text that runs on over columns, pages and what stands in between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.prose.lines import PrintedBlock, PrintedLine
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

    head: PrintedBlock
    lines: tuple[PrintedLine, ...]
    last: PrintedBlock

    @property
    def text_end(self) -> str:
        return self.lines[-1].text


def join_blocks(blocks: Iterable[PrintedBlock]) -> list[Joined]:
    """Blocks in reading order as paragraphs, each where its first block stands."""
    joined: list[Joined] = []
    open_at: dict[str, int] = {}
    for block in blocks:
        if not block.lines:
            continue
        stream = _stream(block.role)
        at = open_at.get(stream)
        if at is not None and continues(joined[at], block):
            joined[at] = Joined(joined[at].head, joined[at].lines + block.lines, block)
            continue
        joined.append(Joined(block, block.lines, block))
        if block.role not in _SKIPPED or stream != "text":
            open_at[stream] = len(joined) - 1
    return joined


def _stream(role: Role) -> str:
    """Side-bars and footnotes run on among themselves, whatever of the text stands in between."""
    return role.value if role in (Role.SIDEBAR, Role.FOOTNOTE) else "text"


def continues(before: Joined, block: PrintedBlock) -> bool:
    """Whether the block goes on where the paragraph `before` stopped."""
    lines = block.lines
    if before.head.role in _HEADINGS and block.role in _HEADINGS:
        return _same_heading(before, block)
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
    return _stops_midway(before.text_end) and _goes_on(before, block)


def _is_next_line(before: Joined, block: PrintedBlock) -> bool:
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


def _goes_on(before: Joined, block: PrintedBlock) -> bool:
    """A lower-case start goes on; a capital or digit only after a comma, a hyphen or a full last line."""
    lines = block.lines
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


def _same_style(before: PrintedBlock, block: PrintedBlock) -> bool:
    """Whether both are set in about the same size; notes and captions taken for text differ in it."""
    return abs(before.size - block.size) <= 0.12 * max(before.size, block.size)


def _is_cell_beside(before: Joined, block: PrintedBlock) -> bool:
    """Whether the block stands to the right of a short one on the same lines, as cells of a table do."""
    left, right = before.last.region, block.region
    same_lines = left.page == right.page and right.top < left.bottom and right.bottom > left.top
    return same_lines and right.x0 > left.x1 and len(before.last.lines) < 3 and len(before.text_end) > 2


def _moved_on(before: PrintedBlock, block: PrintedBlock) -> bool:
    """Whether the block stands elsewhere: another page, or not just under the block before."""
    if before.page != block.page:
        return True
    above, here = before.region, block.region
    return here.top < above.bottom or here.x0 > above.x1 or here.x1 < above.x0 or _gap(before, block) > 3


def _gap(before: PrintedBlock, block: PrintedBlock) -> float:
    """The white between two blocks, in heights of a line."""
    box = before.lines[-1].region
    height = box.bottom - box.top
    return (block.region.top - before.region.bottom) / max(height, 1.0)


def _runs_full_width(before: Joined) -> bool:
    """Whether the last line is as wide as its column, so that nothing says the paragraph ended there."""
    box = before.last.region
    last = before.lines[-1].region
    long = len(before.last.lines) > 2 and len(before.text_end.split()) > 3
    return long and last.x1 - box.x0 >= _FULL_WIDTH * (box.x1 - box.x0)


def _reaches_margin(before: Joined, block: PrintedBlock) -> bool:
    """Whether the last line is about as wide as the text under it: lists of short lines are not."""
    last, below = before.lines[-1].region, block.region
    margin = max(below.x1, before.last.region.x1)
    return len(before.text_end.split()) > 2 and last.x1 >= margin - 0.15 * (margin - min(last.x0, below.x0))


def _same_heading(before: Joined, block: PrintedBlock) -> bool:
    """Two heading blocks are one when they share page, style and column, and nothing ends the first."""
    return (
        before.head.role is block.role
        and before.head.level == block.level
        and before.last.page == block.page
        and abs(before.last.size - block.size) < 0.3
        and -0.5 <= _gap(before.last, block) <= 0.9
        and before.text_end[-1:] not in ".!?"
        and not _NEW_ITEM.match(block.lines[0].text)
        and not re.match(r"\d+(\.\d+)*\.?\s", block.lines[0].text)
    )
