"""Working types of the layout: lines and chunks with their geometry kept at hand.

The records of `corpus.layout.records` are what leaves this package; these are cheaper to ask a
thousand times a page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.engines.frame import DESCENT
from corpus.layout.records import Line, Word

if TYPE_CHECKING:
    from corpus.layout.tables import Table


class TextLine:
    """Words on one base line within one column, from left to right."""

    __slots__ = (
        "_text",
        "base",
        "bold",
        "bottom",
        "color",
        "font",
        "italic",
        "size",
        "stream",
        "top",
        "words",
        "x0",
        "x1",
    )

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = tuple(words)
        self._text: str | None = None
        main = _main_word(self.words)
        self.size, self.bold, self.italic = main.size, main.bold, main.italic
        self.font, self.color = main.font, main.color
        self.base = main.bottom - DESCENT * main.size
        self.x0, self.x1 = self.words[0].x0, max([word.x1 for word in self.words])
        self.top, self.bottom = main.top, main.bottom
        self.stream = min([word.stream for word in self.words])

    @property
    def text(self) -> str:
        """The words with single spaces between them."""
        if self._text is None:
            self._text = " ".join([word.text for word in self.words])
        return self._text

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def record(self) -> Line:
        """The line as it leaves the layout."""
        return Line(self.words)

    def __repr__(self) -> str:
        place = f"{self.x0:.0f},{self.top:.0f}–{self.x1:.0f},{self.bottom:.0f}"
        return f"<{place} {self.size:.1f} {self.text[:40]!r}>"


def _main_word(words: Sequence[Word]) -> Word:
    """The word whose look the line takes: of the size and weight that most characters have."""
    first = words[0]
    size, font = first.size, first.font
    for word in words:
        if word.size != size or word.font != font:
            break
    else:
        return first
    weight: Counter[tuple[float, str]] = Counter()
    for word in words:
        weight[word.size, word.font] += len(word.text)
    best = max(weight.items(), key=lambda item: item[1])[0]
    return next(word for word in words if (word.size, word.font) == best)


@dataclass(slots=True)
class Chunk:
    """Lines of one column that stand together; what the reading order is decided over."""

    lines: list[TextLine]
    x0: float = 0.0
    top: float = 0.0
    x1: float = 0.0
    bottom: float = 0.0
    boxed: bool = False
    """Whether the chunk stands in a filled or framed box of its own."""
    members: list[Chunk] = field(default_factory=list)
    """For a box: the chunks inside it."""
    table: Table | None = None
    in_order: bool = False
    """Whether the members stand in reading order already, as the cells of a ruled table do."""

    def __post_init__(self) -> None:
        if self.lines and not self.boxed:
            self.x0 = min([line.x0 for line in self.lines])
            self.x1 = max([line.x1 for line in self.lines])
            self.top = min([line.top for line in self.lines])
            self.bottom = max([line.bottom for line in self.lines])

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def size(self) -> float:
        """The font size of its first line."""
        return self.lines[0].size

    @property
    def stream(self) -> int:
        """Where its first glyph stands in the content stream."""
        return min([line.stream for line in self.lines])


def body_size(lines: Sequence[TextLine]) -> float:
    """The font size most characters are set in, in points; 10 where there is no text."""
    weight: Counter[float] = Counter()
    for line in lines:
        weight[round(line.size * 2) / 2] += sum([len(word.text) for word in line.words])
    return max(weight.items(), key=lambda item: (item[1], -item[0]))[0] if weight else 10.0
