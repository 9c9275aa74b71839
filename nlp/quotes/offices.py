"""What beside a name tells role and organisation: `(CDA)`, `, planoloog bij X,`, `van de Woonbond`."""

from __future__ import annotations

import re
from dataclasses import replace

from nlp.quotes.lexicon import gender_of_role, is_plural_role, is_role, parties
from nlp.quotes.names import read_body
from nlp.quotes.nouns import full_role, head_noun
from nlp.quotes.records import Agent
from nlp.word_classes import word_class

BRACKET = re.compile(r"\s\(([^()\n]{1,60})\)")
OF = re.compile(r"\s(?:bij|van|namens|voor|aan|uit|in)\s(?:de\s|het\s|’t\s|'t\s)?")
END_OF_APPOSITION = re.compile(r"\s?(?=[,.;:!?)“„\"‘«\n]|$|–|—)")
_OF_BODY = re.compile(r"\s(?:van|bij|namens)\s(?:de\s|het\s)?")
_LINK_BODY = re.compile(r"[a-zà-ÿ][\w-]*\s(?=[A-ZÀ-Þ'’])")
_APPOSITION = re.compile(r",\s(?:de\s|het\s|een\s|zelf\s|tot\sdit\sjaar\s|al\s\w+\sjaar\s)?")
_FIELD = re.compile(r"\s(?:van|voor|in|op)\s(?:de\s|het\s)?[a-zà-ÿ][\w-]+(?=\s(?:bij|van|aan)\s)")
_PLAIN_BODY = re.compile(r"\s(?:van|bij|voor|in|aan|op)\s(?:de\s|het\s|een\s)?[a-zà-ÿ][\w-]+")


def with_attributes(text: str, agent: Agent, stop: int) -> Agent:
    """The person with what follows the name: `(CDA)`, `, planoloog bij X,`, ` van de Woonbond`."""
    bracket = BRACKET.match(text, agent.end, stop)
    if bracket:
        agent = replace(_in_bracket(agent, bracket[1]), end=bracket.end())
    of = _OF_BODY.match(text, agent.end, stop)
    if of:
        body = read_organisation(text, of.end(), stop)
        if body:
            return replace(agent, end=body[1], organisation=agent.organisation or text[slice(*body)])
    comma = _APPOSITION.match(text, agent.end, stop)
    found = read_office(text, comma.end(), stop) if comma else None
    if not found:
        return agent
    role, organisation, end = found
    if not END_OF_APPOSITION.match(text, end, len(text)):
        return agent
    end += text[end : end + 1] == "," and end < stop
    gender = agent.gender or gender_of_role(role)
    organisation = agent.organisation or organisation
    return replace(agent, end=end, role=agent.role or role, organisation=organisation, gender=gender)


def _in_bracket(agent: Agent, inside: str) -> Agent:
    """What a bracket after a name tells: a party or body, a role, or an age, which is left out."""
    first, *rest = [part.strip() for part in inside.split(",")]
    for part in (first, *rest):
        if part.isdigit():
            continue
        if is_role(part.split()[0]) and part[:1].islower():
            found = read_office(part, 0, len(part))
            agent = replace(
                agent,
                role=found[0] if found else part,
                organisation=agent.organisation or (found[1] if found else ""),
            )
        elif part.lower() in parties() or part[:1].isupper():
            agent = replace(agent, organisation=agent.organisation or part)
    return agent


def read_office(text: str, at: int, stop: int) -> tuple[str, str, int] | None:
    """A role with the body it is held at, and where the phrase ends: `wethouder van Emmen`."""
    noun = head_noun(text, at, stop, adjectives=2)
    word = text[slice(*noun)] if noun else ""
    if noun is None or word[:1].isupper() or not is_role(word) or is_plural_role(word):
        return None
    role, end, organisation = full_role(text, at, noun), noun[1], ""
    domain = _FIELD.match(text, end, stop)
    of = OF.match(text, domain.end() if domain else end, stop) or OF.match(text, end, stop)
    if of:
        body = read_organisation(text, of.end(), stop)
        if body:
            organisation, end = text[slice(*body)], body[1]
        else:
            plain = _PLAIN_BODY.match(text, end, stop)
            end = plain.end() if plain else end
    return role, organisation, end


def read_organisation(text: str, at: int, stop: int) -> tuple[int, int] | None:
    """A body after `van` or `bij`: a name, or a noun for bodies with a name (`woningcorporatie De Veste`)."""
    noun = _LINK_BODY.match(text, at, stop)
    if noun and word_class(noun.group().strip()) == "":
        name = read_body(text, noun.end(), stop)
        return (at, name[1]) if name else None
    return read_body(text, at, stop)
