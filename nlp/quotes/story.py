"""What is known while a document is read on, and whom a description stands for at a place in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from nlp.quotes.lexicon import is_body, known_bodies
from nlp.quotes.people import People, Sighting, key_of
from nlp.quotes.records import Agent, Person, Quote

_INDEFINITE = re.compile(
    r"(?:[eéE][eé]n|enkele|sommige|veel|vele|meerdere|verschillende|meeste|de meeste|andere|twee|drie|vier)\b"
)
_POINTER = re.compile(r"^(?:de|het|deze|dit|diezelfde|dezelfde)\s")
_POSSESSIVE = re.compile(r"(?:zijn|haar|hun|mijn|onze)\b", re.I)
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
    last_person: Quote | None = None
    """The last quote of somebody, not of a body."""
    last_gender: str = ""
    last_plural: bool = False
    bodies: list[str] = field(default_factory=list)
    told: list[Sighting] = field(init=False)
    """The persons whom the writer mentions, in order."""
    _by_office: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    _by_noun: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.told = [s for s in self.people.sightings if not self._is_said(s.start)]

    def _is_said(self, at: int) -> bool:
        """Whether a place is inside words said."""
        last = bisect_right(self.spoken, at, key=lambda span: span[0]) - 1
        return last >= 0 and at < self.spoken[last][1]

    def told_before(self, at: int) -> Iterator[Sighting]:
        """The writer's mentions of persons before a place, the nearest first, as far as words reach back."""
        last = bisect_left(self.told, at, key=lambda sighting: sighting.start)
        for index in range(last - 1, max(-1, last - 1 - _FARTHEST), -1):
            yield self.told[index]

    def with_office(self, noun: str, organisation: str) -> list[str]:
        """The persons whom a role, or a body they speak for, can describe."""
        if (noun, organisation) not in self._by_office:
            fitting = [p.name for p in self.people.persons.values() if _holds(p, noun, organisation)]
            self._by_office[noun, organisation] = fitting
        return self._by_office[noun, organisation]

    def listed_bodies(self, noun: str) -> list[tuple[int, str]]:
        """The listed bodies named by a noun (`planbureau`) in the text, with where each stands first."""
        if noun not in self._by_noun:
            low = self.text.lower()
            names = {n: known for n, known in known_bodies().items() if _is_called(n.split(), noun)}
            found = [(low.find(name), known) for name, known in names.items() if " " in name]
            self._by_noun[noun] = sorted((at, known) for at, known in found if at >= 0)
        return self._by_noun[noun]


def _is_called(words: Sequence[str], noun: str) -> bool:
    """Whether a noun is the kind of body the name tells: `planbureau`, `statistiekbureau`."""
    kinds = (word for word in words if len(word) > 4 and is_body(word))
    return noun in (words[0], words[-1]) or any(noun.endswith(kind) for kind in kinds)


_FARTHEST = 200
"""Mentions of persons that a pronoun may lie after the one it stands for."""


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
    names = {sighting.name for sighting in story.people.between(since, agent.start)}
    person = story.people.persons[names.pop()] if len(names) == 1 else None
    return person if person and not person.role and not person.organisation else None


def _person_described(story: Story, agent: Agent) -> Person | None:
    """The person mentioned last whose role, party or gender the description gives; else the first to come."""
    head = _POINTER.sub("", agent.name)
    noun = agent.role or head.split()[-1].lower()
    fitting = story.with_office("" if agent.organisation and not agent.role else noun, agent.organisation)
    if fitting:
        last = max(fitting, key=lambda name: story.people.last_seen(name, agent.start))
        if story.people.last_seen(last, agent.start) < 0:
            last = min(fitting, key=story.people.first_seen)
        return story.people.persons[last]
    return person_meant(story, agent.start, _GENERAL[noun]) if noun in _GENERAL else None


def _holds(person: Person, noun: str, organisation: str) -> bool:
    """Whether a person has the role, at the body if one is given; without a role the body decides."""
    body, wanted = person.organisation.lower(), organisation.lower()
    if not noun:
        return body == wanted
    return _has_role(person.role, noun) and (not body or wanted in body)


def _has_role(role: str, noun: str) -> bool:
    """Whether the role and the noun are the same office, one perhaps said more fully."""
    if not role or not noun:
        return False
    last = role.split()[-1]
    return any(one.endswith(two) and len(two) > 3 for one, two in ((last, noun), (noun, last)))


def _body_described(story: Story, agent: Agent) -> str:
    """The body mentioned before of which the description is the noun: `het planbureau`."""
    noun = _POINTER.sub("", agent.name)
    if " " in noun or not is_body(noun) or noun == agent.name:
        return ""
    earlier = [name for at, name in story.listed_bodies(noun) if at < agent.start]
    for name in (*reversed(story.bodies), *story.abbreviations.values(), *reversed(earlier)):
        words = key_of(name).split()
        if _is_called(words, noun):
            return name
    return ""


def person_meant(story: Story, at: int, gender: str) -> Person | None:
    """The subject of the nearest sentence before that names somebody who fits."""
    found, sentence = "", -1
    for sighting in story.told_before(at):
        if not fits(story.people.persons[sighting.name].gender, gender):
            continue
        of = bisect_right(story.sentences, sighting.start)
        if found and of != sentence:
            break
        found, sentence = sighting.name, of
    return story.people.persons[found] if found else None


def fits(gender: str, wanted: str) -> bool:
    return not gender or not wanted or gender == wanted


def said_by(quote: Quote, person: Person) -> Quote:
    return replace(
        quote, speaker=person.name, role=person.role, organisation=person.organisation, speaker_kind="person"
    )


def as_body(story: Story, quote: Quote, name: str) -> Quote:
    full = story.abbreviations.get(name, name)
    return replace(quote, speaker=full, speaker_kind="organisation")
