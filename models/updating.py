"""A fitted model and new passages → their topics, and new topics for what the model cannot place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpus.topic_records import NO_TOPIC
from models.assigning import Assignment, TopicModel, from_clusters
from models.clustering import cluster, cluster_alike, neighbours, reduce
from models.topic_settings import TopicSettings

Vectors = NDArray[np.float32]
Labels = NDArray[np.int64]
Telling = Callable[[Labels], NDArray[np.bool_]]
"""Which of these rows may shape topics."""
MOST_AT_ONCE = 5000
"""Above this many passages left over they are clustered as in a fit."""


@dataclass(frozen=True, slots=True)
class Update:
    """The model, with new topics where there are any, and where the new passages belong."""

    model: TopicModel
    assignment: Assignment
    born: tuple[int, ...]
    """Numbers of the topics that are new."""


def update_topics(
    model: TopicModel,
    vectors: Vectors,
    settings: TopicSettings,
    *,
    unused: int,
    telling: Telling = lambda rows: np.ones(len(rows), dtype=bool),
) -> Update:
    """Return the topics of new passages; the model's own topics stay exactly as they are.

    Passages that no topic reaches are clustered among themselves, those aside that `telling` (asked of
    their rows) does not let shape topics. A cluster becomes a topic, numbered from `unused` on, when it
    has `min_topic_size` passages and holds together as well as the loosest quarter of the model's topics
    do. `settings` are those of the fit, chosen for its size.
    """
    first = model.assign(vectors)
    left = np.flatnonzero(first.topics == NO_TOPIC)
    # Asked only where it matters: it takes reading the passages.
    shaping = left[telling(left)] if len(left) >= settings.min_topic_size else left[:0]
    born = _new_topics(model, model.centred(vectors[shaping]), settings, unused)
    if born is None:
        return Update(model, first, ())
    extended = model.extended(born)
    second = born.assign(vectors[left])
    topics = first.topics.copy()
    topics[left] = second.topics
    nearest, margin = first.nearest.copy(), first.margin.copy()
    better = second.margin > margin[left]
    nearest[left[better]] = second.nearest[better]
    margin[left[better]] = second.margin[better]
    confidence = extended.confidence_of(vectors, nearest)
    numbers = tuple(int(number) for number in born.ids)
    return Update(extended, Assignment(topics, nearest, confidence, margin), numbers)


def _new_topics(
    model: TopicModel, points: NDArray[np.float64], settings: TopicSettings, unused: int
) -> TopicModel | None:
    """The topics among the centred points, or None where there is none that is large and coherent enough."""
    if len(points) < settings.min_topic_size:
        return None
    labels = _large(_clusters(model, points, settings), settings.min_topic_size)
    if labels.max() < 0:
        return None
    found = from_clusters(points, labels, mean=model.mean, reach=settings.reach, sharpness=settings.sharpness)
    return replace(found, ids=np.arange(unused, unused + len(found.ids)))


def _clusters(model: TopicModel, points: NDArray[np.float64], settings: TopicSettings) -> Labels:
    """Clusters of the points that are as tight as the loosest quarter of the model's topics."""
    if len(points) > MOST_AT_ONCE:
        chosen = settings.for_size(len(points))
        flat = reduce(points, neighbours(points, chosen), chosen, dimensions=settings.components)
        return cluster(flat, settings)
    # Two passages that lie at a cosine c from a centre, in any direction, lie at c² from each other.
    return cluster_alike(points, float(np.quantile(model.reach, 0.25)) ** 2)


def _large(labels: Labels, smallest: int) -> Labels:
    """The labels with clusters that are too small put to -1, and the others numbered from 0 on."""
    kinds, sizes = np.unique(labels[labels >= 0], return_counts=True)
    numbers = {int(kind): number for number, kind in enumerate(kinds[sizes >= smallest])}
    return np.array([numbers.get(int(label), NO_TOPIC) for label in labels], dtype=np.int64)
