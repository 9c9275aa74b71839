"""Verify a corpus: that its records agree with each other, with their sources, and with a second reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.agreement import Problem, document_problems, topic_problems
from corpus.errors import UnreadableError
from corpus.limits import LimitedExecutor, LimitError, Limits
from corpus.preparing import Prepared, fingerprint, prepare
from corpus.reading import ReadOptions
from corpus.records import Metadata
from corpus.rerunning import Stage, rerun_problems
from corpus.sources import identify
from corpus.store import DocumentRecord, FileRecord, Store

SAMPLE = 3
"""Documents that are read again unless asked otherwise."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: which check found it, where, and what."""

    check: str
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at, and what is wrong."""

    documents: int
    passages: int
    sources: int
    read_again: int
    """Documents that were read a second time."""
    findings: tuple[Finding, ...]

    def values(self) -> dict[str, object]:
        """All of it as values for JSON."""
        return {**asdict(self), "findings": [asdict(one) for one in self.findings]}


def verify(
    store: Store,
    *,
    sample: int = SAMPLE,
    options: ReadOptions | None = None,
    limits: Limits | None = None,
    stages: Sequence[Stage] = (),
    progress: Progress = lambda done, total: None,
) -> Verification:
    """Check all that the corpus holds and return what was found wrong; nothing is changed.

    `sample` documents, chosen by their hashes and so always the same ones, are read again by `options`
    under `limits` and must give the same records; `stages` are further ones to do again for them.
    """
    findings = list(_findings("database", _database(store)))
    if any(one.where == "corpus.db" for one in findings):
        # What a damaged file says of anything else cannot be believed.
        return Verification(0, 0, 0, 0, tuple(findings))
    files = list(store.files())
    chosen, skipped = _sample(store, files, sample, fingerprint(options or ReadOptions()))
    findings += [
        *_findings("records", _records(store, progress)),
        *_findings("topics", topic_problems(store)),
        *_findings("sources", _sources(files)),
        *_findings("reading", skipped),
        *_findings("reading", _read_again(store, chosen, options or ReadOptions(), limits or Limits())),
    ]
    findings += [Finding(name, *found) for name, found in rerun_problems(store, chosen, stages)]
    return Verification(
        store.count("documents"), store.count("passages"), len(files), len(chosen), tuple(findings)
    )


def _findings(check: str, problems: Iterable[Problem]) -> Iterator[Finding]:
    return (Finding(check, where, what) for where, what in problems)


def _database(store: Store) -> Iterator[Problem]:
    if problems := store.integrity_problems():
        yield from (("corpus.db", problem) for problem in problems)
        return
    for table, row, parent in store.broken_references():
        yield f"{table}, row {row}", f"refers to {parent} that are not there"
    if missing := store.unindexed_passages():
        yield "passage_index", f"{missing} passages are not in the full-text index as they are"
    for model in store.uneven_embeddings():
        yield "embeddings", f"vectors of {model} differ in length"


def _records(store: Store, progress: Progress) -> Iterator[Problem]:
    total = store.count("documents")
    for done, record in enumerate(store.documents(), 1):
        try:
            yield from document_problems(store, record)
        except (KeyError, TypeError, ValueError) as error:
            yield record.path, f"its records cannot be read ({type(error).__name__}: {error})"
        progress(done, total)


def _sources(files: Sequence[FileRecord]) -> Iterator[Problem]:
    """Files whose bytes are not those that were read; their size and time are not believed."""
    for record in files:
        if not record.source.sha256:
            continue
        try:
            now = identify(Path(record.source.path), {})
        except UnreadableError as error:
            yield record.source.path, str(error).removeprefix(f"{record.source.path}: ")
            continue
        if now.sha256 != record.source.sha256:
            yield record.source.path, "has other bytes than when it was read; add it again"


def _sample(
    store: Store, files: Sequence[FileRecord], size: int, made: str
) -> tuple[list[DocumentRecord], list[Problem]]:
    """The first documents by hash whose source is as it was; and why there are none, where there are none.

    A hash has nothing to do with what a document says, so the first ones by hash are a fair sample.
    """
    if not size:
        return [], []
    intact = {one.document for one in files if one.status == "read" and Path(one.source.path).exists()}
    documents = [record for record in store.documents() if record.id in intact]
    current = [record for record in documents if record.fingerprint == made]
    if documents and not current:
        told = "read by another version or other settings; `stadspraat add` the sources again to compare"
        return [], [(documents[0].path, told)]
    return current[:size], []


def _read_again(
    store: Store, chosen: Sequence[DocumentRecord], options: ReadOptions, limits: Limits
) -> Iterator[Problem]:
    if not chosen:
        return
    with LimitedExecutor(1, limits) as executor:
        for record in chosen:
            path = Path(record.path)
            try:
                source = identify(path, {})
                if source.sha256 == record.id:  # else the check of the sources tells
                    again = executor.submit(prepare, path, source, options).result()
                    yield from ((record.path, what) for what in _differences(store, record, again))
            except (UnreadableError, LimitError) as error:
                yield record.path, f"cannot be read again: {error}"


def _differences(store: Store, record: DocumentRecord, again: Prepared) -> Iterator[str]:
    stored = store.content(record.id)
    for name in ("media_type", "pages", "paragraphs"):
        if getattr(stored, name) != getattr(again.content, name):
            yield f"its {name} come out otherwise when it is read again".replace("media_type", "kind")
    if _own(stored.metadata) != _own(again.content.metadata):
        yield "its own metadata come out otherwise when it is read again"
    if store.passages_of(record.id) != again.passages:
        yield "its passages come out otherwise when it is read again"


def _own(metadata: Metadata) -> tuple[object, ...]:
    """Metadata without the order of its columns."""
    fields = (metadata.title, metadata.author, metadata.date, metadata.source, metadata.type)
    return (*fields, metadata.language, dict(metadata.extra), dict(metadata.origin))
