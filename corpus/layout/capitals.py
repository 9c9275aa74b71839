"""Drop capitals: a large first letter sunk into the lines beside it goes back to the word it begins."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from statistics import median

from corpus.engines.frame import DESCENT
from corpus.layout.elements import TextLine
from corpus.layout.records import Word

TIMES = 1.7
"""A drop capital is at least so many times as large as the text."""
_LETTER = re.compile(r"^[‘’“„'\"]?[A-ZÀ-Þ]$")


def find_drop_capitals(words: Sequence[Word]) -> Mapping[int, Word]:
    """The drop capitals of a page, each under the identity of the word whose first letter it is."""
    large = [word for word in words if len(word.text) <= 2 and _LETTER.match(word.text)]
    if not large:
        return {}
    usual = median(word.size for word in words)
    found = {}
    for capital in large:
        beside = _beside(capital, words) if capital.size >= TIMES * usual else []
        if len({round(_base(word)) for word in beside}) >= 2:
            found[id(min(beside, key=lambda word: (_base(word), word.x0)))] = capital
    return found


def with_capital(line: TextLine, capital: Word | None) -> TextLine:
    """The line with its drop capital as first word."""
    return line if capital is None else TextLine([capital, *line.words])


def _beside(capital: Word, words: Sequence[Word]) -> list[Word]:
    """The first words of the lines that stand against a capital, within its height."""
    foot = _base(capital)
    return [
        word
        for word in words
        if word.size * TIMES <= capital.size
        and -0.2 * word.size < word.x0 - capital.x1 < 1.2 * word.size
        and capital.top - 0.3 * word.size < _base(word) < foot + 0.3 * word.size
    ]


def _base(word: Word) -> float:
    return word.bottom - DESCENT * word.size
