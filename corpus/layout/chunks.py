"""Lines to chunks: lines that follow each other in one column, with nothing else beside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from statistics import median

from corpus.engines.records import Box
from corpus.layout.elements import Chunk, TextLine

MAX_GAP = 0.8
"""White between two lines of a chunk, in ems, unless the page is set wider."""


def make_chunks(lines: Sequence[TextLine], rules: Sequence[Box]) -> list[Chunk]:
    """Chunks from top to bottom: a line joins the one above when each is the only neighbour of the other."""
    ordered = sorted(lines, key=lambda line: (line.top, line.x0))
    below = [_next_below(ordered, index) for index in range(len(ordered))]
    above: dict[int, list[int]] = {}
    for index, followers in enumerate(below):
        for follower in followers:
            above.setdefault(follower, []).append(index)
    limit = _gap_limit(ordered, below)
    dividers = [rule for rule in rules if rule.width > 20]
    chunk_of: dict[int, Chunk] = {}
    chunks: list[Chunk] = []
    for index, line in enumerate(ordered):
        before = above.get(index, [])
        if len(before) == 1 and below[before[0]] == [index]:
            previous = ordered[before[0]]
            if _belongs(previous, line, limit) and not _divided(previous, line, dividers):
                chunk_of[index] = chunk_of[before[0]]
                chunk_of[index].lines.append(line)
                continue
        chunk_of[index] = Chunk([line], x1=0.0)
        chunks.append(chunk_of[index])
    return [Chunk(chunk.lines) for chunk in chunks]


def _next_below(lines: Sequence[TextLine], index: int) -> list[int]:
    """The lines directly under a line: those no other line under it comes before."""
    line = lines[index]
    found: list[int] = []
    floor = 1e9
    start = bisect_left(lines, line.top, key=lambda other: other.top)
    for other in range(start, len(lines)):
        candidate = lines[other]
        if candidate.top > floor or candidate.top > line.bottom + 3 * line.size:
            break
        if other == index or candidate.base <= line.base + 0.3 * min(line.size, candidate.size):
            continue
        if min(line.x1, candidate.x1) - max(line.x0, candidate.x0) > 0:
            found.append(other)
            floor = min(floor, candidate.base - 0.3 * candidate.size)
    return found


def _gap_limit(lines: Sequence[TextLine], below: Sequence[Sequence[int]]) -> float:
    """How much white, in ems, two lines of a chunk may have between them on this page."""
    gaps = [
        (lines[followers[0]].top - line.bottom) / line.size
        for line, followers in zip(lines, below, strict=True)
        if len(followers) == 1 and abs(lines[followers[0]].size - line.size) < 0.05 * line.size
    ]
    return max(MAX_GAP, 1.3 * median(gaps) + 0.1) if gaps else MAX_GAP


def _belongs(upper: TextLine, lower: TextLine, limit: float) -> bool:
    size = max(upper.size, lower.size)
    return abs(upper.size - lower.size) <= 0.12 * size and lower.top - upper.bottom <= limit * size


def _divided(upper: TextLine, lower: TextLine, dividers: Sequence[Box]) -> bool:
    """Whether a rule is drawn between two lines (one that underlines the upper line does not count)."""
    left, right = max(upper.x0, lower.x0), min(upper.x1, lower.x1)
    low, high = upper.base + 0.35 * upper.size, lower.base - 0.75 * lower.size
    return any(
        low < rule.top < high and min(rule.x1, right) - max(rule.x0, left) > 0.5 * (right - left)
        for rule in dividers
    )
