"""Finds the best dependency tree in a table of arc scores."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]


def best_tree(scores: Scores) -> Heads:
    """Returns the head of each word, the root its own head: exactly one root, no cycle, highest sum.

    `scores` is words × words: row the word, column its head, the diagonal its score as the root. Most
    often the best head of every word already gives a tree; otherwise the algorithm of Chu and Liu (1965)
    and Edmonds (1967) finds it.
    """
    heads: Heads = scores.argmax(axis=1)
    return heads if is_tree(heads) else _spanning(scores)


def is_tree(heads: Heads) -> bool:
    """Returns whether there is one root and every word leads to it."""
    words = np.arange(len(heads))
    if (heads == words).sum() != 1:
        return False
    reached = heads
    # Following heads doubles its reach each time: log₂ n rounds get everywhere.
    for _ in range(max(1, len(heads).bit_length())):
        reached = reached[reached]
    return bool((reached == words[heads == words][0]).all())


def _spanning(scores: Scores) -> Heads:
    """The best tree under one more node above the roots, whose arcs cost so much that only one is used."""
    count = len(scores)
    arcs = np.full((count + 1, count + 1), -np.inf)
    arcs[:count, :count] = scores
    np.fill_diagonal(arcs, -np.inf)
    spread = float(scores.max()) - float(scores.min())
    arcs[:count, count] = np.diag(scores) - (count + 1) * (spread + 1.0)
    heads = _arborescence(arcs, count)[:count]
    return np.where(heads == count, np.arange(count), heads)


def _arborescence(arcs: NDArray[np.float64], root: int) -> Heads:
    """Maximum spanning arborescence; the entry of the root itself has no meaning."""
    heads: Heads = arcs.argmax(axis=1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if cycle is None:
        return heads
    return _expanded(arcs, heads, cycle, root)


def _cycle(heads: Heads, root: int) -> Heads | None:
    """The words of one cycle, or None."""
    state = np.zeros(len(heads), dtype=np.int8)
    state[root] = 2
    for start in range(len(heads)):
        path, word = [], start
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = int(heads[word])
        if state[word] == 1:
            return np.array(path[path.index(word) :], dtype=np.int64)
        state[path] = 2
    return None


def _expanded(arcs: NDArray[np.float64], heads: Heads, cycle: Heads, root: int) -> Heads:
    """Contracts the cycle to one node, solves the smaller problem, and opens the cycle again."""
    inside = np.zeros(len(arcs), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    new = len(outside)
    small = np.full((new + 1, new + 1), -np.inf)
    small[:new, :new] = arcs[np.ix_(outside, outside)]
    # An arc into the cycle replaces the cycle's own arc to that word.
    entering = arcs[np.ix_(cycle, outside)] - arcs[cycle, heads[cycle]][:, None]
    small[new, :new] = entering.max(axis=0)
    leaving = arcs[np.ix_(outside, cycle)]
    small[:new, new] = leaving.max(axis=1)
    solved = _arborescence(small, int(np.flatnonzero(outside == root)[0]))
    result = heads.copy()
    for at, word in enumerate(outside):
        result[word] = cycle[leaving[at].argmax()] if solved[at] == new else outside[solved[at]]
    entry = int(solved[new])
    result[cycle[entering[:, entry].argmax()]] = outside[entry]
    return result
