"""Find the claims of a text: cues in its sentences, their sides, what must hold, and how it is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from nlp.claims.ascribed import ASCRIBING, ascribed_at
from nlp.claims.conditions import holds
from nlp.claims.connectives import pointed_claims
from nlp.claims.cues import CueList, Trigger, cue_list
from nlp.claims.holders import holder_of, without_role
from nlp.claims.links import read_conjunction, read_phrase, read_with_result
from nlp.claims.lists import word_list
from nlp.claims.modality import is_hedged, is_negated
from nlp.claims.nouns import read_noun
from nlp.claims.records import Claim, Range, Reading, Side
from nlp.claims.surface import read_verb
from nlp.claims.words import Word, find_words, without_asides, words_of

Parse = Callable[[Sequence[Word], int, Trigger, Reading | None], Reading | None]
"""Reads the sides from a dependency parse, or gives the surface reading back where the parse has none."""
_FORM = re.compile(r"\w+")
# A sentence of more words than this is a list or a table; the clauses in it cannot be trusted.
_LONGEST = 150


@dataclass(frozen=True, slots=True)
class _Found:
    reading: Reading
    trigger: Trigger


def find_claims(
    text: str, sentences: Iterable[Range], *, parse: Parse | None = None, cues: CueList | None = None
) -> tuple[Claim, ...]:
    """The claims in the sentences `[start, end)` of a text, in the order of their effects.

    `parse` reads sides from a dependency parse; without it they follow from the order of words.
    """
    known, bounds = cues or cue_list(), list(sentences)
    found = [claim for start, end in bounds for claim in _in_sentence(text, start, end, known, parse)]
    return tuple(sorted([*found, *pointed_claims(text, bounds)], key=lambda claim: claim.effect.start))


def _in_sentence(text: str, start: int, end: int, cues: CueList, parse: Parse | None) -> Iterator[Claim]:
    forms = _FORM.findall(text[start:end].lower())
    if any(form in ASCRIBING for form in forms):
        yield from _ascribed(text, start, end)
    if not any(form in cues.triggers and _possible(cues.triggers[form], forms) for form in forms):
        return
    everything = words_of(text, start, end)
    if len(everything) > _LONGEST:
        return
    words = without_asides(everything)
    found = [each for i, word in enumerate(words) for each in _at(words, i, word, cues, parse)]
    for each in _without_rivals(found):
        yield _claim(text, words, each, everything)


def _ascribed(text: str, start: int, end: int) -> Iterator[Claim]:
    """The claims of `X wijt E aan C`; X holds them."""
    words = words_of(text, start, end)
    if len(words) > _LONGEST or (words and words[-1].text == "?"):
        return
    for at in range(len(words)):
        found = ascribed_at(words, at)
        if found is None:
            continue
        cause, effect = _side(text, words, found.cause), _side(text, words, found.effect)
        lo, hi = found.holder
        yield Claim(
            start=min(cause.start, effect.start, words[at].start),
            end=max(cause.end, effect.end, words[at].end),
            cause=cause,
            effect=effect,
            cue=found.verb.id,
            direction="more",
            negated=any(words[i].form in word_list("not") for i in range(at, found.cause[0])),
            hedged=any(word.form in word_list("possible") for word in words[max(0, at - 3) : at + 3]),
            holder=without_role(text[words[lo].start : words[hi - 1].end]) if lo < hi else "",
            confidence=0.8,
        )


def _possible(triggers: Sequence[Trigger], forms: Sequence[str]) -> bool:
    """Whether the other words that one of the cues asks for are in the sentence at all."""
    return any(
        all(word in forms for word in trigger.cue.fixed)
        and (trigger.joined or not trigger.cue.particle or trigger.cue.particle in forms)
        for trigger in triggers
    )


def _at(words: Sequence[Word], i: int, word: Word, cues: CueList, parse: Parse | None) -> Iterator[_Found]:
    for trigger in cues.triggers.get(word.form, ()):
        reading = _read(words, i, trigger)
        if parse is not None:
            reading = parse(words, i, trigger, reading)
        if reading is not None and holds(words, reading, trigger.cue, cues.words):
            yield _Found(reading, trigger)


def _read(words: Sequence[Word], i: int, trigger: Trigger) -> Reading | None:
    cue = trigger.cue
    if cue.kind == "verb":
        return read_verb(words, i, trigger)
    if cue.kind == "noun":
        return read_noun(words, i, trigger)
    if cue.id == "met als gevolg":
        return read_with_result(words, i)
    if find_words(words, cue.fixed, i, i + len(cue.fixed)) != i:
        return None
    return read_phrase(words, i, trigger) if cue.kind == "phrase" else read_conjunction(words, i, trigger)


def _without_rivals(found: Sequence[_Found]) -> list[_Found]:
    """The readings that are left when, of two that share cue or both sides, the surer stays."""
    kept: list[_Found] = []
    for each in sorted(found, key=lambda one: (-_weight(one), one.reading.cue)):
        if not any(_rivals(each.reading, other.reading) for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda one: one.reading.cue)


def _weight(found: _Found) -> float:
    # Of two cues on one verb the one that asks for more (`jaagt … aan`) is meant.
    longer = (
        0.2 * bool(found.trigger.cue.particle or found.trigger.cue.fixed) * (found.trigger.cue.kind == "verb")
    )
    return found.trigger.cue.confidence * found.reading.confidence + longer


def _rivals(one: Reading, other: Reading) -> bool:
    if _meet(one.cue, other.cue):
        return True
    same = _meet(one.cause, other.cause) and _meet(one.effect, other.effect)
    turned = _meet(one.cause, other.effect) and _meet(one.effect, other.cause)
    return same or turned


def _meet(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _claim(text: str, words: Sequence[Word], found: _Found, everything: Sequence[Word]) -> Claim:
    reading, cue = found.reading, found.trigger.cue
    cause, effect = (_side(text, words, span) for span in (reading.cause, reading.effect))
    edges = (cause.start, effect.start, words[reading.cue[0]].start)
    ends = (cause.end, effect.end, words[reading.cue[1] - 1].end)
    return Claim(
        start=min(edges),
        end=max(ends),
        cause=cause,
        effect=effect,
        cue=cue.id,
        direction=cue.direction,
        negated=is_negated(words, reading, cue),
        hedged=is_hedged(words, reading, cue),
        holder=holder_of(text, everything, _moved(reading, words, everything)),
        confidence=round(cue.confidence * reading.confidence, 2),
    )


def _moved(reading: Reading, words: Sequence[Word], everything: Sequence[Word]) -> Reading:
    """The reading with places among all words, the asides included."""
    if len(words) == len(everything):
        return reading
    places = {word.start: i for i, word in enumerate(everything)}
    spans = (
        (places[words[start].start], places[words[end - 1].start] + 1)
        for start, end in (reading.cause, reading.effect, reading.cue)
    )
    cause, effect, cue = spans
    return replace(reading, cause=cause, effect=effect, cue=cue)


def _side(text: str, words: Sequence[Word], span: Range) -> Side:
    start, end = words[span[0]].start, words[span[1] - 1].end
    return Side(start, end, text[start:end])
