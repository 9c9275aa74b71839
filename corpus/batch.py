"""Add files to a corpus: only what is new is read, in other processes, and committed document by document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.errors import PassingError, StadspraatError, UnreadableError
from corpus.executors import in_order, local_executor
from corpus.limits import Limits
from corpus.metadata import follows, resolve
from corpus.mirror import Mirror
from corpus.nearcopies import find_near_copies
from corpus.planning import Task, duplicate, make_plan, reason, unreadable
from corpus.preparing import (
    Prepared,
    Read,
    failure_fingerprint,
    fingerprint,
    prepare,
    propose,
    read_file,
)
from corpus.reading import ReadOptions
from corpus.records import Document, Metadata
from corpus.sidecar import Sidecar, find_sidecars
from corpus.sources import SourceFile, find_files
from corpus.store import FileRecord, Store

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that gave no document of its own, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class AddResult:
    """What became of the files found: each was added, unchanged or skipped."""

    found: int
    added: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    described: int
    """Documents that were known, but whose side-car row has changed."""
    near_copies: int
    """Pairs of documents that say nearly the same, found now."""
    warnings: tuple[str, ...]

    def counts(self, store: Store) -> dict[str, object]:
        """What was done, and what the corpus holds now, as values for JSON."""
        return {
            "documents": store.count("documents"),
            "found": self.found,
            "added": self.added,
            "unchanged": self.unchanged,
            "described": self.described,
            "skipped": [asdict(one) for one in self.skipped],
            "near_copies": store.count("near_copies"),
            "pages": store.count("pages"),
            "passages": store.count("passages"),
        }


def add_files(
    store: Store,
    paths: Sequence[Path],
    *,
    metadata: Path | None = None,
    jobs: int = 0,
    options: ReadOptions | None = None,
    limits: Limits | None = None,
    executor: Executor | None = None,
    read: Read = read_file,
    mirror: Mirror | None = None,
    progress: Progress = lambda done, total: None,
) -> AddResult:
    """Bring the corpus up to date with the files at or below `paths`; what is new is read and stored.

    `jobs` worker processes read (0: one a processor), or the `executor` given; with a `mirror` they
    fetch the files from there. The order in which they finish changes nothing. Raises UnreadableError
    for a path that does not exist, MetadataError for a side-car file that cannot be used, CorpusError
    when the corpus cannot be written.
    """
    options = options or ReadOptions()
    files = find_files(paths, corpus=store.folder)
    sidecar = find_sidecars(files, paths, metadata)
    failed = failure_fingerprint(options, limits or Limits())
    plan = make_plan(store, files, fingerprint(options), failed)
    for record in plan.records:
        store.save_file(record)
    for source in plan.moved:
        store.save_path(source.sha256, source.path)
    outcomes: list[FileRecord] = []
    with _workers(executor, min(jobs, len(plan.tasks)), limits, needed=bool(plan.tasks)) as workers:
        work = _Work(mirror.prepare if mirror else prepare, options, read)
        for task, future in in_order(workers, work, plan.tasks) if workers else ():
            outcomes += _commit(store, task, future, sidecar, options, failed)
            progress(len(outcomes), sum(1 + len(task.copies) for task in plan.tasks))
    records = sorted((*plan.skipped, *outcomes), key=lambda record: record.source.path)
    return AddResult(
        found=len(files),
        added=sum(record.status == "read" for record in records),
        unchanged=len(plan.unchanged),
        skipped=tuple(Skipped(one.source.path, one.reason) for one in records if one.status != "read"),
        described=_describe(store, plan.unchanged, sidecar),
        near_copies=find_near_copies(store),
        warnings=sidecar.warnings,
    )


def _workers(
    executor: Executor | None, jobs: int, limits: Limits | None, *, needed: bool
) -> AbstractContextManager[Executor | None]:
    if executor or not needed:
        return nullcontext(executor)
    return local_executor(jobs, limits)


@dataclass(frozen=True, slots=True)
class _Work:
    """What is done for each task; a class so that it can be sent to other processes."""

    prepare: Callable[[Path, SourceFile, ReadOptions, Read], Prepared]
    options: ReadOptions
    read: Read

    def __call__(self, task: Task) -> Prepared:
        return self.prepare(task.path, task.source, self.options, self.read)


def _commit(
    store: Store, task: Task, future: Future[Prepared], sidecar: Sidecar, options: ReadOptions, failed: str
) -> list[FileRecord]:
    """Store what a task came to, a failure as made by `failed`; the records of its file and of the copies."""
    try:
        prepared = future.result()
    except Exception as error:
        # Whatever went wrong in a reader, it is this file's alone.
        failed = failed if _is_to_blame(task, error) else ""
        records = [
            unreadable(source, _explained(error, task), failed) for source in (task.source, *task.copies)
        ]
        for record in records:
            store.save_file(record)
        return records
    made = fingerprint(options)
    row = sidecar.rows.get(task.path, Metadata())
    known = resolve(task.path, prepared.content, sidecar=row, proposed=prepared.proposed)
    document = Document(task.source.sha256, task.source.path, prepared.content, known)
    store.save_document(task.source, document, prepared.passages, made)
    copies = [duplicate(copy, task.source.path, made) for copy in task.copies]
    for record in copies:
        store.save_file(record)
    return [FileRecord(task.source, "read", "", made, document.id), *copies]


def _is_to_blame(task: Task, error: Exception) -> bool:
    """Whether it is the file that cannot be read; if not, nothing is remembered against it."""
    try:
        now = task.path.stat()
    except OSError:
        return False
    as_it_was = (now.st_size, now.st_mtime_ns) == (task.source.size, task.source.mtime_ns)
    return as_it_was and not isinstance(error, (PassingError, OSError))


def _explained(error: Exception, task: Task) -> Exception:
    if isinstance(error, StadspraatError):
        return UnreadableError(reason(str(task.path), error))
    told = " ".join(str(error).split())[:200]
    return UnreadableError(
        f"the reader failed ({type(error).__name__}: {told}); please report it with the file"
    )


def _describe(store: Store, unchanged: Sequence[tuple[Path, str]], sidecar: Sidecar) -> int:
    """Bring the metadata of known documents in line with their side-car rows; how many changed."""
    rows = [(path, document, sidecar.rows[path]) for path, document in unchanged if path in sidecar.rows]
    if not rows:
        return 0
    stored = {record.id: record.metadata for record in store.documents()}
    changed = [item for item in rows if not follows(stored[item[1]], item[2])]
    for path, document, row in changed:
        content = store.content(document)
        proposed = propose(content, store.passages_of(document))
        store.save_metadata(document, resolve(path, content, sidecar=row, proposed=proposed))
    return len(changed)
