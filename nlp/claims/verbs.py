"""Where the verb of a cue stands in its clause, and whether all that the cue asks for stands there too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.claims.clauses import Clause, clause_of
from nlp.claims.cues import CLAUSE_FORMS, Cue, Trigger
from nlp.claims.doubts import is_no_verb, modifies_participle
from nlp.claims.lists import word_list
from nlp.claims.words import Word, find_words, is_finite


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


_PREPOSITIONS = frozenset({"op", "uit", "aan", "mee", "tegen", "in", "af"})
_PASSIVE = frozenset(
    {"word", "wordt", "worden", "werd", "werden", "geworden", "is", "zijn", "was", "waren", "blijft"}
)


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
    if is_no_verb(words, at, trigger, clause) or (
        trigger.shape != "finite" and modifies_participle(words, at)
    ):
        return None
    helper = -1 if trigger.shape == "finite" else _helper(words, at, clause)
    if helper >= 0:
        last = clause.subordinate and helper > clause.lo
        passive = _is_passive(words, at, helper, clause)
        if _lacks_agent(words, at, helper, trigger, passive):
            return None
        return VerbPlace(at, helper, clause, last or helper > at, passive)
    if trigger.shape == "participle" or _has_verb_already(words, at, trigger, clause):
        return None
    return VerbPlace(at, at, clause, clause.subordinate)


def _has_verb_already(words: Sequence[Word], at: int, trigger: Trigger, clause: Clause) -> bool:
    """Whether the main clause has its finite verb before this form: `hebben nu beperkte vrijheid`."""
    if trigger.shape not in ("finite", "either") or clause.subordinate:
        return False
    before = range(clause.lo, at)
    if any(words[i].form in ("die", "dat", "wat") or words[i].form.startswith("waar") for i in before):
        return False
    return any(words[i].kind == "AUX" and is_finite(words, i) for i in before)


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
    bare = not trigger.cue.fixed or trigger.cue.fixed[-1] in ("stand", "gang")
    return bool(beside & word_list("passive")) and not passive and bare


def has_parts(words: Sequence[Word], place: VerbPlace, trigger: Trigger) -> bool:
    """Whether particle and fixed words stand in the clause, and none that make another verb of it."""
    cue, clause, at = trigger.cue, place.clause, place.verb
    lo, hi = clause.lo, max(clause.hi, at + 1)
    if cue.fixed and not _has_fixed(words, place, cue, (lo, min(hi + 2, len(words)))):
        return False
    if cue.particle and not trigger.joined and particle_place(words, place, cue) < 0:
        return False
    if cue.objects[0] not in ("np", "dat") and words[at].form in ("wijten", "danken", "verklaren"):
        return at > 0 and words[at - 1].form == "te"
    if not cue.particle and cue.objects[0] not in ("np", "dat") and _has_other_particle(words, place, cue):
        return False
    if not cue.particle and "np" in cue.objects and not cue.fixed:
        # A particle at the end of the clause, or `zich`, makes another verb: `roept … op`, `versterkt zich`.
        end = words[hi - 1] if hi > at + 1 else None
        if end is not None and end.form in ("op", "uit", "af", "in", "toe", "voor", "aan", "mee", "over"):
            return False
        return not any(words[i].form in ("zich", "erop", "ertoe") for i in range(lo, hi))
    return True


def _has_fixed(words: Sequence[Word], place: VerbPlace, cue: Cue, span: tuple[int, int]) -> bool:
    """Whether the fixed words stand in the clause, and in no relative clause within it."""
    found = find_words(words, cue.fixed, *span)
    between = range(place.verb + 1, found)
    return found >= 0 and not any(words[i].form in ("die", "om") or words[i].text == "," for i in between)


_PARTICLES = frozenset({"op", "af", "rond", "uit", "in", "om"})


def _has_other_particle(words: Sequence[Word], place: VerbPlace, cue: Cue) -> bool:
    """Whether a particle before a relative clause makes another verb: `leidt vrijwilligers op die …`."""
    if cue.objects[0] != "tot" or place.last:
        return False
    ahead = range(place.verb + 1, min(place.verb + 8, len(words) - 1))
    return any(words[i].form in _PARTICLES and words[i + 1].form in ("die", "dat") for i in ahead)


def particle_place(words: Sequence[Word], place: VerbPlace, cue: Cue) -> int:
    """Where the separable part of the verb stands: last in the clause, or before `te` and the verb; or -1."""
    at, particle = place.verb, cue.particle
    if at >= 2 and words[at - 1].form == "te" and words[at - 2].form == particle:
        return at - 2
    if at >= 1 and words[at - 1].form == particle:
        return at - 1
    for i in range(at + 1, min(at + 22, len(words))):
        if words[i].text in ".;!?":
            break
        if words[i].form == particle and _is_particle(words, i, cue):
            return i
    return -1


def _is_particle(words: Sequence[Word], i: int, cue: Cue) -> bool:
    """Whether the word is the verb's own: at the end of the clause or before the preposition of the cue.

    Before `te` it is another verb's: `gaan meer doen om segregatie tegen te gaan`.
    """
    follows = words[i + 1] if i + 1 < len(words) else None
    if follows is not None and follows.form == "te":
        return False
    if cue.objects[0] not in ("np", "dat"):
        expected = {*cue.objects, *(CLAUSE_FORMS.get(p, "") for p in cue.objects)}
        return _ends_clause(words, i) or (
            follows is not None and (follows.form in expected or follows.kind == "ADV")
        )
    return cue.particle not in _PREPOSITIONS or _ends_clause(words, i)


def _ends_clause(words: Sequence[Word], i: int) -> bool:
    return (
        i + 1 >= len(words)
        or words[i + 1].kind in ("PUNCT", "CCONJ", "SCONJ")
        or words[i + 1].form == "waardoor"
    )
