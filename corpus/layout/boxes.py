"""Side-bars: chunks in a filled or framed area stand together and are ordered among themselves."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.engines.records import Box
from corpus.layout.elements import Chunk

_LARGEST = 0.7
"""An area that covers more of the page than this is a background."""


def group_boxes(chunks: Sequence[Chunk], fills: Sequence[Box], page_area: float) -> list[Chunk]:
    """The chunks, those inside one area as members of a box; boxes stand in boxes."""
    return _grouped(chunks, sorted(_candidates(fills, page_area), key=lambda box: -box.area))


def _grouped(chunks: Sequence[Chunk], fills: Sequence[Box]) -> list[Chunk]:
    """The chunks in boxes, the larger areas first."""
    free = list(chunks)
    boxes: list[Chunk] = []
    for place, fill in enumerate(fills, start=1):
        inside = [chunk for chunk in free if _inside(chunk, fill)]
        outside = [chunk for chunk in free if not _inside(chunk, fill)]
        if not inside or not (outside or boxes) or any(_crosses(chunk, fill) for chunk in outside):
            continue
        if sum(len(line.words) for chunk in inside for line in chunk.lines) < 8:
            continue
        free = outside
        boxes.append(_box(_grouped(inside, fills[place:]), fill))
    return free + boxes


def _candidates(fills: Sequence[Box], page_area: float) -> list[Box]:
    return [
        fill
        for fill in fills
        if fill.color != "#ffffff" and fill.area < _LARGEST * page_area and fill.height > 24
    ]


def _inside(chunk: Chunk, fill: Box) -> bool:
    slack = 0.3 * chunk.size
    return (
        chunk.x0 >= fill.x0 - slack
        and chunk.x1 <= fill.x1 + slack
        and chunk.top >= fill.top - slack
        and chunk.bottom <= fill.bottom + slack
    )


def _crosses(chunk: Chunk, fill: Box) -> bool:
    wide = min(chunk.x1, fill.x1) - max(chunk.x0, fill.x0)
    high = min(chunk.bottom, fill.bottom) - max(chunk.top, fill.top)
    return wide > 0 and high > 0 and wide * high > 0.25 * chunk.width * chunk.height


def _box(inside: list[Chunk], fill: Box) -> Chunk:
    lines = [line for chunk in inside for line in chunk.lines]
    return Chunk(lines, fill.x0, fill.top, fill.x1, fill.bottom, boxed=True, members=inside)
