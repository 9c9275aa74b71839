"""The words a document itself writes unbroken: the best witness for a word that a line break cut."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property

from corpus.prose.spelling import clashes

_STRIP = re.compile(r"^[^\w]+|[^\w]+$")


def bare(word: str) -> str:
    """The word without the punctuation round it."""
    return _STRIP.sub("", word)


class Vocabulary:
    """How often a document has each word, in lower case, not counting what a line break touched."""

    def __init__(self, counts: Counter[str] | None = None) -> None:
        self._counts = counts or Counter()

    @classmethod
    def from_lines(cls, lines: Iterable[str]) -> Vocabulary:
        """The words of lines in reading order; a cut word's two halves are left out."""
        counts: Counter[str] = Counter()
        after_hyphen = False
        for line in lines:
            words = line.split()
            if not words:
                continue
            ends_cut = len(words[-1]) > 1 and words[-1].endswith("-")
            whole = words[1 if after_hyphen else 0 : -1 if ends_cut else None]
            counts.update(
                [word if word.isalpha() else bare(word) for word in " ".join(whole).lower().split()]
            )
            after_hyphen = ends_cut
        del counts[""]
        return cls(counts)

    def count(self, word: str) -> int:
        """How often the document writes this word, capitals aside."""
        return self._counts[word.lower()]

    def after(self, first: str, *, is_settled: Callable[[str], bool]) -> tuple[int, int]:
        """How many different words begin with `first` and a hyphen, and how many with `first` alone.

        Only words that writers form themselves tell their habit. Left out are joined words whose
        spelling is settled (antisemitisme), and hyphens that vowels or a capital demand (anti-Duits).
        """
        low = first.lower()
        words = self._sorted[bisect_left(self._sorted, low) : bisect_left(self._sorted, low + "\uffff")]
        hyphened = sum(_is_free(low, word[len(low) :]) for word in words)
        joined = sum(len(word) > len(low) + 3 and word.isalpha() and not is_settled(word) for word in words)
        return hyphened, joined

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._counts)

    def items(self) -> Iterable[tuple[str, int]]:
        """Each word with how often it occurs."""
        return self._counts.items()


def _is_free(first: str, tail: str) -> bool:
    """Whether the hyphen before the second part is the writer's choice."""
    return tail[:1] == "-" and tail[1:].isalpha() and not clashes(first, tail[1:])
