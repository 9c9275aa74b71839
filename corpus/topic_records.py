"""The records of a fitted topic model, as the store keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

How = Literal["fit", "assigned", "nearest"]
"""How a passage came to its topic: in the fit, by the fitted model, or as the nearest one afterwards."""

NO_TOPIC = -1
"""The number of what belongs to no topic (HDBSCAN's noise)."""


@dataclass(frozen=True, slots=True)
class TopicModelRecord:
    """One fitted model: what made it and the figures of the fit."""

    created: str
    """ISO 8601 with time zone."""
    fingerprint: str
    settings: Mapping[str, object] = field(default_factory=dict)
    """JSON-serialisable."""
    figures: Mapping[str, object] = field(default_factory=dict)
    """Outlier share, coherence, seconds, …; JSON-serialisable."""
    folder: str = ""
    """Where the model itself lies, relative to the corpus folder."""
    current: bool = True
    id: int = 0
    """Given by the store; 0 before."""


@dataclass(frozen=True, slots=True)
class TopicRecord:
    """One topic of a model; `passages` and `documents` count what is assigned to it."""

    topic: int
    label: str
    words: tuple[tuple[str, float], ...]
    passages: int
    documents: int
    color: str = ""
    x: float = 0.0
    y: float = 0.0
    representative: tuple[str, ...] = ()
    """Ids of the passages that show best what the topic is about, best first."""
    model: int = 0


@dataclass(frozen=True, slots=True)
class AssignmentRecord:
    """Which topic a passage has in a model, and where it lies on the two-dimensional map."""

    passage: str
    topic: int
    confidence: float = 1.0
    how: How = "fit"
    x: float = 0.0
    y: float = 0.0
    model: int = 0
