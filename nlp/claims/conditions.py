"""What must hold for a cue to make a claim: no question, aim or condition, no agent, road or moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nlp.claims.clauses import clause_of, part_start
from nlp.claims.cues import Cue
from nlp.claims.doubts import is_doubtful, lacks_verb
from nlp.claims.lists import word_list
from nlp.claims.phrases import head_noun
from nlp.claims.records import Range, Reading
from nlp.claims.words import HARD, Word, find_words, has_finite, is_finite
from nlp.quotes.lexicon import is_role, parties

Lists = Mapping[str, frozenset[str]]
_IF = frozenset({"als", "indien", "mits", "tenzij", "wanneer", "of-vraag", "opdat", "of"})
_IF_WORDS = frozenset({"als", "indien", "mits", "tenzij", "wanneer", "zolang"})
_PASSIVE = frozenset({"wordt", "worden", "werd", "werden", "geworden"})


def holds(words: Sequence[Word], reading: Reading, cue: Cue, lists: Lists) -> bool:
    """Whether nothing speaks against the claim that the reading makes."""
    if _is_question(words, reading) or _is_condition(words, reading, cue):
        return False
    if cue.kind in ("verb", "noun") and _is_aim(words, reading):
        return False
    if cue.kind == "conjunction" and not _has_clauses(words, reading, cue):
        return False
    if is_doubtful(words, reading, cue):
        return False
    return all(_NEEDS[need](words, reading, cue, lists) for need in sorted(cue.needs))


def _is_question(words: Sequence[Word], reading: Reading) -> bool:
    last = next((i for i in range(reading.cue[1], len(words)) if words[i].text in ".!?;"), -1)
    if last >= 0 and words[last].text == "?":
        return True
    return clause_of(words, reading.cue[0]).opener in ("of-vraag", "hoe", "waarom")


def _is_condition(words: Sequence[Word], reading: Reading, cue: Cue) -> bool:
    """Whether the claim stands in, or depends on, a clause with `als`, `indien` or `wanneer`."""
    clause = clause_of(words, reading.cue[0])
    if cue.kind != "conjunction" and (clause.opener in _IF or _is_in_if(words, reading.cue[0])):
        return True
    start = part_start(words, reading.cue[0])
    if start < len(words) and words[start].form in ("en", "maar", "want"):
        start += 1
    first = words[start].form if start < len(words) else ""
    opens_if = first in ("indien", "wanneer", "mits") or (
        first == "als"
        and words[start + 1 : start + 2]
        and words[start + 1].form not in ("gevolg", "resultaat", "eerste")
    )
    return bool(opens_if) and any(words[i].text == "," for i in range(start, reading.cue[0]))


def _is_in_if(words: Sequence[Word], at: int) -> bool:
    """Whether `als dit …` or `zolang het …` opens the clause of the verb, its own verb not yet come."""
    for i in range(at - 1, max(-1, at - 15), -1):
        if words[i].text in HARD or words[i].text == ",":
            return False
        if words[i].form in _IF_WORDS and words[i + 1].kind in ("DET", "PRON"):
            return not any(is_finite(words, k) for k in range(i + 2, at) if words[k].kind != "AUX")
    return False


def _is_aim(words: Sequence[Word], reading: Reading) -> bool:
    """Whether the clause tells what should be: `moet leiden tot`, `om … te remmen`, `hopen dat …`."""
    at = reading.cue[0]
    lo = min(reading.clause[0], at)
    if any(
        words[i].form in word_list("should") and not _in_sides(i, reading)
        for i in range(lo, min(at + 4, len(words)))
    ):
        return True
    if (
        at
        and words[at - 1].form == "te"
        and not any(words[i].form in word_list("raising") for i in range(lo, at))
    ):
        return words[at].form not in ("wijten", "danken", "verklaren")
    clause = clause_of(words, at)
    if clause.opener in ("dat", "opdat") and clause.lo >= 2:
        return any(word.form in word_list("aims") for word in words[max(0, clause.lo - 4) : clause.lo - 1])
    return any(words[i].form == "om" for i in range(max(0, lo - 1), lo))


def _has_clauses(words: Sequence[Word], reading: Reading, cue: Cue) -> bool:
    """Whether the main clause beside a conjunction has a verb; the other's may be one that goes unseen."""
    return has_finite(words, *(reading.effect if cue.cause == "cause" else reading.cause))


def _in_sides(i: int, reading: Reading) -> bool:
    return any(start <= i < end for start, end in (reading.cause, reading.effect))


