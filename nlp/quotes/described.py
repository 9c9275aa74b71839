"""Speakers given by a noun: `de wethouder`, `een bewoonster van de flat`, `Planoloog Friso Haverkate`."""

from __future__ import annotations

import re
from dataclasses import replace

from nlp.quotes.lexicon import (
    gender_of_role,
    is_body,
    is_plural_role,
    is_report,
    is_role,
    known_bodies,
)
from nlp.quotes.names import is_body_name, is_common, is_given_name, read_body, read_low_name, read_name
from nlp.quotes.nouns import (
    PARTY_ADHERENT,
    WORD,
    full_role,
    head_noun,
    is_common_verb,
    is_title,
    starts_high,
)
from nlp.quotes.offices import END_OF_APPOSITION, OF, read_organisation, with_attributes
from nlp.quotes.records import Agent, AgentKind

_DETERMINER = re.compile(
    r"(?:mijn|onze|de|het|een|één|deze|dit|dezelfde|diezelfde|zijn|haar|hun|enkele|sommige|veel|vele|meerdere|"
    r"verschillende|(?:de )?meeste|andere|twee|drie|vier)\s+",
    re.I,
)
_COLLECTIVE = re.compile(r"(?:sommigen|velen|anderen|critici|experts|deskundigen)\b", re.I)
_ONE_OF = re.compile(
    r"(?:[eé][eé]n|enkelen|sommigen|velen)\svan\s(?:hen|de\s(?:[a-zà-ÿ-]+\s)?[a-zà-ÿ-]{4,}(?:s|n))\b", re.I
)
_OF_BODY = re.compile(r"\s(?:van|voor|uit)\s(?:de\s|het\s)?(?:gemeente\s|provincie\s)?(?=[A-ZÀ-Þ'’])")
_VAN_NOUN = re.compile(r"\s(?:van|bij|uit|in|namens)\s(?:de|het|een)?\s?[a-zà-ÿ][\w-]+")
_TITLE_AFTER = re.compile(r"(?!\s(?:De|Het|Een)\b)(?:\s[A-ZÀ-Þ][\w-]*)+(?=\s|$)")
_BEFORE_NAME = re.compile(r",?\s(?=[A-ZÀ-Þ])")
# Bodies whose noun is written small inside a sentence.
_PLAIN = frozenset({"gemeente", "provincie", "ministerie", "woningcorporatie", "waterschap", "stichting"})
_WITH_FIELD = frozenset({"hoogleraar", "lector", "docent", "onderzoeker", "professor", "wethouder", "expert"})
_FIELD = re.compile(r"(?:\s[a-zà-ÿ][\w-]*,?){1,4}\s([A-ZÀ-Þ][\w-]+)")
_HIGH_WORD = re.compile(r"[A-ZÀ-Þ][\w-]+")
_HIGH_FIELD = re.compile(r"(?:\s(?:en\s)?[A-ZÀ-Þ][\w-]+){2,6}")
_MOST_ADJECTIVES = 3


def read_described(text: str, at: int, stop: int) -> Agent | None:
    """`de wethouder`, `een bewoonster van de flat`, `Planoloog Friso Haverkate`, `het onderzoeksbureau X`."""
    one = _ONE_OF.match(text, at, stop)
    if one:
        plural = not one.group().lower().startswith(("een", "één", "eén"))
        return Agent(at, one.end(), AgentKind.DESCRIPTION, one.group(), plural=plural, head=one.span())
    begin, determiner = at, _DETERMINER.match(text, at, stop)
    if determiner:
        begin = determiner.end()
    elif _COLLECTIVE.match(text, at, stop):
        found = _COLLECTIVE.match(text, at, stop)
        assert found
        return Agent(at, found.end(), AgentKind.DESCRIPTION, found.group().lower(), plural=True)
    noun = head_noun(text, begin, stop, adjectives=_MOST_ADJECTIVES if determiner else 1)
    if noun is None:
        return None
    word = text[slice(*noun)]
    if not is_role(word) and not is_title(word) and not PARTY_ADHERENT.match(word):
        return _described_body(text, at, begin, noun, stop)
    return _described_person(text, at, noun, stop)


