"""A fitted model and new passages → their topics, and new topics for what the model cannot place."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpus.topic_records import NO_TOPIC
from models.assigning import Assignment, TopicModel, from_clusters
from models.clustering import cluster, reduce
from models.topic_settings import SMALLEST, TopicSettings

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Update:
    """The model, with new topics where there are any, and where the new passages belong."""

    model: TopicModel
    assignment: Assignment
    born: tuple[int, ...]
    """Numbers of the topics that are new."""


def update_topics(model: TopicModel, vectors: Vectors, settings: TopicSettings, *, unused: int) -> Update:
    """Return the topics of new passages; the model's own topics stay exactly as they are.

    Passages that no topic reaches are clustered among themselves. A cluster becomes a topic, numbered
    from `unused` on, when it has `min_topic_size` passages and holds together as well as the model's
    loosest quarter of topics do. `settings` are those of the fit, chosen for its size.
    """
    first = model.assign(vectors)
    left = np.flatnonzero(first.topics == NO_TOPIC)
    born = _new_topics(model, model.centred(vectors[left]), settings, unused)
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
    labels = cluster(_few_dimensions(points, settings), settings)
    if labels.max() < 0:
        return None
    found = from_clusters(points, labels, mean=model.mean, reach=settings.reach, sharpness=settings.sharpness)
    held = found.assign_points(points).topics
    needed = np.quantile(model.reach, 0.25)
    kept = [
        number
        for number, reach in zip(found.ids, found.reach, strict=True)
        if reach >= needed and np.sum(held == number) >= settings.min_topic_size
    ]
    if not kept:
        return None
    chosen = found.only(np.array(kept))
    return replace(chosen, ids=np.arange(unused, unused + len(kept)))


def _few_dimensions(points: NDArray[np.float64], settings: TopicSettings) -> NDArray[np.float32]:
    """The points as they are clustered: reduced, unless they are too few for UMAP to say anything."""
    if len(points) < SMALLEST:
        return points.astype(np.float32)
    return reduce(points, settings.for_size(len(points)), dimensions=settings.components)
