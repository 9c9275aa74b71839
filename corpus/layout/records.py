"""What the layout of a page is made of: words, lines and blocks, with the typography that tells their role.

Coordinates are those of `corpus.records`: PDF points from the top left of the page.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.records import Region, Role


@dataclass(slots=True, unsafe_hash=True)
class Word:
    """A run of glyphs without white space between them, as the engine read it.

    Never altered once made. It is not frozen because a frozen record takes twelve times as long to
    make, and a page has hundreds of words.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float = 0.0
    """Font size in points."""
    font: str = ""
    bold: bool = False
    italic: bool = False
    color: str = ""
    """Fill colour as #rrggbb, or empty where unknown."""
    upright: bool = True
    """False for text that is rotated on the page."""
    stream: int = 0
    """Position of the first glyph in the page's content stream."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one base line within one column, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with single spaces between them."""
        return " ".join([word.text for word in self.words])

    @property
    def x0(self) -> float:
        return min(word.x0 for word in self.words)

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together on one page: (part of) a paragraph, a heading, a caption, a table …

    Blocks come in reading order. A block never holds more than one paragraph; a paragraph may
    take several blocks (it runs on over columns and pages), which `corpus.prose` joins.
    """

    page: int
    lines: tuple[Line, ...]
    role: Role = Role.PARAGRAPH
    confidence: float = 1.0
    level: int = 0
    """Depth of a heading, 1 the highest."""
    note_mark: str = ""
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def region(self) -> Region:
        """The box round all lines."""
        return Region(
            self.page,
            min(line.x0 for line in self.lines),
            min(line.top for line in self.lines),
            max(line.x1 for line in self.lines),
            max(line.bottom for line in self.lines),
        )
