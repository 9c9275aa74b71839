"""A page's lines with what stands round them: what is kept until the whole document is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.engines.records import Box, RawPage
from corpus.layout.elements import TextLine
from corpus.layout.lines import make_lines
from corpus.layout.records import Word

_NOTE_LINES = 14
_NOTE_WIDTH = 0.28
_NOTES_SHARE = 0.2
_WALL = 9.0
"""The least height, in points, of a rule that parts columns or cells."""


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
    unseen: list[Word] = field(default_factory=list)
    """White words on white paper, printed through others: what a layout left behind."""
    measure: tuple[float, float] | None = None
    """Where body text begins and ends across the page; none where there is little of it."""

    def is_marginal(self, lines: Sequence[TextLine]) -> bool:
        """Whether a few lines stand in the margin beside the text, in less than a quarter of the width."""
        if self.measure is None or len(lines) > _NOTE_LINES:
            return False
        x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
        return x1 - x0 < _NOTE_WIDTH * self.width and self._is_outside(x0, x1) and self._has_margin()

    def _is_outside(self, x0: float, x1: float) -> bool:
        return self.measure is not None and (x1 < self.measure[0] or x0 > self.measure[1])

    def _has_margin(self) -> bool:
        """Whether so little stands beside the text that it is notes rather than a column of its own."""
        beside = sum(len(line.words) for line in self.lines if self._is_outside(line.x0, line.x1))
        return beside < _NOTES_SHARE * sum(len(line.words) for line in self.lines)


def page_lines(page: RawPage) -> PageLines:
    """The lines of a page as an engine read it."""
    upright = [word for word in page.words if word.upright]
    unseen = _unseen(upright, page)
    if unseen:
        gone = {id(word) for word in unseen}
        upright = [word for word in upright if id(word) not in gone]
    pictures = (*page.images, *_drawings(page))
    rotated = [word for word in page.words if not word.upright]
    return PageLines(
        page.number,
        page.width,
        page.height,
        make_lines(upright, _upright_rules(page)) if upright else [],
        rotated,
        page.rules,
        page.fills,
        pictures,
        unseen=unseen,
    )


def _unseen(words: Sequence[Word], page: RawPage) -> list[Word]:
    """White words under which nothing is drawn, on base lines where they run through words that can be seen.

    White on what seems to be paper is not enough: a ground may be drawn in ways that no engine tells.
    """
    white = [word for word in words if word.color == "#ffffff"]
    if not white:
        return []
    grounds = [fill for fill in page.fills if fill.color != "#ffffff"] + list(page.images)
    bare = [word for word in white if not any(_touches(word, ground) for ground in grounds)]
    seen = [word for word in words if word.color != "#ffffff"]
    struck = {round(word.bottom) for word in bare if any(_runs_through(word, other) for other in seen)}
    return [word for word in bare if round(word.bottom) in struck]


def _touches(word: Word, ground: Box) -> bool:
    return (
        word.x1 > ground.x0 and word.x0 < ground.x1 and word.bottom > ground.top and word.top < ground.bottom
    )


def _runs_through(word: Word, other: Word) -> bool:
    """Whether two words lie over each other by a good part of their height."""
    high = min(word.bottom, other.bottom) - max(word.top, other.top)
    return min(word.x1, other.x1) - max(word.x0, other.x0) > 1 and high > 0.3 * min(word.size, other.size)


def _upright_rules(page: RawPage) -> list[Box]:
    """Rules and edges of boxes that run down between columns or cells."""
    rules = [rule for rule in page.rules if rule.height > _WALL and rule.height > 3 * rule.width]
    for fill in page.fills:
        if fill.height > _WALL and fill.color != "#ffffff" and fill.width < 0.95 * page.width:
            rules += [Box(x, fill.top, x, fill.bottom) for x in (fill.x0, fill.x1)]
    return rules


def _drawings(page: RawPage) -> list[Box]:
    """Filled areas without words, of the size of a picture: a chart or a drawing."""
    large = [fill for fill in page.fills if fill.width > 60 and fill.height > 60]
    return [fill for fill in large if not any(_within(word, fill) for word in page.words)] if large else []


def _within(word: Word, fill: Box) -> bool:
    return fill.x0 < word.x0 and word.x1 < fill.x1 and fill.top < word.top and word.bottom < fill.bottom
