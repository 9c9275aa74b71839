"""Which words stand in which passages, and which of them tell one topic from the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]

from models.words import TopicPassage

Labels = NDArray[np.int64]

LEAST_LIFT = 1.5
"""A topic word is at least so many times as frequent in its topic as in the corpus."""
LEAST_SHARE = 0.03
"""… and stands in at least this share of the topic's passages."""
FAINT = 1e-3
"""The weight of a word that misses either, beside those that do not."""


@dataclass(frozen=True, slots=True)
class WordEvidence:
    """Passages × words: whether a word stands in a passage. A word said twice in one passage counts once,
    so that no single passage carries a topic word (burstiness: Church & Gale 1995)."""

    vocabulary: tuple[str, ...]
    presence: sparse.csr_matrix
    documents: Labels
    """The number of the document of each passage, shape (n,)."""

    @classmethod
    def of(cls, passages: Sequence[TopicPassage], *, rarest: int = 2) -> WordEvidence:
        """Return the evidence for all words that stand in `rarest` passages or more."""
        words = sorted({lemma for passage in passages for lemma in passage.lemmas})
        column = {word: number for number, word in enumerate(words)}
        found = [sorted({column[lemma] for lemma in passage.lemmas}) for passage in passages]
        ends = np.cumsum([0, *map(len, found)])
        indices = np.array([number for row in found for number in row], dtype=np.int64)
        matrix = sparse.csr_matrix(
            (np.ones(len(indices), dtype=np.float64), indices, ends), shape=(len(passages), len(words))
        )
        kept = np.flatnonzero(np.asarray(matrix.sum(axis=0)).ravel() >= rarest)
        numbers = {name: number for number, name in enumerate(sorted({p.document for p in passages}))}
        documents = np.array([numbers[passage.document] for passage in passages], dtype=np.int64)
        return cls(tuple(words[number] for number in kept), matrix[:, kept].tocsr(), documents)

    def texts(self) -> list[str]:
        """Return each passage as its words, once each, separated by blanks: what the vectoriser reads."""
        starts, columns = self.presence.indptr, self.presence.indices
        return [
            " ".join(self.vocabulary[number] for number in columns[starts[row] : starts[row + 1]])
            for row in range(self.presence.shape[0])
        ]

    def telling(self, members: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return per word how far it can speak for the topic with these members: 0 not at all, at most 1.

        0 for a word that is not more frequent here than elsewhere. Little (so that it only fills up a
        list) for one that is not clearly so, that is rare in the topic, or that stands in a single
        document where the topic has three or more. Else the share of the topic's documents it stands
        in, relative to the best word, by square root: one long report does not name a topic.
        """
        rows = self.presence[members]
        inside = np.asarray(rows.sum(axis=0)).ravel()
        overall = np.asarray(self.presence.sum(axis=0)).ravel()
        size, total = rows.shape[0], self.presence.shape[0]
        lift = (inside / max(size, 1)) / np.maximum(overall / total, 1e-12)
        # A topic that is half the corpus cannot have a lift of 2: ask for less there.
        asked = min(LEAST_LIFT, 1 + (total / max(size, 1) - 1) / 2)
        spread, documents = self._spread(rows, self.documents[members])
        clear = (lift >= asked) & (inside >= max(2, LEAST_SHARE * size))
        if documents >= 3:
            clear &= spread >= 2
        weight = np.sqrt(spread / max(spread.max(initial=0), 1))
        return np.where(clear, weight, np.where(lift > 1, FAINT * weight, 0.0))

    def _spread(self, rows: sparse.csr_matrix, documents: Labels) -> tuple[NDArray[np.float64], int]:
        """In how many of the documents each word stands, and how many there are."""
        kinds, numbers = np.unique(documents, return_inverse=True)
        groups = sparse.csr_matrix(
            (np.ones(len(numbers)), (numbers, np.arange(len(numbers)))), shape=(len(kinds), len(numbers))
        )
        found = groups @ rows
        return np.asarray((found > 0).sum(axis=0), dtype=np.float64).ravel(), len(kinds)


def class_tfidf(presence: sparse.csr_matrix, labels: Labels) -> dict[int, NDArray[np.float64]]:
    """Return for each label the weight of every word, shape (words,), by class-based TF-IDF.

    As Grootendorst (2022, arXiv 2203.05794) and BERTopic's `reduce_frequent_words` have it: the root of
    the word's share in the class, times log(1 + average class size / frequency of the word).
    """
    frequency = np.asarray(presence.sum(axis=0)).ravel()
    numbers = [int(number) for number in np.unique(labels)]
    average = int(frequency.sum() / len(numbers))
    rarity = np.log(1 + average / np.maximum(frequency, 1))
    weights = {}
    for number in numbers:
        counts = np.asarray(presence[labels == number].sum(axis=0)).ravel()
        weights[number] = np.sqrt(counts / max(counts.sum(), 1)) * rarity
    return weights
