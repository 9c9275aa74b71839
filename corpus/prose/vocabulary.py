"""The words a document itself writes unbroken: the best witness for a word that a line break cut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

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
            counts.update(bare(word).lower() for word in whole)
            after_hyphen = ends_cut
        del counts[""]
        return cls(counts)

    def count(self, word: str) -> int:
        """How often the document writes this word, capitals aside."""
        return self._counts[word.lower()]
