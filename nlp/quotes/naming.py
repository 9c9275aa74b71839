"""Find the persons of a document, each with the role and organisation given anywhere in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.quotes.agents import read_agent
from nlp.quotes.lexicon import first_names, is_role, parties
from nlp.quotes.names import (
    TITLES,
    given_of,
    has_initials,
    is_body_name,
    is_common,
    is_given_name,
    read_name,
    surname_of,
)
from nlp.quotes.nouns import is_pair, starts_high
from nlp.quotes.offices import read_office, with_attributes
from nlp.quotes.people import People, key_of, keys_of
from nlp.quotes.records import Agent, AgentKind, Person

_CAPITAL = re.compile(r"(?<![\w’'.-])(?:['’][tT] )?[A-ZÀ-ÖØ-Þ]")
_BEFORE = re.compile(r"([^\W\d_][\w’'-]*\.?)\s$")
_OFFICE_BEFORE = re.compile(r"([^\W\d_][\w’'-]*)\s(?:van|bij)\s(?:de\s|het\s)?([^,.;:()\n]{2,40}),\s$")
_COPULA = re.compile(
    r"\s(?:is|was|werd|wordt|werkt\sals|werkte\sals)\s(?:nu\s|sinds\s\d+\s)?(?:de\s|een\s|als\s)?"
)


def people_of(text: str, entities: Sequence[tuple[int, int]] = ()) -> People:
    """The persons the text names, by the shape of names and by what stands around them.

    `entities` are spans that a pipeline took for persons; they count as evidence.
    """
    found = _agents(text, frozenset(start for start, _ in entities))
    people = People()
    for agent in sorted(found, key=lambda agent: -_fullness(agent.name)):
        _merge(people, agent)
    for agent in found:
        person = people.named(agent.name)
        if person:
            people.see(*agent.head, person.name)
    return people


def _fullness(name: str) -> int:
    """How complete a name is: with a first name, then with initials, then the surname alone."""
    return 2 if given_of(name) else 1 if has_initials(name) else 0


def _merge(people: People, agent: Agent) -> None:
    """Add what a mention tells to the person it is of; a surname alone goes to the one who bears it."""
    match = people.persons.get(agent.name)
    if match is None and (not given_of(agent.name) or has_initials(agent.name)):
        match = _compatible(people, agent)
    if match is None:
        match = Person(agent.name, surname_of(agent.name), given_of(agent.name))
    people.put(
        replace(
            match,
            role=match.role or agent.role,
            organisation=match.organisation or agent.organisation,
            gender=match.gender or agent.gender or first_names().get(match.first.split("-")[0], ""),
        )
    )


def _compatible(people: People, agent: Agent) -> Person | None:
    person = people.named(surname_of(agent.name))
    if person is None or (agent.gender and person.gender and agent.gender != person.gender):
        return None
    initial = agent.name[:1] if has_initials(agent.name) else ""
    return None if initial and person.first and person.first[0] != initial else person


def _agents(text: str, entities: frozenset[int]) -> list[Agent]:
    """Each mention of a person for which there is evidence, first those that need no other."""
    weak: list[Agent] = []
    sure: list[Agent] = []
    at = 0
    for match in _CAPITAL.finditer(text):
        if match.start() < at:
            continue
        agent, certain = _mention(text, match.start(), match.start() in entities)
        if agent is not None:
            (sure if certain else weak).append(agent)
            at = agent.head[1]
    known = {key for agent in sure for key in _short_keys(agent)}
    kept = sure + [agent for agent in weak if key_of(agent.name) in known]
    return sorted(kept, key=lambda agent: agent.head)


def _short_keys(agent: Agent) -> set[str]:
    person = Person(agent.name, surname_of(agent.name), given_of(agent.name))
    return keys_of(person)


def _mention(text: str, at: int, entity: bool) -> tuple[Agent | None, bool]:
    """The person named at a capital, and whether the place itself is evidence enough."""
    line = text.find("\n", at)
    stop = min(len(text) if line < 0 else line, at + 300)
    named = read_name(text, at, stop)
    if not named:
        return None, False
    first = re.split(r"[\s,.]", text[at : named[1]])[0]
    if is_common(first) and not (_is_prefix(first) and starts_high(text, named)):
        return _with_role_word(text, at, stop)
    name = text[slice(*named)]
    if is_body_name(name) and not entity:
        return None, False
    agent = with_attributes(text, Agent(at, named[1], AgentKind.PERSON, name, head=named), stop)
    role, gender, called = _before(text, at)
    agent = replace(agent, role=agent.role or role, gender=agent.gender or gender)
    agent = _with_office_before(text, at, agent)
    agent = _with_copula(text, agent, stop)
    words = name.split()
    given = is_given_name(words[0]) and len(words) > 1
    evidence = given or has_initials(name) or agent.role or called or entity or _has_party(agent)
    return agent, bool(evidence) and not (words[0] in _ARTICLES and len(words) == 1)


_ARTICLES = frozenset({"De", "Het", "Een"})


def _is_prefix(word: str) -> bool:
    return word in {"Van", "De", "Den", "Der", "Ter", "Ten", "Te", "In", "Op", "Aan"}


def _has_party(agent: Agent) -> bool:
    return agent.organisation.lower() in parties()


def _with_role_word(text: str, at: int, stop: int) -> tuple[Agent | None, bool]:
    """`Wethouder Ad van Kempen` at the start of a sentence."""
    agent = read_agent(text, at, stop)
    if agent is None or agent.kind is not AgentKind.PERSON:
        return None, False
    return _with_copula(text, agent, stop), True


def _before(text: str, at: int) -> tuple[str, str, bool]:
    """The role and gender that the words before a name tell, and whether they are of a person at all."""
    match = _BEFORE.search(text, max(0, at - 40), at)
    if not match:
        return "", "", False
    word = match[1].lower()
    if word in TITLES:
        return _before(text, match.start())[0], _gender_of_title(word), True
    earlier = _BEFORE.search(text, max(0, at - 60), match.start())
    pair = f"{earlier[1].lower()} {word}" if earlier else ""
    if is_pair(pair):
        return pair, "", True
    is_office = is_role(word) and not match[1][0].isupper()
    return (word, "", True) if is_office else ("", "", False)


def _gender_of_title(title: str) -> str:
    if title.startswith(("heer", "dhr", "meneer", "mijnheer")):
        return "m"
    return "f" if title.startswith(("mev", "mw", "dame", "frau")) else ""


def _with_office_before(text: str, at: int, agent: Agent) -> Agent:
    """`de burgemeester van Terneuzen, Erik van Merrienboer`."""
    match = _OFFICE_BEFORE.search(text, max(0, at - 80), at)
    if not match or not is_role(match[1]):
        return agent
    role = agent.role or match[1].lower()
    if match[2][:1].islower() and " " not in match[2]:
        return replace(agent, role=role)
    return replace(agent, role=role, organisation=agent.organisation or match[2])


def _with_copula(text: str, agent: Agent, stop: int) -> Agent:
    """`Hanneke Dubbelboer is econoom bij de Rijksuniversiteit Groningen`."""
    match = _COPULA.match(text, agent.end, stop)
    found = read_office(text, match.end(), stop) if match else None
    if not found:
        return agent
    return replace(agent, role=agent.role or found[0], organisation=agent.organisation or found[1])
