"""Chunks into reading order: cuts along gutters and between bands, a partial order where nothing can be cut.

The recursive cut follows Nagy and Seth (1984) with two changes. Bands that share a gutter stay together,
so that paragraph gaps which happen to align do not tear columns apart; and where both a gutter and a
band could be cut, the text itself is asked: does the sentence at the foot of one chunk go on at the head
of the next? The content stream is evidence too, but only an order without any backward move counts.
The fallback is the partial order of Breuel, "High performance document layout analysis" (2003).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.layout.elements import Chunk
from corpus.layout.flow import flow_score

MIN_GUTTER = 0.6
"""The narrowest gutter, in ems of the body text."""
WIDE_BAND = 2.2
"""White between bands from which on they are read one after the other unless the text objects, in ems."""
NARROW_BAND = 0.8
"""White between bands that may part them if the text itself says so, in ems."""

_SHORT = 3
"""A chunk of so many lines may be a title or heading rather than a column of text."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """Chunks in reading order, the rule that found it, and how sure it is (0 to 1)."""

    chunks: tuple[Chunk, ...]
    rule: str
    certainty: float


def reading_order(chunks: Sequence[Chunk], em: float) -> Ordered:
    """The chunks of a page or box in reading order; `em` is the size of its body text in points."""
    sorter = _Sorter(em)
    ordered = sorter.order(list(chunks))
    rule = (
        "+".join(name for name in ("columns", "bands", "insertions", "relations") if name in sorter.used)
        or "single"
    )
    return Ordered(tuple(ordered), rule, min(sorter.certainty, default=1.0))


class _Sorter:
    """One page's recursion; remembers which rules it needed and how certain each choice was."""

    def __init__(self, em: float) -> None:
        self.em = em
        self.used: set[str] = set()
        self.certainty: list[float] = []

    def order(self, nodes: list[Chunk], depth: int = 0) -> list[Chunk]:
        """The nodes in reading order."""
        if len(nodes) <= 1:
            return nodes
        nodes = sorted(nodes, key=lambda node: (node.top, node.x0))
        bands = _bands(nodes, self.em)
        columns = self._columns(nodes)
        if len(bands) == 1 and len(columns) == 1:
            return self._tangled(nodes, depth)
        if len(columns) == 1:
            return self._stack(self._group(bands), depth)
        if len(bands) == 1:
            return self._side_by_side(columns, depth)
        if not _in_columns(bands, self.em):
            return self._stack(bands, depth)
        return self._choose(nodes, bands, columns, depth)

    def _columns(self, nodes: Sequence[Chunk]) -> list[list[Chunk]]:
        return _split(nodes, MIN_GUTTER * self.em, along_x=True)

    def _stack(self, groups: Sequence[list[Chunk]], depth: int) -> list[Chunk]:
        if len(groups) == 1:
            return self._tangled(groups[0], depth)
        self.used.add("bands")
        return [chunk for group in groups for chunk in self.order(group, depth + 1)]

    def _side_by_side(self, columns: Sequence[list[Chunk]], depth: int) -> list[Chunk]:
        self.used.add("columns")
        return [chunk for column in columns for chunk in self.order(column, depth + 1)]

    def _choose(
        self, nodes: list[Chunk], bands: list[list[Chunk]], columns: list[list[Chunk]], depth: int
    ) -> list[Chunk]:
        """Both cuts are possible: columns, unless a wide band or the text itself speaks for bands."""
        heading = self._heading_cut(nodes, bands)
        if heading:
            return self._stack(heading, depth)
        down = self._side_by_side(columns, depth)
        best, best_score = down, _evidence(down, self.em)
        for gap, groups in self._band_cuts(bands):
            across = self._stack(groups, depth)
            score = _evidence(across, self.em) + (0.5 if gap > WIDE_BAND * self.em else -0.2)
            if across != down and score > best_score:
                best, best_score = across, score
        if len(bands) > 1 and best is not down:
            self.certainty.append(0.8)
        return best

    def _heading_cut(self, nodes: list[Chunk], bands: list[list[Chunk]]) -> list[list[Chunk]]:
        """Groups above and below a heading alone in its band, with columns on both sides of it."""
        for index, band in enumerate(bands):
            if len(band) != 1 or not self._is_heading(band[0]) or index in (0, len(bands) - 1):
                continue
            above = [node for part in bands[:index] for node in part]
            below = [node for part in bands[index:] for node in part]
            if len(self._columns(above)) > 1 and len(self._columns(below)) > 1:
                return [above, below]
        return []

    def _is_heading(self, chunk: Chunk) -> bool:
        return len(chunk.lines) <= 3 and chunk.size > 1.15 * self.em

    def _band_cuts(self, bands: list[list[Chunk]]) -> list[tuple[float, list[list[Chunk]]]]:
        """The widest white between bands, and the nodes above and below it: the few cuts worth trying."""
        feet = [max(node.bottom for node in band) for band in bands]
        heads = [min(node.top for node in band) for band in bands]
        gaps = sorted(
            ((heads[index + 1] - feet[index], index) for index in range(len(bands) - 1)),
            key=lambda gap: (-gap[0], gap[1]),
        )
        return [
            (
                gap,
                [
                    [node for band in part for node in band]
                    for part in (bands[: index + 1], bands[index + 1 :])
                ],
            )
            for gap, index in gaps[:2]
            if gap > NARROW_BAND * self.em and self._both_in_columns(bands, index)
        ]

    def _both_in_columns(self, bands: list[list[Chunk]], index: int) -> bool:
        """Whether the nodes above and those below a band's foot stand in several columns each."""
        parts = bands[: index + 1], bands[index + 1 :]
        return all(len(self._columns([node for band in part for node in band])) > 1 for part in parts)

    def _group(self, bands: Sequence[list[Chunk]]) -> list[list[Chunk]]:
        """Neighbouring bands that share a gutter as one group."""
        groups = [list(bands[0])]
        for band in bands[1:]:
            both = [*groups[-1], *band]
            shares = len(self._columns(both)) > 1 and _in_columns((groups[-1], band), self.em)
            if shares and not self._starts_anew(groups[-1], band):
                groups[-1] += band
            else:
                groups.append(list(band))
        return groups

    def _starts_anew(self, above: Sequence[Chunk], band: Sequence[Chunk]) -> bool:
        """Whether a band is a heading of its own, or follows one, rather than part of the columns above."""
        if len(band) == 1 and self._is_heading(band[0]) and len(self._columns(above)) > 1:
            return True
        return len(above) == 1 and self._is_heading(above[0]) and len(self._columns(band)) > 1

    def _tangled(self, nodes: list[Chunk], depth: int) -> list[Chunk]:
        """No cut goes through: try without one chunk, else follow the partial order."""
        if depth < 8 and len(nodes) > 2:
            intruder = self._intruder(nodes)
            if intruder is not None:
                self.used.add("insertions")
                rest = self.order([node for node in nodes if node is not intruder], depth + 1)
                self.certainty.append(0.7)
                return _insert(rest, intruder)
        self.used.add("relations")
        self.certainty.append(0.6)
        return partial_order(nodes)

    def _intruder(self, nodes: Sequence[Chunk]) -> Chunk | None:
        """The smallest chunk without which the others can be cut."""
        for node in sorted(nodes, key=lambda node: node.width * node.height):
            rest = [other for other in nodes if other is not node]
            if len(self._columns(rest)) > 1 or len(_bands(rest, self.em)) > 1:
                return node
        return None


