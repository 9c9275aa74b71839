"""Cuts a text that is longer than the encoder reads into windows, at the start of a word where it can."""

from __future__ import annotations

from collections.abc import Sequence


def windows(begins_word: Sequence[bool], longest: int) -> list[tuple[int, int]]:
    """Returns half-open ranges of pieces that follow one another, each at most `longest` pieces.

    `begins_word` says of each piece whether a word begins with it. A window that must end inside a word
    (a run of `longest` pieces without a space) is cut there. An empty text has one empty window.
    """
    ranges, start = [], 0
    while len(begins_word) - start > longest:
        end = _last_start(begins_word, start, start + longest)
        ranges.append((start, end))
        start = end
    return [*ranges, (start, len(begins_word))]


def _last_start(begins_word: Sequence[bool], start: int, end: int) -> int:
    return next((at for at in range(end, start, -1) if begins_word[at]), end)
