"""What a topic is called and shown by: its words, its label and its most central passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.errors import TooFewPassagesError
from models.assigning import TopicModel
from models.evidence import FAINT, WordEvidence
from models.labels import label_for
from models.topic_settings import TopicSettings
from models.words import TopicPassage, choose_words, displayed, merge_spellings, signatures

Labels = NDArray[np.int64]
FEWEST_WORDS = 5
_CANDIDATES = 60
_PER_DOCUMENT = 2


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: number, label, weighted words (as printed) and the rows of its most central passages."""

    number: int
    label: str
    words: tuple[tuple[str, float], ...]
    representative: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TopicWords:
    """The words of the passages, made ready for naming topics."""

    passages: tuple[TopicPassage, ...]
    evidence: WordEvidence
    shapes: Mapping[str, str]
    """How each lemma is printed."""
    signatures: frozenset[str]
    """Names that a publication carries all through: no topic words."""
    settings: TopicSettings

    @classmethod
    def of(cls, passages: Sequence[TopicPassage], settings: TopicSettings) -> TopicWords:
        """Return them with spellings merged. Raises TooFewPassagesError when no two passages share a word."""
        merged = merge_spellings(passages)
        evidence = WordEvidence.of(merged)
        if not evidence.vocabulary:
            raise TooFewPassagesError(
                f"{len(passages)} passages share no word to name a topic by; run `stadspraat annotate` first"
            )
        return cls(merged, evidence, displayed(merged), signatures(merged), settings)

    def choose(
        self, weights: NDArray[np.float64], members: NDArray[np.bool_]
    ) -> tuple[tuple[str, float], ...]:
        """Return the lemmas that name the topic with these members, by class-based TF-IDF and evidence.

        Where fewer than `FEWEST_WORDS` are clear, the best of the others fill up to that number.
        """
        scores = weights * self.evidence.telling(members)
        best = np.argsort(-scores, kind="stable")[:_CANDIDATES]
        candidates = {
            self.evidence.vocabulary[number]: float(scores[number])
            for number in best
            if scores[number] > 0 and self.evidence.vocabulary[number] not in self.signatures
        }
        chosen = choose_words(candidates, count=self.settings.words, diversity=self.settings.diversity)
        faint = FAINT * max(candidates.values(), default=0.0)
        clear = tuple(pair for pair in chosen if pair[1] > 2 * faint)
        return clear if len(clear) >= FEWEST_WORDS else chosen[:FEWEST_WORDS]


def describe(
    model: TopicModel,
    words: Mapping[int, tuple[tuple[str, float], ...]],
    source: TopicWords,
    points: NDArray[np.float64],
    labels: Labels,
    rows: NDArray[np.int64],
) -> tuple[Topic, ...]:
    """Return every topic of the model; `points` and `labels` belong to the passages of `source`, and
    `rows` says which passage of the corpus each of those is."""
    found = []
    for number, centre in zip(model.ids, model.centres, strict=True):
        members = np.flatnonzero(labels == number)
        chosen = words.get(int(number), ())
        held = [source.passages[member] for member in members]
        central = central_passages(points[members] @ centre, held, source.settings.representatives)
        found.append(
            Topic(
                int(number),
                label_for(chosen, held, source.shapes),
                tuple((source.shapes.get(word, word), weight) for word, weight in chosen),
                tuple(int(rows[members[place]]) for place in central),
            )
        )
    return tuple(found)


def central_passages(
    closeness: NDArray[np.float64], passages: Sequence[TopicPassage], count: int
) -> tuple[int, ...]:
    """Return the places of the passages nearest to the centre, nearest first.

    At most two of one document while others can be had, and none that repeats the words of another.
    """
    order = [int(place) for place in np.argsort(-closeness, kind="stable")]
    chosen: list[int] = []
    documents: Counter[str] = Counter()
    texts: set[tuple[str, ...]] = set()
    for place in order:
        passage = passages[place]
        if documents[passage.document] < _PER_DOCUMENT and passage.lemmas not in texts:
            chosen.append(place)
            documents[passage.document] += 1
            texts.add(passage.lemmas)
        if len(chosen) == count:
            return tuple(chosen)
    rest = [place for place in order if place not in chosen]
    return tuple(chosen + rest[: count - len(chosen)])
