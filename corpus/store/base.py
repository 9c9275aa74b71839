"""The open database of a corpus folder: how it is opened, read in slices and written in transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.errors import CorpusError
from corpus.schema import VERSION, migrate, version_of
from corpus.sources import CORPUS_FILE

_SLICE = 500
_NOT_WRITABLE = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
_WAIT_SECONDS = 30


class Database:
    """A corpus folder with its database open; what the parts of the store have in common."""

    def __init__(self, folder: Path, database: sqlite3.Connection) -> None:
        self.folder = folder
        self.database = database

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> Self:
        """Open the corpus in `folder`; with `create` it is made where there is none.

        Raises CorpusError when there is no corpus, or it cannot be opened, or is of a newer version.
        """
        path = folder / CORPUS_FILE
        if not path.exists() and not create:
            raise CorpusError(
                f"{folder}: no corpus here; make one with: stadspraat add PATH --corpus {folder}"
            )
        try:
            if create:
                folder.mkdir(parents=True, exist_ok=True)
            return cls(folder, _connect(path))
        except OSError as error:
            raise CorpusError(
                f"{folder}: cannot make a corpus here ({error.strerror}); choose --corpus"
            ) from error
        except sqlite3.Error as error:
            raise CorpusError(f"{path}: cannot be opened as a corpus ({error}); choose --corpus") from error

    def close(self) -> None:
        """Close the database; the write-ahead log is folded into it when this was the last one open."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write all or nothing; raises CorpusError when the disk is full or the folder is read-only."""
        try:
            self.database.execute("BEGIN IMMEDIATE")
            yield self.database
            self.database.execute("COMMIT")
        except BaseException as error:
            if self.database.in_transaction:
                self.database.execute("ROLLBACK")
            if isinstance(error, sqlite3.OperationalError):
                raise CorpusError(
                    f"{self.folder}: cannot write to the corpus ({error}); nothing of this step was kept"
                ) from error
            raise

    def slices(
        self, sql: str, parameters: Sequence[object], start: tuple[object, ...]
    ) -> Iterator[sqlite3.Row]:
        """Rows of a query, a slice at a time, so that memory stays flat and the caller may write meanwhile.

        `sql` is ordered by its first columns and takes, after `parameters`, the values of those columns
        in the last row seen (at first `start`) and the size of a slice.
        """
        while True:
            rows = self.database.execute(sql, (*parameters, *start, _SLICE)).fetchall()
            yield from rows
            if len(rows) < _SLICE:
                return
            start = tuple(rows[-1])[: len(start)]

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return int(self.database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])


def _connect(path: Path) -> sqlite3.Connection:
    """A connection in WAL mode with foreign keys on, the schema up to date; transactions are ours to begin.

    A folder that cannot be written is still read: SQLite then needs to be told that nothing changes.
    """
    try:
        return _connect_to_write(path)
    except sqlite3.OperationalError as error:
        if path.exists() and error.sqlite_errorcode & 0xFF in _NOT_WRITABLE:
            return _connect_to_read(path)
        raise


def _connect_to_write(path: Path) -> sqlite3.Connection:
    database = _connection(path, "mode=rwc")
    try:
        database.execute("PRAGMA journal_mode = WAL")
        # With WAL a power cut may cost the last commits but never the database.
        database.execute("PRAGMA synchronous = NORMAL")
        migrate(database, path)
    except BaseException:
        database.close()
        raise
    return database


def _connect_to_read(path: Path) -> sqlite3.Connection:
    database = _connection(path, "mode=ro&immutable=1")
    if version_of(database) != VERSION:
        database.close()
        raise CorpusError(f"{path.parent}: an older corpus in a folder that cannot be written; copy it first")
    return database


def _connection(path: Path, options: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{options}"
    database = sqlite3.connect(uri, uri=True, timeout=_WAIT_SECONDS, isolation_level=None)
    database.row_factory = sqlite3.Row
    database.execute("PRAGMA foreign_keys = ON")
    return database
