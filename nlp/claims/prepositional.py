"""Read the two sides of a verb cue with a preposition (`leidt tot`) from the order of words."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.claims.clauses import right_end
from nlp.claims.cues import Cue
from nlp.claims.phrases import is_noun_phrase, phrase_end, trimmed
from nlp.claims.records import Range
from nlp.claims.subjects import (
    NO_SUBJECT,
    antecedent,
    front,
    is_relative,
    relative_subject,
    shared_subject,
    subject_first,
)
from nlp.claims.verbs import VerbPlace
from nlp.claims.words import Word, find_words, is_finite


def prepositional(words: Sequence[Word], place: VerbPlace, cue: Cue) -> tuple[Range, Range] | None:
    clause, at = place.clause, place.verb
    p = preposition_place(words, place, cue.objects)
    if p < 0:
        return None
    end = _object_end(words, place, cue, p)
    other = (p + 1, end)
    that = _that_after(words, place, cue, end)
    if that:
        return that, other
    if clause.subordinate:
        if relative_subject(words, place):
            return antecedent(words, place), other
        start = clause.lo
        stop = min(p, at, place.finite if place.finite > start else at)
        return (start, phrase_end(words, start, stop)), other
    if clause.subject:
        return clause.subject, other
    start = place.finite + 1
    stop = min(p, at) if place.finite < at else p
    if cue.fixed and find_words(words, cue.fixed, start, stop) >= 0:
        stop = find_words(words, cue.fixed, start, stop)
    between = trimmed(words, (start, stop))
    first = between[0], phrase_end(words, *between) if between[0] < between[1] else between[1]
    inside = is_noun_phrase(words, between) and not _is_time(words, first)
    if inside and words[at].form == "danken" and words[place.finite].form in _HAVE:
        # `Nederland heeft zijn economie te danken aan …`: the object is what came of it.
        end = between[1] - (words[between[1] - 1].form == "te")
        return (between[0], end), other
    if subject_first(words, place):
        # A noun phrase between verb and preposition is an object: `leidt de stichting tot 2027`.
        return None if inside and words[between[0]].kind in ("DET", "PRON") else (front(words, place), other)
    if inside:
        return (between[0], phrase_end(words, between[0], between[1])), other
    shared = shared_subject(words, place)
    return (shared, other) if shared != NO_SUBJECT else None


def _that_after(words: Sequence[Word], place: VerbPlace, cue: Cue, end: int) -> Range | None:
    """The clause of `het is aan X te danken dat …`, which is the subject."""
    if "te" not in cue.id.split() or "het" not in {words[i].form for i in range(place.clause.lo, place.verb)}:
        return None
    that = find_words(words, ("dat",), max(end, place.verb), min(max(end, place.verb) + 2, len(words)))
    return (that + 1, right_end(words, that)) if that >= 0 else None


def _object_end(words: Sequence[Word], place: VerbPlace, cue: Cue, p: int) -> int:
    at = place.verb
    if p < at and (place.finite < at or place.last):
        end = at
        while (end > p + 1 and words[end - 1].form in ("te", cue.particle)) or (
            end > p + 1 and words[end - 1].kind == "AUX"
        ):
            end -= 1
        return end
    end = right_end(words, p)
    if is_relative(place):
        # The verb of the main clause follows: `subsidies die leiden tot verspilling verdwijnen`.
        for i in range(p + 2, end):
            if is_finite(words, i) and not words[i - 1].form.endswith("e"):
                return i
    return end


def preposition_place(words: Sequence[Word], place: VerbPlace, prepositions: Sequence[str]) -> int:
    """Where the preposition stands that the cue asks for: after the verb, in the clause, or behind it."""
    at, clause = place.verb, place.clause
    particles = 2
    for i in range(at + 1, min(at + 1 + particles, len(words))):
        if words[i].form in prepositions and (i == at + 1 or words[i - 1].form not in _OTHER_VERB):
            return i
        if words[i].kind != "ADP":
            break
    ahead = range(at + 1, min(max(clause.hi, at + 1), len(words)))
    behind = range(at - 1, max(clause.lo, 0) - 1, -1)
    verb_last = place.last or place.finite < at
    for order in (behind, ahead) if verb_last else (ahead, behind):
        for i in order:
            if words[i].form in prepositions and i != place.finite and words[i - 1].form not in _OTHER_VERB:
                return i
    return _over_aside(words, at, prepositions)


def _over_aside(words: Sequence[Word], at: int, prepositions: Sequence[str]) -> int:
    """The preposition after a parenthesis between commas: `leidt, zeker in de stad, tot`."""
    if at + 1 < len(words) and words[at + 1].text == ",":
        for i in range(at + 2, min(at + 14, len(words) - 1)):
            if words[i].text == ",":
                return i + 1 if words[i + 1].form in prepositions else -1
    return -1


def _is_time(words: Sequence[Word], span: Range) -> bool:
    return any(
        words[i].form in ("jaar", "jaren", "decennia", "eeuw", "maanden", "tijd", "keer")
        for i in range(*span)
    )


_HAVE = frozenset({"heeft", "hebben", "had", "hadden"})
# A particle right before the preposition makes another verb: `leidt jongeren op tot verpleegkundige`.
_OTHER_VERB = frozenset({"op", "af", "uit", "toe", "om"})
