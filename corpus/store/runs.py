"""Runs and stages in the store: what was done when, with what, and whether it is still up to date."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from corpus.store import codec
from corpus.store.base import Database


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run of a command, as it goes into the manifest."""

    id: int
    command: str
    started: str
    finished: str
    """ISO 8601; empty while it runs, and for ever when it was killed."""
    status: str
    """`running`, `done` or `failed`."""
    versions: Mapping[str, str]
    settings: Mapping[str, object]
    counts: Mapping[str, object]
    seconds: Mapping[str, float]


class RunStore(Database):
    """The part of the store that holds runs and the state of the stages."""

    def start_run(self, command: str, settings: Mapping[str, object], versions: Mapping[str, str]) -> int:
        """Note that a run began; the number it was given."""
        with self.transaction() as database:
            cursor = database.execute(
                "INSERT INTO runs (command, started, finished, status, versions, settings, counts, seconds)"
                " VALUES (?, ?, '', 'running', ?, ?, '{}', '{}')",
                (command, _now(), codec.to_json(dict(versions)), codec.to_json(dict(settings))),
            )
        return int(cursor.lastrowid or 0)

    def finish_run(
        self,
        run: int,
        status: str,
        counts: Mapping[str, object] | None = None,
        seconds: Mapping[str, float] | None = None,
    ) -> None:
        """Note how a run ended, what it counted and the seconds of each stage."""
        with self.transaction() as database:
            database.execute(
                "UPDATE runs SET finished = ?, status = ?, counts = ?, seconds = ? WHERE id = ?",
                (_now(), status, codec.to_json(dict(counts or {})), codec.to_json(dict(seconds or {})), run),
            )

    def runs(self) -> Iterator[RunRecord]:
        """Every run, oldest first."""
        sql = "SELECT * FROM runs WHERE id > ? ORDER BY id LIMIT ?"
        return map(_run, self.slices(sql, (), (0,)))

    def holdings(self) -> dict[str, object]:
        """What the corpus holds in figures, as they stand in the manifest and in a paper."""
        row = self.database.execute(_HOLDINGS).fetchone()
        layers = self.database.execute("SELECT layer, count(*) FROM mentions GROUP BY layer ORDER BY layer")
        engines = self.database.execute("SELECT engine, count(*) FROM pages GROUP BY engine ORDER BY engine")
        pipeline = self.database.execute("SELECT fingerprint FROM annotations LIMIT 1").fetchone()
        return {
            **dict(row),
            "mentions": {row[0]: row[1] for row in layers},
            "engines": {row[0]: row[1] for row in engines},
            "pipeline": pipeline["fingerprint"] if pipeline else "",
        }

    def stage_inputs(self, stage: str) -> str:
        """The digest of what the stage was last made from; empty when it never finished."""
        row = self.database.execute("SELECT inputs FROM stages WHERE name = ?", (stage,)).fetchone()
        return row["inputs"] if row else ""

    def finish_stage(self, stage: str, inputs: str) -> None:
        """Note that the stage is complete for inputs of this digest."""
        with self.transaction() as database:
            database.execute("INSERT OR REPLACE INTO stages VALUES (?, ?, ?)", (stage, inputs, _now()))


_HOLDINGS = """
    SELECT (SELECT count(*) FROM files) AS files,
    (SELECT count(*) FROM files WHERE status = 'duplicate') AS duplicates,
    (SELECT count(*) FROM files WHERE status = 'unreadable') AS unreadable,
    (SELECT count(*) FROM documents) AS documents,
    (SELECT count(*) FROM near_copies) AS near_copies,
    (SELECT min(substr(date, 1, 4)) FROM documents WHERE date <> '') AS first_year,
    (SELECT max(substr(date, 1, 4)) FROM documents WHERE date <> '') AS last_year,
    (SELECT count(*) FROM documents WHERE date = '') AS undated,
    (SELECT coalesce(sum(words), 0) FROM documents) AS words,
    (SELECT count(*) FROM pages) AS pages,
    (SELECT count(*) FROM passages) AS passages,
    (SELECT count(*) FROM annotations) AS annotated
"""


def _run(row: sqlite3.Row) -> RunRecord:
    maps = (json.loads(row[name]) for name in ("versions", "settings", "counts", "seconds"))
    return RunRecord(row["id"], row["command"], row["started"], row["finished"], row["status"], *maps)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
