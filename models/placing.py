"""Where passages that were not part of the fit lie on the map."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from models.assigning import centred

_NEIGHBOURS = 5
_ROWS = 1024


def place_among(
    vectors: NDArray[np.float32],
    known: NDArray[np.int64],
    places: NDArray[np.float32],
    mean: NDArray[np.float64],
) -> NDArray[np.float32]:
    """Return a place for every vector, shape (n, 2): `places` for the rows `known`, for the others the
    average place of their five nearest known neighbours, nearer ones counting more."""
    found = np.zeros((len(vectors), 2), dtype=np.float32)
    found[known] = places
    others = np.setdiff1d(np.arange(len(vectors)), known)
    reference = centred(vectors[known], mean).astype(np.float32)
    parts = [others[start : start + _ROWS] for start in range(0, len(others), _ROWS)]

    def place(rows: NDArray[np.int64]) -> NDArray[np.float32]:
        near = centred(vectors[rows], mean).astype(np.float32) @ reference.T
        return _interpolate(near.astype(np.float64), places)

    # numpy lets go of the interpreter in products and sorts, so that threads do run side by side.
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        for rows, placed in zip(parts, threads.map(place, parts), strict=True):
            found[rows] = placed
    return found


def _interpolate(closeness: NDArray[np.float64], places: NDArray[np.float32]) -> NDArray[np.float32]:
    """The weighted average place of the nearest columns of each row of cosines."""
    count = min(_NEIGHBOURS, closeness.shape[1])
    nearest = np.argpartition(-closeness, count - 1, axis=1)[:, :count]
    weights = np.exp(8 * np.take_along_axis(closeness, nearest, axis=1))
    weights /= weights.sum(axis=1, keepdims=True)
    return np.asarray((weights[:, :, None] * places[nearest]).sum(axis=1), dtype=np.float32)
