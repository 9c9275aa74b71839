"""Pages whose text lies on its side: turned upright to be read, and turned back to be pointed at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.engines.frame import Quad
from corpus.engines.glyphs import RawWord
from corpus.engines.records import Box
from corpus.records import Region

MOSTLY = 0.7
"""A page is turned when at least this share of its letters runs in one direction that is not to the right."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn by a multiple of 90 degrees; (cos, sin) is the writing direction as displayed (y runs down)."""

    cos: int
    sin: int
    width: float
    """Width and height of the page as displayed."""
    height: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the turned page."""
        return (self.height, self.width) if self.sin else (self.width, self.height)

    @property
    def shift(self) -> tuple[float, float]:
        """What brings the turned page's top left corner to the origin."""
        along = max(0.0, -self.cos * self.width) + max(0.0, -self.sin * self.height)
        across = max(0.0, -self.cos * self.height) + max(0.0, self.sin * self.width)
        return along, across

    def box(self, x0: float, top: float, x1: float, bottom: float) -> Quad:
        """A displayed rectangle on the turned page."""
        (ax, ay), (bx, by) = self._forth(x0, top), self._forth(x1, bottom)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def back(self, region: Region) -> Region:
        """A rectangle of the turned page as it is displayed."""
        (ax, ay), (bx, by) = self._back(region.x0, region.top), self._back(region.x1, region.bottom)
        return Region(region.page, min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def shape(self, box: Box) -> Box:
        """A drawn shape on the turned page."""
        return Box(*self.box(box.x0, box.top, box.x1, box.bottom), box.color)

    def _forth(self, x: float, y: float) -> tuple[float, float]:
        along, across = self.shift
        return x * self.cos + y * self.sin + along, y * self.cos - x * self.sin + across

    def _back(self, u: float, v: float) -> tuple[float, float]:
        along, across = self.shift
        u, v = u - along, v - across
        return u * self.cos - v * self.sin, u * self.sin + v * self.cos


def turn_of(words: Sequence[RawWord], width: float, height: float) -> Turn | None:
    """The turn a page needs, or None where its text runs to the right or in no one direction."""
    if all(word.direction == (1.0, 0.0) for word in words):
        return None
    letters: Counter[tuple[int, int]] = Counter()
    for word in words:
        letters[round(word.direction[0]), round(word.direction[1])] += len(word.text)
    if not letters:
        return None
    (cos, sin), most = letters.most_common(1)[0]
    if (cos, sin) == (1, 0) or abs(cos) + abs(sin) != 1 or most < MOSTLY * letters.total():
        return None
    return Turn(cos, sin, width, height)


def turn_words(words: Sequence[RawWord], turn: Turn) -> list[RawWord]:
    """The words as they stand on the turned page; those in its direction become upright."""
    return [_turned(word, turn) for word in words]


def _turned(word: RawWord, turn: Turn) -> RawWord:
    cos, sin = word.direction
    # The direction relative to the page's own; its frame turns with it, so only the shift changes places.
    relative = (cos * turn.cos + sin * turn.sin, sin * turn.cos - cos * turn.sin)
    x, y = turn.shift
    along, across = x * relative[0] + y * relative[1], y * relative[0] - x * relative[1]
    return RawWord(
        word.text,
        word.u0 + along,
        word.u1 + along,
        word.v + across,
        word.size,
        relative,
        word.font,
        word.color,
        word.stream,
        word.spaced,
        word.hidden,
    )
