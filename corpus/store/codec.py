"""Records as database values and back: what SQLite cannot hold is made storable, what nests becomes JSON."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from corpus.records import Content, Metadata, Paragraph, Part, Piece, Region

METADATA_FIELDS = ("title", "author", "date", "source", "type", "language")

# Lone surrogates are no characters (UTF-8 refuses them) and NUL ends a string for half of all tools.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with each lone surrogate and NUL as U+FFFD: one for one, so that offsets hold."""
    return _UNSTORABLE.sub("\ufffd", text)


def storable_content(content: Content) -> Content:
    """The content with all its text storable, so that ids made from it survive the store."""
    pages = tuple(replace(page, warnings=tuple(map(storable, page.warnings))) for page in content.pages)
    paragraphs = tuple(storable_paragraph(paragraph) for paragraph in content.paragraphs)
    return replace(content, pages=pages, paragraphs=paragraphs, metadata=storable_metadata(content.metadata))


def storable_paragraph(paragraph: Paragraph) -> Paragraph:
    """The paragraph with all its text storable."""
    return replace(
        paragraph,
        text=storable(paragraph.text),
        anchor=storable(paragraph.anchor),
        note_mark=storable(paragraph.note_mark),
        pieces=tuple(map(_storable_piece, paragraph.pieces)),
        rows=tuple(tuple(map(storable, row)) for row in paragraph.rows),
    )


def _storable_piece(piece: Piece) -> Piece:
    raw = storable(piece.raw)
    # Thousands a document, and nearly all of them are as they should be.
    return piece if raw == piece.raw else replace(piece, raw=raw)


def storable_metadata(metadata: Metadata) -> Metadata:
    """The metadata with all its text storable."""
    return Metadata(
        title=storable(metadata.title),
        author=storable(metadata.author),
        date=storable(metadata.date),
        source=storable(metadata.source),
        type=storable(metadata.type),
        language=storable(metadata.language),
        extra=tuple((storable(key), storable(value)) for key, value in metadata.extra),
        origin=tuple((storable(key), storable(value)) for key, value in metadata.origin),
    )


def to_json(value: object) -> str:
    """Compact JSON that a person can read in any SQLite tool: letters with accents stay letters."""
    return storable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def metadata_columns(metadata: Metadata) -> dict[str, str]:
    """The metadata as column name → value."""
    clean = storable_metadata(metadata)
    fields = {name: str(getattr(clean, name)) for name in METADATA_FIELDS}
    return {**fields, "extra": pairs_to_json(clean.extra), "origin": pairs_to_json(clean.origin)}


def metadata_from_row(row: sqlite3.Row | dict[str, str]) -> Metadata:
    """The metadata of a row with the columns of `metadata_columns`."""
    return Metadata(
        title=row["title"],
        author=row["author"],
        date=row["date"],
        source=row["source"],
        type=row["type"],
        language=row["language"],
        extra=pairs_from_json(row["extra"]),
        origin=pairs_from_json(row["origin"]),
    )


def metadata_to_json(metadata: Metadata) -> str:
    return to_json(metadata_columns(metadata))


def metadata_from_json(text: str) -> Metadata:
    return metadata_from_row(json.loads(text))


def regions_to_json(regions: Iterable[Region]) -> str:
    return to_json([_region_values(region) for region in regions])


def regions_from_json(text: str) -> tuple[Region, ...]:
    return tuple(Region(*values) for values in json.loads(text))


def pieces_to_json(pieces: Iterable[Piece]) -> str:
    return to_json(
        [[piece.start, piece.end, piece.raw, _region_values(piece.region), piece.edges] for piece in pieces]
    )


def pieces_from_json(text: str) -> tuple[Piece, ...]:
    return tuple(
        Piece(start, end, raw, Region(*region), tuple(edges))
        for start, end, raw, region, edges in json.loads(text)
    )


def parts_to_json(parts: Iterable[Part]) -> str:
    return to_json([[part.paragraph, part.start, part.end, part.offset] for part in parts])


def parts_from_json(text: str) -> tuple[Part, ...]:
    return tuple(Part(*values) for values in json.loads(text))


def pairs_to_json(pairs: Iterable[tuple[str, object]]) -> str:
    return to_json(dict(pairs))


def pairs_from_json(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(json.loads(text).items())


def rows_from_json(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in json.loads(text))


def spans_from_json(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in json.loads(text))


def _region_values(region: Region) -> list[float]:
    return [region.page, region.x0, region.top, region.x1, region.bottom]
