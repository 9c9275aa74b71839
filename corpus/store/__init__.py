"""The store: one SQLite database in the corpus folder, and the only SQL of the project."""

from __future__ import annotations

from corpus.store.checks import CheckStore
from corpus.store.discourse import DiscourseStore
from corpus.store.documents import DocumentRecord, DocumentStore, FileRecord, FileStatus, Reading
from corpus.store.embeddings import EmbeddingStore
from corpus.store.identities import IdentityStore
from corpus.store.listings import ListingStore
from corpus.store.reference import ReferenceStore
from corpus.store.runs import RunRecord, RunStore
from corpus.store.search import SearchStore
from corpus.store.topics import TopicStore

__all__ = ["DocumentRecord", "FileRecord", "FileStatus", "Reading", "RunRecord", "Store"]


class Store(
    DocumentStore,
    SearchStore,
    CheckStore,
    EmbeddingStore,
    TopicStore,
    DiscourseStore,
    ReferenceStore,
    IdentityStore,
    RunStore,
    ListingStore,
):
    """A corpus folder, open; `Store.open(folder)` is a context manager.

    One process writes at a time (`corpus.lock` sees to that); any number may read meanwhile.
    """
