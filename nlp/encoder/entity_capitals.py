"""Common words with a capital that are no names: in headings of capitals, and all by themselves."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.dictionary import is_listed
from nlp.capitals import in_capitals
from nlp.encoder.bio import Span
from nlp.encoder.entity_text import Words
from nlp.encoder.entity_words import NAMES_TOO, known_names
from nlp.word_frequency import zipf

_COMMON = 4.7
"""Zipf frequency: five times in a hundred thousand words."""
_COMMON_NOT_PERSON = 5.0
"""Surnames are words too (`Groen`, `Bos`), so that a person's has to be more common."""
_LABELS = frozenset({"PER", "ORG", "GPE"})
_BEGINS = frozenset({"", ".", "!", "?", "\n"})
_ENDS = re.compile(r"[ \t]*(?:[.!?\n]|$)")


def is_shouted_word(words: Words, span: Span) -> bool:
    """Whether the entity is one common word in capitals, on a line of capitals: `WE DELEN WERK`."""
    start, end, label = span
    form = words.forms[start]
    if end - start > 1 or label not in _LABELS or len(form) < 3 or not (form.isalpha() and form.isupper()):
        return False
    least = _COMMON_NOT_PERSON if label == "PER" else _COMMON
    return _frequency(form.lower()) >= least and in_capitals(words.text, words.starts[start])


def is_lone_word(words: Words, span: Span) -> bool:
    """Whether the entity is a word of the dictionary that is all there is of its sentence: `Krimp.`

    Without a sentence nothing tells it from a name, but words make headings far more often.
    """
    start, end, label = span
    form = words.forms[start]
    if end - start > 1 or label not in _LABELS or not (form.isalpha() and form.istitle()):
        return False
    at = words.starts[start]
    begins = words.text[max(0, at - 2) : at].strip(" \t")[-1:] in _BEGINS
    alone = begins and _ENDS.match(words.text, words.ends_at(start))
    return bool(alone) and _frequency(form.lower()) > 0 and is_listed(form.lower())


@lru_cache(maxsize=10_000)
def _frequency(word: str) -> float:
    """How common the word is, or 0 for what is listed as a name."""
    if word in known_names() or word in NAMES_TOO:
        return 0.0
    return zipf(word)