def _described_body(text: str, at: int, begin: int, noun: tuple[int, int], stop: int) -> Agent:
    """A body by a noun: with a name after it that is the name; without, it is a description."""
    word = text[slice(*noun)]
    end = noun[1]
    if is_report(word):
        of = OF.match(text, end, stop)
        body = read_body(text, of.end(), stop) if of else None
        if body:
            return Agent(at, body[1], AgentKind.BODY, text[slice(*body)], head=body)
        title = _TITLE_AFTER.match(text, end, stop)
        if title:
            # `De Monitor Leefbaarheid concludeert`: its title is part of what it is called.
            whole = (noun[0], title.end())
            return Agent(at, title.end(), AgentKind.DESCRIPTION, text[slice(*whole)], head=whole)
        name = text[at:end].lower() if text[at].isupper() and at != noun[0] else text[at:end]
        return Agent(at, end, AgentKind.DESCRIPTION, name, head=(at, end))
    if text[end : end + 1] == " ":
        named = read_name(text, end + 1, stop) or None
        if named and _is_known(text[slice(*named)]) and not _is_official(word):
            return Agent(at, named[1], AgentKind.BODY, text[slice(*named)], head=named)
        if named:
            start = noun[0] if word[:1].islower() or at == noun[0] else begin
            return Agent(
                at, named[1], AgentKind.BODY, _lowered(text[start : named[1]], word), head=(start, named[1])
            )
    of = _OF_BODY.match(text, end, stop)
    body = read_body(text, of.end(), stop) if of else None
    if body:
        kind = AgentKind.BODY
        return Agent(at, body[1], kind, _lowered(text[noun[0] : body[1]], word), head=(noun[0], body[1]))
    if word[:1].isupper() and at != noun[0]:
        longer = read_body(text, noun[0], stop) or noun
        return Agent(at, longer[1], AgentKind.BODY, text[slice(*longer)], head=longer)
    return Agent(at, end, AgentKind.DESCRIPTION, text[at:end].lower(), head=(at, end))


def _is_known(name: str) -> bool:
    """Whether a body is known by the name alone: `vakbond FNV`, `oppositiepartij GroenLinks`."""
    return name.lower() in known_bodies() or name.isupper()


def _is_official(noun: str) -> bool:
    """Whether the noun is part of the name: `gemeente ABCOUDE`, `ministerie van …`."""
    return noun.lower() in _PLAIN


def _lowered(name: str, noun: str) -> str:
    """`Gemeente Emmen` at the start of a sentence as it is written inside one."""
    return (
        name[0].lower() + name[1:]
        if name.startswith(noun) and is_body(noun) and noun.lower() in _PLAIN
        else name
    )


