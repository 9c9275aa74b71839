"""Labels inside figures: small words of a drawing, told by the caption under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.layout.elements import TextLine
from corpus.layout.pages import PageLines
from corpus.layout.records import Block
from corpus.records import Role

_FIGURE = re.compile(
    r"^(?:figuur|figure|fig\.?|grafiek|kaart|afbeelding|afb\.?|diagram|schema)\s*[A-Z]?\d", re.I
)
_LABEL_WORDS = 6
_REACH = 0.5
"""A figure is at most so much of the page high."""
SMALL = 0.94
"""Labels are set smaller than this many times the body."""


def with_figure_labels(blocks: Sequence[Block], page: PageLines, body: float) -> list[Block]:
    """The blocks of a page; short small ones between text and a figure's caption are part of the figure."""
    captions = [block for block in blocks if block.role is Role.CAPTION and _FIGURE.match(_text(block))]
    if not captions:
        return list(blocks)
    prose = [line for line in page.lines if line.size > 0.96 * body and len(line.words) > 2]
    return [
        replace(block, role=Role.CAPTION, confidence=0.6, level=0)
        if _is_label(block, body) and any(_is_over(block, one, prose, page) for one in captions)
        else block
        for block in blocks
    ]


def _is_label(block: Block, body: float) -> bool:
    if block.role not in (Role.PARAGRAPH, Role.LIST_ITEM, Role.HEADING, Role.SIDEBAR):
        return False
    words = sum(len(line.words) for line in block.lines)
    small = all(word.size < SMALL * body for line in block.lines for word in line.words)
    return small and words <= _LABEL_WORDS and not _text(block).endswith((".", ";", ":", "?", "!"))


def _is_over(block: Block, caption: Block, prose: Sequence[TextLine], page: PageLines) -> bool:
    """Whether a block stands over a caption, with something drawn and no line of text between them."""
    one, other = block.region, caption.region
    if not (one.bottom < other.top < one.bottom + _REACH * page.height):
        return False
    x0, x1 = min(one.x0, other.x0), max(one.x1, other.x1)
    if any(line.x0 < x1 and line.x1 > x0 and one.top < line.base < other.top for line in prose):
        return False
    return any(
        box.x0 < x1
        and box.x1 > x0
        and box.top < other.top
        and box.bottom > one.top - 2 * (one.bottom - one.top)
        for box in (*page.images, *page.fills)
    )


def _text(block: Block) -> str:
    return " ".join(line.text for line in block.lines)
