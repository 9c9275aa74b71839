"""Who a phrase stands for: surnames, pronouns and descriptions resolved over the document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from nlp.lemmas import is_dutch_word
from nlp.quotes.agents import read_agent
from nlp.quotes.lexicon import is_body, known_bodies
from nlp.quotes.people import People, key_of
from nlp.quotes.records import Agent, AgentKind, Person, Quote, Span

_ABBREVIATION = re.compile(
    r"(?:\b[A-ZÀ-Þ][\w’'&-]+(?:\s(?:voor|van|de|het|en|der|in|te|[A-ZÀ-Þ][\w’'&-]+))*)\s\(([A-Z][\w&-]{1,9})\)"
)
_INDEFINITE = re.compile(
    r"(?:een|één|enkele|sommige|veel|vele|meerdere|verschillende|meeste|de meeste|andere|twee|drie|vier)\b"
)
_POSSESSIVE = re.compile(r"(?:zijn|haar|hun)\b")
_GENERAL = {"vrouw": "f", "dame": "f", "man": "m"}


@dataclass
class Story:
    """What is known while reading on: the persons, the sentences, and who spoke last."""

    text: str
    people: People
    sentences: Sequence[int]
    """Where each sentence starts."""
    abbreviations: dict[str, str]
    spoken: Sequence[tuple[int, int]] = ()
    """What stands between marks: names in it are mentioned by the speaker, not by the writer."""
    last: Quote | None = None
    last_gender: str = ""
    bodies: list[str] = field(default_factory=list)


def abbreviations_of(text: str) -> dict[str, str]:
    """Abbreviations the text defines, `Planbureau voor de Leefomgeving (PBL)`, with what they stand for."""
    found: dict[str, str] = {}
    for match in _ABBREVIATION.finditer(text):
        long = _fitting(match.group()[: match.group().rindex(" (")], match[1])
        if long:
            found.setdefault(match[1], long)
    return found


def _fitting(words: str, short: str) -> str:
    """The longest tail of the words whose initials give the abbreviation, or an empty string."""
    parts = words.split()
    letters = [letter.lower() for letter in short if letter.isalpha()]
    for at in range(len(parts)):
        tail = parts[at:]
        if tail[0][0].lower() == letters[0] and _spells(" ".join(tail).lower(), letters):
            return " ".join(tail)
    return ""


def _spells(words: str, letters: Sequence[str]) -> bool:
    """Whether the letters occur in order, most of them at the start of a word or of a part of it."""
    at = 0
    for letter in letters:
        at = words.find(letter, at) + 1
        if at == 0:
            return False
    initials = {word[0] for word in words.split()}
    return sum(letter in initials for letter in letters) * 2 > len(letters)


def resolve(story: Story, span: Span) -> Quote | None:
    """The quote with its speaker; the story is told on, so that the next one can lean on it.

    None for a clause whose subject only looks like a name: a plain word that opens a sentence (`Artikel 1 zegt`).
    """
    if span.agent is not None and _is_plain_word(story, span.agent):
        if span.kind == "indirect":
            return None
        span = replace(span, agent=None)
    quote = _with_speaker(story, span)
    if quote.speaker:
        gender = _gender_of(story, quote, span.agent)
        story.last, story.last_gender = quote, gender
        if quote.speaker_kind == "organisation":
            story.bodies.append(quote.speaker)
    return quote


def _is_plain_word(story: Story, agent: Agent) -> bool:
    """Whether a single word with a capital is no name but the first word of a sentence."""
    if agent.kind is not AgentKind.PERSON or " " in agent.name or story.people.named(agent.name):
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
        return _as_body(story, quote, agent.name)
    if agent.kind is AgentKind.PRONOUN:
        return _as_pronoun(story, quote, agent, span)
    return _as_description(story, quote, agent)


def _shown_end(text: str, agent: Agent) -> int:
    return agent.end - (text[agent.end - 1] == ",")


def _as_person(story: Story, quote: Quote, agent: Agent) -> Quote:
    person = story.people.named(agent.name, agent.start if agent.start >= 0 else -1)
    if person is None:
        person = Person(agent.name, agent.name)
    return _said_by(
        quote,
        replace(
            person, role=person.role or agent.role, organisation=person.organisation or agent.organisation
        ),
    )


def _said_by(quote: Quote, person: Person) -> Quote:
    return replace(
        quote, speaker=person.name, role=person.role, organisation=person.organisation, speaker_kind="person"
    )


def _as_body(story: Story, quote: Quote, name: str) -> Quote:
    full = story.abbreviations.get(name, name)
    return replace(quote, speaker=full, speaker_kind="organisation")


def _as_pronoun(story: Story, quote: Quote, agent: Agent, span: Span) -> Quote:
    if agent.plural or (span.plural and agent.name in ("ze", "zij")):
        return _like_last(story, quote, 0.6)
    subject = _subject_before(story, agent.start)
    if subject is not None and _fits(subject.gender, agent.gender):
        return _as_description(story, quote, subject)
    person = _person_meant(story, agent.start, agent.gender)
    last = story.last
    if (
        last is not None
        and _fits(story.last_gender, agent.gender)
        and _is_nearer(story, last, person, agent.start)
    ):
        return _like_last(story, quote, 0.9)
    if person is not None:
        return replace(_said_by(quote, person), confidence=round(quote.confidence * 0.9, 2))
    return _like_last(story, quote, 0.6)


def _subject_before(story: Story, at: int) -> Agent | None:
    """A description that opens a sentence since the last quote: `Een winkelier haalt zijn schouders op.`"""
    line = story.text.rfind("\n", 0, at) + 1
    since = max(line, story.last.end if story.last else 0)
    last = bisect_right(story.sentences, at) - 1
    if last >= 0 and story.text[story.sentences[last] : story.sentences[last] + 1] not in "„“\"‘'«»":
        last -= story.sentences[last] < at
    for start in reversed(story.sentences[: last + 1]):
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


def _fits(gender: str, wanted: str) -> bool:
    return not gender or not wanted or gender == wanted


def _is_nearer(story: Story, last: Quote, person: Person | None, at: int) -> bool:
    """Whether the last speaker is as near as the person named last, or speaks in this very sentence."""
    if person is None or person.name == last.speaker:
        return True
    since = [s for s in story.people.sightings if last.end <= s.start < at and s.name == person.name]
    return not since


def _like_last(story: Story, quote: Quote, factor: float) -> Quote:
    last = story.last
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


def _person_meant(story: Story, at: int, gender: str) -> Person | None:
    """The subject of the nearest sentence before that names somebody who fits."""
    seen = [s for s in story.people.sightings if s.end <= at and not _in_words_said(story, s.start)]
    fitting = [s for s in seen if _fits(story.people.persons[s.name].gender, gender)]
    if not fitting:
        return None
    sentence = bisect_right(story.sentences, fitting[-1].start)
    first = next(s for s in fitting if bisect_right(story.sentences, s.start) == sentence)
    return story.people.persons[first.name]


def _in_words_said(story: Story, at: int) -> bool:
    return any(start <= at < end for start, end in story.spoken)


def _as_description(story: Story, quote: Quote, agent: Agent) -> Quote:
    plain = replace(
        quote,
        speaker=agent.name,
        role=agent.role,
        organisation=agent.organisation,
        speaker_kind="description",
    )
    if agent.plural or _INDEFINITE.match(agent.name) or _POSSESSIVE.match(agent.name):
        return replace(plain, role=agent.role if agent.plural is False and agent.organisation else "")
    # Bakker and Visser are names too, and more likely so where somebody bears them.
    namesake = story.people.named(agent.name, agent.start) if agent.head[0] == agent.start else None
    person = namesake or _person_described(story, agent)
    if person:
        return replace(_said_by(quote, person), confidence=round(quote.confidence * 0.95, 2))
    body = _body_described(story, agent)
    if body:
        return _as_body(story, quote, body)
    person = _just_introduced(story, agent)
    if person is None:
        return plain
    return replace(
        _said_by(quote, replace(person, role=agent.role)), confidence=round(quote.confidence * 0.7, 2)
    )


def _just_introduced(story: Story, agent: Agent) -> Person | None:
    """The person without a role whom the sentence before names, for a description that fits nobody else."""
    line = story.text.rfind("\n", 0, agent.start) + 1
    sentence = bisect_right(story.sentences, agent.start) - 2
    if not agent.role or sentence < 0:
        return None
    since = max(line, story.sentences[sentence])
    names = {s.name for s in story.people.sightings if since <= s.start < agent.start}
    person = story.people.persons[names.pop()] if len(names) == 1 else None
    return person if person and not person.role and not person.organisation else None


def _person_described(story: Story, agent: Agent) -> Person | None:
    """The person mentioned last whose role, party or gender the description gives."""
    head = re.sub(r"^(?:de|het|deze|dit|dezelfde|diezelfde)\s", "", agent.name)
    noun = agent.role or head.split()[-1].lower()
    general = _GENERAL.get(noun, "")
    seen = sorted(
        story.people.sightings,
        key=lambda s: (s.start <= agent.start, s.start if s.start <= agent.start else -s.start),
    )
    for sighting in reversed(seen):
        person = story.people.persons[sighting.name]
        if (
            agent.organisation
            and person.organisation
            and agent.organisation.lower() not in person.organisation.lower()
        ):
            continue
        if _has_role(person.role, noun) or (
            general and person.gender == general and sighting.start < agent.start
        ):
            return person
        if (
            agent.organisation
            and not agent.role
            and person.organisation.lower() == agent.organisation.lower()
        ):
            return person
    return None


def _has_role(role: str, noun: str) -> bool:
    """Whether the role and the noun are the same office, one perhaps said more fully."""
    if not role or not noun:
        return False
    last = role.split()[-1]
    return any(one.endswith(two) and len(two) > 3 for one, two in ((last, noun), (noun, last)))


def _body_described(story: Story, agent: Agent) -> str:
    """The body mentioned before of which the description is the noun: `het planbureau`."""
    noun = re.sub(r"^(?:de|het|deze|dit|diezelfde|dezelfde)\s", "", agent.name)
    if " " in noun or not is_body(noun) or noun == agent.name:
        return ""
    names = [*story.abbreviations.values(), *story.bodies]
    earlier = _listed_before(story.text, agent.start)
    return next(
        (
            name
            for name in (*reversed(names), *earlier)
            if noun in key_of(name).split()[0:1] + key_of(name).split()[-1:]
        ),
        "",
    )


def _listed_before(text: str, at: int) -> list[str]:
    """Listed bodies with a full name before a place in the text, the nearest first."""
    low = text[:at].lower()
    found = [
        (low.rfind(name), known) for name, known in known_bodies().items() if len(name) > 6 and name in low
    ]
    return [known for _, known in sorted(found, reverse=True)]


def _unattributed(story: Story, quote: Quote) -> Quote:
    """Words that nobody is said to say: those of the person the sentence before is about, or of who spoke last."""
    line = story.text.rfind("\n", 0, quote.start) + 1
    person = _person_meant(story, quote.start, "")
    last = story.last
    same_paragraph = last is not None and last.end > line
    sightings = [
        s
        for s in story.people.sightings
        if line <= s.start < quote.start and not _in_words_said(story, s.start)
    ]
    subject = _subject_before(story, quote.start)
    if subject is not None:
        return _as_description(story, quote, subject)
    if sightings and person and not (same_paragraph and last and all(s.start < last.end for s in sightings)):
        return _said_by(quote, person)
    if last is not None:
        return _like_last(story, quote, 0.8)
    return _said_by(quote, person) if person else replace(quote, confidence=0.4)
