"""The words of a sentence as the claim rules see them: form, class of function word, and looks of a verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp.claims.lists import word_list
from nlp.lemmas import lemma_of
from nlp.word_classes import word_class

_WORD = re.compile(r"['’][stnk](?=\s)|\w+(?:[-‐‑'’.&]\w+)*|[^\w\s]")
HARD = frozenset(".;:!?()[]–—“”„\"«»‹›|•*‘’'")
"""Signs that no clause runs over (a quotation mark, a full stop, a bracket)."""
_FORMS_OF_BE = frozenset({"zijn"})
_NOT_FINITE = frozenset({"geweest", "geworden", "gehad"})
# Finite forms that the dictionary has as their own lemma, or under a noun.


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign; offsets are characters of the whole text."""

    start: int
    end: int
    text: str
    form: str
    """In lower case, with a straight apostrophe."""
    kind: str
    """Class of a function word, number or sign (`word_class`), or empty for a content word."""


def words_of(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words and signs in `[start, end)` of a text."""
    return tuple(_word(match) for match in _WORD.finditer(text, start, len(text) if end is None else end))


def _word(match: re.Match[str]) -> Word:
    text = match[0]
    return Word(match.start(), match.end(), text, *_known(text))


@lru_cache(maxsize=50_000)
def _known(text: str) -> tuple[str, str]:
    form = text.lower().replace("’", "'") if len(text) > 1 else text.lower()
    kind = word_class(text)
    return form, "ADP" if form in ("als", "dan") and text.islower() else kind


def without_asides(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words without what stands between commas to say who says so: `, aldus de visie,`."""
    kept: list[Word] = []
    i = 0
    while i < len(words):
        end = _aside_end(words, i)
        if end < 0:
            kept.append(words[i])
        i = max(i, end) + 1
    return tuple(kept)


def _aside_end(words: Sequence[Word], i: int) -> int:
    """The comma that closes an aside opening at `i`, or -1."""
    if words[i].text != "," or i + 1 >= len(words) or words[i + 1].form not in ("aldus", "zo", "volgens"):
        return -1
    for j in range(i + 2, min(i + 12, len(words))):
        if words[j].text == ",":
            return j
        if words[j].text in HARD:
            return -1
    return -1


def is_finite(words: Sequence[Word], i: int) -> bool:
    """Whether the word looks like a finite verb, by its form and the word before it."""
    word = words[i]
    before = words[i - 1] if i else None
    if word.kind == "AUX":
        if word.form in _NOT_FINITE:
            return False
        follows = words[i + 1].kind if i + 1 < len(words) else ""
        # `zijn` is `his` as well: after a preposition, or between a verb and its noun.
        return word.form not in _FORMS_OF_BE or not (before and before.kind in ("ADP", "AUX") and not follows)
    if word.kind or not word.text.islower():
        return False
    # After an article `mijn` is a pit: `de mijn sloot`.
    if before and before.kind == "DET" and i > 1 and words[i - 2].kind == "DET":
        before = None
    if before and (before.kind in ("ADP", "DET", "NUM") or before.form in ("te", "meer", "minder")):
        return False
    return word.form in word_list("sure_verbs") or _has_finite_form(word.form)


# Of verbs with a particle (`doorgeslagen`), and of the present (`falend`).
_PARTICIPLE = re.compile(
    r"(?:door|af|op|uit|aan|in|mee|toe|voor|na|om|over|weg|terug|achter|samen|vast|bij|los|rond)ge\w+(?:en|d|t)$"
    r"|\w{3,}end$"
)


@lru_cache(maxsize=50_000)
def _has_finite_form(form: str) -> bool:
    lemma = lemma_of(form)
    if len(form) < 3 or not lemma.endswith("n") or form.startswith("ge") or _PARTICIPLE.match(form):
        return False
    if form.endswith("en"):
        # `stijgen` is an infinitive and a plural; nouns in -en have another lemma.
        return lemma == form or lemma.endswith("en")
    return lemma != form and (lemma.endswith("en") or not form.endswith("n"))


def is_adverb(word: Word) -> bool:
    """Whether the word is an adverb of the clause, not one that counts (`meer asfalt`)."""
    return (word.kind == "ADV" and word.form not in word_list("quantities")) or word.form in word_list(
        "adverbs"
    )


def has_finite(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a finite verb stands in the range."""
    return any(is_finite(words, i) for i in range(start, end))


def find_words(words: Sequence[Word], sought: Sequence[str], start: int, end: int) -> int:
    """The place where the forms stand next to each other in the range, or -1."""
    for i in range(max(0, start), min(end, len(words)) - len(sought) + 1):
        if all(words[i + k].form == form for k, form in enumerate(sought)):
            return i
    return -1
