"""The passages a model is fitted on: no repetitions, and no long documents that outvote short ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def fair_sample(
    documents: Sequence[str], limit: int, seed: int, strata: Sequence[str] | None = None
) -> NDArray[np.bool_]:
    """Return which passages to take: all up to `limit`, above it equally many of every document.

    A document with fewer gives what it has, and the others share what is left. Where not every document
    can give one more, the same part of every stratum does (`strata`: of each passage, such as year and
    source). Within a document, and among those of a stratum, the choice is random with `seed`.
    """
    taken = np.ones(len(documents), dtype=np.bool_)
    if len(documents) > limit:
        random = np.random.default_rng(seed).random(len(documents))
        # Every first pick of a document comes before any second one.
        rounds = _ranks(documents, random)
        within = _evenly(rounds, strata or [""] * len(documents), random)
        taken[np.lexsort((random, within, rounds))[limit:]] = False
    return taken


def distinct(words: Sequence[tuple[str, ...]]) -> NDArray[np.bool_]:
    """Return which passages are the first with their words; one without words repeats none.

    Boilerplate and reprints would else make a topic, or decide what one is called.
    """
    seen: set[tuple[str, ...]] = set()
    first = np.ones(len(words), dtype=np.bool_)
    for row, found in enumerate(words):
        first[row] = not found or found not in seen
        seen.add(found)
    return first


def _evenly(
    rounds: NDArray[np.int64], strata: Sequence[str], order: NDArray[np.float64]
) -> NDArray[np.float64]:
    """How far each passage stands, 0 to 1, among those of its round and stratum: sorted by it, any first
    part of a round holds the same part of every stratum."""
    groups = [f"{number} {stratum}" for number, stratum in zip(rounds, strata, strict=True)]
    _, of, sizes = np.unique(np.array(groups), return_inverse=True, return_counts=True)
    return np.asarray((_ranks(groups, order) + 0.5) / sizes[of])


def _ranks(documents: Sequence[str], order: NDArray[np.float64]) -> NDArray[np.int64]:
    """The place of each passage among those of its document, counted from 0, when sorted by `order`."""
    _, groups = np.unique(np.array(documents), return_inverse=True)
    by_group = np.lexsort((order, groups))
    starts = np.searchsorted(groups[by_group], groups[by_group], side="left")
    ranks = np.empty(len(documents), dtype=np.int64)
    ranks[by_group] = np.arange(len(documents)) - starts
    return ranks
