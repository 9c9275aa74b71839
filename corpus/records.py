"""The records that pass between stages: a document, its pages and paragraphs, and the passages made of them.

Coordinates are PDF points with the origin at the top left of the page as it is displayed (rotation
applied, crop box respected); `corpus.engines` converts once. Character offsets are half-open
`[start, end)` in Python characters (code points).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256


class Role(StrEnum):
    """What a block of text is on the page."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    # Set aside: kept with its place, but no part of the running text.
    CAPTION = "caption"
    CREDIT = "credit"
    FOOTNOTE = "footnote"
    TABLE = "table"
    PULL_QUOTE = "pull_quote"
    SIDEBAR = "sidebar"
    MARGINAL = "marginal"
    CONTENTS = "contents"
    RUNNING_HEAD = "running_head"
    PAGE_NUMBER = "page_number"
    OTHER = "other"


RUNNING_TEXT = frozenset({Role.TITLE, Role.HEADING, Role.PARAGRAPH, Role.LIST_ITEM, Role.SIDEBAR})
"""The roles that `stadspraat text` prints and passages are made of (a side-bar is prose of its own)."""


@dataclass(frozen=True, slots=True)
class Region:
    """A box on a page: `page` counts from 1, the sides are PDF points from the top left."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Piece:
    """One printed line (or part of one) behind the characters `[start, end)` of a paragraph's text.

    `raw` is the line as it stands on the page, hyphen and ligatures included, so that every change
    made to the text can be undone. `edges` holds left and right side of each white-space separated
    word of `raw` in turn (x0, x1, x0, x1, …), so that a box can be drawn round a single word.
    """

    start: int
    end: int
    raw: str
    region: Region
    edges: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph (or heading, list item, caption, …) with the printed lines it was made of.

    A paragraph that runs on over columns or pages has pieces on each of them. Formats without pages
    have no pieces; `anchor` then says where the paragraph stands (an id, an XPath, a line number).
    """

    ordinal: int
    role: Role
    text: str
    pieces: tuple[Piece, ...] = ()
    confidence: float = 1.0
    level: int = 0
    """Depth of a heading, 1 the highest; 0 where it is not a heading."""
    anchor: str = ""
    note_mark: str = ""
    """The mark that ties a footnote to the text, without brackets; empty for other roles."""
    rows: tuple[tuple[str, ...], ...] = ()
    """The cells of a table, row by row; empty for other roles."""
    language: str = ""
    """ISO 639-1 code, or empty where the text is too short to tell."""

    @property
    def is_running_text(self) -> bool:
        """Whether the paragraph belongs to the running text."""
        return self.role in RUNNING_TEXT


@dataclass(frozen=True, slots=True)
class Page:
    """How one page was read; width and height are PDF points."""

    number: int
    width: float
    height: float
    engine: str = ""
    """Which engine read the characters: pdfplumber, pdfium or ocr."""
    rule: str = ""
    """Which rule put the blocks in order."""
    confidence: float = 1.0
    """0 to 1: how far the text of this page can be trusted."""
    warnings: tuple[str, ...] = ()
    """Why the confidence is not 1, in words for the reader of the report."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a publication. An empty string is unknown; nothing is guessed without saying so."""

    title: str = ""
    author: str = ""
    date: str = ""
    """ISO 8601, as precise as known: 2024, 2024-07 or 2024-07-09."""
    source: str = ""
    type: str = ""
    language: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    """Further columns of the side-car file, kept as they are."""
    origin: tuple[tuple[str, str], ...] = ()
    """For each known field where it came from: sidecar, pdf, filename, first page, …"""


@dataclass(frozen=True, slots=True)
class Content:
    """What reading a file gave: its pages and paragraphs in reading order, and its own metadata."""

    pages: tuple[Page, ...]
    paragraphs: tuple[Paragraph, ...]
    metadata: Metadata = field(default_factory=Metadata)
    media_type: str = "application/pdf"


@dataclass(frozen=True, slots=True)
class Document:
    """A publication: known by the SHA-256 of its bytes, with what was read from it."""

    id: str
    """SHA-256 of the file, hexadecimal."""
    path: str
    content: Content
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class Part:
    """Which characters of a passage come from which paragraph.

    Characters `[start, end)` of the passage are `[offset, offset + end - start)` of the paragraph.
    """

    paragraph: int
    start: int
    end: int
    offset: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Some whole sentences of a document: the unit that is annotated, embedded and counted."""

    document: str
    ordinal: int
    text: str
    parts: tuple[Part, ...]
    sentences: tuple[tuple[int, int], ...]
    """Character offsets of each sentence in `text`."""
    heading: str = ""
    """The nearest heading above the passage."""
    language: str = ""

    @property
    def text_hash(self) -> str:
        """SHA-256 of the text, hexadecimal."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def id(self) -> str:
        """`DOCUMENT-ORDINAL-HASH`, shortened: the same whatever else is in the corpus."""
        return f"{self.document[:16]}-{self.ordinal:05d}-{self.text_hash[:8]}"


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a passage with its Dutch analysis; offsets are characters of the passage."""

    start: int
    end: int
    lemma: str
    pos: str
    """Universal part of speech (NOUN, VERB, …), or empty where the pipeline does not tag."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Something found in a passage: an entity, later a place, theme, quote or claim.

    `layer` names the kind (`entity`, `place`, …), `data` holds what that layer adds, as pairs whose
    values are JSON-serialisable.
    """

    layer: str
    label: str
    start: int
    end: int
    text: str
    data: tuple[tuple[str, object], ...] = ()