def _in_columns(bands: Sequence[list[Chunk]], em: float) -> bool:
    """Whether something stands side by side, or text that may fill columns: else a title in the middle and
    a heading at the left under it would be two columns."""
    if any(len(_split(band, MIN_GUTTER * em, along_x=True)) > 1 for band in bands):
        return True
    return sum(len(node.lines) > _SHORT for band in bands for node in band) > 1


def _evidence(chunks: Sequence[Chunk], em: float) -> float:
    """How well an order reads: sentences that go on, and a content stream without a backward move."""
    backward = sum(one.stream > other.stream for one, other in pairwise(chunks))
    return flow_score(chunks, em) + (2.0 if backward == 0 and len(chunks) > 3 else 0.0)


def _bands(nodes: Sequence[Chunk], em: float) -> list[list[Chunk]]:
    return _split(nodes, -0.15 * em, along_x=False)


def _split(nodes: Sequence[Chunk], minimum: float, *, along_x: bool) -> list[list[Chunk]]:
    """Groups of nodes parted by white of at least `minimum` points, left to right or top to bottom."""
    ordered = sorted(nodes, key=lambda node: node.x0 if along_x else node.top)
    groups: list[list[Chunk]] = []
    edge = -1e9
    for node in ordered:
        start, end = (node.x0, node.x1) if along_x else (node.top, node.bottom)
        if not groups or start - edge >= minimum:
            groups.append([])
        groups[-1].append(node)
        edge = max(edge, end)
    return groups


