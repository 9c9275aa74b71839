"""What an engine reads from one page: words, and the rules, fills and pictures round them."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from corpus.layout.records import Word

if TYPE_CHECKING:
    from corpus.engines.turning import Turn


@dataclass(frozen=True, slots=True)
class Box:
    """A drawn shape in PDF points from the top left of the page; `color` is its fill, `#rrggbb` or empty."""

    x0: float
    top: float
    x1: float
    bottom: float
    color: str = ""

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def area(self) -> float:
        return max(0.0, self.width) * max(0.0, self.height)


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page as an engine read it, before anything is known of its layout."""

    number: int
    width: float
    height: float
    engine: str
    words: tuple[Word, ...] = ()
    rules: tuple[Box, ...] = ()
    """Thin lines, horizontal or vertical."""
    fills: tuple[Box, ...] = ()
    """Filled or framed areas that may set a box apart."""
    images: tuple[Box, ...] = ()
    hidden: int = 0
    """Words drawn in the invisible rendering mode (the text layer of a scan, as a rule)."""
    clipped: int = 0
    """Words outside the visible page, left out."""
    unmapped: int = 0
    """Glyphs whose character the file does not tell."""
    warnings: tuple[str, ...] = ()
    turn: Turn | None = None
    """How the page was turned to be read, where its text lies on its side; boxes are on the turned page."""

    @property
    def image_share(self) -> float:
        """How much of the page pictures cover, 0 to 1; a scan may come in many strips."""
        page = self.width * self.height
        return min(1.0, sum(box.area for box in self.images) / page) if page else 0.0


@dataclass(frozen=True, slots=True)
class PdfInfo:
    """What the file says of itself."""

    title: str = ""
    author: str = ""
    created: str = ""
    fields: tuple[tuple[str, str], ...] = field(default=())


class PdfFile(Protocol):
    """An open PDF; a page is read when it is asked for and closed before the next."""

    engine: str
    page_count: int

    def info(self) -> PdfInfo:
        """The document information dictionary."""

    def read_page(self, number: int) -> RawPage:
        """Page `number`, counted from 1; a page that cannot be read comes back empty with a warning."""

    def close(self) -> None:
        """Give back what the file holds."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
