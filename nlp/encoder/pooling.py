"""From sub-word pieces to tokens: which pieces overlap a token, and the mean of their vectors."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Offsets = NDArray[np.int64]


def covering_pieces(
    piece_starts: Offsets, piece_ends: Offsets, token_starts: Offsets, token_ends: Offsets
) -> tuple[Offsets, Offsets]:
    """Returns per token the half-open range of pieces that share a character with it.

    All offsets are of one text and rise. A token without a piece (one that the normalisation dropped)
    gets the piece before it, so that every range holds at least one piece.
    """
    first = np.searchsorted(piece_ends, token_starts, side="right")
    last = np.searchsorted(piece_starts, token_ends, side="left")
    first = np.minimum(first, len(piece_starts) - 1)
    bare = last <= first
    first = np.where(bare, np.maximum(np.minimum(first, last) - 1, 0), first)
    return first, np.where(bare, first + 1, last)


def token_means(pieces: NDArray[np.float32], first: Offsets, last: Offsets) -> NDArray[np.float32]:
    """Returns the mean piece vector of each range (tokens × width)."""
    if not len(first):
        return np.zeros((0, pieces.shape[1]), dtype=np.float32)
    padded = np.concatenate([pieces, np.zeros((1, pieces.shape[1]), dtype=np.float32)])
    # reduceat sums from each index to the next: every second sum is a token's, the others are not used.
    bounds = np.stack([first, last], axis=1).ravel()
    sums = np.add.reduceat(padded, bounds, axis=0)[::2]
    means: NDArray[np.float32] = (sums / (last - first)[:, None]).astype(np.float32)
    return means
