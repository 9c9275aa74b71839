"""What the database can tell of its own soundness, for `corpus.verify`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.records import Mention, Passage, Region
from corpus.store import codec
from corpus.store.annotations import AnnotationStore
from corpus.store.passages import COLUMNS, passage_from_row


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with the columns that are derived from it."""

    passage: Passage
    id: str
    text_hash: str
    regions: tuple[Region, ...]
    pages: tuple[int | None, int | None]
    """The first and the last page."""
    words: int


@dataclass(frozen=True, slots=True)
class StoredMention:
    """A mention with the boxes stored for it."""

    passage: str
    mention: Mention
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class TopicCount:
    """What a topic says of its size, and what is assigned to it."""

    topic: int
    passages: int
    documents: int
    assigned_passages: int
    assigned_documents: int


class CheckStore(AnnotationStore):
    """The part of the store that checks itself."""

    def integrity_problems(self) -> list[str]:
        """What SQLite finds wrong with the file, its indices and constraints."""
        try:
            rows = self.database.execute("PRAGMA integrity_check").fetchall()
        except sqlite3.DatabaseError as error:
            return [str(error)]
        return [row[0] for row in rows if row[0] != "ok"]

    def broken_references(self) -> list[tuple[str, int | None, str]]:
        """Table and row of each reference to a row that is not there, and the table it should be in."""
        rows = self.database.execute("PRAGMA foreign_key_check").fetchall()
        return [(row[0], row[1], row[2]) for row in rows]

    def unindexed_passages(self) -> int:
        """How many passages are not in the full-text index as they are, or the index has too many."""
        sql = (
            "SELECT (SELECT count(*) FROM passages p LEFT JOIN passage_index i ON i.rowid = p.number"
            " WHERE i.forms IS NOT p.text) + (SELECT count(*) FROM passage_index i"
            " LEFT JOIN passages p ON p.number = i.rowid WHERE p.number IS NULL)"
        )
        return int(self.database.execute(sql).fetchone()[0])

    def stored_passages(self, document: str) -> tuple[StoredPassage, ...]:
        """The passages of a document with all their columns, in order."""
        sql = (
            f"SELECT {COLUMNS}, p.id, p.text_hash, p.regions, p.first_page, p.last_page, p.words"
            " FROM passages p WHERE document = ? ORDER BY ordinal"
        )
        return tuple(map(_stored_passage, self.database.execute(sql, (document,))))

    def stored_mentions(self, document: str) -> Iterator[StoredMention]:
        """The mentions in a document, in order."""
        sql = (
            "SELECT m.* FROM mentions m JOIN passages p ON p.id = m.passage WHERE p.document = ?"
            ' ORDER BY p.ordinal, m.start, m."end", m.id'
        )
        for row in self.database.execute(sql, (document,)):
            data = tuple(json.loads(row["data"]).items())
            mention = Mention(row["layer"], row["label"], row["start"], row["end"], row["text"], data)
            yield StoredMention(row["passage"], mention, codec.regions_from_json(row["regions"]))

    def annotation_fingerprints(self, passage_ids: Sequence[str]) -> set[str]:
        """What made the annotations of these passages."""
        marks = ", ".join("?" * len(passage_ids))
        sql = f"SELECT DISTINCT fingerprint FROM annotations WHERE passage IN ({marks})"
        return {row["fingerprint"] for row in self.database.execute(sql, tuple(passage_ids))}

    def vectors_of(self, text_hash: str) -> dict[str, bytes]:
        """The vector of a text by each model that has one, as it is stored."""
        sql = "SELECT model, vector FROM embeddings WHERE text_hash = ?"
        return {row["model"]: row["vector"] for row in self.database.execute(sql, (text_hash,))}

    def uneven_embeddings(self) -> list[str]:
        """Models whose vectors are not all of one length, or of no whole number of values."""
        sql = (
            "SELECT model FROM embeddings GROUP BY model HAVING count(DISTINCT length(vector)) > 1"
            " OR min(length(vector)) % 4 > 0 OR min(length(vector)) = 0 ORDER BY model"
        )
        return [row["model"] for row in self.database.execute(sql)]

    def topic_counts(self, model: int) -> tuple[TopicCount, ...]:
        """The sizes of the topics of a version, as they are written and as they are; by number.

        A topic that passages are assigned to but that does not exist has sizes of -1.
        """
        sql = (
            "WITH found AS (SELECT a.topic, count(*) AS passages, count(DISTINCT p.document) AS documents"
            " FROM assignments a JOIN passages p ON p.id = a.passage WHERE a.model = ?1 AND a.topic >= 0"
            " GROUP BY a.topic) SELECT topic, passages, documents,"
            " coalesce((SELECT passages FROM found f WHERE f.topic = t.topic), 0),"
            " coalesce((SELECT documents FROM found f WHERE f.topic = t.topic), 0)"
            " FROM topics t WHERE t.model = ?1 UNION ALL SELECT topic, -1, -1, passages, documents"
            " FROM found WHERE topic NOT IN (SELECT topic FROM topics WHERE model = ?1) ORDER BY 1"
        )
        return tuple(TopicCount(*row) for row in self.database.execute(sql, (model,)))

    def half_assigned_documents(self, model: int, languages: tuple[str, ...]) -> list[tuple[str, int]]:
        """Path of each document of which a version has some passages but not all, and how many it lacks.

        `languages` are those the version looks at besides the unknown one; none stands for all.
        """
        marks = ", ".join("?" * len(languages)) or "p.language"
        sql = (
            "SELECT d.path, count(*) FILTER (WHERE a.passage IS NULL) AS lacking, count(a.passage) AS has"
            " FROM passages p JOIN documents d ON d.id = p.document"
            " LEFT JOIN assignments a ON a.passage = p.id AND a.model = ?"
            f" WHERE p.language = '' OR p.language IN ({marks})"
            " GROUP BY d.id HAVING lacking > 0 AND has > 0 ORDER BY d.path"
        )
        return [(row["path"], row["lacking"]) for row in self.database.execute(sql, (model, *languages))]


def _stored_passage(row: sqlite3.Row) -> StoredPassage:
    return StoredPassage(
        passage_from_row(row),
        row["id"],
        row["text_hash"],
        codec.regions_from_json(row["regions"]),
        (row["first_page"], row["last_page"]),
        row["words"],
    )