def _no_agent(words: Sequence[Word], reading: Reading, cue: Cue, lists: Lists) -> bool:
    start, end = reading.cause
    if end - start == 1 and words[start].form in lists["persons"]:
        return False
    if any(_is_acronym(words[i]) for i in range(start, min(end, start + 2))):
        return False
    if words[start].form in lists["persons"] and words[start].form not in ("haar", "ons", "je"):
        return False
    head = head_noun(words, reading.cause)
    if _names_agent(words, reading.cause, lists):
        return False
    return head in lists["masses"] or not is_role(head)


def _names_agent(words: Sequence[Word], span: Range, lists: Lists) -> bool:
    """Whether somebody who acts is the head of the phrase, or stands in it before a stray verb."""
    start, end = span
    start += 2 * (words[start].form == "onder" and start + 2 < end)  # `onder andere de bank`
    for i in range(start, end):
        if words[i].kind in ("ADP", "SCONJ", "PUNCT") or words[i].form in ("die", "dat", "waar"):
            return False
        if not words[i].kind and (words[i].form in lists["agents"] or words[i].form in parties()):
            return True
    return False


def _is_acronym(word: Word) -> bool:
    """Whether the word is the abbreviation of a body (`VVD`, `PvdA`), not of a thing."""
    capitals = sum(letter.isupper() for letter in word.text)
    return (
        capitals >= 2
        and len(word.text) <= 6
        and "-" not in word.text
        and word.form not in word_list("thing_acronyms")
    )


def _no_person(words: Sequence[Word], reading: Reading, cue: Cue, lists: Lists) -> bool:
    start, end = reading.cause
    return not (end - start <= 2 and words[start].form in lists["persons"])


def _no_space(words: Sequence[Word], reading: Reading, cue: Cue, lists: Lists) -> bool:
    cause, effect = head_noun(words, reading.cause), head_noun(words, reading.effect)
    other = effect if cue.cause == "subject" else cause
    subject = cause if cue.cause == "subject" else effect
    first = words[reading.effect[0]] if cue.cause == "subject" else words[reading.cause[0]]
    if cue.id == "komen door" and not _comes_of(words, reading):
        return False
    if other in lists["moments"] or (first.kind == "NUM" and not other) or first.text.isdigit():
        return False
    if cue.cause == "object":
        return (
            other not in lists["spaces"]
            and subject not in ("trein", "bus", "weg", "rivier")
            and _no_agent(words, reading, cue, lists)
        )
    return not (subject in lists["spaces"] and (other in lists["spaces"] or not other)) and not (
        other in lists["spaces"] and not _is_development(subject, lists)
    )


def _comes_of(words: Sequence[Word], reading: Reading) -> bool:
    """Whether `komt … door` says where a thing comes from: not `komt er door`, `kwam tot stand door`."""
    at = reading.cue[0]
    by = find_words(words, ("door",), at, min(at + 12, len(words)))
    between = {words[i].form for i in range(at + 1, by)} if by > at else set()
    told = {words[i].form for i in range(*reading.clause)}
    return not between & {"er", "dat", "om", "voor", "terecht", ","} and "stand" not in told


def _is_development(noun: str, lists: Lists) -> bool:
    if noun in lists["developments"]:
        return True
    if noun in lists["things"] or any(noun.endswith(thing) and len(thing) > 5 for thing in lists["things"]):
        return False
    return noun.endswith(tuple(lists["endings"])) and len(noun) > 4


def _development(words: Sequence[Word], reading: Reading, cue: Cue, lists: Lists) -> bool:
    """Whether the cause is a development, and the clause no passive of somebody's doing."""
    if not _is_development(head_noun(words, reading.cause), lists):
        return False
    if cue.kind != "phrase":
        return True
    at = reading.cue[0]
    if words[at + 1 : at + 2] and words[at + 1].form in (
        "middel",
        "te",
        "heel",
        "elkaar",
        "wie",
        "wat",
        "het",
    ):
        follows = words[at + 2].form if at + 2 < len(words) else ""
        if words[at + 1].form != "het" or follows in ("hele", "land", "dorp", "jaar"):
            return False
    if cue.id == "door" and lacks_verb(words, reading):
        return False
    clause = clause_of(words, at)
    effect = {words[i].form for i in range(*reading.effect)}
    if "zich" in effect and effect & word_list("reflexive"):
        return False
    if _is_means(words, reading) or {"tot", "stand"} <= effect:
        return False
    if effect & {"we", "wij", "ik", "dient", "dienen", "behoort", "wil", "willen", "hoort"}:
        return False
    # `Door … af te schaffen` tells by which means, not what came of what.
    if any(
        words[i].form == "te" for i in range(at + 1, min(max(clause.hi, reading.cause[1]) + 1, len(words)))
    ):
        return False
    lo, hi = clause.lo, max(clause.hi, reading.effect[1])
    passive = any(words[i].form in _PASSIVE for i in range(lo, min(hi, len(words))))
    participle = any(
        words[i].form.startswith(("ge", "be", "ver", "her", "ont"))
        and words[i].form.endswith(("d", "t", "en"))
        and not words[i].kind
        for i in range(lo, min(hi + 1, len(words)))
        if not reading.cause[0] <= i < reading.cause[1]
    )
    return not (passive and participle)


