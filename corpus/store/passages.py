"""Passages in the store, with the paragraphs they were made of and the full-text index over their words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.records import Paragraph, Passage, Region, Role
from corpus.regions import passage_regions
from corpus.store import codec
from corpus.store.base import Database

COLUMNS = "p.document, p.ordinal, p.text, p.parts, p.sentences, p.heading, p.language"


class PassageStore(Database):
    """The part of the store that holds paragraphs and passages."""

    def passages(self) -> Iterator[Passage]:
        """Every passage, by document and ordinal."""
        sql = f"SELECT {COLUMNS} FROM passages p WHERE {_AFTER}"
        return map(passage_from_row, self.slices(sql, (), _FIRST))

    def passages_of(self, document: str) -> tuple[Passage, ...]:
        """The passages of one document, in order."""
        sql = f"SELECT {COLUMNS} FROM passages p WHERE document = ? ORDER BY ordinal"
        return tuple(map(passage_from_row, self.database.execute(sql, (document,))))

    def passages_without_annotation(self, fingerprint: str) -> Iterator[Passage]:
        """Every passage that has no annotation made by `fingerprint`."""
        sql = (
            f"SELECT {COLUMNS} FROM passages p WHERE NOT EXISTS "
            f"(SELECT 1 FROM annotations a WHERE a.passage = p.id AND a.fingerprint = ?) AND {_AFTER}"
        )
        return map(passage_from_row, self.slices(sql, (fingerprint,), _FIRST))

    def paragraphs(self, document: str) -> tuple[Paragraph, ...]:
        """The paragraphs of one document, in reading order."""
        sql = "SELECT * FROM paragraphs WHERE document = ? ORDER BY ordinal"
        return tuple(map(_paragraph, self.database.execute(sql, (document,))))

    def paragraphs_behind(self, passages: Sequence[Passage]) -> dict[int, Paragraph]:
        """The paragraphs that these passages of one document were made of, by ordinal."""
        ordinals = [part.paragraph for passage in passages for part in passage.parts]
        if not ordinals:
            return {}
        sql = "SELECT * FROM paragraphs WHERE document = ? AND ordinal BETWEEN ? AND ?"
        rows = self.database.execute(sql, (passages[0].document, min(ordinals), max(ordinals)))
        return {row["ordinal"]: _paragraph(row) for row in rows}

    def put_passages(
        self, document: str, passages: Sequence[Passage], paragraphs: Sequence[Paragraph]
    ) -> None:
        """Make these the passages of the document, inside the caller's transaction; same id, same row."""
        passages = [replace(passage, text=codec.storable(passage.text)) for passage in passages]
        old = {row["id"] for row in self.database.execute(_IDS_OF, (document,))}
        new = {passage.id for passage in passages}
        by_ordinal = {paragraph.ordinal: paragraph for paragraph in paragraphs}
        self._remove(old - new)
        for passage in passages:
            if passage.id not in old:
                self._insert(passage, by_ordinal)
            else:
                self._replace(passage, by_ordinal)

    def _insert(self, passage: Passage, paragraphs: Mapping[int, Paragraph]) -> None:
        values = (passage.id, passage.document, passage.ordinal, passage.text, passage.text_hash)
        number = self.database.execute(
            "INSERT INTO passages (id, document, ordinal, text, text_hash, heading, language, parts,"
            " sentences, first_page, last_page, regions, words)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, *_place(passage, paragraphs)),
        ).lastrowid
        self.database.execute(
            "INSERT INTO passage_index (rowid, forms, lemmas) VALUES (?, ?, '')", (number, passage.text)
        )

    def _replace(self, passage: Passage, paragraphs: Mapping[int, Paragraph]) -> None:
        self.database.execute(
            "UPDATE passages SET heading = ?, language = ?, parts = ?, sentences = ?, first_page = ?,"
            " last_page = ?, regions = ?, words = ? WHERE id = ?",
            (*_place(passage, paragraphs), passage.id),
        )

    def _remove(self, ids: set[str]) -> None:
        keys = [(key,) for key in sorted(ids)]
        self.database.executemany(
            "DELETE FROM passage_index WHERE rowid = (SELECT number FROM passages WHERE id = ?)", keys
        )
        self.database.executemany("DELETE FROM passages WHERE id = ?", keys)


_IDS_OF = "SELECT id FROM passages WHERE document = ?"
_AFTER = "(p.document, p.ordinal) > (?, ?) ORDER BY p.document, p.ordinal LIMIT ?"
_FIRST = ("", -1)


def _place(passage: Passage, paragraphs: Mapping[int, Paragraph]) -> tuple[object, ...]:
    """The values of the columns that say where a passage stands, in the order of the table."""
    regions = regions_between(passage, paragraphs, 0, len(passage.text))
    pages = [region.page for region in regions]
    return (
        codec.storable(passage.heading),
        passage.language,
        codec.parts_to_json(passage.parts),
        codec.to_json(passage.sentences),
        min(pages, default=None),
        max(pages, default=None),
        codec.regions_to_json(regions),
        len(passage.text.split()),
    )


def regions_between(
    passage: Passage, paragraphs: Mapping[int, Paragraph], start: int, end: int
) -> tuple[Region, ...]:
    """The boxes of characters `[start, end)` of a passage; none in a format without pages.

    `paragraphs` are those of the document by ordinal; only the passage's own are looked at, since a long
    document has thousands.
    """
    own = [paragraphs[part.paragraph] for part in passage.parts]
    return passage_regions(passage, own, start, end)


def passage_from_row(row: sqlite3.Row) -> Passage:
    """The passage of a row with `COLUMNS`."""
    return Passage(
        row["document"],
        row["ordinal"],
        row["text"],
        codec.parts_from_json(row["parts"]),
        codec.spans_from_json(row["sentences"]),
        row["heading"],
        row["language"],
    )


def _paragraph(row: sqlite3.Row) -> Paragraph:
    return Paragraph(
        row["ordinal"],
        Role(row["role"]),
        row["text"],
        codec.pieces_from_json(row["pieces"]),
        row["confidence"],
        row["level"],
        row["anchor"],
        row["note_mark"],
        codec.rows_from_json(row["rows"]),
        row["language"],
    )
