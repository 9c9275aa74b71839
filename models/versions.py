"""A new version of the topics of a corpus: fitted, numbered after the version before, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from corpus.store import Store
from corpus.topic_records import TopicModelRecord
from models.embedding import Progress
from models.fitting import FittedTopics, fit_topics
from models.keeping import figures_of, fitted_assignments, fitted_topics, model_record, recounted
from models.lineage import Lineage, trace_lineage
from models.stability import Refits
from models.topic_settings import TopicSettings
from models.topic_source import PassageKey, topic_passages

FOLDER = "topics"


def fit_version(
    store: Store,
    keys: Sequence[PassageKey],
    settings: TopicSettings,
    vectors_of: str,
    before: TopicModelRecord | None,
    progress: Progress,
    *,
    refits: int = 0,
    executor: Executor | None = None,
) -> int:
    """Fit the topics of these passages, save model and records, and return the number of the version.

    With `refits` the fit is repeated so many times, on the executor and at the same time if there is one,
    and the stability goes into the figures.

    Raises TooFewPassagesError, before anything slow is done where it can.
    """
    settings.for_size(min(len(keys), settings.fit_limit))
    started = perf_counter()
    step = _Steps(progress, 3 + refits)
    passages = topic_passages(store, settings.languages)
    vectors = store.vectors(vectors_of, [key.text_hash for key in keys])
    step()
    repeated = Refits(passages, vectors, settings, refits, executor=executor)
    fit = fit_topics(passages, vectors, settings)
    step()
    lineage = _lineage(store, before, keys, fit)
    folder = f"{FOLDER}/{len(store.topic_models()) + 1:04d}"
    fit.model.renumbered(lineage.numbers).save(store.folder / folder)
    figures = figures_of(fit, passages, vectors, lineage, perf_counter() - started)
    figures["before"] = before.id if before else None
    if refits:
        figures["stability"] = repeated.compare(fit, step).as_dict(lineage.numbers)
    number = store.save_topic_model(
        model_record(settings, fit.settings, vectors_of, figures, folder),
        fitted_topics(fit, passages, lineage.numbers),
        fitted_assignments(fit, passages, lineage.numbers),
    )
    step()
    return number


class _Steps:
    """Tells the progress step by step."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._done, self._total = progress, 0, total
        progress(0, total)

    def __call__(self) -> None:
        self._done += 1
        self._progress(self._done, self._total)


def refresh_counts(store: Store, model: int, keys: Sequence[PassageKey]) -> None:
    """Bring the sizes of the topics in line with the passages there are, after documents were removed."""
    topics = store.topics(model)
    counted = recounted(topics, list(store.assignments(model)), keys)
    if tuple(counted) != topics:
        store.extend_topic_model(model, counted, ())


def unused_number(store: Store) -> int:
    """Return the first topic number that no version has used."""
    return 1 + max(
        (topic.topic for model in store.topic_models() for topic in store.topics(model.id)), default=-1
    )


def _lineage(
    store: Store, before: TopicModelRecord | None, keys: Sequence[PassageKey], fit: FittedTopics
) -> Lineage:
    """How the new topics follow from those of the version before; the first version keeps its own numbers."""
    after = _by_passage(keys, fit.labels)
    if before is None:
        return Lineage({int(number): int(number) for number in fit.model.ids}, ())
    old = {item.passage: item.topic for item in store.assignments(before.id)}
    return trace_lineage(old, after, unused=unused_number(store))


def _by_passage(keys: Sequence[PassageKey], labels: NDArray[np.int64]) -> dict[str, int]:
    return {key.id: int(label) for key, label in zip(keys, labels, strict=True)}
