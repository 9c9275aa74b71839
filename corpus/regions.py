"""From characters back to the page: the boxes behind a stretch of a paragraph or passage."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from corpus.prose.glyphs import clean_word
from corpus.records import Paragraph, Passage, Piece, Region


def regions_of(paragraph: Paragraph, start: int, end: int) -> tuple[Region, ...]:
    """One box for each printed line that characters `[start, end)` touch, tight round its words.

    Empty for formats without pages, and for an empty stretch.
    """
    return tuple(
        region
        for piece in paragraph.pieces
        if piece.start < end and piece.end > start
        for region in _in_piece(paragraph.text, piece, max(start, piece.start), min(end, piece.end))
    )


def passage_regions(
    passage: Passage, paragraphs: Sequence[Paragraph], start: int, end: int
) -> tuple[Region, ...]:
    """One box for each printed line that characters `[start, end)` of the passage touch.

    `paragraphs` are those of the passage's document, in any order.
    """
    by_ordinal = {paragraph.ordinal: paragraph for paragraph in paragraphs}
    regions: list[Region] = []
    for part in passage.parts:
        first, last = max(start, part.start), min(end, part.end)
        if first < last:
            shift = part.offset - part.start
            regions += regions_of(by_ordinal[part.paragraph], first + shift, last + shift)
    return tuple(regions)


def _in_piece(text: str, piece: Piece, start: int, end: int) -> Iterator[Region]:
    if not text[start:end].strip():
        return
    if not piece.edges or (start, end) == (piece.start, piece.end):
        yield piece.region
        return
    words = _touched(text, piece, start, end)
    box = piece.region
    x0 = min(piece.edges[2 * word] for word in words)
    x1 = max(piece.edges[2 * word + 1] for word in words)
    yield Region(box.page, x0, box.top, x1, box.bottom)


def _touched(text: str, piece: Piece, start: int, end: int) -> range:
    """Which words of the printed line hold the characters.

    Cleaning a line moves spaces (letter-spaced words) and changes its last word (hyphens, the
    diaeresis at a break), but keeps the number of visible characters of every word before the last:
    so visible characters are counted off against the words.
    """
    ends = list(accumulate(len(clean_word(word)) for word in piece.raw.split()))
    before = _visible(text, piece.start, start)
    within = _visible(text, start, end)
    last = len(piece.edges) // 2 - 1
    first, final = (min(bisect_right(ends, at), last) for at in (before, before + within - 1))
    return range(first, final + 1)


def _visible(text: str, start: int, end: int) -> int:
    """How many characters of the stretch are no white space."""
    return len("".join(text[start:end].split()))
