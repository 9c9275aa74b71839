"""Discourse tables in the store, and which documents came in with the latest run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple

from corpus.discourse_records import NewsRecord, ShareRecord
from corpus.store import codec
from corpus.store.base import Database


class DiscourseStore(Database):
    """The part of the store that holds what was counted of the discourse."""

    def save_discourse(self, shares: Sequence[ShareRecord], news: Sequence[NewsRecord]) -> None:
        """Put these tables in the place of those there were, in one transaction."""
        with self.transaction() as database:
            database.execute("DELETE FROM discourse")
            database.executemany(
                "INSERT INTO discourse VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                map(_values, shares),
            )
            database.execute("DELETE FROM news")
            database.executemany("INSERT INTO news VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_values, news))

    def latest_documents(self) -> frozenset[str]:
        """The documents that the last run that added any brought in; none where all came with one run."""
        rows = self.database.execute("SELECT document, run FROM arrivals").fetchall()
        runs = {row["run"] for row in rows}
        return frozenset(row["document"] for row in rows if len(runs) > 1 and row["run"] == max(runs))


def _values(record: ShareRecord | NewsRecord) -> tuple[object, ...]:
    return tuple(codec.storable(value) if isinstance(value, str) else value for value in astuple(record))
