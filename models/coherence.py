"""Coherence of topic words: how far they come together in the texts more than chance would have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]

Floats = NDArray[np.float64]
Topics = Sequence[Sequence[str]]
Texts = Sequence[Sequence[str]]

_EPSILON = 1e-12
"""Added to joint probabilities, as gensim does, so that words that never meet come near -1."""
_TEXTS_AT_ONCE = 1000


def npmi(topics: Topics, texts: Texts, *, words: int = 10, window: int = 0) -> Floats:
    """Return the NPMI coherence of each topic: the mean over its word pairs, -1 to 1.

    Normalised pointwise mutual information (Bouma 2009; for topics Aletras & Stevenson 2013). A
    probability is the share of windows of `window` words in which a word stands; 0 takes each text as
    one window. With 10 it is the `c_npmi` of gensim and OCTIS, which the BERTopic paper reports. A word
    that is in no text counts 0 with any other; a topic of fewer than two words has 0.
    """
    chosen = [list(dict.fromkeys(topic[:words])) for topic in topics]
    counts = _Counts.of(chosen, texts, window)
    return np.array([_mean_of_pairs(counts.npmi_of(topic)) for topic in chosen])


def c_v(topics: Topics, texts: Texts, *, words: int = 10, window: int = 110) -> Floats:
    """Return the c_v coherence of each topic, 0 to 1 (Röder, Both & Hinneburg 2015).

    Each word's vector of NPMI values with all words of the topic is compared, by cosine, with the sum
    of those vectors; windows of 110 words.
    """
    chosen = [list(dict.fromkeys(topic[:words])) for topic in topics]
    counts = _Counts.of(chosen, texts, window)
    return np.array([_mean_cosine(counts.npmi_of(topic)) for topic in chosen])


@dataclass(frozen=True, slots=True)
class _Counts:
    """In how many windows the topic words stand, alone and in pairs."""

    column: dict[str, int]
    together: Floats
    windows: int

    @classmethod
    def of(cls, topics: Topics, texts: Texts, window: int) -> _Counts:
        column = {word: number for number, word in enumerate(sorted({w for topic in topics for w in topic}))}
        together = np.zeros((len(column), len(column)))
        total = 0
        for start in range(0, len(texts), _TEXTS_AT_ONCE):
            found = _windows(texts[start : start + _TEXTS_AT_ONCE], column, window)
            together += (found.T @ found).toarray()
            total += found.shape[0]
        return cls(column, together, total)

    def npmi_of(self, topic: Sequence[str]) -> Floats:
        """NPMI of every pair of the topic's words, shape (words, words)."""
        places = [self.column[word] for word in topic]
        joint = self.together[np.ix_(places, places)] / max(self.windows, 1)
        alone = joint.diagonal()
        chance = np.outer(alone, alone)
        known = chance > 0
        ratio = np.log((joint + _EPSILON) / np.where(known, chance, 1.0))
        scale = -np.log(np.minimum(joint + _EPSILON, 1 - _EPSILON))
        return np.where(known, np.minimum(ratio / scale, 1.0), 0.0)


def _windows(texts: Texts, column: dict[str, int], size: int) -> sparse.csr_matrix:
    """Windows × topic words: 1 where the word stands in the window, which moves a word at a time."""
    rows: list[int] = []
    columns: list[int] = []
    first = 0
    for text in texts:
        count = max(len(text) - size + 1, 1) if size else 1
        for place, word in enumerate(text):
            if word in column:
                reach = range(max(place - size + 1, 0), min(place, count - 1) + 1) if size else range(1)
                rows.extend(first + window for window in reach)
                columns.extend([column[word]] * len(reach))
        first += count
    found = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(first, len(column)))
    found.data[:] = 1.0
    return found


def _mean_of_pairs(values: Floats) -> float:
    size = len(values)
    if size < 2:
        return 0.0
    return float((values.sum() - values.trace()) / (size * (size - 1)))


def _mean_cosine(values: Floats) -> float:
    if len(values) < 2:
        return 0.0
    whole = values.sum(axis=0)
    lengths = np.linalg.norm(values, axis=1) * np.linalg.norm(whole)
    return float(np.mean(values @ whole / np.where(lengths > 0, lengths, 1.0)))
