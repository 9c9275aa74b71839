"""The last step of every engine: raw words become `Word` records, without doubles, letter spacing undone."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache
from statistics import median
from sys import intern

from corpus.engines.frame import ASCENT, DESCENT
from corpus.engines.glyphs import RawWord, color_name
from corpus.layout.records import Word

_BOLD = re.compile(r"bold|black|heavy|demi|semibd|extrab|(?<![a-z])bd(?![a-z])|-b$|cmbx|\bmed(?:ium)?$", re.I)
_ITALIC = re.compile(r"ital|obli|kursiv|slanted|-it$|cmti|-i$", re.I)

_SHARED_TO = 1200
_SHARED = tuple(whole / 100 for whole in range(100 * _SHARED_TO + 1))
"""The numbers most coordinates are: shared, they halve what the words of a long document hold."""
TOUCHING = 0.06
"""Parts of a word on one base line touch when less than this share of the size lies between them."""


def finish_words(raw: Sequence[RawWord], width: float, height: float) -> tuple[tuple[Word, ...], int]:
    """The words of a page of this size, and how many were left out because they lie outside it."""
    kept, clipped = [], 0
    for word in _without_doubles(_join_spaced_letters(_join_touching(raw))):
        made = _word(word)
        x, y = (made.x0 + made.x1) / 2, (made.top + made.bottom) / 2
        if 0 <= x <= width and 0 <= y <= height:
            kept.append(made)
        else:
            clipped += 1
    return tuple(kept), clipped


@lru_cache(maxsize=2048)
def font_style(name: str) -> tuple[str, bool, bool]:
    """Font name without its subset prefix, and whether the name says bold and italic."""
    name = name[7:] if len(name) > 7 and name[6] == "+" else name
    return intern(name), bool(_BOLD.search(name)), bool(_ITALIC.search(name))


def _word(raw: RawWord) -> Word:
    font, bold, italic = font_style(raw.font)
    cos, sin = raw.direction
    size = raw.size
    up, down = raw.v - ASCENT * size, raw.v + DESCENT * size
    upright = -0.02 < sin < 0.02 and cos > 0
    if upright:
        x0, x1, top, bottom = raw.u0, raw.u1, up, down
        if x0 > x1 or top > bottom:  # a damaged font with widths or a size below nothing
            x0, x1, top, bottom = min(x0, x1), max(x0, x1), min(top, bottom), max(top, bottom)
    else:
        xs = [u * cos - v * sin for u in (raw.u0, raw.u1) for v in (up, down)]
        ys = [u * sin + v * cos for u in (raw.u0, raw.u1) for v in (up, down)]
        x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
    x0, top, x1, bottom, size = _hundredths(x0, top, x1, bottom, size)
    return Word(
        intern(raw.text), x0, top, x1, bottom, size, font, bold, italic, _color(raw.color), upright,
        raw.stream,
    )  # fmt: skip


def _hundredths(x0: float, top: float, x1: float, bottom: float, size: float) -> Sequence[float]:
    """The values rounded to two decimals, in a sixth of the time `round` takes; equal ones are one object.

    `x0` is at most `x1`, `top` at most `bottom`.
    """
    if x0 >= 0 and top >= 0 and x1 < _SHARED_TO and bottom < _SHARED_TO and 0 <= size < _SHARED_TO:
        # One by one: a loop over them would take as long again.
        return (
            _SHARED[int(x0 * 100 + 0.5)], _SHARED[int(top * 100 + 0.5)], _SHARED[int(x1 * 100 + 0.5)],
            _SHARED[int(bottom * 100 + 0.5)], _SHARED[int(size * 100 + 0.5)],
        )  # fmt: skip
    return [round(value, 2) for value in (x0, top, x1, bottom, size)]


def _color(color: object) -> str:
    return _color_cached(tuple(color) if isinstance(color, list) else color)


@lru_cache(maxsize=2048)
def _color_cached(color: object) -> str:
    return color if isinstance(color, str) and color.startswith("#") else intern(color_name(color))


def _without_doubles(words: Sequence[RawWord]) -> list[RawWord]:
    """Drop a word that is drawn a second time on (nearly) the same spot: shadows and fake bold."""
    seen: dict[str, list[RawWord]] = {}
    kept = []
    for word in words:
        same = seen.get(word.text)
        if same is None:
            seen[word.text] = [word]
        else:
            u0, v, near = word.u0, word.v, 0.25 * word.size
            for one in same:
                if -near < one.v - v < near and -near < one.u0 - u0 < near:
                    break
            else:
                same.append(word)
                kept.append(word)
            continue
        kept.append(word)
    return kept


def _join_spaced_letters(words: Sequence[RawWord]) -> list[RawWord]:
    """Make one word of letters set wide (`i n l e i d i n g`), which the gap alone would part."""
    joined: list[RawWord] = []
    run: list[RawWord] = []
    for word in words:
        single = len(word.text) == 1 and _single(word)
        if run and not (single and _adjacent(run[-1], word)):
            joined += _close_run(run)
            run = []
        if single:
            run.append(word)
        else:
            joined.append(word)
    return joined + _close_run(run)


def _join_touching(words: Sequence[RawWord]) -> list[RawWord]:
    """Make one word of parts that touch, whatever objects the file made of them."""
    joined: list[RawWord] = []
    for word in words:
        last = joined[-1] if joined else None
        if last is not None and last.v == word.v and _touches(last, word):
            last.text += word.text
            last.u1 = word.u1
        else:
            joined.append(word)
    return joined


def _touches(last: RawWord, word: RawWord) -> bool:
    return abs(word.u0 - last.u1) < TOUCHING * word.size and last.direction == word.direction


def _single(word: RawWord) -> bool:
    return word.text.isalpha() or word.text in "-'’.,:;!?&/"


def _adjacent(left: RawWord, right: RawWord) -> bool:
    level = abs(left.v - right.v) < 0.1 * left.size and left.direction == right.direction
    return (
        level and abs(left.size - right.size) < 0.1 * left.size and 0 < right.u0 - left.u1 < 1.2 * left.size
    )


def _close_run(run: list[RawWord]) -> list[RawWord]:
    """Split a run of single letters at its wide gaps, if it is long enough to be letter-spacing."""
    gaps = [right.u0 - left.u1 for left, right in itertools.pairwise(run)]
    typed = sum(word.spaced for word in run[1:])
    if len(run) < 4 or (typed and (typed < len(run) - 1 or len(run) < 6)):
        return run
    limit = 1.6 * median(gaps)
    made = [run[0]]
    for gap, word in zip(gaps, run[1:], strict=True):
        if gap > limit:
            made.append(word)
        else:
            made[-1].text += word.text
            made[-1].u1 = word.u1
    return made
