"""Topic models in the store: every version that was fitted, its topics, and who was assigned to them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from corpus.errors import CorpusError
from corpus.store import codec
from corpus.store.base import Database
from corpus.topic_records import NO_TOPIC, AssignmentRecord, TopicModelRecord, TopicRecord


class TopicStore(Database):
    """The part of the store that holds topic models."""

    def save_topic_model(
        self,
        record: TopicModelRecord,
        topics: Sequence[TopicRecord],
        assignments: Sequence[AssignmentRecord],
    ) -> int:
        """Store a new version with all that belongs to it, in one transaction; the number it was given.

        A version marked current takes that mark from the others; none is removed.
        """
        with self.transaction() as database:
            if record.current:
                database.execute("UPDATE topic_models SET current = 0")
            number = _put_model(database, record)
            _put_topics(database, number, topics)
            _put_assignments(database, number, assignments)
        return number

    def extend_topic_model(
        self, model: int, topics: Sequence[TopicRecord], assignments: Sequence[AssignmentRecord]
    ) -> None:
        """Add new passages to a version: topics are replaced by number, assignments only ever added.

        Raises CorpusError when a passage already has an assignment in it: what is assigned stays.
        """
        try:
            with self.transaction() as database:
                database.executemany(
                    "DELETE FROM topics WHERE model = ? AND topic = ?",
                    [(model, topic.topic) for topic in topics],
                )
                _put_topics(database, model, topics)
                _put_assignments(database, model, assignments)
        except sqlite3.IntegrityError as error:
            raise CorpusError(
                f"topic model {model}: a passage is assigned already or unknown ({error}); use --refit"
            ) from error

    def current_topic_model(self) -> TopicModelRecord | None:
        """The version that reports show, or None where nothing has been fitted."""
        sql = "SELECT * FROM topic_models WHERE current = 1 ORDER BY id DESC LIMIT 1"
        row = self.database.execute(sql).fetchone()
        return _model(row) if row else None

    def topic_models(self) -> tuple[TopicModelRecord, ...]:
        """Every version, oldest first."""
        return tuple(map(_model, self.database.execute("SELECT * FROM topic_models ORDER BY id")))

    def make_current(self, model: int) -> None:
        """Let reports show this version again. Raises CorpusError when there is no such version."""
        with self.transaction() as database:
            database.execute("UPDATE topic_models SET current = (id = ?)", (model,))
            if self.current_topic_model() is None:
                raise CorpusError(
                    f"topic model {model}: not in this corpus; see: stadspraat export topic_models"
                )

    def set_topic_figures(self, model: int, figures: Mapping[str, object]) -> None:
        """Put these figures in the place of those the version has."""
        with self.transaction() as database:
            database.execute(
                "UPDATE topic_models SET figures = ? WHERE id = ?", (codec.to_json(dict(figures)), model)
            )

    def topics(self, model: int) -> tuple[TopicRecord, ...]:
        """The topics of a version, by number."""
        sql = "SELECT * FROM topics WHERE model = ? ORDER BY topic"
        return tuple(map(_topic, self.database.execute(sql, (model,))))

    def outliers(self, model: int) -> tuple[int, int]:
        """How many passages a version leaves without a topic, and how many it has looked at."""
        sql = "SELECT count(*) FILTER (WHERE topic = ?), count(*) FROM assignments WHERE model = ?"
        row = self.database.execute(sql, (NO_TOPIC, model)).fetchone()
        return row[0], row[1]

    def assignments(self, model: int) -> Iterator[AssignmentRecord]:
        """The assignments of a version, by document and ordinal of the passage."""
        sql = (
            "SELECT p.document, p.ordinal, a.* FROM passages p JOIN assignments a ON a.passage = p.id"
            " WHERE a.model = ? AND (p.document, p.ordinal) > (?, ?)"
            " ORDER BY p.document, p.ordinal LIMIT ?"
        )
        for row in self.slices(sql, (model,), ("", -1)):
            yield AssignmentRecord(
                row["passage"], row["topic"], row["confidence"], row["how"], row["x"], row["y"], row["model"]
            )


def _put_model(database: sqlite3.Connection, record: TopicModelRecord) -> int:
    cursor = database.execute(
        "INSERT INTO topic_models (created, fingerprint, settings, figures, folder, current)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (record.created, record.fingerprint, codec.to_json(dict(record.settings)),
         codec.to_json(dict(record.figures)), record.folder, int(record.current)),
    )  # fmt: skip
    return int(cursor.lastrowid or 0)


def _put_topics(database: sqlite3.Connection, model: int, topics: Sequence[TopicRecord]) -> None:
    database.executemany(
        "INSERT INTO topics VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (model, topic.topic, codec.storable(topic.label), codec.to_json(topic.words), topic.passages,
             topic.documents, topic.color, topic.x, topic.y, codec.to_json(topic.representative))
            for topic in topics
        ),
    )  # fmt: skip


def _put_assignments(
    database: sqlite3.Connection, model: int, assignments: Sequence[AssignmentRecord]
) -> None:
    database.executemany(
        "INSERT INTO assignments VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (model, item.passage, item.topic, item.confidence, item.how, item.x, item.y)
            for item in assignments
        ),
    )


def _model(row: sqlite3.Row) -> TopicModelRecord:
    return TopicModelRecord(
        row["created"],
        row["fingerprint"],
        json.loads(row["settings"]),
        json.loads(row["figures"]),
        row["folder"],
        bool(row["current"]),
        row["id"],
    )


def _topic(row: sqlite3.Row) -> TopicRecord:
    return TopicRecord(
        row["topic"],
        row["label"],
        tuple((word, weight) for word, weight in json.loads(row["words"])),
        row["passages"],
        row["documents"],
        row["color"],
        row["x"],
        row["y"],
        tuple(json.loads(row["representative"])),
        row["model"],
    )
