"""Do stages again for a few documents, in a corpus of their own, and tell what comes out otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.agreement import Problem
from corpus.records import Document
from corpus.sources import SourceFile
from corpus.store import DocumentRecord, Store


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a run that can be done again."""

    name: str
    rerun: Callable[[Store], object]
    """Does the stage for a corpus."""
    differences: Callable[[Store, Store, str], Iterator[Problem]]
    """What came out otherwise for a document: told from the corpus, and the one where it was done again."""


def rerun_problems(
    store: Store, documents: Sequence[DocumentRecord], stages: Sequence[Stage]
) -> Iterator[tuple[str, Problem]]:
    """Stage and problem of everything that comes out otherwise when `stages` are done again."""
    if not (documents and stages):
        return
    with TemporaryDirectory() as folder, Store.open(Path(folder), create=True) as again:
        for record in documents:
            _copy(store, again, record)
        for stage in stages:
            stage.rerun(again)
            for record in documents:
                yield from ((stage.name, found) for found in stage.differences(store, again, record.id))


def annotation_differences(store: Store, again: Store, document: str) -> Iterator[Problem]:
    """What is otherwise in the tokens and mentions of a document that has been annotated in both."""
    ids = [passage.id for passage in store.passages_of(document)]
    made, remade = store.annotation_fingerprints(ids), again.annotation_fingerprints(ids)
    if not made:
        return
    if made != remade:
        yield document[:16], "annotated by another pipeline or version; run: stadspraat annotate"
        return
    tokens, tokens_again = store.tokens(ids), again.tokens(ids)
    yield from (
        (key, "its tokens come out otherwise") for key in ids if tokens.get(key) != tokens_again.get(key)
    )
    mentions, mentions_again = (list(one.stored_mentions(document)) for one in (store, again))
    if mentions != mentions_again:
        changed = [one.passage for one in mentions if one not in mentions_again]
        where = changed[0] if changed else document[:16]
        yield where, f"{len(mentions)} mentions came out as {len(mentions_again)}, or otherwise"


def vector_differences(store: Store, again: Store, document: str) -> Iterator[Problem]:
    """Passages of a document of which a vector comes out otherwise; models only one of them has are left."""
    for passage in store.passages_of(document):
        made, remade = store.vectors_of(passage.text_hash), again.vectors_of(passage.text_hash)
        for model in sorted(made.keys() & remade.keys()):
            if made[model] != remade[model]:
                yield passage.id, f"its vector by {model} comes out otherwise"


def _copy(store: Store, again: Store, record: DocumentRecord) -> None:
    """Put a document as it was read into another corpus."""
    source = SourceFile(record.path, 0, 0, record.id)
    document = Document(record.id, record.path, store.content(record.id), record.metadata)
    again.save_document(source, document, store.passages_of(record.id), record.fingerprint)
