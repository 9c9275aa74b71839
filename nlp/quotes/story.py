"""What is known while a document is read on, and whom a description stands for at a place in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from nlp.quotes.lexicon import is_body, known_bodies
from nlp.quotes.people import People, key_of
from nlp.quotes.records import Agent, Person, Quote

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


def as_description(story: Story, quote: Quote, agent: Agent) -> Quote:
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
        return replace(said_by(quote, person), confidence=round(quote.confidence * 0.95, 2))
    body = _body_described(story, agent)
    if body:
        return as_body(story, quote, body)
    person = _just_introduced(story, agent)
    if person is None:
        return plain
    return replace(
        said_by(quote, replace(person, role=agent.role)), confidence=round(quote.confidence * 0.7, 2)
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


def person_meant(story: Story, at: int, gender: str) -> Person | None:
    """The subject of the nearest sentence before that names somebody who fits."""
    seen = [s for s in story.people.sightings if s.end <= at and not in_words_said(story, s.start)]
    fitting = [s for s in seen if fits(story.people.persons[s.name].gender, gender)]
    if not fitting:
        return None
    sentence = bisect_right(story.sentences, fitting[-1].start)
    first = next(s for s in fitting if bisect_right(story.sentences, s.start) == sentence)
    return story.people.persons[first.name]


def in_words_said(story: Story, at: int) -> bool:
    return any(start <= at < end for start, end in story.spoken)


def fits(gender: str, wanted: str) -> bool:
    return not gender or not wanted or gender == wanted


def said_by(quote: Quote, person: Person) -> Quote:
    return replace(
        quote, speaker=person.name, role=person.role, organisation=person.organisation, speaker_kind="person"
    )


def as_body(story: Story, quote: Quote, name: str) -> Quote:
    full = story.abbreviations.get(name, name)
    return replace(quote, speaker=full, speaker_kind="organisation")
