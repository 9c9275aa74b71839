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
    heads: list[TextLine] = field(default_factory=list)
    folios: list[TextLine] = field(default_factory=list)


def page_lines(page: RawPage) -> PageLines:
    """The lines of a page as an engine read it."""
    upright = [word for word in page.words if word.upright]
    rotated = [word for word in page.words if not word.upright]
    return PageLines(
        page.number,
        page.width,
        page.height,
        make_lines(upright) if upright else [],
        rotated,
        page.rules,
        page.fills,
        page.images,
    )
