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
    """Chunks from top to bottom: one joins another when each is the only neighbour of the other."""
    chunks = [Chunk([line]) for line in sorted(lines, key=lambda line: (line.top, line.x0))]
    dividers = [rule for rule in rules if rule.width > 20]
    limit = 0.0
    for _ in range(3):  # joined chunks are wider, so that an indented line after a short one meets them
        below = [_next_below(chunks, index) for index in range(len(chunks))]
        limit = limit or _gap_limit(chunks, below)
        joined = _join(chunks, below, limit, dividers)
        if len(joined) == len(chunks):
            break
        chunks = joined
    return chunks


def _join(
    chunks: Sequence[Chunk], below: Sequence[Sequence[int]], limit: float, dividers: Sequence[Box]
) -> list[Chunk]:
    above: dict[int, list[int]] = {}
    for index, followers in enumerate(below):
        for follower in followers:
            above.setdefault(follower, []).append(index)
    lines_of: dict[int, list[TextLine]] = {}
    for index, chunk in enumerate(chunks):
        before = above.get(index, [])
        if len(before) == 1 and below[before[0]] == [index]:
            upper, lower = chunks[before[0]].lines[-1], chunk.lines[0]
            if _belongs(upper, lower, limit) and not _divided(upper, lower, dividers):
                lines_of[index] = lines_of[before[0]]
                lines_of[index].extend(chunk.lines)
                continue
        lines_of[index] = list(chunk.lines)
    distinct = {id(lines): lines for lines in lines_of.values()}
    return [Chunk(lines) for lines in distinct.values()]


def _next_below(chunks: Sequence[Chunk], index: int) -> list[int]:
    """The chunks directly under a chunk: those no other chunk under it comes before."""
    chunk = chunks[index]
    last = chunk.lines[-1]
    found: list[int] = []
    floor = 1e9
    start = bisect_left(chunks, last.top, key=lambda other: other.top)
    for other in range(start, len(chunks)):
        candidate = chunks[other]
        if candidate.top > floor or candidate.top > chunk.bottom + 3 * last.size:
            break
        first = candidate.lines[0]
        if other == index or first.base <= last.base + 0.3 * min(last.size, first.size):
            continue
        if min(chunk.x1, candidate.x1) - max(chunk.x0, candidate.x0) > 0:
            found.append(other)
            floor = min(floor, first.base - 0.3 * first.size)
    return found


def _gap_limit(lines: Sequence[Chunk], below: Sequence[Sequence[int]]) -> float:
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
