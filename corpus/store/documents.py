"""Documents, their pages and paragraphs in the store, and the files they were read from."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.records import Content, Document, Metadata, Page, Paragraph, Passage
from corpus.sources import SourceFile
from corpus.store import codec
from corpus.store.nearcopies import NearCopyStore
from corpus.store.passages import PassageStore

FileStatus = Literal["read", "duplicate", "unreadable"]


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What the store knows of a file on disk: its bytes when last seen and what became of them."""

    source: SourceFile
    status: FileStatus
    reason: str
    fingerprint: str
    document: str | None


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document without its text."""

    id: str
    path: str
    media_type: str
    metadata: Metadata
    words: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a document was read, and what made the reading."""

    path: str
    fingerprint: str
    date: str = ""
    """Of the document: places are read as of this day."""


class DocumentStore(PassageStore, NearCopyStore):
    """The part of the store that holds files, documents, pages and paragraphs."""

    def save_document(
        self, source: SourceFile, document: Document, passages: Sequence[Passage], fingerprint: str
    ) -> None:
        """Store a document with its pages, paragraphs and passages in one transaction.

        Read before (by another fingerprint) it is replaced; passages that came out the same keep all
        that was made from them.
        """
        content = codec.storable_content(document.content)
        with self.transaction() as database:
            _forget_dated(database, document.id, document.metadata.date)
            _put_document(database, document, content, fingerprint)
            self.forget_sketch(document.id)
            _put_pages(database, document.id, content.pages)
            _put_paragraphs(database, document.id, content.paragraphs)
            self.put_passages(document.id, passages, content.paragraphs)
            _put_file(database, FileRecord(source, "read", "", fingerprint, document.id))

    def save_file(self, record: FileRecord) -> None:
        """Store what became of a file that gave no document of its own."""
        with self.transaction() as database:
            _put_file(database, record)

    def save_metadata(self, document: str, metadata: Metadata) -> None:
        """Replace the metadata of a document; with another date, its passages are to be annotated anew."""
        columns = codec.metadata_columns(metadata)
        assignments = ", ".join(f"{name} = ?" for name in columns)
        with self.transaction() as database:
            _forget_dated(database, document, columns["date"])
            database.execute(
                f"UPDATE documents SET {assignments} WHERE id = ?", (*columns.values(), document)
            )

    def save_path(self, document: str, path: str) -> None:
        """Note that the document's file lies somewhere else now."""
        with self.transaction() as database:
            database.execute("UPDATE documents SET path = ? WHERE id = ?", (path, document))

    def readings(self) -> dict[str, Reading]:
        """How each document was read, by its id."""
        rows = self.database.execute("SELECT id, path, fingerprint, date FROM documents")
        return {row["id"]: Reading(row["path"], row["fingerprint"], row["date"]) for row in rows}

    def files(self) -> Iterator[FileRecord]:
        """Every file ever met, by path."""
        sql = "SELECT * FROM files WHERE path > ? ORDER BY path LIMIT ?"
        # `path` is the first column, as `slices` wants it.
        for row in self.slices(sql, (), ("",)):
            source = SourceFile(row["path"], row["size"], row["mtime_ns"], row["sha256"])
            yield FileRecord(source, row["status"], row["reason"], row["fingerprint"], row["document"])

    def documents(self) -> Iterator[DocumentRecord]:
        """Every document, by id."""
        for row in self.slices("SELECT * FROM documents WHERE id > ? ORDER BY id LIMIT ?", (), ("",)):
            yield DocumentRecord(
                row["id"],
                row["path"],
                row["media_type"],
                codec.metadata_from_row(row),
                row["words"],
                row["fingerprint"],
            )

    def pages_below(self, confidence: float) -> list[tuple[str, int, float, str]]:
        """Path, page, confidence and warnings (JSON) of the pages that can be trusted less than this."""
        rows = self.database.execute(
            "SELECT d.path, g.number, g.confidence, g.warnings FROM pages g"
            " JOIN documents d ON d.id = g.document WHERE g.confidence < ? ORDER BY d.path, g.number",
            (confidence,),
        )
        return [tuple(row) for row in rows]

    def content(self, document: str) -> Content:
        """What reading the document gave: pages, paragraphs and the file's own metadata.

        Raises KeyError when there is no such document.
        """
        sql = "SELECT media_type, own FROM documents WHERE id = ?"
        row = self.database.execute(sql, (document,)).fetchone()
        if row is None:
            raise KeyError(document)
        pages = self.database.execute("SELECT * FROM pages WHERE document = ? ORDER BY number", (document,))
        own = codec.metadata_from_json(row["own"])
        return Content(tuple(map(_page, pages)), self.paragraphs(document), own, row["media_type"])


def _forget_dated(database: sqlite3.Connection, document: str, date: str) -> None:
    """Drop the annotations of a document that has another date now: its places may be other ones."""
    database.execute(
        "DELETE FROM annotations WHERE passage IN (SELECT p.id FROM passages p JOIN documents d"
        " ON d.id = p.document WHERE d.id = ? AND d.date <> ?)",
        (document, date),
    )


def _put_document(
    database: sqlite3.Connection, document: Document, content: Content, fingerprint: str
) -> None:
    words = sum(len(part.text.split()) for part in content.paragraphs if part.is_running_text)
    values = {
        "id": document.id,
        "path": codec.storable(document.path),
        "media_type": codec.storable(content.media_type),
        **codec.metadata_columns(document.metadata),
        "own": codec.metadata_to_json(content.metadata),
        "words": words,
        "fingerprint": fingerprint,
    }
    # Not INSERT OR REPLACE, which would delete the row and with it all that hangs on it.
    changes = ", ".join(f"{name} = excluded.{name}" for name in values if name != "id")
    database.execute(
        f"INSERT INTO documents ({', '.join(values)}) VALUES ({', '.join('?' * len(values))}) "
        f"ON CONFLICT (id) DO UPDATE SET {changes}",
        tuple(values.values()),
    )


def _put_pages(database: sqlite3.Connection, document: str, pages: Sequence[Page]) -> None:
    database.execute("DELETE FROM pages WHERE document = ?", (document,))
    database.executemany(
        "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (document, page.number, page.width, page.height, page.engine, page.rule, page.confidence,
             codec.to_json(page.warnings))
            for page in pages
        ),
    )  # fmt: skip


def _put_paragraphs(database: sqlite3.Connection, document: str, paragraphs: Sequence[Paragraph]) -> None:
    database.execute("DELETE FROM paragraphs WHERE document = ?", (document,))
    database.executemany(
        "INSERT INTO paragraphs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (document, part.ordinal, part.role.value, part.text, part.level, part.confidence, part.anchor,
             part.note_mark, part.language, codec.pieces_to_json(part.pieces), codec.to_json(part.rows))
            for part in paragraphs
        ),
    )  # fmt: skip


def _put_file(database: sqlite3.Connection, record: FileRecord) -> None:
    source = record.source
    database.execute(
        "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (source.path, source.size, source.mtime_ns, source.sha256, record.status,
         codec.storable(record.reason), record.fingerprint, record.document),
    )  # fmt: skip


def _page(row: sqlite3.Row) -> Page:
    return Page(
        row["number"],
        row["width"],
        row["height"],
        row["engine"],
        row["rule"],
        row["confidence"],
        tuple(json.loads(row["warnings"])),
    )
