"""Who a phrase stands for: surnames, pronouns and descriptions resolved over the document."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from nlp.lemmas import is_dutch_word
from nlp.quotes.agents import read_agent
from nlp.quotes.lexicon import is_body, is_plural_role, is_role
from nlp.quotes.places import place_names
from nlp.quotes.records import Agent, AgentKind, Person, Quote, Span
from nlp.quotes.story import Story, as_body, as_description, fits, person_meant, said_by

_IN_PERSON = re.compile(r"\b(?:ik|mijn|mij)\b", re.I)


def resolve(story: Story, span: Span) -> Quote | None:
    """The quote with its speaker; the story is told on, so that the next one can lean on it.

    None for a clause whose subject only looks like a name (a plain word that opens a sentence), or is nobody.
    """
    if span.agent is not None and _is_plain_word(story, span.agent):
        if span.kind in ("indirect", "answer"):
            return None
        span = replace(span, agent=None)
    if span.kind == "indirect" and span.agent is not None and _is_nobody(story, span.agent):
        return None
    quote = _with_speaker(story, span)
    if quote.speaker:
        gender = _gender_of(story, quote, span.agent)
        story.last, story.last_gender = quote, gender
        if span.agent is not None and span.agent.kind is not AgentKind.PRONOUN:
            story.last_plural = span.agent.plural
        if quote.speaker_kind == "organisation":
            story.bodies.append(quote.speaker)
        if not _is_of_body(quote):
            story.last_person = quote
    return quote


def _is_of_body(quote: Quote) -> bool:
    """Whether a body speaks, by its name or by a noun (`de gemeente`)."""
    described = quote.speaker_kind == "description" and not quote.role
    return quote.speaker_kind == "organisation" or (described and is_body(quote.speaker.split()[-1]))


def _is_plain_word(story: Story, agent: Agent) -> bool:
    """Whether a single word with a capital is no name but the first word of a sentence."""
    if agent.kind is not AgentKind.PERSON or " " in agent.name or story.people.named(agent.name):
        return False
    if agent.start >= 0 and agent.head[0] > agent.start:  # `de heer Nijboer`: a title says that it is a name
        return False
    opens = agent.start < 0 or story.text[max(0, agent.start - 20) : max(0, agent.start)].rstrip(" \"'“„‘«")[
        -1:
    ] in ("", ".", "!", "?", "\n", ":")
    return opens and is_dutch_word(agent.name.lower())


def _gender_of(story: Story, quote: Quote, agent: Agent | None) -> str:
    person = story.people.persons.get(quote.speaker)
    if person and person.gender:
        return person.gender
    if agent is not None and agent.gender:
        return agent.gender
    return story.last_gender if story.last and story.last.speaker == quote.speaker else ""


def _with_speaker(story: Story, span: Span) -> Quote:
    words = story.text[span.start : span.end]
    quote = Quote(span.start, span.end, words, span.kind, span.cue, confidence=round(span.confidence, 2))
    agent = span.agent
    if agent is None:
        return _unattributed(story, quote)
    if agent.start >= 0:
        quote = replace(quote, speaker_start=agent.start, speaker_end=_shown_end(story.text, agent))
    if agent.kind is AgentKind.PERSON:
        return _as_person(story, quote, agent)
    if agent.kind is AgentKind.BODY:
        return as_body(story, quote, agent.name)
    if agent.kind is AgentKind.PRONOUN:
        return _as_pronoun(story, quote, agent, span)
    return as_description(story, quote, agent)


def _shown_end(text: str, agent: Agent) -> int:
    return agent.end - (text[agent.end - 1] == ",")


def _as_person(story: Story, quote: Quote, agent: Agent) -> Quote:
    person = story.people.named(agent.name, agent.start if agent.start >= 0 else -1)
    titled = agent.start >= 0 and agent.head[0] > agent.start
    if person is None and not agent.role and not titled and agent.name.lower() in place_names():
        return as_body(story, quote, agent.name)  # `Emmen vindt dat`: the town's government
    if person is None:
        person = Person(agent.name, agent.name)
    return said_by(
        quote,
        replace(
            person, role=person.role or agent.role, organisation=person.organisation or agent.organisation
        ),
    )


def _as_pronoun(story: Story, quote: Quote, agent: Agent, span: Span) -> Quote:
    if agent.plural or (span.plural and agent.name in ("ze", "zij")):
        return _like_last(story, quote, 0.6)
    subject = _subject_before(story, agent.start)
    if subject is not None and fits(subject.gender, agent.gender):
        return as_description(story, quote, subject)
    person = person_meant(story, agent.start, agent.gender)
    last = None if story.last_plural else story.last
    if (
        last is not None
        and fits(story.last_gender, agent.gender)
        and _is_nearer(story, last, person, agent.start)
    ):
        return _like_last(story, quote, 0.9)
    if person is not None:
        return replace(said_by(quote, person), confidence=round(quote.confidence * 0.9, 2))
    return _like_last(story, quote, 0.6) if last else replace(quote, confidence=0.4)


def _is_nobody(story: Story, agent: Agent) -> bool:
    """Whether `die` stands for nobody in particular: `mensen die vinden dat`."""
    if agent.kind is not AgentKind.PRONOUN or agent.name != "die":
        return False
    start = story.sentences[bisect_right(story.sentences, agent.start) - 1] if story.sentences else 0
    before = story.text[max(start, agent.start - 60) : agent.start].rstrip(" ,")
    words = before.split()
    if not words or before[-1] in ".!?\n":
        return False
    last = words[-1].strip("()")
    named = last[:1].isupper() and not (len(words) == 1 and is_dutch_word(last.lower()))
    return not (named or (is_role(last) and not is_plural_role(last)))


def _subject_before(story: Story, at: int) -> Agent | None:
    """A description that opens a sentence since the last quote: `Een winkelier haalt zijn schouders op.`"""
    line = story.text.rfind("\n", 0, at) + 1
    since = max(line, story.last.end if story.last else 0)
    last = bisect_right(story.sentences, at) - 1
    if last >= 0 and story.text[story.sentences[last] : story.sentences[last] + 1] not in "„“\"‘'«»":
        last -= story.sentences[last] < at
    for index in range(last, -1, -1):
        start = story.sentences[index]
        if start < since:
            return None
        agent = read_agent(story.text, start, _line_end(story.text, start))
        if agent is not None and agent.kind is not AgentKind.PRONOUN:
            single = agent.kind is AgentKind.DESCRIPTION and not agent.plural and bool(agent.role)
            return agent if single else None
    return None


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _is_nearer(story: Story, last: Quote, person: Person | None, at: int) -> bool:
    """Whether the last speaker is as near as the person named last, or speaks in this very sentence."""
    if person is None or person.name == last.speaker:
        return True
    return not any(sighting.name == person.name for sighting in story.people.between(last.end, at))


def _like_last(story: Story, quote: Quote, factor: float) -> Quote:
    return _like(story.last, quote, factor)


def _like(last: Quote | None, quote: Quote, factor: float) -> Quote:
    """The quote with the speaker of another, or with none where there is no other."""
    if last is None:
        return replace(quote, confidence=round(quote.confidence * 0.5, 2))
    confidence = round(quote.confidence * factor, 2)
    return replace(
        quote,
        speaker=last.speaker,
        role=last.role,
        organisation=last.organisation,
        speaker_kind=last.speaker_kind,
        confidence=confidence,
    )


def _unattributed(story: Story, quote: Quote) -> Quote:
    """Words that nobody is said to say: those of whom the sentence before is about, or of who spoke last."""
    line = story.text.rfind("\n", 0, quote.start) + 1
    person = person_meant(story, quote.start, "")
    last = story.last
    same_paragraph = last is not None and last.end > line
    nearest = next(story.told_before(quote.start), None)
    named_here = nearest is not None and nearest.start >= (last.end if same_paragraph and last else line)
    subject = _subject_before(story, quote.start)
    if subject is not None:
        return as_description(story, quote, subject)
    if named_here and person:
        return said_by(quote, person)
    if last is not None and _is_of_body(last) and _IN_PERSON.search(quote.text):
        # No body says `ik`: in an interview it is the one who answered before.
        return _like(story.last_person, quote, 0.8)
    if last is not None:
        return _like_last(story, quote, 0.8)
    return said_by(quote, person) if person else replace(quote, confidence=0.4)
