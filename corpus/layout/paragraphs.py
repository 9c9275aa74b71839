"""Chunks to paragraphs: where white space, indent, look or a short line shows that a new one begins."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from corpus.layout.elements import TextLine

BULLET = re.compile(r"^[•▪●○◦‣■□➢➤✓∙⁃◆►·–—*-]$|^[•▪●○◦‣■□➢➤✓∙⁃◆►]")
NUMBERED = re.compile(r"^(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d+(?:\.\d+)+\.?|\[\d+\])$", re.I)
_CLOSED = tuple(".!?:;”’\"')]…»")
_ENDS = (".", "!", "?")
_OPENING = re.compile(r"[A-ZÀ-Þ0-9‘’“„\"'(\[«]")


@dataclass(frozen=True, slots=True)
class Column:
    """The measure a chunk is set to: left and right edge, base line distance, all in points."""

    left: float
    """Where most lines begin."""
    right: float
    leading: float
    outer: float = 0.0
    """Where the line furthest to the left begins."""
    ragged_left: bool = False
    """Whether lines are centred or flush right, so that their left ends say nothing."""


def split_paragraphs(lines: Sequence[TextLine], column: Column) -> list[list[TextLine]]:
    """The lines of a chunk, one list for each paragraph."""
    if not lines:
        return []
    hanging = _is_hanging(lines, column)
    paragraphs = [[lines[0]]]
    for upper, lower in itertools.pairwise(lines):
        if _breaks(upper, lower, paragraphs[-1], column, hanging):
            paragraphs.append([])
        paragraphs[-1].append(lower)
    return paragraphs


def column_of(lines: Sequence[TextLine], peers: Sequence[TextLine], leading: float) -> Column:
    """The measure of a chunk, judged with the other lines (`peers`) of its column."""
    usual = [line for line in lines if abs(line.size - lines[0].size) < 0.1 * lines[0].size] or list(lines)
    lefts = Counter(round(line.x0) for line in usual)
    left = min(lefts, key=lambda edge: (-lefts[edge], edge))
    outer = min(lefts)
    if lefts[outer] >= 0.25 * len(usual) or len(usual) < 4:
        left = outer
    right = max([line.x1 for line in [*lines, *peers]])
    steps = [
        lower.base - upper.base
        for upper, lower in itertools.pairwise(lines)
        if abs(upper.size - lower.size) < 0.1 * upper.size
    ]
    step = _usual(steps) if len(steps) >= 3 else leading
    return Column(float(left), right, step, min([line.x0 for line in usual]), _is_ragged_left(usual))


def _is_ragged_left(lines: Sequence[TextLine]) -> bool:
    """Whether lines are centred or flush right: right ends or middles agree while left ends do not."""
    if len(lines) < 2:
        return False
    size = lines[0].size
    lefts = [line.x0 for line in lines]
    rights = [line.x1 for line in lines]
    middles = [line.x0 + line.x1 for line in lines]
    if len({round(left / (0.3 * size)) for left in lefts}) < max(2, 0.6 * len(lines)):
        return False
    return max(rights) - min(rights) < 0.3 * size or max(middles) - min(middles) < 0.8 * size


def _usual(steps: Sequence[float]) -> float:
    """The most common base line distance; the smallest of equals, since gaps only add to it."""
    counts = Counter(round(step * 2) / 2 for step in steps)
    best = max(counts.values())
    return min(step for step, count in counts.items() if count == best) if best > 1 else median(steps)


def _breaks(
    upper: TextLine, lower: TextLine, so_far: Sequence[TextLine], column: Column, hanging: bool
) -> bool:
    """Whether a new paragraph begins with `lower`."""
    if _looks_differ(upper, lower) or _faces_differ(upper, lower, column):
        return True
    step = lower.base - upper.base
    if step > 1.22 * column.leading and step > column.leading + 0.15 * lower.size:
        return True
    if _is_item(lower, upper, column):
        return True
    if column.ragged_left:
        return False
    if hanging:
        return lower.x0 < column.outer + 0.4 * lower.size and so_far[0].x0 < column.outer + 0.4 * lower.size
    indent = lower.x0 - column.left
    if 0.5 * lower.size < indent < 6 * lower.size and not _continues_indent(upper, lower, so_far, column):
        return not _runs_on(upper, lower)
    return _ends_short(upper, lower, column)


def _looks_differ(upper: TextLine, lower: TextLine) -> bool:
    if abs(upper.size - lower.size) > 0.08 * max(upper.size, lower.size):
        return True
    last, first = upper.words[-1], lower.words[0]
    return upper.bold != lower.bold and last.bold == upper.bold and first.bold == lower.bold


def _faces_differ(upper: TextLine, lower: TextLine, column: Column) -> bool:
    """Whether a short line stands in a face of its own: a heading whose font does not say that it is bold."""
    if upper.font == lower.font or not (_is_uniform(upper) and upper.words[-1].font != lower.words[0].font):
        return False
    room = column.right - upper.x1
    if room > 4 * upper.size and not upper.text.endswith(_CLOSED):
        return True
    return _is_uniform(lower) and upper.text.endswith(_CLOSED) and column.right - lower.x1 > 4 * lower.size


def _is_uniform(line: TextLine) -> bool:
    return all(word.font == line.font for word in line.words)


def _is_item(lower: TextLine, upper: TextLine, column: Column) -> bool:
    first = lower.words[0].text
    if BULLET.match(first) and len(lower.words) > 1:
        wide = lower.words[1].x0 - lower.words[0].x1 > 0.5 * lower.size
        return first not in "-–—·*" or upper.text.endswith((*_ENDS, ";", ":", ",")) or wide
    if NUMBERED.match(first) and len(lower.words) > 1:
        short = column.right - upper.x1 > 2 * lower.size
        return upper.text.endswith(_CLOSED) or short or upper.words[0].text[:1].isdigit()
    return False


def _continues_indent(upper: TextLine, lower: TextLine, so_far: Sequence[TextLine], column: Column) -> bool:
    """Whether an indented line only goes on with an indented paragraph (a list item, a quotation)."""
    level = abs(upper.x0 - lower.x0) < 0.4 * lower.size
    if level:
        return not (len(so_far) == 1 and _ends_short(upper, lower, column))
    first = so_far[0].words[0].text
    return len(so_far) == 1 and bool(BULLET.match(first) or NUMBERED.match(first))


def _runs_on(upper: TextLine, lower: TextLine) -> bool:
    """Whether a sentence goes on in small letters under a line of several words, however it is indented."""
    return (
        len(upper.words) > 3
        and not upper.text.endswith(_CLOSED)
        and lower.words[0].text[:1].islower()
        and not BULLET.match(lower.words[0].text)
        and not NUMBERED.match(lower.words[0].text)
    )


def _ends_short(upper: TextLine, lower: TextLine, column: Column) -> bool:
    """Whether the next word would have fitted behind a finished sentence: a paragraph ends."""
    first = lower.words[0]
    room = column.right - upper.x1 - (first.x1 - first.x0) - 0.3 * lower.size
    if room <= 0.5 * lower.size:
        return False
    return upper.text.endswith(_CLOSED) and bool(_OPENING.match(first.text))


def _is_hanging(lines: Sequence[TextLine], column: Column) -> bool:
    """Whether first lines stick out to the left (bibliographies): more lines are indented than not."""
    if len(lines) < 3:
        return False
    size = lines[0].size
    outer = min(line.x0 for line in lines)
    inner = [line for line in lines if 0.7 * size < line.x0 - outer < 5 * size]
    firsts = [line for line in lines if line.x0 - outer < 0.4 * size]
    if len(inner) + len(firsts) < len(lines) or len(inner) <= len(firsts) * 0.8 or not firsts:
        return False
    follows = sum(
        upper.x0 - outer < 0.4 * size <= lower.x0 - outer for upper, lower in itertools.pairwise(lines)
    )
    full = [line for line in firsts if column.right - line.x1 < 6 * size]
    return follows >= 0.7 * len(firsts) and len(full) >= 0.6 * len(firsts)