def _described_person(text: str, at: int, noun: tuple[int, int], stop: int) -> Agent:
    word, end = text[slice(*noun)], noun[1]
    adherent = PARTY_ADHERENT.match(word)
    organisation = adherent[1] if adherent else ""
    plain = adherent or is_title(word) or word.lower() == "collega"  # no office, though it tells of a person
    role = "" if plain else full_role(text, at, noun)
    gender = "m" if word.lower() in ("heer", "dhr.", "meneer", "mijnheer") else gender_of_role(word)
    if word.lower() in ("mevrouw", "mw.", "mevr.", "mw", "mevr"):
        gender = "f"
    # More titles and a second role may follow: `hoogleraar prof. dr. Jansen`, `wethouder mevrouw Bos`.
    end, role = _further_titles(text, end, stop, role)
    begin = _name_after(text, end, stop, role)
    named = read_name(text, begin, stop) or read_low_name(text, begin, stop) if begin else None
    if named and named[1] - named[0] == 1:  # `inwoner A`: somebody whose name was left out
        end, named = named[1], None
    first = text[slice(*named)].split()[0].rstrip(",.:;") if named else ""
    # After a title a surname may be a word for a person too: `de heer Nijboer`, `mevrouw Bakker`.
    surname = is_title(word) and is_role(first) and not is_title(first)
    if named and (first[:1].islower() or surname or not is_common(first) or starts_high(text, named)):
        person = Agent(
            at, named[1], AgentKind.PERSON, text[slice(*named)], role, organisation, gender, head=named
        )
        return with_attributes(text, person, stop)
    description = Agent(
        at,
        end,
        AgentKind.DESCRIPTION,
        text[at:end].lower() if not adherent else text[at:end],
        role,
        organisation,
        gender,
        is_plural_role(word),
        head=(at, end),
    )
    return _with_van(text, description, stop)


def _name_after(text: str, end: int, stop: int, role: str) -> int:
    """Where a name may start after a title or role, past a field (`hoogleraar economie`) if need be; or 0."""
    if text[end : end + 1] != " ":
        return 0
    field = _FIELD.match(text, end, stop) if role in _WITH_FIELD else None
    if field and is_given_name(field[1]):
        return field.start(1)
    title = _HIGH_FIELD.match(text, end, stop) if role in _WITH_FIELD else None
    words = list(_HIGH_WORD.finditer(text, end, title.end())) if title else []
    if words and not is_given_name(words[0].group()):
        # `hoogleraar Economische Geografie Frank van Oort`
        return next((word.start() for word in words[1:] if is_given_name(word.group())), end + 1)
    return end + 1


def _further_titles(text: str, end: int, stop: int, role: str) -> tuple[int, str]:
    while text[end : end + 1] == " ":
        match = WORD.match(text, end + 1, stop)
        if not match:
            break
        word = match.group()
        if is_title(word):
            end = match.end()
        elif is_role(word) and word[:1].islower() and not is_common_verb(word):
            end, role = match.end(), f"{role} {word}".strip()
        else:
            break
    return end, role


def _without_person(text: str, body: tuple[int, int] | None) -> tuple[int, int] | None:
    """The body without the full name after it: `minister van Financiën Jan Bos`."""
    if body is None:
        return None
    words = list(re.finditer(r"\S+", text[slice(*body)]))
    for word in words[1:-1]:
        if is_given_name(word.group()):
            return body[0], body[0] + word.start() - 1
    return body


def _with_van(text: str, agent: Agent, stop: int) -> Agent:
    """The description with `van …` and with a name in apposition: `de burgemeester van Emmen, Jan Bos,`."""
    of = OF.match(text, agent.end, stop)
    body = _without_person(text, read_organisation(text, of.end(), stop)) if of else None
    if body:
        name = agent.name + text[agent.end : body[1]]
        agent = replace(agent, end=body[1], organisation=agent.organisation or text[slice(*body)])
        agent = replace(agent, name=name, head=(agent.head[0], body[1]))
    elif of and agent.name.split()[0] in ("een", "de", "twee", "enkele"):
        noun = _VAN_NOUN.match(text, agent.end, stop)
        after = WORD.match(text, noun.end() + 1, stop) if noun else None
        if noun and (not after or is_common_verb(after.group()) or not after.group()[0].islower()):
            agent = replace(agent, end=noun.end())
    comma = _BEFORE_NAME.match(text, agent.end, stop)
    named = read_name(text, comma.end(), stop) if comma and not agent.plural else None
    if named and END_OF_APPOSITION.match(text, named[1], stop) and not is_body_name(text[slice(*named)]):
        end = named[1]
        person = replace(agent, end=end, kind=AgentKind.PERSON, name=text[slice(*named)], head=named)
        return with_attributes(text, person, stop)
    return agent
