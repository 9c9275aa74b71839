"""What adding files comes to: which must be read, which are known, which are copies of one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import UnreadableError
from corpus.sources import SourceFile, identify, path_key
from corpus.store import FileRecord, Reading, Store


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be read, and the files with the same bytes that wait for what becomes of it."""

    path: Path
    source: SourceFile
    copies: tuple[SourceFile, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done for the files found, in the order of their paths."""

    tasks: tuple[Task, ...]
    """The largest first: a long one begun last would be waited for by all workers but one."""
    records: tuple[FileRecord, ...]
    """What can be stored at once about files that need no reading."""
    moved: tuple[SourceFile, ...]
    """Files that hold a document whose own file has gone."""
    unchanged: tuple[tuple[Path, str], ...]
    """Files whose document is in the corpus already, with its id."""
    skipped: tuple[FileRecord, ...]
    """Files known to give no document of their own."""


class _Planner:
    """Goes over the files once and sorts them out."""

    def __init__(self, store: Store, fingerprint: str, failure_fingerprint: str) -> None:
        self.known = {record.source.path: record for record in store.files()}
        self.sources = {path: record.source for path, record in self.known.items()}
        self.readings = store.readings()
        self.fingerprint = fingerprint
        self.failure_fingerprint = failure_fingerprint
        self.groups: dict[str, list[tuple[Path, SourceFile]]] = {}
        self.records: list[FileRecord] = []
        self.moved: list[SourceFile] = []
        self.unchanged: list[tuple[Path, str]] = []
        self.skipped: list[FileRecord] = []

    def take(self, path: Path) -> None:
        """Sort out one file."""
        try:
            source = identify(path, self.sources)
        except UnreadableError as error:
            self._skip(unreadable(SourceFile(path_key(path), -1, 0, ""), error, ""))
            return
        old = self.known.get(source.path)
        reading = self.readings.get(source.sha256)
        if reading and reading.fingerprint == self.fingerprint:
            self._known_document(path, source, reading)
        elif old and self._failed_before(old, source):
            self._skip(replace(old, source=source))
        else:
            self.groups.setdefault(source.sha256, []).append((path, source))

    def tasks(self) -> Iterator[Task]:
        """The files to be read, one for each content; the largest first, lest all wait for it at the end."""
        return iter(sorted(self._tasks(), key=lambda task: (-task.source.size, task.source.path)))

    def _tasks(self) -> Iterator[Task]:
        for sha256, group in self.groups.items():
            reading = self.readings.get(sha256)
            own = [at for at, (_, source) in enumerate(group) if reading and source.path == reading.path]
            path, source = group.pop(own[0] if own else 0)
            yield Task(path, source, tuple(copy for _, copy in group))

    def _known_document(self, path: Path, source: SourceFile, reading: Reading) -> None:
        if reading.path == source.path or not Path(reading.path).exists():
            self._note(FileRecord(source, "read", "", self.fingerprint, source.sha256))
            self.unchanged.append((path, source.sha256))
            if reading.path != source.path:
                self.moved.append(source)
                self.readings[source.sha256] = replace(reading, path=source.path)
        else:
            self._skip(duplicate(source, reading.path, self.fingerprint))

    def _failed_before(self, old: FileRecord, source: SourceFile) -> bool:
        return (
            old.status == "unreadable"
            and old.source.sha256 == source.sha256
            and old.fingerprint == self.failure_fingerprint
        )

    def _skip(self, record: FileRecord) -> None:
        self._note(record)
        self.skipped.append(record)

    def _note(self, record: FileRecord) -> None:
        if self.known.get(record.source.path) != record:
            self.records.append(record)


def make_plan(store: Store, files: Sequence[Path], fingerprint: str, failure_fingerprint: str) -> Plan:
    """What is to be done for `files`, given what the store knows of them.

    The fingerprints say how documents are read now, and how those that failed would be.
    """
    planner = _Planner(store, fingerprint, failure_fingerprint)
    for path in files:
        planner.take(path)
    return Plan(
        tuple(planner.tasks()),
        tuple(planner.records),
        tuple(planner.moved),
        tuple(planner.unchanged),
        tuple(planner.skipped),
    )


def duplicate(source: SourceFile, original: str, fingerprint: str) -> FileRecord:
    """The record of a file that has the same bytes as another."""
    return FileRecord(source, "duplicate", f"same bytes as {original}", fingerprint, source.sha256)


def unreadable(source: SourceFile, error: Exception, fingerprint: str) -> FileRecord:
    """The record of a file that could not be read, with the reason in one line."""
    return FileRecord(source, "unreadable", reason(source.path, error), fingerprint, None)


def reason(path: str, error: Exception) -> str:
    """Why a file could not be read, on one line and without its path."""
    text = " ".join(str(error).split()) or type(error).__name__
    return text.removeprefix(f"{path}: ")
