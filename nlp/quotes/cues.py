"""Where reporting verbs stand in a sentence, and which phrase is their subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.quotes.agents import agents_in, read_agent
from nlp.quotes.lexicon import Verb, finite_forms, reporting_forms
from nlp.quotes.records import Agent, AgentKind
from nlp.word_classes import word_class

_WORD = re.compile(r"[^\W\d_]+")
_AUXILIARY = re.compile(r"\b(?:heeft|hebben|had|hadden)\b")
_FIRST_PERSON = re.compile(r"\b(?:ik|wij|we|u|jij|je|jullie|men|er|niemand|iedereen)$", re.I)
_FIRST_PERSON_AFTER = re.compile(r"\s(?:ik|wij|we|u|jij|je|jullie|men|er\swordt)\b", re.I)
_HYPOTHETICAL = re.compile(r"\bzou(?:den)?\s(?:\w+\s){0,3}$")
_DENIED = re.compile(r"\b(?:niet|nooit|geen)\b")
_SKIPPED = re.compile(r"\s(?:(?:er|ook|echter|nu|dan|daarom|daarop|toen|zelf|vervolgens|daarna|op)\s)?")
_CLAUSE = re.compile(r"(?:;|:|,?\s(?:maar|want|omdat|terwijl|hoewel|doordat|aangezien|zodat)|,\sen)\s")


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb at its place."""

    start: int
    end: int
    word: str
    verbs: tuple[Verb, ...]

    def used(self, uses: str) -> tuple[Verb, ...]:
        """The verbs that this form may be of and that have one of the uses."""
        return tuple(verb for verb in self.verbs if any(use in verb.uses for use in uses))


def cues_in(text: str, start: int, stop: int) -> Iterator[Cue]:
    """The forms of reporting verbs in a stretch of text."""
    forms = reporting_forms()
    for match in _WORD.finditer(text, start, stop):
        verbs = forms.get(match.group().lower())
        if verbs and _is_infinitive(text, match, start):
            continue
        if verbs and text[match.end() : match.end() + 1] not in ("-", "’", "'"):
            yield Cue(match.start(), match.end(), match.group().lower(), verbs)


def _is_infinitive(text: str, match: re.Match[str], start: int) -> bool:
    """Whether the form is an infinitive after `te` or `zou`, or part of `dat wil zeggen`."""
    before = text[max(start, match.start() - 4) : match.start()]
    if before.endswith(" te ") and match.group().endswith("n"):
        return True
    if match.group().endswith("en") and _HYPOTHETICAL.search(text, start, match.start()):
        return True
    return match.group() == "zeggen" and before.endswith("wil ")


def in_first_person(text: str, cue: Cue, start: int) -> bool:
    """Whether the writer or nobody in particular speaks (`ik denk dat`, `men zegt dat`)."""
    return bool(
        _FIRST_PERSON.search(text[start : cue.start].rstrip()) or _FIRST_PERSON_AFTER.match(text, cue.end)
    )


def is_denied(text: str, cue: Cue, stop: int) -> bool:
    """Whether the words after the verb, up to the clause, deny that it was said."""
    return bool(_DENIED.search(text, cue.end, stop))


def subject_of(text: str, cue: Cue, start: int, stop: int) -> Agent | None:
    """The phrase that is the subject of a reporting verb in the sentence `[start, stop)`, or None.

    A phrase after a preposition is no subject; one right before the verb wins, then one right after it,
    then the first of the clause, then the first of the sentence.
    """
    verb_start = cue.start
    if all(verb.participle for verb in cue.verbs):
        auxiliary = _AUXILIARY.search(text, start, cue.start)
        if not auxiliary:
            return None
        after = _agent_after(text, auxiliary.end(), cue.start)
        if after and not _before(text, start, auxiliary.start()):
            return after
        verb_start = auxiliary.start()
    clause = _clause_start(text, start, verb_start)
    before = _before(text, clause, verb_start)
    after = _agent_after(text, cue.end, stop) if verb_start == cue.start else None
    if before and _adjoins(text, before[-1], verb_start):
        return before[-1]
    if after:
        return after
    return _first(before, text, verb_start) or _first(_before(text, start, verb_start), text, verb_start)


def _clause_start(text: str, start: int, stop: int) -> int:
    ends = [match.end() for match in _CLAUSE.finditer(text, start, stop)]
    return ends[-1] if ends else start


def _before(text: str, start: int, stop: int) -> list[Agent]:
    """The phrases before the verb that no preposition governs."""
    return [agent for agent in agents_in(text, start, stop) if not _is_governed(text, agent.start)]


def _is_governed(text: str, at: int) -> bool:
    words = text[max(0, at - 25) : at].split()
    return bool(words) and word_class(words[-1]) == "ADP" and text[at - 1] == " "


def _adjoins(text: str, agent: Agent, at: int) -> bool:
    """Whether nothing but adverbs stands between the phrase and the verb."""
    between = text[agent.end : at].strip(" ,")
    words = between.split()
    return len(words) <= 3 and all(word_class(w) in ("ADV", "PRON") or w.endswith("lijk") for w in words)


def _agent_after(text: str, at: int, stop: int) -> Agent | None:
    skipped = _SKIPPED.match(text, at, stop)
    return read_agent(text, skipped.end(), stop) if skipped else None


def _first(agents: Sequence[Agent], text: str, verb_start: int) -> Agent | None:
    """The first phrase that reaches to the verb without another finite verb of its own clause between."""
    for agent in agents:
        gap = _without_asides(text[agent.end : verb_start]).split()
        if len(gap) <= 12 and not any(word.strip(",").lower() in finite_forms() for word in gap[:-1]):
            return agent
    persons = [agent for agent in agents if agent.kind in (AgentKind.PERSON, AgentKind.PRONOUN)]
    return persons[0] if persons else None


def _without_asides(gap: str) -> str:
    """The gap without a relative clause or apposition between commas."""
    return re.sub(r"^,\s(?:die|dat|waar|wiens|zelf)\b.*,", " ", gap)
