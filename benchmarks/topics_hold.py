"""Whether topics stay as they are: fitted again, loaded again, and with documents added."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np

from corpus.store import Store
from models.assigning import load_model
from models.embedding import load_embedder
from models.topic_settings import TopicSettings
from models.topic_source import passage_keys
from models.topics import fit_corpus

ELSEWHERE = "xx"
"""A language that no fit takes: so marked, passages wait to be added."""


@dataclass(frozen=True, slots=True)
class Named:
    """An embedder whose vectors are in the corpus already."""

    name: str
    dimensions: int = 384

    def embed(self, texts: object) -> np.ndarray:
        raise NotImplementedError("all vectors are in the corpus")


@dataclass(frozen=True, slots=True)
class Held:
    """Shares of passages that have the topic they had, and seconds."""

    passages: int
    topics: int
    again: float
    reloaded: float
    added: int
    kept: float
    update: float
    refit: float


def held_still(folder: Path, embedder: str = "") -> Held:
    """Return how far topics hold still, measured on copies of the corpus; it stays as it is."""
    named = Named(embedder or load_embedder().name)
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        for target in (first, second):
            _copy(folder, Path(target))
        with Store.open(Path(first)) as store, Store.open(Path(second)) as other:
            waiting = _set_aside(store)
            fit_corpus(store, embedder=named)
            _set_aside(other)
            fit_corpus(other, embedder=named)
            once = _topics(store)
            again = _same(once, _topics(other))
            reloaded = _same(once, _reloaded(store, named.name))
            _bring_back(store)
            started = perf_counter()
            fit_corpus(store, embedder=named)
            update = perf_counter() - started
            kept = _same(once, _topics(store))
            started = perf_counter()
            result = fit_corpus(store, embedder=named, refit=True)
            refit = perf_counter() - started
            return Held(result.passages, result.topics, again, reloaded, waiting, kept, update, refit)


def _copy(folder: Path, target: Path) -> None:
    """A copy of the corpus without the topic models it has."""
    source = sqlite3.connect(f"file:{folder / 'corpus.db'}?mode=ro", uri=True)
    with sqlite3.connect(target / "corpus.db") as copy:
        source.backup(copy)
    with Store.open(target) as store, store.transaction() as database:
        for table in ("assignments", "topics", "topic_models"):
            database.execute(f"DELETE FROM {table}")


def _set_aside(store: Store) -> int:
    """Mark a tenth of the documents as not there yet; return how many passages that are."""
    documents = sorted({passage.document for passage in store.passages()})
    chosen = documents[::10]
    marks = ", ".join("?" * len(chosen))
    with store.transaction() as database:
        done = database.execute(
            f"UPDATE passages SET language = ? WHERE document IN ({marks}) AND language = 'nl'",
            (ELSEWHERE, *chosen),
        )
        return done.rowcount


def _bring_back(store: Store) -> None:
    with store.transaction() as database:
        database.execute("UPDATE passages SET language = 'nl' WHERE language = ?", (ELSEWHERE,))


def _topics(store: Store) -> dict[str, int]:
    model = store.current_topic_model()
    assert model is not None
    return {item.passage: item.topic for item in store.assignments(model.id)}


def _reloaded(store: Store, embedder: str) -> dict[str, int]:
    """The topics that the saved model gives when it is loaded."""
    record = store.current_topic_model()
    assert record is not None
    keys = passage_keys(store, TopicSettings().languages)
    vectors = store.vectors(embedder, [key.text_hash for key in keys])
    topics = load_model(store.folder / record.folder).assign(vectors).topics
    return {key.id: int(topic) for key, topic in zip(keys, topics, strict=True)}


def _same(before: Mapping[str, int], after: Mapping[str, int]) -> float:
    """The share of the passages before that have the same topic after."""
    return sum(after.get(passage) == topic for passage, topic in before.items()) / len(before)
