"""Which topic a vector belongs to: one rule for the passages of the fit and for those that come later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import CorpusError
from corpus.topic_records import NO_TOPIC

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]
FILE = "topics.safetensors"
_ROUND = 9


@dataclass(frozen=True, slots=True)
class Assignment:
    """For each vector its topic (-1 where none reaches it), the nearest topic, and how sure that is."""

    topics: Labels
    nearest: Labels
    """The nearest topic, whether or not it reaches that far."""
    confidence: Floats
    """Posterior of the nearest topic under equal von Mises–Fisher components, 0 to 1."""
    margin: Floats
    """Cosine with the nearest centre minus what that topic asks for; negative where it does not reach."""


@dataclass(frozen=True, slots=True)
class TopicModel:
    """The fitted model: topics as centres on the sphere round the corpus mean, each with its reach."""

    mean: Floats
    """What is subtracted first, shape (d,): the mean makes up most of e5's average cosine of .83."""
    ids: Labels
    """Topic numbers, shape (k,)."""
    centres: Floats
    """Unit vectors, shape (k, d)."""
    reach: Floats
    """The least cosine with its centre that a passage of each topic has, shape (k,)."""
    sharpness: float = 12.0

    def centred(self, vectors: NDArray[np.floating]) -> Floats:
        """Return the vectors less the mean, scaled to length 1, shape (n, d)."""
        return centred(vectors, self.mean)

    def assign(self, vectors: NDArray[np.floating]) -> Assignment:
        """Return the topic of each vector, always the same for the same vector."""
        return self.assign_points(self.centred(vectors))

    def assign_points(self, points: Floats) -> Assignment:
        """Return the topic of each vector that is centred already."""
        # Rounded, since matrix products of different shapes differ in the last bits.
        scores = np.round(points @ self.centres.T, _ROUND)
        best = scores.argmax(axis=1)
        rows = np.arange(len(scores))
        top = scores[rows, best]
        odds = np.exp(self.sharpness * (scores - top[:, None])).sum(axis=1)
        margin = top - self.reach[best]
        topics = np.where(margin >= 0, self.ids[best], NO_TOPIC)
        return Assignment(topics, self.ids[best], 1 / odds, margin)

    def renumbered(self, numbers: Mapping[int, int]) -> TopicModel:
        """Return the model with each topic's number replaced, topics in order of their new numbers."""
        ids = np.array([numbers[int(number)] for number in self.ids], dtype=np.int64)
        order = np.argsort(ids)
        return replace(self, ids=ids[order], centres=self.centres[order], reach=self.reach[order])

    def confidence_of(self, vectors: NDArray[np.floating], topics: Labels) -> Floats:
        """Return how sure it is, 0 to 1, that each vector belongs to the topic given for it."""
        scores = np.round(self.centred(vectors) @ self.centres.T, _ROUND)
        column = {int(number): place for place, number in enumerate(self.ids)}
        own = scores[np.arange(len(scores)), [column[int(topic)] for topic in topics]]
        return np.asarray(1 / np.exp(self.sharpness * (scores - own[:, None])).sum(axis=1))

    def only(self, numbers: Labels) -> TopicModel:
        """Return the model with these topics alone."""
        kept = np.isin(self.ids, numbers)
        return replace(self, ids=self.ids[kept], centres=self.centres[kept], reach=self.reach[kept])

    def extended(self, other: TopicModel) -> TopicModel:
        """Return this model with the topics of another one (of the same mean) added after its own."""
        return replace(
            self,
            ids=np.concatenate([self.ids, other.ids]),
            centres=np.concatenate([self.centres, other.centres]),
            reach=np.concatenate([self.reach, other.reach]),
        )

    def save(self, folder: Path) -> None:
        """Write the model to `folder` as safetensors: numbers only, nothing that runs when it is read."""
        from safetensors.numpy import save_file

        folder.mkdir(parents=True, exist_ok=True)
        tensors = {
            "mean": self.mean,
            "ids": self.ids,
            "centres": self.centres,
            "reach": self.reach,
            "sharpness": np.array([self.sharpness]),
        }
        save_file({name: np.ascontiguousarray(tensor) for name, tensor in tensors.items()}, folder / FILE)


def load_model(folder: Path) -> TopicModel:
    """Return the model saved in `folder`. Raises CorpusError when it is missing or damaged."""
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        found = load_file(folder / FILE)
        return TopicModel(
            found["mean"], found["ids"], found["centres"], found["reach"], float(found["sharpness"][0])
        )
    except (OSError, KeyError, SafetensorError) as error:
        raise CorpusError(
            f"{folder / FILE}: no topic model there ({error}); run: stadspraat topics --refit"
        ) from error


def centred(vectors: NDArray[np.floating], mean: Floats) -> Floats:
    """Return the vectors less the mean, scaled to length 1."""
    moved = vectors.astype(np.float64) - mean
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.where(lengths > 0, lengths, 1.0))


def from_clusters(
    points: Floats, labels: Labels, *, mean: Floats, reach: float, sharpness: float
) -> TopicModel:
    """Return the model whose topics are the clusters of `labels` (0 … k-1, -1 for none) of centred `points`.

    A topic reaches as far as all but a share `reach` of its cluster.
    """
    numbers = np.arange(labels.max() + 1)
    centres = _centres(points, labels, numbers)
    own = (points * centres[np.maximum(labels, 0)]).sum(axis=1)
    limits = np.array([np.quantile(own[labels == number], reach) for number in numbers])
    return TopicModel(mean, numbers, centres, limits, sharpness)


def _centres(points: Floats, labels: Labels, numbers: Labels) -> Floats:
    sums = np.stack([points[labels == number].sum(axis=0) for number in numbers])
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.asarray(sums / np.where(lengths > 0, lengths, 1.0))


def fill_outliers(assignment: Assignment, share: float) -> NDArray[np.bool_]:
    """Return which vectors to give to their nearest topic afterwards, so that at most `share` have none.

    Those that miss it by least come first; a tie goes to the earlier one.
    """
    outliers = np.flatnonzero(assignment.topics == NO_TOPIC)
    surplus = len(outliers) - int(share * len(assignment.topics) + 1e-9)
    chosen = np.zeros(len(assignment.topics), dtype=np.bool_)
    if surplus > 0:
        order = np.argsort(-assignment.margin[outliers], kind="stable")
        chosen[outliers[order[:surplus]]] = True
    return chosen
