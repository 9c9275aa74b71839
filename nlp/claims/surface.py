"""Read the two sides of a verb cue from the order of words, where there is no parse."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.claims.clauses import right_end
from nlp.claims.cues import CLAUSE_FORMS, Cue, Trigger
from nlp.claims.doubts import is_plural_form_with_singular
from nlp.claims.phrases import has_noun, is_noun_phrase, phrase_end, second_phrase, trimmed
from nlp.claims.prepositional import prepositional
from nlp.claims.records import Range, Reading
from nlp.claims.subjects import NO_SUBJECT, antecedent, front, shared_subject, subject_first, subject_of
from nlp.claims.verbs import VerbPlace, has_parts, verb_place
from nlp.claims.words import Word, find_words, is_adverb, is_finite

_ACTORS = frozenset({"we", "wij", "ik", "ze", "zij", "men"})
_SUBJECT_PRONOUNS = frozenset({"dit", "dat", "het", "deze", "ze", "zij", "hij"})


def bare_reading(words: Sequence[Word], at: int, trigger: Trigger) -> Reading | None:
    """A reading without sides where the verb and all that the cue asks for are there, for a parse to fill."""
    place = verb_place(words, at, trigger)
    if place is None or not has_parts(words, place, trigger):
        return None
    clause = (min(place.clause.lo, place.finite), max(place.clause.hi, place.verb + 1))
    return Reading(NO_SUBJECT, NO_SUBJECT, (at, at + 1), clause)


def read_verb(words: Sequence[Word], at: int, trigger: Trigger) -> Reading | None:
    """The sides of the verb cue at `at`, or None where the clause has not what the cue asks for."""
    place = verb_place(words, at, trigger)
    if place is None or not has_parts(words, place, trigger):
        return None
    cue = trigger.cue
    if "np" in cue.objects:
        sides = (
            _with_that_clause(words, place) if cue.fixed or cue.particle or cue.id == "voorkomen" else None
        )
        if sides is None and words[at + 1 : at + 2] and words[at + 1].form == "dat":
            return None
        sides = sides or (_passive(words, place, cue) if place.passive else _transitive(words, place, cue))
    elif "dat" in cue.objects:
        sides = _with_that_clause(words, place)
    else:
        sides = _clausal(words, place, cue) or prepositional(words, place, cue)
    return make_reading(words, place, cue, sides)


def make_reading(
    words: Sequence[Word], place: VerbPlace, cue: Cue, sides: tuple[Range, Range] | None
) -> Reading | None:
    """The reading with subject and object as cause and effect; None where a side is missing or they meet."""
    if sides is None:
        return None
    subject, other = (trimmed(words, side) for side in sides)
    if not has_noun(words, subject) or not has_noun(words, other):
        return None
    if subject[0] < other[1] and other[0] < subject[1]:
        return None
    plural = words[place.verb].form.endswith("en") and place.finite == place.verb
    if plural and not place.clause.subordinate and is_plural_form_with_singular(words, subject):
        return None
    swap = (cue.cause == "object") != (place.passive and "np" in cue.objects)
    cause, effect = (other, subject) if swap else (subject, other)
    clause = (min(place.clause.lo, place.finite), max(place.clause.hi, place.verb + 1))
    return Reading(cause, effect, (place.verb, place.verb + 1), clause)


def _transitive(words: Sequence[Word], place: VerbPlace, cue: Cue) -> tuple[Range, Range] | None:
    clause, at = place.clause, place.verb
    if clause.subordinate:
        span = _without_cue(words, (clause.lo, min(at, place.finite)), cue, at)
        if place.clause.opener in ("die", "wat") and is_noun_phrase(words, span):
            start, stop = trimmed(words, span)
            if stop - start == 1 and words[start].form in _SUBJECT_PRONOUNS:
                # `alle problemen die dit veroorzaakt`: the pronoun is the subject.
                return (start, stop), antecedent(words, place)
            return antecedent(words, place), span
        return _parted(words, span)
    end = at if place.finite < at else clause.hi
    if place.finite + 1 < len(words) and words[place.finite + 1].form in (
        "we",
        "wij",
        "ik",
        "ze",
        "zij",
        "men",
    ):
        return None
    rest = _without_cue(words, (place.finite + 1, end), cue, at)
    if subject_first(words, place):
        return (front(words, place), rest) if is_noun_phrase(words, rest) else None
    if clause.subject:
        return (clause.subject, rest) if is_noun_phrase(words, rest) else None
    shared = shared_subject(words, place)
    if shared != NO_SUBJECT:
        return (shared, rest) if is_noun_phrase(words, rest) else None
    return _parted(words, rest)


def _without_cue(words: Sequence[Word], span: Range, cue: Cue, at: int) -> Range:
    """The range cut before particle, fixed words or `te` at its end."""
    start, end = span
    tail = [part for part in (cue.fixed, (cue.particle,) if cue.particle else (), ("te",)) if part]
    changed = True
    while changed and end > start:
        changed = False
        for part in tail:
            place = find_words(words, part, start, end)
            if place >= 0 and (part[0] != "te" or place == end - 1):
                if place <= start:
                    return start + len(part), end
                end, changed = place, True
    while end > start + 1 and words[end - 1].form in ("te", "om", "niet", "ernstig", "sterk"):
        end -= 1
    return start, end


def _parted(words: Sequence[Word], span: Range) -> tuple[Range, Range] | None:
    span = trimmed(words, span)
    middle = second_phrase(words, span)
    if middle < 0 or words[span[0]].kind == "ADP":
        return None
    return (span[0], phrase_end(words, span[0], middle)), (middle, span[1])


def _passive(words: Sequence[Word], place: VerbPlace, cue: Cue) -> tuple[Range, Range] | None:
    """The subject and what comes after `door`, which is before or after the participle."""
    clause, at = place.clause, place.verb
    by = find_words(words, ("door",), clause.lo, max(clause.hi, at + 1))
    if by < 0:
        return None
    end = at if by < at else max(clause.hi, at + 1)
    agent = (by + 1, min(end, right_end(words, by)))
    # `wordt verhoogd door eisen te stellen` tells by which means.
    if any(words[i].form == "te" for i in range(by + 1, min(max(end, agent[1]) + 1, len(words)))):
        return None
    while agent[1] > agent[0] + 1 and words[agent[1] - 1].kind == "AUX":
        agent = agent[0], agent[1] - 1
    if clause.subordinate:
        subject = (
            antecedent(words, place) if clause.opener == "die" else (clause.lo, min(by, place.finite, at))
        )
    elif subject_first(words, place):
        subject = front(words, place)
    else:
        start = place.finite + 1
        subject = (start, phrase_end(words, start, min(by if by > start else at, at)))
    return subject, agent


def _with_that_clause(words: Sequence[Word], place: VerbPlace) -> tuple[Range, Range] | None:
    """Subject and clause of `maakt dat …`, `heeft tot gevolg dat …`."""
    that = next(
        (i for i in range(place.verb + 1, min(place.verb + 6, len(words))) if words[i].form == "dat"), -1
    )
    if that < 0 or any(
        words[i].kind in ("DET", "PUNCT") or words[i].form in ("zo", "weg")
        for i in range(place.verb + 1, that)
    ):
        return None
    # `maakt duidelijk dat`: with its subject before it the verb has only adverbs between it and `dat`.
    if subject_first(words, place) and any(_is_content(words[i]) for i in range(place.verb + 1, that)):
        return None
    if that + 2 >= len(words) or is_finite(words, that + 1):
        return None
    subject = subject_of(words, place, that)
    return (subject, (that + 1, right_end(words, that))) if subject else None


def _is_content(word: Word) -> bool:
    return not word.kind and not is_adverb(word) and word.form not in ("gevolg", "mee", "zich")


def _clausal(words: Sequence[Word], place: VerbPlace, cue: Cue) -> tuple[Range, Range] | None:
    """Subject and clause of `leidt ertoe dat …`, `is het te danken aan … dat`, `komt doordat …`."""
    for i in range(
        place.finite + 1 if place.finite < place.verb else place.verb + 1, min(place.verb + 8, len(words))
    ):
        if words[i].form == "doordat" and "door" in cue.objects:
            subject = subject_of(words, place, i)
            return (subject, (i + 1, right_end(words, i))) if subject else None
        if words[i].form == "dat" and i + 1 < len(words) and _points_ahead(words, place, cue, i):
            subject = subject_of(words, place, i)
            return (subject, (i + 1, right_end(words, i))) if subject else None
    return None


def _points_ahead(words: Sequence[Word], place: VerbPlace, cue: Cue, that: int) -> bool:
    """Whether `ertoe`, or `er … toe`, stands before `dat`."""
    lo = place.clause.lo
    for preposition in cue.objects:
        form = CLAUSE_FORMS.get(preposition, "")
        split = {"ertoe": "toe"}.get(form, preposition)
        forms = [words[i].form for i in range(lo, that)]
        if form in forms or ("er" in forms and split in forms[forms.index("er") :]):
            return True
    return False
