"""Which passages may shape topics; the others are given the topics that these make."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.sampling import distinct
from models.words import TopicPassage

FEWEST_LEMMAS = 8
"""A passage with fewer different content words does not shape the topics."""


def once(passages: Sequence[TopicPassage]) -> NDArray[np.bool_]:
    """Return which passages repeat none before them: neither its words nor, nearly, its text."""
    first = distinct([one.lemmas for one in passages])
    return np.fromiter(
        (new and not one.copy for new, one in zip(first, passages, strict=True)), dtype=np.bool_
    )


def telling(passages: Sequence[TopicPassage]) -> NDArray[np.bool_]:
    """Return which passages say what a text is about: no repetition, no crumb, not garbled.

    A date line, a signature or "besluit: conform" says how a document looks.
    """
    new = once(passages)
    return np.fromiter((one and _tells(two) for one, two in zip(new, passages, strict=True)), dtype=np.bool_)


def _tells(passage: TopicPassage) -> bool:
    return len(set(passage.lemmas)) >= FEWEST_LEMMAS and not passage.garbled