def partial_order(nodes: Sequence[Chunk]) -> list[Chunk]:
    """The nodes so that each follows what is above it in its column or in a column further left."""
    left = list(nodes)
    ordered: list[Chunk] = []
    while left:
        free = [
            node
            for node in left
            if not any(_before(other, node, nodes) for other in left if other is not node)
        ]
        chosen = _next_of(free or left, ordered[-1] if ordered else None)
        ordered.append(chosen)
        left = [node for node in left if node is not chosen]
    return ordered


def _next_of(free: Sequence[Chunk], last: Chunk | None) -> Chunk:
    """Go on below the last chunk where possible, else with the leftmost and highest."""
    if last is not None:
        below = [node for node in free if _overlap_x(last, node) and node.top >= last.top]
        if below:
            return min(below, key=lambda node: (node.top, node.x0))
    return min(free, key=lambda node: (node.x0, node.top))


def _before(one: Chunk, other: Chunk, nodes: Sequence[Chunk]) -> bool:
    if _overlap_x(one, other):
        return (one.top + one.bottom) / 2 < (other.top + other.bottom) / 2
    if one.x1 > other.x0:
        return False
    low, high = min(one.top, other.top), max(one.bottom, other.bottom)
    return not any(
        low < (node.top + node.bottom) / 2 < high and _overlap_x(node, one) and _overlap_x(node, other)
        for node in nodes
        if node is not one and node is not other and _separates(node, one, other)
    )


def _separates(node: Chunk, one: Chunk, other: Chunk) -> bool:
    """Whether a node lies between two others in height."""
    middle = (node.top + node.bottom) / 2
    return min(one.bottom, other.bottom) <= middle <= max(one.top, other.top)


def _overlap_x(one: Chunk, other: Chunk) -> bool:
    return min(one.x1, other.x1) - max(one.x0, other.x0) > 0.1 * min(one.width, other.width)


def _insert(ordered: list[Chunk], chunk: Chunk) -> list[Chunk]:
    """Put a chunk after the last one above it in its own columns, or first."""
    place = 0
    for index, other in enumerate(ordered):
        if _overlap_x(other, chunk) and other.top < chunk.top:
            place = index + 1
            if other.bottom <= chunk.top + 2 and _covers(chunk, other):
                break
    return [*ordered[:place], chunk, *ordered[place:]]


def _covers(chunk: Chunk, other: Chunk) -> bool:
    """Whether two chunks stand in the same column."""
    shared = min(chunk.x1, other.x1) - max(chunk.x0, other.x0)
    return shared > 0.6 * min(chunk.width, other.width)
