"""Read the two sides of a phrase cue (`dankzij`) or a conjunction (`doordat`) from the order of words."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.claims.clauses import clause_of, part_start, right_end
from nlp.claims.cues import Trigger
from nlp.claims.lists import word_list
from nlp.claims.phrases import has_noun, second_phrase, trimmed
from nlp.claims.records import Range, Reading
from nlp.claims.words import HARD, Word, has_finite, is_finite


def read_phrase(words: Sequence[Word], at: int, trigger: Trigger) -> Reading | None:
    """The noun phrase after the cue, and the rest of its clause."""
    cue = (at, at + len(trigger.cue.fixed))
    clause = clause_of(words, at)
    lo, start = clause.lo, cue[1]
    first = at
    while first > lo and words[first - 1].form in word_list("lead"):
        first -= 1
    reported = _opens_reported(words, first)
    lo = first if reported else lo
    if first == lo or (clause.fronted and first <= lo):
        end = _front_end(words, start, subordinate=reported or clause.subordinate)
        rest = (end, right_end(words, end) if end < len(words) else end)
        if lo and words[lo - 1].text == "," and not (end < len(words) and is_finite(words, end)):
            # Set apart behind a comma: `de kosten stijgen, vooral door de vraag naar zorg`.
            end = _middle_end(words, start)
            rest = (clause_of(words, lo - 1).lo, lo - 1)
    else:
        end = _middle_end(words, start)
        rest = (lo, first)
        if not _can_stand(words, rest):
            rest = (end, right_end(words, end) if end < len(words) else end)
    return _reading(words, (start, end), rest, cue, (min(lo, rest[0]), max(clause.hi, end, rest[1])))


def _opens_reported(words: Sequence[Word], first: int) -> bool:
    """Whether `dat` right before opens a clause: `merkt op dat door bezuinigingen de school sloot`."""
    if first < 2 or words[first - 1].form != "dat":
        return False
    return words[first - 2].kind in ("ADP", "ADV") or is_finite(words, first - 2)


def _reading(
    words: Sequence[Word], cause: Range, effect: Range, cue: Range, clause: Range, confidence: float = 1.0
) -> Reading | None:
    cause, effect = trimmed(words, cause), trimmed(words, effect)
    if not has_noun(words, cause) or not has_noun(words, effect):
        return None
    if cause[0] < effect[1] and effect[0] < cause[1]:
        return None
    return Reading(cause, effect, cue, clause, confidence)


def _can_stand(words: Sequence[Word], span: Range) -> bool:
    """Whether the range has more than `er`, adverbs, a verb and a phrase of place or time."""
    i, end = trimmed(words, span)
    while i < end and words[i].kind == "ADP":
        i += 1
        while i < end and (not words[i].kind or words[i].kind in ("DET", "NUM")) and not is_finite(words, i):
            i += 1
    return any(not words[k].kind and not is_finite(words, k) for k in range(i, end)) or any(
        words[k].form in ("dit", "dat", "deze", "die", "ze", "zij", "het", "hij") for k in range(i, end)
    )


def _front_end(words: Sequence[Word], start: int, *, subordinate: bool) -> int:
    """Where the phrase ends that opens a clause: before the finite verb, or before the next noun phrase."""
    if subordinate:
        second = second_phrase(words, (start, right_end(words, start)))
        if second >= 0:
            return second
    skip = 0
    for i in range(start + 1, len(words)):
        word = words[i]
        if word.text in HARD:
            return i
        if word.form in ("die", "waar", "waarin", "waarop", "waarbij") or (
            word.form == "dat" and not words[i - 1].kind
        ):
            skip += 1
        elif is_finite(words, i):
            # The verb of a relative clause comes before that of the main clause.
            if skip and words[i + 1 : i + 2] and not is_finite(words, i + 1):
                skip -= 1
                continue
            if not skip:
                return i
        elif word.text == "," and not skip and i + 1 < len(words) and is_finite(words, i + 1):
            return i
    return len(words)


def _middle_end(words: Sequence[Word], start: int) -> int:
    """Where the phrase ends within a clause: before a verb, an adverb of the clause, or its end."""
    end, relative = right_end(words, start - 1), False
    for i in range(start + 1, end):
        word = words[i]
        relative = relative or word.form in ("die", "dat") or word.form.startswith("waar")
        if is_finite(words, i) and not relative and (word.kind == "AUX" or not word.form.endswith("en")):
            return i
        if word.kind == "ADV" and word.form not in ("meer", "minder", "zo", "zeer", "te", "heel"):
            return i
        if not word.kind and i == end - 1 and _is_verb_form(words, i):
            return i - (words[i - 1].form in ("sterk", "snel", "langzaam", "steeds", "harder"))
    return end


def _is_verb_form(words: Sequence[Word], i: int) -> bool:
    form = words[i].form
    return (
        (form.startswith("ge") or "ge" in form[2:6] or is_finite(words, i))
        and words[i - 1].kind
        not in (
            "DET",
            "ADP",
        )
        and form.endswith(("d", "t", "en"))
        and not form.endswith(("heid", "ingen", "teit"))
    )


def read_conjunction(words: Sequence[Word], at: int, trigger: Trigger) -> Reading | None:
    """The clause after the conjunction and the one before it, or behind it where it opens the sentence."""
    cue = (at, at + len(trigger.cue.fixed))
    first = at
    while first and words[first - 1].form in word_list("lead"):
        first -= 1
    if first == 0 or words[first - 1].text in HARD:
        if trigger.cue.id in ("waardoor", "want", "zodat") or trigger.cue.cause == "effect":
            return None
        end = _fronted_end(words, cue[1])
        if end < 0:
            return None
        behind = (end + 1, right_end(words, end))
        return _reading(words, (cue[1], end), behind, cue, behind, 0.95)
    start = _before_start(words, first)
    before = (start, first)
    after = (cue[1], right_end(words, cue[1]))
    pair = (after, before) if trigger.cue.cause == "cause" else (before, after)
    clause = before if trigger.cue.cause == "cause" else after
    return _reading(words, *pair, cue, (clause[0], max(clause[1], at)))


def _fronted_end(words: Sequence[Word], start: int) -> int:
    """The comma after a clause that opens the sentence, before a finite verb where there is one; or -1."""
    first = -1
    for i in range(start, len(words) - 1):
        if words[i].text in ".;:!?":
            break
        if words[i].text == ",":
            first = i if first < 0 else first
            if is_finite(words, i + 1):
                return i
    return first


def _before_start(words: Sequence[Word], end: int) -> int:
    """Where the clause before a conjunction starts: after a sign, a reported `dat`, or `en` with a verb."""
    start = part_start(words, end)
    for i in range(end - 2, start, -1):
        if words[i].form == "dat" and is_finite(words, i - 1) and i + 2 < end:
            return i + 1
        if words[i].form in ("en", "maar") and has_finite(words, i + 1, end) and has_finite(words, start, i):
            return i + 1
        if words[i].text == "," and words[start].form in ("hoewel", "terwijl", "omdat", "toen", "nu"):
            return i + 1
    return start


def read_with_result(words: Sequence[Word], at: int) -> Reading | None:
    """The sides of `…, met lange reistijden als gevolg`: what is before the comma, and what is in between."""
    if (
        at < 3
        or words[at - 1].form != "als"
        or (at + 1 < len(words) and words[at + 1].form in ("van", "dat"))
    ):
        return None
    opening = next((i for i in range(at - 2, max(-1, at - 25), -1) if words[i].form == "met"), -1)
    if opening < 1 or any(words[i].form == "dat" for i in range(opening, at)):
        return None
    before = (_before_start(words, opening), opening)
    return _reading(words, before, (opening + 1, at - 1), (at - 1, at + 1), before)