def _is_means(words: Sequence[Word], reading: Reading) -> bool:
    """Whether what follows `door` is a measure by which somebody does something.

    `Het stimuleren van fietsen door …` and `krijgt meer ruimte door invoering van …`: a noun in -ing without
    an article, in the present.
    """
    start, end = reading.effect
    if end - start > 1 and words[start].form == "het" and _is_infinitive_noun(words, start + 1):
        return True
    first = reading.cause[0]
    bare = (
        words[first].form.endswith("ing") and words[first + 1 : first + 2] and words[first + 1].form == "van"
    )
    told = {word.form for word in words[part_start(words, reading.cue[0]) :]}
    return bool(bare) and not told & word_list("past_helpers")


def _is_infinitive_noun(words: Sequence[Word], i: int) -> bool:
    return words[i].form.endswith("en") and not words[i].kind and words[i + 1].form == "van"


def _event(words: Sequence[Word], reading: Reading, cue: Cue, lists: Lists) -> bool:
    """Whether the effect is an event: no opinion or choice, and nobody who says `I`, `we` or `she`."""
    forms = [words[i].form for i in range(*reading.effect)]
    if any(form in lists["opinions"] for form in forms):
        return False
    persons = lists["persons"] - {"haar", "ons", "iedereen"}
    if cue.kind == "conjunction":
        if any(form in persons for form in forms[:4]) or "dan" in (
            words[reading.cause[0]].form,
            words[reading.cause[0] - 1].form,
        ):
            return False
        return not _is_chosen(words, reading, lists)
    if not any(form in persons for form in forms[:3]):
        head = head_noun(words, reading.cause)
        if any(words[i].form in lists["grounds"] for i in range(*reading.cause)):
            return False
        return _is_development(head, lists) or (
            cue.id in ("vanwege", "wegens") and not head.endswith(tuple(lists["feasts"]))
        )
    return False


def _is_chosen(words: Sequence[Word], reading: Reading, lists: Lists) -> bool:
    """Whether the subject of the effect is somebody, and the cause tells what that person wants or finds."""
    cause = [words[i].form for i in range(*reading.cause)]
    return any(form in ("ik", "we", "wij", "ze", "zij", "hij", "je") for form in cause[:2]) and any(
        form in lists["agents"] or form in lists["persons"]
        for form in (words[i].form for i in range(*reading.effect))
    )


def _result(words: Sequence[Word], reading: Reading, cue: Cue, lists: Lists) -> bool:
    """Whether `zodat` tells of a result: no wish or order before it, no `kunnen` after it."""
    after = [words[i].form for i in range(*reading.effect)]
    before = [words[i].form for i in range(*reading.cause)]
    if any(
        form in ("kan", "kunnen", "erbij", "mag", "mogen", "worden", "wordt", "blijft", "blijven")
        for form in after
    ):
        return False
    if any(form in ("zal", "zullen", "wordt", "worden", "krijgt", "krijgen") for form in before):
        return False
    if any(form in word_list("should") or form in ("we", "wij", "ik", "u", "je") for form in before):
        return False
    start = reading.cause[0]
    opens = words[start]
    imperative = start == 0 and not opens.kind and is_imperative(words)
    return not imperative


def is_imperative(words: Sequence[Word]) -> bool:
    """Whether the sentence opens with a bare stem and a noun phrase: `Zet de container aan de straat`."""
    first = words[0].form
    return (
        len(words) > 1
        and words[1].kind in ("DET", "PRON")
        and not is_finite(words, 1)
        and not first.endswith("en")
    )


def _comma(words: Sequence[Word], reading: Reading, cue: Cue, lists: Lists) -> bool:
    at = reading.cue[0]
    return (at > 0 and words[at - 1].text in {",", "en", *HARD}) or any(
        word.form == "," for word in words[max(0, at - 4) : at]
    )


def _not_drunk(words: Sequence[Word], reading: Reading, cue: Cue, lists: Lists) -> bool:
    return head_noun(words, reading.cause) not in lists["drunk"]


_NEEDS = {
    "no_agent": _no_agent,
    "no_person": _no_person,
    "no_space": _no_space,
    "development": _development,
    "event": _event,
    "result": _result,
    "comma": _comma,
    "not_drunk": _not_drunk,
}
