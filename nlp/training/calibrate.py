"""Maps the fine-tuned encoder's pooled states onto the original sentence embeddings.

Fine-tuning and int8 weights move the mean of the last layer a little. A linear map from the pooled
features (all three layers) to the original embedding, fitted by ridge regression on unlabelled policy
passages, takes most of that back. The penalty pulls the map towards "the last layer as it is".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How near two sets of embeddings of the same texts are.

    `cosine` is the mean between a text's two vectors. e5 crowds all texts into a narrow cone, so that is
    always high; `neighbours` says how many of a text's ten nearest under one are so under the other, and
    `similarity` how the similarities of all pairs correlate (Pearson).
    """

    cosine: float
    neighbours: float
    similarity: float


def fit(pooled: Matrix, target: Matrix, penalty: float) -> Matrix:
    """Returns the map ((width + 1) × dimensions, bias last) from pooled states to unit vectors."""
    dimensions = target.shape[1]
    scale = np.linalg.norm(pooled[:, -dimensions:], axis=1, keepdims=True).mean()
    x = np.concatenate([pooled / scale, np.ones((len(pooled), 1), dtype=np.float32)], axis=1).astype(
        np.float64
    )
    rest = target - pooled[:, -dimensions:] / scale
    normal = x.T @ x + penalty * np.eye(x.shape[1])
    change = np.linalg.solve(normal, x.T @ rest)
    change[-1 - dimensions : -1] += np.eye(dimensions)
    change[:-1] /= scale
    return change.astype(np.float32)


def apply(pooled: Matrix, mapping: Matrix) -> Matrix:
    """Returns the unit vectors of pooled states (texts × width) under a fitted map."""
    mapped = pooled @ mapping[:-1] + mapping[-1]
    unit: Matrix = (mapped / np.linalg.norm(mapped, axis=1, keepdims=True)).astype(np.float32)
    return unit


def best_fit(pooled: Matrix, target: Matrix, penalties: Sequence[float] = (0.01, 0.1, 1.0, 10.0)) -> Matrix:
    """Returns the map with the penalty that does best on a fifth of the texts, fitted on all of them."""
    held = np.arange(len(pooled)) % 5 == 0

    def loss(penalty: float) -> float:
        mapped = apply(pooled[held], fit(pooled[~held], target[~held], penalty))
        return float(np.square(mapped - target[held]).sum(axis=1).mean())

    return fit(pooled, target, min(penalties, key=loss))


def agreement(ours: Matrix, theirs: Matrix) -> Agreement:
    """Returns how near two sets of unit vectors are (texts × dimensions each)."""
    cosine = float((ours * theirs).sum(axis=1).mean())
    one, other = ours @ ours.T, theirs @ theirs.T
    above = np.triu_indices(len(ours), 1)
    similarity = float(np.corrcoef(one[above], other[above])[0, 1])
    return Agreement(cosine, _shared_neighbours(one, other), similarity)


def _shared_neighbours(one: Matrix, other: Matrix, count: int = 10) -> float:
    nearest = [np.argsort(-(table - 2 * np.eye(len(table))), axis=1)[:, :count] for table in (one, other)]
    shared = [len(set(a) & set(b)) for a, b in zip(*nearest, strict=True)]
    return float(np.mean(shared) / count)
