"""Read the two sides of a verb or noun cue from the order of words, where there is no parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.claims.clauses import Clause, clause_of, right_end
from nlp.claims.cues import CLAUSE_FORMS, Cue, Trigger
from nlp.claims.lists import word_list
from nlp.claims.phrases import has_noun, is_noun_phrase, phrase_end, second_phrase, trimmed
from nlp.claims.records import Range, Reading
from nlp.claims.words import Word, find_words, is_adverb, is_finite

_PASSIVE = frozenset(
    {"word", "wordt", "worden", "werd", "werden", "geworden", "is", "zijn", "was", "waren", "blijft"}
)
_NONE = (0, 0)
# A particle right before the preposition makes another verb: `leidt jongeren op tot verpleegkundige`.
_OTHER_VERB = frozenset({"op", "af", "uit", "toe", "om"})


@dataclass(frozen=True, slots=True)
class VerbPlace:
    """Where the verb of a cue stands in its clause."""

    verb: int
    finite: int
    """The finite verb of the clause: the cue itself or its auxiliary."""
    clause: Clause
    last: bool
    """Whether the clause ends with its verbs, as subordinate clauses do."""
    passive: bool = False


def bare_reading(words: Sequence[Word], at: int, trigger: Trigger) -> Reading | None:
    """A reading without sides where the verb and all that the cue asks for are there, for a parse to fill."""
    place = verb_place(words, at, trigger)
    if place is None or not has_parts(words, place, trigger):
        return None
    clause = (min(place.clause.lo, place.finite), max(place.clause.hi, place.verb + 1))
    return Reading(_NONE, _NONE, (at, at + 1), clause)


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
        sides = _clausal(words, place, cue) or _prepositional(words, place, cue)
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
    swap = (cue.cause == "object") != (place.passive and "np" in cue.objects)
    cause, effect = (other, subject) if swap else (subject, other)
    clause = (min(place.clause.lo, place.finite), max(place.clause.hi, place.verb + 1))
    return Reading(cause, effect, (place.verb, place.verb + 1), clause)


def verb_place(words: Sequence[Word], at: int, trigger: Trigger) -> VerbPlace | None:
    """Where the verb stands; None for a noun (`het voorkomen van`) or a participle without auxiliary."""
    before = words[at - 1].form if at else ""
    if before in ("het", "een", "de", "van") and trigger.shape == "infinitive":
        return None
    # `een beperkt aantal`: the participle is an adjective.
    if at and words[at - 1].kind == "DET" and trigger.cue.kind == "verb" and not trigger.joined:
        return (
            None
            if words[at - 1].form not in ("dit", "deze", "dat", "die", "alle", "beide")
            else _placed(words, at, trigger)
        )
    return _placed(words, at, trigger)


def _placed(words: Sequence[Word], at: int, trigger: Trigger) -> VerbPlace | None:
    clause = clause_of(words, at)
    helper = -1 if trigger.shape == "finite" else _helper(words, at, clause)
    if helper >= 0:
        last = clause.subordinate and helper > clause.lo
        passive = _is_passive(words, at, helper, clause)
        if _lacks_agent(words, at, helper, trigger, passive):
            return None
        return VerbPlace(at, helper, clause, last or helper > at, passive)
    if trigger.shape == "participle":
        return None
    return VerbPlace(at, at, clause, clause.subordinate)


def _helper(words: Sequence[Word], at: int, clause: Clause) -> int:
    """The auxiliary that the verb at `at` leans on, before it or right after it, or -1."""
    for i in range(at + 1, min(at + 4, len(words))):
        if words[i].kind != "AUX":
            break
        if words[i].form not in ("geworden", "geweest", "gehad"):
            return i
    found = -1
    for i in range(clause.lo, at):
        if (words[i].kind == "AUX" and is_finite(words, i)) or words[i].form in word_list("raising"):
            found = i
            if not clause.subordinate:
                break
    return found


def _is_passive(words: Sequence[Word], at: int, helper: int, clause: Clause) -> bool:
    forms = {words[i].form for i in range(clause.lo, min(max(clause.hi, at + 3), len(words)))}
    around = {words[helper].form} | {w.form for w in words[max(0, at - 1) : at + 3]}
    by_helper = words[helper].form in _PASSIVE or bool(around & {"worden", "geworden"})
    return by_helper and "door" in forms


def _lacks_agent(words: Sequence[Word], at: int, helper: int, trigger: Trigger, passive: bool) -> bool:
    """Whether the clause is a passive that names no cause: `wordt de snelheid verlaagd`."""
    beside = {words[helper].form} | {word.form for word in words[max(0, at - 1) : at + 2]}
    if "np" not in trigger.cue.objects:
        return bool(beside & {"wordt", "worden", "werd", "werden"}) and trigger.shape == "participle"
    return bool(beside & word_list("passive")) and not passive and not trigger.cue.fixed


def has_parts(words: Sequence[Word], place: VerbPlace, trigger: Trigger) -> bool:
    """Whether particle and fixed words stand in the clause, and none that make another verb of it."""
    cue, clause, at = trigger.cue, place.clause, place.verb
    lo, hi = clause.lo, max(clause.hi, at + 1)
    if cue.fixed and find_words(words, cue.fixed, lo, min(hi + 2, len(words))) < 0:
        return False
    if cue.particle and not trigger.joined and particle_place(words, place, cue.particle) < 0:
        return False
    if cue.objects[0] not in ("np", "dat") and words[at].form in ("wijten", "danken"):
        return at > 0 and words[at - 1].form == "te"
    if not cue.particle and "np" in cue.objects and not cue.fixed:
        # A particle at the end of the clause, or `zich`, makes another verb: `roept … op`, `versterkt zich`.
        end = words[hi - 1] if hi > at + 1 else None
        if end is not None and end.form in ("op", "uit", "af", "in", "toe", "voor", "aan", "mee", "over"):
            return False
        return not any(words[i].form in ("zich", "erop", "ertoe") for i in range(lo, hi))
    return True


def particle_place(words: Sequence[Word], place: VerbPlace, particle: str) -> int:
    """Where the separable part of the verb stands: last in the clause, or before `te` and the verb; or -1."""
    at = place.verb
    if at >= 2 and words[at - 1].form == "te" and words[at - 2].form == particle:
        return at - 2
    if at >= 1 and words[at - 1].form == particle:
        return at - 1
    for i in range(at + 1, min(at + 22, len(words))):
        if words[i].text in ".;!?":
            break
        if words[i].form == particle and (
            particle not in ("op", "uit", "aan", "mee") or _ends_clause(words, i)
        ):
            return i
    return -1


def _ends_clause(words: Sequence[Word], i: int) -> bool:
    return (
        i + 1 >= len(words)
        or words[i + 1].kind in ("PUNCT", "CCONJ", "SCONJ")
        or words[i + 1].form == "waardoor"
    )


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
        words[start].form in word_list("focus") or words[start].form in ("en", "maar", "want", "er")
    ):
        start += 1
    if start == end or words[start].kind in ("ADP", "PUNCT") or is_adverb(words[start]):
        return False
    return has_noun(words, (start, end)) or words[start].kind in ("PRON", "DET", "NUM")


def shared_subject(words: Sequence[Word], place: VerbPlace) -> Range:
    """The subject of the clause before `en` if the verb follows at once: `trekt jongeren en leidt tot`."""
    if place.clause.opener not in ("en", "maar") or place.clause.lo != place.finite:
        return _NONE
    before = clause_of(words, place.clause.lo - 1)
    for i in range(before.lo, place.clause.lo - 1):
        if is_finite(words, i):
            return (before.lo, i)
    return _NONE


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


def _middle(words: Sequence[Word], place: VerbPlace) -> Range:
    """What stands between the opener of a subordinate clause and its verbs at the end."""
    return place.clause.lo, min(place.verb, place.finite if place.finite > place.clause.lo else place.verb)


def _is_relative(place: VerbPlace) -> bool:
    return place.clause.opener in ("die", "dat", "wat")


def _relative_subject(words: Sequence[Word], place: VerbPlace) -> bool:
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


def _transitive(words: Sequence[Word], place: VerbPlace, cue: Cue) -> tuple[Range, Range] | None:
    clause, at = place.clause, place.verb
    if clause.subordinate:
        span = _without_cue(words, (clause.lo, min(at, place.finite)), cue, at)
        if place.clause.opener in ("die", "wat") and is_noun_phrase(words, span):
            return antecedent(words, place), span
        return _parted(words, span)
    end = at if place.finite < at else clause.hi
    rest = _without_cue(words, (place.finite + 1, end), cue, at)
    if subject_first(words, place):
        return (front(words, place), rest) if is_noun_phrase(words, rest) else None
    if clause.subject:
        return (clause.subject, rest) if is_noun_phrase(words, rest) else None
    shared = shared_subject(words, place)
    if shared != _NONE:
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
        words[i].kind in ("DET", "PUNCT") or words[i].form == "zo" for i in range(place.verb + 1, that)
    ):
        return None
    if that + 2 >= len(words) or is_finite(words, that + 1):
        return None
    subject = _subject_of(words, place, that)
    return (subject, (that + 1, right_end(words, that))) if subject else None


def _clausal(words: Sequence[Word], place: VerbPlace, cue: Cue) -> tuple[Range, Range] | None:
    """Subject and clause of `leidt ertoe dat …`, `is het te danken aan … dat`, `komt doordat …`."""
    for i in range(
        place.finite + 1 if place.finite < place.verb else place.verb + 1, min(place.verb + 8, len(words))
    ):
        if words[i].form == "doordat" and "door" in cue.objects:
            subject = _subject_of(words, place, i)
            return (subject, (i + 1, right_end(words, i))) if subject else None
        if words[i].form == "dat" and i + 1 < len(words) and _points_ahead(words, place, cue, i):
            subject = _subject_of(words, place, i)
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


def _subject_of(words: Sequence[Word], place: VerbPlace, limit: int) -> Range | None:
    """The subject of a clause whose other side comes after `limit`."""
    clause = place.clause
    if clause.subordinate:
        if _relative_subject(words, place):
            return antecedent(words, place)
        return clause.lo, min(place.verb, place.finite)
    if clause.subject:
        return clause.subject
    if subject_first(words, place):
        return front(words, place)
    shared = shared_subject(words, place)
    if shared != _NONE:
        return shared
    start = place.finite + 1
    end = min(place.verb, limit) if place.finite < place.verb else limit
    return (start, phrase_end(words, start, end)) if is_noun_phrase(words, (start, end)) else None


def _prepositional(words: Sequence[Word], place: VerbPlace, cue: Cue) -> tuple[Range, Range] | None:
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
        if _relative_subject(words, place):
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
    if subject_first(words, place):
        # A noun phrase between verb and preposition is an object: `leidt de stichting tot 2027`.
        return None if inside and words[between[0]].kind in ("DET", "PRON") else (front(words, place), other)
    if inside:
        return (between[0], phrase_end(words, between[0], between[1])), other
    shared = shared_subject(words, place)
    return (shared, other) if shared != _NONE else None


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
    if _is_relative(place):
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


def read_noun(words: Sequence[Word], at: int, trigger: Trigger) -> Reading | None:
    """The sides of `X is het gevolg van Y`: before or after the verb, and after the preposition."""
    cue = trigger.cue
    if cue.before and (at == 0 or words[at - 1].form != cue.before):
        return None
    after = next((i for i in range(at + 1, min(at + 3, len(words))) if words[i].form in cue.objects), -1)
    if after < 0 or not _opened(words, at):
        return None
    clause = clause_of(words, at)
    verb = next((i for i in range(at - 1, clause.lo - 1, -1) if words[i].form in word_list("be")), -1)
    late = next(
        (i for i in range(at + 1, min(clause.hi + 1, len(words))) if words[i].form in word_list("be")), -1
    )
    end = min(clause.hi, len(words))
    while end > after + 1 and (words[end - 1].kind == "AUX" or words[end - 1].form in word_list("be")):
        end -= 1
    place = VerbPlace(at, verb, clause, False)
    if verb >= 0 and not clause.subordinate:
        if subject_first(words, place):
            subject: Range | None = front(words, place)
        else:
            subject = clause.subject or (verb + 1, _article(words, at))
    elif verb >= 0 or late >= 0:
        stop = _article(words, at)
        stop = min(stop, verb) if verb >= 0 else stop
        subject = antecedent(words, place) if clause.opener in ("die", "wat") else (clause.lo, stop)
    else:
        subject = None
    return make_reading(words, place, cue, (subject, (after + 1, end)) if subject else None)


def _article(words: Sequence[Word], at: int) -> int:
    """Where the noun phrase of the cue begins: `een belangrijke oorzaak`."""
    for i in range(at - 1, max(-1, at - 6), -1):
        if words[i].kind == "DET":
            return i
    return at


def _opened(words: Sequence[Word], at: int) -> bool:
    """Whether an article or adjective stands before the noun, so that it is no part of `als gevolg van`."""
    return (
        at > 0
        and words[at - 1].form not in ("als", "tot", "ten", "de motor")
        and (words[at - 1].kind == "DET" or not words[at - 1].kind)
    )
