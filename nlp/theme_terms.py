"""The terms of a theme as patterns over lemmas.

A term is one or more words. `winkel` is that lemma; `winkel*`, `*leegstand` and `*vergrijz*` are compounds
that begin, end or go on with it. `brain drain` is a row of words; `pand* & leeg` are words of one sentence,
near each other in any order. A term that begins with `?` is weak: one alone is not enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nlp.lemmas import lemma_of

# How many words apart the words of a `&` term may stand.
_WINDOW = 8
# Words whose patterns are remembered; a large corpus has no end of new ones.
_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Word:
    """A token: where it stands, what it is, and the sentence it is in."""

    start: int
    end: int
    form: str
    lemma: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Term:
    """A term, read: its words as patterns, whether they follow on each other, and how much it tells."""

    text: str
    words: tuple[str, ...]
    in_row: bool
    weight: float


def read_term(text: str) -> Term:
    """The term as it is written in a scheme, read. Raises ValueError where it has no word."""
    body = text.strip().lower()
    weight = 0.5 if body.startswith("?") else 1.0
    body = body.lstrip("?").strip()
    in_row = "&" not in body
    words = tuple(body.split() if in_row else (part.strip() for part in body.split("&")))
    if not words or not all(words):
        raise ValueError(f"{text!r}: a term needs a word")
    return Term(text, words, in_row, weight)


class TermIndex:
    """Terms with a mark each, found together in one pass over the words of a text."""

    def __init__(self, terms: Iterable[tuple[Term, int]]) -> None:
        self._terms = list(terms)
        self._exact: dict[str, list[int]] = {}
        self._patterns: list[tuple[re.Pattern[str], int]] = []
        self._known: dict[str, frozenset[int]] = {}
        numbers: dict[str, int] = {}
        self._term_words = [[numbers.setdefault(w, len(numbers)) for w in t.words] for t, _ in self._terms]
        for word, number in numbers.items():
            if "*" in word:
                pattern = ".*".join(map(re.escape, word.split("*")))
                self._patterns.append((re.compile(pattern), number))
            else:
                self._exact.setdefault(word, []).append(number)
        self._by_first: dict[int, list[int]] = {}
        for index, ids in enumerate(self._term_words):
            self._by_first.setdefault(ids[0], []).append(index)

    def find(self, words: Sequence[Word]) -> Iterator[tuple[Term, int, tuple[Word, ...]]]:
        """Each occurrence of a term, with its mark and the words it was found in."""
        numbers = [self._numbers(word) for word in words]
        for at, known in enumerate(numbers):
            for number in sorted(known):
                for index in self._by_first.get(number, ()):
                    found = self._complete(index, at, words, numbers)
                    if found:
                        term, mark = self._terms[index]
                        yield term, mark, tuple(words[i] for i in found)

    def _numbers(self, word: Word) -> frozenset[int]:
        """Which pattern words this word is, by its lemma, its form, or the lemma the dictionary gives it.

        Pipelines differ: `leegstaande` is a form of leegstaan to one and of leegstaand to another.
        """
        found = self._lookup(word.lemma) | self._lookup(word.form)
        return found | self._lookup(lemma_of(word.form))

    def _lookup(self, word: str) -> frozenset[int]:
        known = self._known.get(word)
        if known is None:
            found = {number for pattern, number in self._patterns if pattern.fullmatch(word)}
            if len(self._known) >= _KEPT:
                self._known.clear()
            known = self._known[word] = frozenset(found | set(self._exact.get(word, ())))
        return known

    def _complete(
        self, index: int, at: int, words: Sequence[Word], numbers: Sequence[frozenset[int]]
    ) -> tuple[int, ...]:
        """The positions of all words of the term, when they are there; else nothing."""
        ids = self._term_words[index]
        if self._terms[index][0].in_row:
            places = tuple(range(at, at + len(ids)))
            fits = places[-1] < len(words) and all(i in numbers[p] for i, p in zip(ids, places, strict=True))
            return places if fits and words[places[-1]].sentence == words[at].sentence else ()
        return self._near(ids, at, words, numbers)

    def _near(
        self, ids: Sequence[int], at: int, words: Sequence[Word], numbers: Sequence[frozenset[int]]
    ) -> tuple[int, ...]:
        places = [at]
        window = range(max(0, at - _WINDOW), min(len(words), at + _WINDOW + 1))
        for number in ids[1:]:
            fitting = [
                i
                for i in window
                if i not in places and number in numbers[i] and words[i].sentence == words[at].sentence
            ]
            if not fitting:
                return ()
            places.append(min(fitting, key=lambda i: (abs(i - at), i)))
        return tuple(sorted(places))
