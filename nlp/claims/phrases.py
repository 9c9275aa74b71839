"""Noun phrases among the words of a clause: trimmed, parted in two, and told from adverbials."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.claims.lists import word_list
from nlp.claims.records import Range
from nlp.claims.words import HARD, Word, is_adverb

# Adverbs that go with the noun phrase after them: `ook de bezuinigingen`, `vooral jongeren`.
_INSIDE = frozenset(
    {"van", "tussen", "op", "in", "aan", "voor", "naar", "met", "uit", "bij", "over", "onder"}
)


# After these an adjective has no ending: `een ander voordeel`.
_BEFORE_BARE_ADJECTIVE = frozenset({"een", "geen", "elk", "ieder", "enig", "zo'n", "welk", "zulk", "nog"})


def trimmed(words: Sequence[Word], span: Range) -> Range:
    """The range without signs and loose adverbs at its edges; empty where nothing else is in it."""
    start, end = span
    while start < end and _is_loose(words, start, end, head=True):
        start += 1
    # What goes before a relative pronoun is the noun phrase alone: `met subsidies die` is `subsidies die`.
    if end - start > 1 and words[end - 1].form in ("die", "dat") and words[start].kind == "ADP":
        start += 1
    while end > start and _is_loose(words, start, end - 1, head=False):
        end -= 1
    return start, end


def _is_loose(words: Sequence[Word], start: int, i: int, *, head: bool) -> bool:
    word = words[start] if head else words[i]
    if word.kind == "PUNCT":
        return True
    if head:
        return word.form in word_list("loose") or word.form in word_list("adverbs")
    return word.kind in ("CCONJ",) or word.form in (
        "vooral",
        "ook",
        "echter",
        "mede",
        "er",
        "weer",
        "niet",
        "zich",
    )


def has_noun(words: Sequence[Word], span: Range) -> bool:
    """Whether a content word, name or pronoun that can be a side of a claim is in the range."""
    return any(
        (not words[i].kind and not is_adverb(words[i]))
        or words[i].form in ("dit", "dat", "die", "wat", "deze", "het", "alles", "iets")
        for i in range(*span)
    )


def is_noun_phrase(words: Sequence[Word], span: Range) -> bool:
    """Whether the range starts as a noun phrase does: not with a preposition or an adverb alone."""
    start, end = trimmed(words, span)
    return (
        start < end
        and _may_open(words[start])
        and not is_adverb(words[start])
        and has_noun(words, (start, end))
    )


def _may_open(word: Word) -> bool:
    return word.kind not in ("ADP", "SCONJ", "AUX") or word.form == "dat"


def second_phrase(words: Sequence[Word], span: Range) -> int:
    """Where the second noun phrase of the range begins, or -1 where there is only one."""
    start, end = span
    for i in range(start + 1, end):
        if words[i].form in HARD:
            return -1
        if words[i].kind in ("DET", "PRON", "NUM") and _may_begin(words, i):
            return i
    # Bare nouns: `stimuleert nabijheid innovatie`; an adjective on -e goes with the noun after it.
    for i in range(start + 1, end):
        one, two = words[i - 1], words[i]
        modified = i >= 2 and words[i - 2].form in _BEFORE_BARE_ADJECTIVE
        if one.kind or two.kind or modified or one.form.endswith(("e", "-")):
            continue
        if _may_begin(words, i):
            return i
    return -1


def _may_begin(words: Sequence[Word], i: int) -> bool:
    """Whether a noun phrase may begin here: nothing before it that still asks for a noun."""
    before = words[i - 1]
    if before.kind in ("ADP", "DET", "CCONJ", "NUM", "PUNCT"):
        return False
    return words[i].form not in ("er", "zich", "elkaar", "die", "dat")


def phrase_end(words: Sequence[Word], start: int, end: int) -> int:
    """Where the noun phrase that starts here ends at the latest: before an adverb or a second phrase."""
    for i in range(start + 1, end):
        word = words[i]
        if word.kind == "PUNCT" and word.text != ",":
            return i
        if word.kind == "ADV" and word.form not in (
            "meer",
            "minder",
            "zo",
            "zeer",
            "te",
            "heel",
            "erg",
            "ongeveer",
        ):
            return i
        if word.kind == "ADP" and (word.form not in _INSIDE or _is_adverbial(words, i)):
            return i
        if word.kind in ("DET", "PRON") and _may_begin(words, i):
            return i
    return end


def _is_adverbial(words: Sequence[Word], i: int) -> bool:
    """Whether a set phrase opens here that tells how or when: `in de praktijk`, `op termijn`."""
    return any(word.form in word_list("adverbial_nouns") for word in words[i + 1 : i + 4])


def head_noun(words: Sequence[Word], span: Range) -> str:
    """The form of the noun a phrase is about: the last content word before its modifiers."""
    head = ""
    for i in range(*trimmed(words, span)):
        word = words[i]
        if not word.kind:
            head = word.form
        elif head and (
            word.kind in ("ADP", "SCONJ", "PUNCT", "CCONJ") or word.form in ("die", "dat", "waar")
        ):
            break
    return head
