"""Entities from the scores of BIO labels: the best sequence that the labels' own grammar allows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Span = tuple[int, int, str]


def allowed(labels: Sequence[str]) -> NDArray[np.float32]:
    """Returns what each step costs (labels × labels): nothing, or −∞ for `I-X` after other than X."""
    table = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for column, label in enumerate(labels):
        if label.startswith("I-"):
            before = {f"B-{label[2:]}", label}
            table[[row for row, other in enumerate(labels) if other not in before], column] = -np.inf
    return table


def best_sequence(
    scores: NDArray[np.float32], steps: NDArray[np.float32], labels: Sequence[str]
) -> list[str]:
    """Returns the labels of the words (words × labels scores) with the greatest sum (Viterbi 1967)."""
    best = [labels[i] for i in scores.argmax(axis=1)]
    # Where the best label of each word already makes a sequence, none is better.
    if all(not label.startswith("I-") or before[2:] == label[2:] for before, label in pairwise(["O", *best])):
        return best
    first = np.array([-np.inf if label.startswith("I-") else 0.0 for label in labels])
    total, back = scores[0] + first, []
    for row in scores[1:]:
        table = total[:, None] + steps
        back.append(table.argmax(axis=0))
        total = table.max(axis=0) + row
    path = [int(total.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return [labels[i] for i in reversed(path)]


def spans(bio: Sequence[str]) -> set[Span]:
    """Returns the spans of a BIO sequence as half-open word ranges with their label."""
    found, start = set[Span](), -1
    for at, label in enumerate([*bio, "O"]):
        if start >= 0 and not label.startswith("I-"):
            found.add((start, at, bio[start][2:]))
            start = -1
        if label.startswith("B-"):
            start = at
    return found
