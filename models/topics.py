"""The topics of a corpus: fitted once, updated when passages are added, fitted afresh when asked."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Literal

from corpus.store import Store
from corpus.topic_records import NO_TOPIC
from models.embedding import Embedder, Progress, load_embedder, silent
from models.extending import extend_version
from models.keeping import recipe, settings_of
from models.topic_settings import TopicSettings
from models.topic_source import passage_keys
from models.versions import fit_version, refresh_counts

Done = Literal["nothing", "fitted", "updated", "refitted"]


@dataclass(frozen=True, slots=True)
class TopicsResult:
    """What `fit_corpus` did, and how the corpus stands now."""

    model: int
    """Number of the current version in the store."""
    done: Done
    passages: int
    topics: int
    outlier_share: float
    """The share of passages without a topic."""
    added: int = 0
    """Passages that were looked at for the first time."""
    born: tuple[int, ...] = ()
    """Topics that an update made."""


def fit_corpus(
    store: Store,
    settings: TopicSettings | None = None,
    *,
    embedder: Embedder | None = None,
    refit: bool = False,
    refits: int = 0,
    executor: Executor | None = None,
    progress: Progress = silent,
) -> TopicsResult:
    """Bring the topics up to date and return what was done.

    Without a model, with other settings or another embedder, or with `refit`, a new version is fitted
    and mapped to the one before. Else passages that are new are assigned by the fitted model, and what
    is assigned already stays as it is. Every passage needs its vector and its tokens in the store.
    `settings` None stands for those of the current version. A new version is checked for stability by
    `refits` repetitions, on the executor if one is given. Raises TooFewPassagesError.
    """
    vectors_of = (embedder or load_embedder()).name
    current = store.current_topic_model()
    chosen = settings or (settings_of(current) if current else TopicSettings())
    keys = passage_keys(store, chosen.languages)
    if current is None or refit or current.fingerprint != recipe(chosen, vectors_of):
        number = fit_version(
            store, keys, chosen, vectors_of, current, progress, refits=refits, executor=executor
        )
        return _result(store, number, "fitted" if current is None else "refitted", len(keys))
    assigned = {item.passage for item in store.assignments(current.id)}
    new = [key for key in keys if key.id not in assigned]
    if not new:
        refresh_counts(store, current.id, keys)
        return _result(store, current.id, "nothing", 0)
    born = extend_version(store, current, keys, new, vectors_of, progress)
    return _result(store, current.id, "updated", len(new), born)


def _result(store: Store, model: int, done: Done, added: int, born: tuple[int, ...] = ()) -> TopicsResult:
    topics = [item.topic for item in store.assignments(model)]
    share = topics.count(NO_TOPIC) / max(len(topics), 1)
    return TopicsResult(model, done, len(topics), len(store.topics(model)), share, added, born)
