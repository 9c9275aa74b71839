"""What only the whole document tells: the title, the levels of headings, bylines, sections set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.layout.asides import is_byline
from corpus.layout.elements import TextLine
from corpus.layout.letters import with_letterhead
from corpus.layout.records import Block
from corpus.layout.repeats import with_pull_quotes
from corpus.layout.sections import opens_section_aside, with_sections_aside
from corpus.records import Role

_MAX_LEVEL = 6
_TITLE_SIZE = 1.3
_PROSE = frozenset({Role.PARAGRAPH, Role.LIST_ITEM, Role.SIDEBAR})


def outline(blocks: Sequence[Block], body: float) -> list[Block]:
    """The blocks of a document with title, heading levels, bylines and bibliography named."""
    named = _with_bylines(with_pull_quotes(_with_title(blocks, body), body), body)
    return with_letterhead(with_sections_aside(_with_levels(named), body))


def _text(block: Block) -> str:
    return " ".join(line.text for line in block.lines)


def _look(block: Block) -> tuple[float, bool]:
    """Size (to half a point) and weight of a heading: what its level is told from."""
    line = TextLine(block.lines[0].words)
    return round(line.size * 2) / 2, line.bold


def _with_title(blocks: Sequence[Block], body: float) -> list[Block]:
    """The largest heading of the first page that has any becomes the title."""
    first = next((block.page for block in blocks if block.role is Role.HEADING), 0)
    candidates = [block for block in blocks if block.page == first and block.role is Role.HEADING]
    candidates = [
        block for block in candidates if len(_text(block)) > 3 and not opens_section_aside(_text(block))
    ]
    largest = max(candidates, key=lambda block: _look(block)[0], default=None)
    if largest is None or _look(largest)[0] < _TITLE_SIZE * body or first > 3 or _comes_late(largest, blocks):
        return list(blocks)
    return [replace(block, role=Role.TITLE) if block is largest else block for block in blocks]


def _comes_late(heading: Block, blocks: Sequence[Block]) -> bool:
    """Whether more than a third of its page's prose stands before a heading: that is no title."""
    lines = [
        len(block.lines) if block.role in _PROSE else 0 for block in blocks if block.page == heading.page
    ]
    place = next(
        at for at, block in enumerate(one for one in blocks if one.page == heading.page) if block is heading
    )
    return sum(lines[:place]) > sum(lines) / 3


def _with_levels(blocks: Sequence[Block]) -> list[Block]:
    looks = sorted({_look(block) for block in blocks if block.role is Role.HEADING}, reverse=True)
    level = {look: min(_MAX_LEVEL, place) for place, look in enumerate(looks, start=1)}
    return [
        replace(block, level=level[_look(block)]) if block.role is Role.HEADING else block for block in blocks
    ]


def _with_bylines(blocks: Sequence[Block], body: float) -> list[Block]:
    """Names right behind the title, before the text begins, are those of the authors."""
    named: list[Block] = []
    after_title = False
    for block in blocks:
        if block.role is Role.TITLE:
            after_title = True
        elif after_title and block.role in _PROSE and _is_body(block, body):
            after_title = False
        elif after_title and block.role in _PROSE | {Role.HEADING}:
            lines = [TextLine(line.words) for line in block.lines]
            if not lines[0].bold and is_byline(lines):
                block = replace(block, role=Role.CREDIT, confidence=0.6)
        named.append(block)
    return named


def _is_body(block: Block, body: float) -> bool:
    size = block.lines[0].words[0].size
    return abs(size - body) < 0.06 * body and len(block.lines) >= 3
