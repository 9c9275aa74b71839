"""Join lines where the first ends in a hyphen: the line break's own goes, the word's own stays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from corpus.prose import habits
from corpus.prose.lexicon import Lexicon, lexicon
from corpus.prose.spelling import mended
from corpus.prose.vocabulary import Vocabulary, bare
from corpus.prose.witnesses import Halves, Witnesses

_CUT = re.compile(r"[\w)\]’'.]-$")
_ADDRESS = re.compile(
    r"://|^www\.|@|\.(?:nl|com|org|eu|be|net|gov)(?:/|-|$)|^doi:|10\.\d{4,}/", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Seam:
    """How two lines meet: what is left of each, and what stands between them."""

    left: str
    gap: str
    right: str


class Hyphens:
    """Joins lines of one document, whose own words and language it knows."""

    def __init__(self, vocabulary: Vocabulary, language: str = "nl") -> None:
        self._vocabulary = vocabulary
        self._language = "en" if language == "en" else "nl"

    @cached_property
    def _lexicon(self) -> Lexicon:
        return lexicon(self._language)

    @cached_property
    def _witnesses(self) -> Witnesses:
        return Witnesses(self._vocabulary, self._lexicon, english=self._language == "en")

    def seam(self, left: str, right: str, *, cut: bool = False) -> Seam:
        """How the lines `left` and `right` meet; `cut` says that the hyphen is a soft one."""
        if not _CUT.search(left) or not right[:1].strip():
            return Seam(left, " ", right)
        last, first = left.split()[-1], right.split()[0]
        if not cut and self._is_suspended(last, first) and not self._is_ending(last, right):
            return Seam(left, " ", right)
        if not any(character.isalnum() for character in first):
            return Seam(left, "" if first[0] in ",.;:)”’" else " ", right)
        halves = Halves(re.sub(r"^\W+", "", last[:-1]), re.sub(r"\W+$", "", first))
        if not cut and not self.is_cut(last, first, halves):
            return Seam(left, "", right)
        return self._joined(left, right, halves)

    def is_cut(self, last: str, first: str, halves: Halves) -> bool:
        """Whether the hyphen at the end of `last` is the line break's own."""
        if _ADDRESS.search(last) and not first[:1].isupper():
            return self._is_cut_address(halves)
        if not re.match(r"\w", first):
            return False
        return self._witnesses.verdict(halves)

    def _joined(self, left: str, right: str, halves: Halves) -> Seam:
        if not right.startswith(halves.b):
            return Seam(left[:-1], "", right)
        a, b = mended(halves.a, halves.b, self._witnesses.weight)
        return Seam(left[: len(left) - 1 - len(halves.a)] + a, "", b + right[len(halves.b) :])

    def _is_suspended(self, last: str, first: str) -> bool:
        """Whether the hyphen stands for a left-out part: midden- en kleinbedrijf."""
        word = first.strip("(‘'\",.;:").lower()
        if word in habits.AND_OR:
            return True
        if word not in habits.LESS_SURE:
            return False
        whole = bare(last[:-1] + first).lower()
        return self._vocabulary.count(whole) == 0 and not self._lexicon.knows(whole)

    def _is_ending(self, last: str, right: str) -> bool:
        """Whether `en` is the ending of a known word: nothing follows that could share the left-out part."""
        words = right.split()
        if not re.match(r"en\W*$", words[0]) or not self._lexicon.knows(bare(last) + "en"):
            return False
        return len(words[0]) > 2 or (len(words) > 1 and words[1].lower() in habits.LITTLE_WORDS)

    def _is_cut_address(self, halves: Halves) -> bool:
        a, b = re.split(r"[^\w]", halves.left)[-1], re.split(r"[^\w]", halves.right)[0]
        return self._lexicon.accepts(a + b) and not (self._lexicon.knows(a) and self._lexicon.knows(b))
