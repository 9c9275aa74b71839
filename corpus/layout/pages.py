"""A page's lines with what stands round them: what is kept until the whole document is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.engines.records import Box, RawPage
from corpus.layout.elements import TextLine
from corpus.layout.lines import make_lines
from corpus.layout.records import Word


@dataclass(slots=True)
class PageLines:
    """One page as lines; `heads` are those found to be running heads or page numbers."""

    number: int
    width: float
    height: float
    lines: list[TextLine]
    rotated: list[Word]
    rules: tuple[Box, ...]
    fills: tuple[Box, ...]
    images: tuple[Box, ...]
    """Pictures, and filled areas without a word in them."""
    heads: list[TextLine] = field(default_factory=list)
    folios: list[TextLine] = field(default_factory=list)


def page_lines(page: RawPage) -> PageLines:
    """The lines of a page as an engine read it."""
    upright = [word for word in page.words if word.upright]
    pictures = (*page.images, *_drawings(page))
    rotated = [word for word in page.words if not word.upright]
    return PageLines(
        page.number,
        page.width,
        page.height,
        make_lines(upright) if upright else [],
        rotated,
        page.rules,
        page.fills,
        pictures,
    )


def _drawings(page: RawPage) -> list[Box]:
    """Filled areas without words, of the size of a picture: a chart or a drawing."""
    large = [fill for fill in page.fills if fill.width > 60 and fill.height > 60]
    return [fill for fill in large if not any(_within(word, fill) for word in page.words)] if large else []


def _within(word: Word, fill: Box) -> bool:
    return fill.x0 < word.x0 and word.x1 < fill.x1 and fill.top < word.top and word.bottom < fill.bottom
