"""The nearest passages of every passage, found once for all that is laid out by them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_CELLS = 2**24
"""How many cosines are held at a time."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """For each of n points its k nearest by cosine, itself first: arrays of shape (n, k)."""

    rows: NDArray[np.int32]
    distances: NDArray[np.float32]
    """1 − cosine, 0 to 2."""


def nearest(points: NDArray[np.floating], count: int) -> Neighbours:
    """Return the `count` nearest of every point, or all there are: exactly, by comparing each with each.

    UMAP itself calls a function for each pair of up to 4,096 points, which was four fifths of its time on
    3,000 passages; with more it looks for most neighbours only (NN-descent), and anew for every layout.
    """
    unit = points.astype(np.float32)
    unit /= np.maximum(np.linalg.norm(unit, axis=1, keepdims=True), np.finfo(np.float32).tiny)
    count = min(count, len(unit))
    rows = np.empty((len(unit), count), dtype=np.int32)
    distances = np.empty((len(unit), count), dtype=np.float32)
    step = max(1, _CELLS // max(1, len(unit)))
    for start in range(0, len(unit), step):
        part = slice(start, start + step)
        rows[part], distances[part] = _nearest_of(unit, start, min(start + step, len(unit)), count)
    return Neighbours(rows, distances)


def _nearest_of(
    unit: NDArray[np.float32], start: int, end: int, count: int
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    apart = 1 - unit[start:end] @ unit.T
    own = np.arange(start, end)
    # Nothing lies nearer than the point itself, not even its double.
    apart[own - start, own] = -1
    found = np.sort(np.argpartition(apart, count - 1, axis=1)[:, :count], axis=1)
    order = np.argsort(np.take_along_axis(apart, found, axis=1), axis=1, kind="stable")
    rows = np.take_along_axis(found, order, axis=1)
    distances = np.take_along_axis(apart, rows, axis=1)
    return rows.astype(np.int32), np.clip(distances, 0.0, 2.0)
