"""Made-up passages about clear topics, with vectors that lie in clumps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.words import TopicPassage

SUBJECTS = (
    ("huurwoning", "starter", "corporatie", "nieuwbouw", "hypotheek", "bouwgrond", "huurprijs"),
    ("leerling", "docent", "lesuur", "schoolgebouw", "diploma", "klaslokaal", "schooladvies"),
    ("patiënt", "huisarts", "ziekenhuis", "verpleging", "wachtlijst", "zorgpremie", "medicijn"),
    ("trein", "reiziger", "spoorlijn", "halte", "dienstregeling", "perron", "buslijn"),
)


def blobs(
    kinds: int, size: int, *, seed: int = 7, noise: float = 0.35
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Unit vectors in clumps, all of them off the origin as e5's are, and the clump of each."""
    random = np.random.default_rng(seed)
    directions = np.eye(32)[:kinds]
    labels = np.repeat(np.arange(kinds), size)
    vectors = directions[labels] + noise * random.normal(size=(len(labels), 32)) / np.sqrt(32) * 2 + 2.0
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32), labels


def spoken(kind: int, number: int, *, words: int = 12) -> list[str]:
    """Words of a passage on a subject, with two that are in every passage."""
    random = np.random.default_rng([kind, number])
    return [*random.choice(SUBJECTS[kind], size=words).tolist(), "gemeente", "beleid"]


def topic_passages(kinds: int, size: int, *, documents: int = 6) -> list[TopicPassage]:
    """Passages in the order of `blobs`, spread over documents."""
    found = []
    for kind in range(kinds):
        for number in range(size):
            words = tuple(spoken(kind, number))
            name = f"d{number % documents}"
            found.append(TopicPassage(f"{kind}-{number:03d}", name, words, words, tuple(range(len(words)))))
    return found
