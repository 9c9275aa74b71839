"""The subject of a clause by the order of words: before the verb, after it, or before a relative pronoun."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.claims.clauses import clause_of
from nlp.claims.lists import word_list
from nlp.claims.phrases import has_noun, is_noun_phrase, phrase_end
from nlp.claims.records import Range
from nlp.claims.verbs import VerbPlace
from nlp.claims.words import Word, is_adverb, is_finite

_TIMES = frozenset(
    {"decennia", "jaren", "jaar", "maanden", "weken", "dagen", "eeuw", "eeuwen", "keer", "tijd"}
)
NO_SUBJECT = (0, 0)


def front(words: Sequence[Word], place: VerbPlace) -> Range:
    """What stands before the finite verb of a main clause."""
    clause = place.clause
    end = clause.front_end if clause.front_end >= 0 else place.finite
    return clause.lo, max(clause.lo, end)


def subject_first(words: Sequence[Word], place: VerbPlace) -> bool:
    """Whether the subject stands before the finite verb: no adverb, prepositional phrase or clause."""
    if place.clause.fronted:
        return False
    start, end = front(words, place)
    while start < end and (
        _is_numbering(words[start])
        or words[start].form in word_list("focus")
        or words[start].form in ("en", "maar", "want", "er")
    ):
        start += 1
    if start == end or words[start].kind in ("ADP", "PUNCT") or is_adverb(words[start]):
        return False
    if end - start <= 5 and words[end - 1].form in _TIMES and words[start].kind in ("DET", "NUM", "PRON"):
        return False  # `De afgelopen twee decennia hield dit mensen tegen`
    return has_noun(words, (start, end)) or words[start].kind in ("PRON", "DET", "NUM")


def _is_numbering(word: Word) -> bool:
    """Whether the word is the number of a paragraph (`4.2.1`)."""
    return word.text[:1].isdigit() and "." in word.text and word.text.replace(".", "").isdigit()


def shared_subject(words: Sequence[Word], place: VerbPlace) -> Range:
    """The subject of the clause before `en` if the verb follows at once: `trekt jongeren en leidt tot`."""
    if place.clause.opener not in ("en", "maar") or place.clause.lo != place.finite:
        return NO_SUBJECT
    before = clause_of(words, place.clause.lo - 1)
    steps = 0
    while steps < 4 and before.lo > 1 and not _has_verb(words, before.lo, place.clause.lo - 1):
        # That `en` or comma tied two words, not clauses: `om technische en zakelijke redenen`.
        before, steps = clause_of(words, before.lo - 2), steps + 1
    for i in range(before.lo, place.clause.lo - 1):
        if is_finite(words, i):
            return (before.lo, i)
    return NO_SUBJECT


def _has_verb(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a finite verb that is no plural noun stands in the range."""
    return any(is_finite(words, i) and not words[i].form.endswith("en") for i in range(start, end))


def antecedent(words: Sequence[Word], place: VerbPlace) -> Range:
    """The noun phrase before a relative pronoun, the pronoun with it; for `wat` all that is said before."""
    at = place.clause.lo - 1
    j = at - 1
    if j >= 0 and words[j].text == ",":
        j -= 1
    if place.clause.opener == "wat":
        while j >= 0 and words[j].kind != "PUNCT":
            j -= 1
        return j + 1, at + 1
    while j >= 0 and words[j].kind not in ("PUNCT", "SCONJ", "PRON", "AUX") and not is_finite(words, j):
        if words[j].kind == "DET" and not (j and words[j - 1].kind == "ADP" and words[j - 1].form == "van"):
            return j, at + 1
        j -= 1
    return j + 1, at + 1


def is_relative(place: VerbPlace) -> bool:
    return place.clause.opener in ("die", "dat", "wat")


def relative_subject(words: Sequence[Word], place: VerbPlace) -> bool:
    """Whether the pronoun that opens the clause is its subject: `die`, or `dat` where no other is."""
    if place.clause.opener in ("die", "wat"):
        return True
    before = words[place.clause.lo - 2] if place.clause.lo >= 2 else None
    return (
        place.clause.opener == "dat"
        and before is not None
        and not before.kind
        and not is_finite(words, place.clause.lo - 2)
        and not is_noun_phrase(words, (place.clause.lo, min(place.finite, place.verb)))
    )


def subject_of(words: Sequence[Word], place: VerbPlace, limit: int) -> Range | None:
    """The subject of a clause whose other side comes after `limit`."""
    clause = place.clause
    if clause.subordinate:
        if relative_subject(words, place):
            return antecedent(words, place)
        return clause.lo, min(place.verb, place.finite)
    if clause.subject:
        return clause.subject
    if subject_first(words, place):
        return front(words, place)
    shared = shared_subject(words, place)
    if shared != NO_SUBJECT:
        return shared
    start = place.finite + 1
    end = min(place.verb, limit) if place.finite < place.verb else limit
    return (start, phrase_end(words, start, end)) if is_noun_phrase(words, (start, end)) else None
