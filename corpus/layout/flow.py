"""Does the text go on from one chunk to the next? A sentence that stops mid-way asks for small letters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.layout.elements import Chunk

INTERRUPTION = 0.1
"""What each chunk of another kind between two of body text takes off."""
_CLOSED = tuple(".!?:;…”’\"')]»")
_HYPHENS = tuple("-\u00ad\u2010")


def flow_score(chunks: Sequence[Chunk], em: float) -> float:
    """How well the chunks read in this order; every pair that fits counts 1, every misfit -1.

    Only body text (`em` points) counts: a sentence runs on past notes, captions and headings between.
    """
    prose = [
        (place, chunk)
        for place, chunk in enumerate(chunks)
        if _is_prose(chunk) and abs(chunk.lines[-1].size - em) < 0.08 * em
    ]
    return sum(
        (
            flows(one, other) - INTERRUPTION * min(5, at - before - 1)
            for (before, one), (at, other) in pairwise(prose)
        ),
        0.0,
    )


def flows(one: Chunk, other: Chunk) -> float:
    """1 where `other` goes on with the sentence of `one`, -1 where it cannot, 0 where nothing can be said."""
    if not _is_prose(one) or not _is_prose(other):
        return 0.0
    end, start = one.lines[-1].words[-1].text, other.lines[0].words[0].text
    if abs(one.lines[-1].size - other.lines[0].size) > 0.1 * one.size:
        return 0.0
    goes_on = start[:1].islower()
    if end.endswith(_HYPHENS) and len(end) > 1:
        return 1.0 if goes_on else -1.0
    if end.endswith(_CLOSED):
        return -1.0 if goes_on and end.endswith((".", "!", "?")) else 0.0
    return 1.0 if goes_on else -0.3


def _is_prose(chunk: Chunk) -> bool:
    """Whether a chunk is running text rather than a label: some words with letters."""
    words = sum(len(line.words) for line in chunk.lines)
    return words >= 6 and any(char.isalpha() for char in chunk.lines[-1].text)
