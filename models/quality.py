"""How good topics are: coherent words, different words per topic, passages that keep apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.topic_records import NO_TOPIC
from models.coherence import c_v, npmi
from models.fitting import FittedTopics
from models.words import TopicPassage, merge_spellings

_SAMPLE = 5000


def diversity(topics: Sequence[Sequence[str]], *, words: int = 10) -> float:
    """Return the share of different words among the first `words` of all topics (Dieng et al. 2020)."""
    listed = [word for topic in topics for word in topic[:words]]
    return len(set(listed)) / len(listed) if listed else 0.0


def silhouette(points: NDArray[np.floating], labels: NDArray[np.int64]) -> float:
    """Return the mean silhouette (Rousseeuw 1987) by cosine of the passages that have a topic, -1 to 1.

    Of more than 5,000 passages a fixed sample; 0 with fewer than two topics.
    """
    from sklearn.metrics import silhouette_score  # type: ignore[import-untyped]

    placed = np.flatnonzero(labels != NO_TOPIC)
    if len(placed) > _SAMPLE:
        placed = np.sort(np.random.default_rng(0).choice(placed, _SAMPLE, replace=False))
    kinds = len(np.unique(labels[placed]))
    if not 2 <= kinds < len(placed):
        return 0.0
    return float(silhouette_score(points[placed], labels[placed], metric="cosine"))


def quality_figures(
    fit: FittedTopics, passages: Sequence[TopicPassage], vectors: NDArray[np.float32]
) -> dict[str, object]:
    """Return the figures of a fit against its own corpus, the coherence also per topic; JSON-serialisable."""
    texts = [passage.lemmas for passage in merge_spellings(passages)]
    topics = [[word.casefold() for word, _ in topic.words] for topic in fit.topics]
    coherence = npmi(topics, texts)
    numbers = [topic.number for topic in fit.topics]
    return {
        "npmi": _round(coherence.mean()),
        "c_v": _round(c_v(topics, texts).mean()),
        "diversity": _round(diversity(topics)),
        "silhouette": _round(silhouette(fit.model.centred(vectors), fit.assignment.topics)),
        "npmi_of": {str(number): _round(value) for number, value in zip(numbers, coherence, strict=True)},
    }


def _round(value: float) -> float:
    return round(float(value), 4)
