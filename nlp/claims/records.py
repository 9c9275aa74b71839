"""The records of the claim layer: a claim with its sides, and the words a reading of a cue points at."""

from __future__ import annotations

from dataclasses import dataclass

Range = tuple[int, int]
"""A half-open range of words of one sentence, or of characters of the text, as is said where it is used."""


@dataclass(frozen=True, slots=True)
class Side:
    """The cause or the effect: characters `[start, end)` of the text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that one thing leads to another; `start` and `end` enclose both sides and the cue."""

    start: int
    end: int
    cause: Side
    effect: Side
    cue: str
    direction: str
    """`more` when the effect comes about or grows, `less` when it is prevented or shrinks."""
    negated: bool
    hedged: bool
    holder: str
    """Who says so where it is not the text itself, else empty."""
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cue in a sentence ties together, as ranges of words."""

    cause: Range
    effect: Range
    cue: Range
    """From the first to after the last word of the cue."""
    clause: Range
    """The clause in which negation and hedging count."""
    confidence: float = 1.0
    """How sure the reading is of the two sides, the cue taken for granted."""
    by_parse: bool = False
