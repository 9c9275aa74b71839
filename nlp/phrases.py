"""Find listed names in running text: longest first, whatever separates their words, by the letter case given.

Works on characters, not tokens, so that every pipeline, however it cuts `'s-Hertogenbosch`, finds the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

T = TypeVar("T")
_PIECE = re.compile(r"[^\W_]+")
# What may stand between two words of one name; a line feed is a paragraph boundary and never does.
_BETWEEN = re.compile(r"[ \u00a0\u202f]|[ \u00a0]?[-‐‑–/'’.&,][ \u00a0]?|['’][- ]")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A listed name in a text, with what was listed for it."""

    start: int
    end: int
    values: tuple[T, ...]


def pieces(text: str) -> list[tuple[int, int]]:
    """Offsets of each run of letters and digits."""
    return [match.span() for match in _PIECE.finditer(text)]


class PhraseTable(Generic[T]):
    """Names and what is known of each; several things may share a name."""

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        self._values: dict[tuple[str, ...], list[tuple[str, T]]] = {}
        self._lengths: dict[str, list[int]] = {}
        for name, value in names:
            key = tuple(name[a:b].casefold() for a, b in pieces(name))
            self._values.setdefault(key, []).append((name, value))
            lengths = self._lengths.setdefault(key[0], [])
            if len(key) not in lengths:
                lengths.append(len(key))
                lengths.sort(reverse=True)

    def find(self, text: str, accept: Callable[[Found[T]], bool] = lambda found: True) -> Iterator[Found[T]]:
        """The names in the text from left to right, the longest that `accept` takes at each place."""
        spans = pieces(text)
        words = [text[a:b].casefold() for a, b in spans]
        at = 0
        while at < len(spans):
            found, used = self._longest(text, spans, words, at, accept)
            if found is not None:
                yield found
            at += used

    def _longest(
        self,
        text: str,
        spans: list[tuple[int, int]],
        words: list[str],
        at: int,
        accept: Callable[[Found[T]], bool],
    ) -> tuple[Found[T] | None, int]:
        for length in self._lengths.get(words[at], ()):
            if at + length > len(words):
                continue
            listed = self._values.get(tuple(words[at : at + length]))
            if not listed or not _joined(text, spans[at : at + length]):
                continue
            start, end = _with_apostrophe(text, listed[0][0], spans[at][0]), spans[at + length - 1][1]
            values = tuple(value for name, value in listed if _same_case(name, text[start:end]))
            found = Found(start, end, values)
            if values and accept(found):
                return found, length
        return None, 1


def _joined(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether only what may stand inside a name stands between the pieces."""
    return all(_BETWEEN.fullmatch(text[a[1] : b[0]]) for a, b in pairwise(spans))


def _with_apostrophe(text: str, name: str, start: int) -> int:
    """The start of the name with the apostrophe of `'s-Gravenhage` or `'t Harde` that belongs to it."""
    return start - 1 if name[0] in "'’" and start and text[start - 1] in "'’‘`" else start


def _same_case(name: str, found: str) -> bool:
    """Whether the text has the name as listed, in capitals throughout, or with a capital at its start."""
    listed, seen = _letters(name), _letters(found)
    return seen in (listed, listed.upper()) or seen == listed[:1].upper() + listed[1:]


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())
