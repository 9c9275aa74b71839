"""How far topics stay what they are when the fit is repeated with other seeds and other documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpus.topic_records import NO_TOPIC
from models.fitting import FittedTopics, fit_topics, settings_for
from models.topic_settings import SMALLEST, TopicSettings
from models.words import TopicPassage

Labels = NDArray[np.int64]
Words = dict[int, tuple[str, ...]]
UNSTABLE = 0.5
"""A topic whose mean best Jaccard is lower dissolves as often as not (Hennig 2007)."""


@dataclass(frozen=True, slots=True)
class TopicStability:
    """How well one topic is found again: means over the refits, 0 to 1."""

    topic: int
    jaccard: float
    """Of its passages with those of the most similar topic (Hennig 2007)."""
    rbo: float
    """Rank-biased overlap of its words with the words of that topic (Webber et al. 2010)."""

    @property
    def is_stable(self) -> bool:
        """Whether it may be shown without a warning."""
        return self.jaccard >= UNSTABLE


@dataclass(frozen=True, slots=True)
class Stability:
    """The stability of a fit: per topic, and the mean adjusted Rand index (Hubert & Arabie 1985).

    For the index passages without a topic are one more class, so that leaving passages out is no gain.
    """

    refits: int
    rand: float
    topics: tuple[TopicStability, ...]

    @property
    def jaccard(self) -> float:
        """The mean over the topics."""
        return float(np.mean([topic.jaccard for topic in self.topics])) if self.topics else 0.0

    @property
    def rbo(self) -> float:
        """The mean over the topics."""
        return float(np.mean([topic.rbo for topic in self.topics])) if self.topics else 0.0

    def as_dict(self, numbers: Mapping[int, int]) -> dict[str, object]:
        """Return the figures as JSON-serialisable values, topics under the `numbers` given."""
        return {
            "refits": self.refits,
            "rand": self.rand,
            "jaccard": round(self.jaccard, 4),
            "rbo": round(self.rbo, 4),
            "topics": {
                str(numbers[topic.topic]): {
                    "jaccard": topic.jaccard,
                    "rbo": topic.rbo,
                    "stable": topic.is_stable,
                }
                for topic in self.topics
            },
        }


@dataclass(frozen=True, slots=True)
class Partition:
    """What refits are compared by: the topic of each passage, and the words of each topic in order."""

    labels: Labels
    words: Words

    @classmethod
    def of(cls, fit: FittedTopics) -> Partition:
        """Return the partition of a fit, before outliers were given away."""
        words = {topic.number: tuple(word.casefold() for word, _ in topic.words) for topic in fit.topics}
        return cls(fit.assignment.topics, words)


@dataclass(frozen=True, slots=True)
class _Task:
    passages: tuple[TopicPassage, ...]
    vectors: NDArray[np.float32]
    rows: NDArray[np.int64]
    settings: TopicSettings


class Refits:
    """Repetitions of a fit; with an executor they run beside it, else when they are compared with it.

    Every other one is of documents drawn with replacement, with another seed; the rest of all passages
    with another seed. A refit on drawn documents assigns the passages of the others, so that all are
    compared over all passages. What they find does not depend on where they run.
    """

    def __init__(
        self,
        passages: Sequence[TopicPassage],
        vectors: NDArray[np.float32],
        settings: TopicSettings,
        count: int,
        *,
        executor: Executor | None = None,
    ) -> None:
        """Begin; `settings` are those the fit itself was or will be asked for.

        Raises TooFewPassagesError as `fit_topics` does.
        """
        tasks = _tasks(passages, vectors, settings_for(passages, settings), count) if count else ()
        self._found: Iterator[Partition] = executor.map(_refit, tasks) if executor else map(_refit, tasks)

    def compare(self, fit: FittedTopics, progress: Callable[[], None] = lambda: None) -> Stability:
        """Return the stability of the fit, when all are done; `progress` is called after each."""
        found = []
        for partition in self._found:
            found.append(partition)
            progress()
        return compare(Partition.of(fit), found)


def compare(base: Partition, others: Sequence[Partition]) -> Stability:
    """Return how well the topics of `base` are found again in the other partitions of the same passages."""
    from sklearn.metrics import adjusted_rand_score  # type: ignore[import-untyped]

    rand = [float(adjusted_rand_score(base.labels, other.labels)) for other in others]
    topics = []
    for topic in sorted(base.words):
        best = [_best(base, topic, other) for other in others]
        jaccard, overlap = np.mean(best, axis=0) if best else (0.0, 0.0)
        topics.append(TopicStability(topic, round(float(jaccard), 4), round(float(overlap), 4)))
    return Stability(len(others), round(float(np.mean(rand)), 4) if rand else 0.0, tuple(topics))


def rank_biased_overlap(first: Sequence[str], second: Sequence[str], *, persistence: float = 0.9) -> float:
    """Return the extrapolated rank-biased overlap of two lists, 0 to 1 (Webber et al. 2010, equation 32).

    `persistence` is the weight that goes on to the next rank. Lists of different length are compared
    to the length of the shorter one.
    """
    depth = min(len(first), len(second))
    if not depth:
        return 0.0
    agreements = [len(set(first[:d]) & set(second[:d])) / d for d in range(1, depth + 1)]
    body = sum(agreement * persistence**d for d, agreement in enumerate(agreements, start=1))
    return agreements[-1] * persistence**depth + (1 - persistence) / persistence * body


def _best(base: Partition, topic: int, other: Partition) -> tuple[float, float]:
    """Jaccard and overlap of words with the most similar topic of the other partition."""
    members = base.labels == topic
    inside = other.labels[members]
    size = int(members.sum())
    found = (0.0, 0.0)
    for number in np.unique(inside[inside != NO_TOPIC]):
        shared = int((inside == number).sum())
        jaccard = shared / (size + int((other.labels == number).sum()) - shared)
        if jaccard > found[0]:
            overlap = rank_biased_overlap(base.words[topic], other.words.get(int(number), ()))
            found = (jaccard, overlap)
    return found


def _tasks(
    passages: Sequence[TopicPassage], vectors: NDArray[np.float32], settings: TopicSettings, refits: int
) -> Iterator[_Task]:
    for number in range(refits):
        seed = settings.seed + 1 + number
        rows = np.arange(len(passages))
        if number % 2:
            rows = _drawn_documents(passages, seed)
        yield _Task(tuple(passages), vectors, rows, replace(settings, seed=seed, max_outliers=None))


def _drawn_documents(passages: Sequence[TopicPassage], seed: int) -> NDArray[np.int64]:
    """The passages of documents drawn with replacement, a document drawn twice taken once; all passages
    where there would be too few."""
    names = sorted({passage.document for passage in passages})
    random = np.random.default_rng(seed)
    drawn = {names[number] for number in random.integers(0, len(names), len(names))}
    rows = np.array([row for row, passage in enumerate(passages) if passage.document in drawn])
    return rows if len(rows) >= SMALLEST else np.arange(len(passages))


def _refit(task: _Task) -> Partition:
    chosen = [task.passages[int(row)] for row in task.rows]
    fit = fit_topics(chosen, task.vectors[task.rows], task.settings, mapped=False)
    return Partition(fit.model.assign(task.vectors).topics, Partition.of(fit).words)
