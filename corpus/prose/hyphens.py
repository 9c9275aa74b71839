"""Decide what a hyphen at a line's end was: the line break's own, or part of the word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.prose.vocabulary import Vocabulary, bare

_SUSPENDED = {"en", "of", "en/of", "noch", "dan", "tot", "c.q.", "als", "respectievelijk", "resp."}


@dataclass(frozen=True, slots=True)
class Seam:
    """How two lines meet: what is left of each, and what stands between them."""

    left: str
    gap: str
    right: str


class Hyphens:
    """Joins lines of one document, whose own words it knows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def seam(self, left: str, right: str, *, cut: bool = False) -> Seam:
        """How the lines `left` and `right` meet; `cut` says that the hyphen is a soft one."""
        if not re.search(r"\w[-/]*-$", left) or not right:
            return Seam(left, " ", right)
        if cut:
            return Seam(left[:-1], "", right)
        last, first = left.split()[-1], right.split()[0]
        if bare(first) in _SUSPENDED:
            return Seam(left, " ", right)
        return Seam(left[:-1] if self._is_cut(last, first) else left, "", right)

    def _is_cut(self, last: str, first: str) -> bool:
        joined, kept = bare(last[:-1] + first), bare(last + first)
        if self._vocabulary.count(joined) != self._vocabulary.count(kept):
            return self._vocabulary.count(joined) > self._vocabulary.count(kept)
        return first[:1].islower() and last[-2].islower()
