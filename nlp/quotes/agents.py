"""Read the phrases that may name a speaker: pronouns, descriptions, persons with role and organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nlp.quotes.lexicon import (
    finite_forms,
    first_names,
    gender_of_role,
    is_body,
    is_plural_role,
    is_report,
    is_role,
    parties,
)
from nlp.quotes.names import (
    TITLES,
    is_body_name,
    is_common,
    listed_body,
    read_body,
    read_name,
)
from nlp.quotes.records import Agent, AgentKind
from nlp.word_classes import word_class

_PRONOUN = re.compile(r"(?:hijzelf|hij|zijzelf|zij|ze|deze|die|laatstgenoemde)\b", re.I)
_DETERMINER = re.compile(
    r"(?:de|het|een|één|deze|dit|dezelfde|diezelfde|zijn|haar|hun|enkele|sommige|veel|vele|meerdere|"
    r"verschillende|(?:de )?meeste|andere|twee|drie|vier)\s+",
    re.I,
)
_COLLECTIVE = re.compile(r"(?:sommigen|velen|anderen|critici|experts|deskundigen)\b", re.I)
_WORD = re.compile(r"['’]?[^\W_]+(?:['’\-&/][^\W_]+)*(?:\.(?=\s[A-Z])|\.)?")
_PARTY_ADHERENT = re.compile(r"([A-Z][\w-]+)['’-](?:er|ster|ers)$")
_BRACKET = re.compile(r"\s\(([^()\n]{1,60})\)")
_OF = re.compile(r"\s(?:bij|van|namens|voor|aan|uit|in)\s(?:de\s|het\s|’t\s|'t\s)?")
_LINK_BODY = re.compile(r"[a-zà-ÿ][\w-]*\s(?=[A-ZÀ-Þ'’])")
_APPOSITION = re.compile(r",\s(?:de\s|het\s|een\s|zelf\s|tot\sdit\sjaar\s|al\s\w+\sjaar\s)?")
_END_OF_APPOSITION = re.compile(r"\s?(?=[,.;:!?)“„\"‘«\n]|$|–|—)")
_VAN_NOUN = re.compile(r"\s(?:van|bij|uit|in|namens)\s(?:de|het|een)?\s?[a-zà-ÿ][\w-]+")
_MOST_ADJECTIVES = 3


def read_agent(text: str, at: int, stop: int) -> Agent | None:
    """The phrase at `at` that may name a speaker, with its appositions, or None."""
    for read in (_read_pronoun, _read_listed_body, _read_described, _read_named):
        agent = read(text, at, stop)
        if agent is not None:
            return agent
    return None


def agents_in(text: str, start: int, stop: int) -> Iterator[Agent]:
    """The phrases in a stretch of one sentence, from left to right, none inside another."""
    at = start
    while at < stop:
        match = _WORD.search(text, at, stop)
        if not match:
            return
        agent = read_agent(text, match.start(), stop)
        if agent is not None:
            yield agent
        at = max(agent.end if agent else match.end(), match.start() + 1)


def _read_pronoun(text: str, at: int, stop: int) -> Agent | None:
    match = _PRONOUN.match(text, at, stop)
    if not match:
        return None
    word = match.group().lower().removesuffix("zelf")
    if word in ("deze", "die") and re.match(r"\s+[^\W\d_]", text[match.end() : stop]):
        following = _WORD.search(text, match.end(), stop)
        if following and following.group() not in finite_forms():
            return None
    gender = {"hij": "m", "zij": "f", "ze": "f"}.get(word, "")
    return Agent(at, match.end(), AgentKind.PRONOUN, word, gender=gender, head=match.span())


def _read_listed_body(text: str, at: int, stop: int) -> Agent | None:
    article = re.compile(r"(?:de|het)\s", re.I).match(text, at, stop)
    begin = article.end() if article else at
    found = listed_body(text, begin, stop)
    if not found or re.match(r"[\w’'-]", text[found[1] : found[1] + 1] or " "):
        return None
    end = found[1]
    bracket = _BRACKET.match(text, end, stop)
    end = bracket.end() if bracket else end
    return Agent(at, end, AgentKind.BODY, text[slice(*found)], head=found)


def _read_described(text: str, at: int, stop: int) -> Agent | None:
    """`de wethouder`, `een bewoonster van de flat`, `Planoloog Friso Haverkate`, `het onderzoeksbureau X`."""
    begin, determiner = at, _DETERMINER.match(text, at, stop)
    if determiner:
        begin = determiner.end()
    elif _COLLECTIVE.match(text, at, stop):
        found = _COLLECTIVE.match(text, at, stop)
        assert found
        return Agent(at, found.end(), AgentKind.DESCRIPTION, found.group().lower(), plural=True)
    noun = _head_noun(text, begin, stop, adjectives=_MOST_ADJECTIVES if determiner else 1)
    if noun is None:
        return None
    word = text[slice(*noun)]
    if not is_role(word) and not _is_title(word) and not _PARTY_ADHERENT.match(word):
        return _described_body(text, at, begin, noun, stop)
    return _described_person(text, at, noun, stop)


def _head_noun(text: str, at: int, stop: int, *, adjectives: int) -> tuple[int, int] | None:
    """The first noun for a person, body or report, with at most so many adjectives before it."""
    for _ in range(adjectives + 1):
        match = _WORD.match(text, at, stop)
        if not match:
            return None
        word = match.group()
        bare = word if _is_title(word) else word.rstrip(".")
        if _is_head(bare):
            return match.start(), match.start() + len(bare)
        if word_class(bare) not in ("", "ADV", "NUM") or bare.lower() in finite_forms() or bare != word:
            return None
        at = match.end() + 1
    return None


def _is_head(word: str) -> bool:
    if word in first_names():
        return False
    return (
        is_role(word)
        or _is_title(word)
        or bool(_PARTY_ADHERENT.match(word))
        or ((is_body(word) or is_report(word)) and word[:1].islower() | (len(word) > 3))
    )


def _is_title(word: str) -> bool:
    return word.lower() in TITLES


def _described_body(text: str, at: int, begin: int, noun: tuple[int, int], stop: int) -> Agent:
    """A body by a noun: with a name after it that is the name; without, it is a description."""
    word = text[slice(*noun)]
    end = noun[1]
    if is_report(word):
        of = _OF.match(text, end, stop)
        body = read_body(text, of.end(), stop) if of else None
        if body:
            return Agent(at, body[1], AgentKind.BODY, text[slice(*body)], head=body)
        name = text[at:end].lower() if text[at].isupper() and at != noun[0] else text[at:end]
        return Agent(at, end, AgentKind.DESCRIPTION, name, head=(at, end))
    if text[end : end + 1] == " ":
        named = read_name(text, end + 1, stop) or None
        if named:
            start = noun[0] if word[:1].islower() or at == noun[0] else begin
            return Agent(
                at, named[1], AgentKind.BODY, _lowered(text[start : named[1]], word), head=(start, named[1])
            )
    of = re.compile(r"\s(?:van|voor|uit)\s(?:de\s|het\s)?(?:gemeente\s|provincie\s)?(?=[A-ZÀ-Þ'’])").match(
        text, end, stop
    )
    body = read_body(text, of.end(), stop) if of else None
    if body:
        kind = AgentKind.BODY
        return Agent(at, body[1], kind, _lowered(text[noun[0] : body[1]], word), head=(noun[0], body[1]))
    if word[:1].isupper() and at != noun[0]:
        longer = read_body(text, noun[0], stop) or noun
        return Agent(at, longer[1], AgentKind.BODY, text[slice(*longer)], head=longer)
    return Agent(at, end, AgentKind.DESCRIPTION, text[at:end].lower(), head=(at, end))


def _lowered(name: str, noun: str) -> str:
    """`Gemeente Emmen` at the start of a sentence as it is written inside one."""
    return (
        name[0].lower() + name[1:]
        if name.startswith(noun) and is_body(noun) and noun.lower() in _PLAIN
        else name
    )


_PLAIN = frozenset({"gemeente", "provincie", "ministerie", "woningcorporatie", "waterschap", "stichting"})


def _described_person(text: str, at: int, noun: tuple[int, int], stop: int) -> Agent:
    word, end = text[slice(*noun)], noun[1]
    adherent = _PARTY_ADHERENT.match(word)
    organisation = adherent[1] if adherent else ""
    role = "" if adherent or _is_title(word) else _full_role(text, at, noun)
    gender = "m" if word.lower() in ("heer", "dhr.", "meneer", "mijnheer") else gender_of_role(word)
    if word.lower() in ("mevrouw", "mw.", "mevr.", "mw", "mevr"):
        gender = "f"
    # More titles and a second role may follow: `hoogleraar prof. dr. Jansen`, `wethouder mevrouw Bos`.
    end, role = _further_titles(text, end, stop, role)
    named = read_name(text, end + 1, stop) if text[end : end + 1] == " " else None
    first = text[named[0] :].split()[0].rstrip(",.:;") if named else ""
    if named and (not is_common(first) or _high_prefix(text, named)):
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


def _high_prefix(text: str, named: tuple[int, int]) -> bool:
    words = text[slice(*named)].split()
    return len(words) > 1 and words[0] in ("Van", "De", "Den", "Der", "Ter", "Ten", "Te", "In", "Op", "Aan")


def _full_role(text: str, at: int, noun: tuple[int, int]) -> str:
    """The noun with an adjective that belongs to the listed office (`sociaal geograaf`)."""
    word = text[slice(*noun)].lower()
    before = text[at : noun[0]].split()
    pair = f"{before[-1].lower()} {word}" if before else ""
    return pair if pair in _PAIRS else word


_PAIRS = frozenset({"sociaal geograaf", "cultureel ondernemer", "algemeen directeur", "bijzonder hoogleraar"})


def _further_titles(text: str, end: int, stop: int, role: str) -> tuple[int, str]:
    while text[end : end + 1] == " ":
        match = _WORD.match(text, end + 1, stop)
        if not match:
            break
        word = match.group()
        if _is_title(word):
            end = match.end()
        elif is_role(word) and word[:1].islower() and not is_common_verb(word):
            end, role = match.end(), f"{role} {word}".strip()
        else:
            break
    return end, role


def is_common_verb(word: str) -> bool:
    """Whether the word is a finite form of a frequent verb."""
    return word.lower() in finite_forms()


def _with_van(text: str, agent: Agent, stop: int) -> Agent:
    """The description with `van …` and with a name in apposition: `de burgemeester van Emmen, Jan Bos,`."""
    of = _OF.match(text, agent.end, stop)
    body = _read_organisation(text, of.end(), stop) if of else None
    if body and text[body[0]].isupper() | text[body[0]].islower():
        name = agent.name + text[agent.end : body[1]]
        agent = replace(agent, end=body[1], organisation=agent.organisation or text[slice(*body)])
        agent = replace(agent, name=name, head=(agent.head[0], body[1]))
    elif of and agent.name.split()[0] in ("een", "de", "twee", "enkele"):
        noun = _VAN_NOUN.match(text, agent.end, stop)
        after = _WORD.match(text, noun.end() + 1, stop) if noun else None
        if noun and (not after or is_common_verb(after.group()) or not after.group()[0].islower()):
            agent = replace(agent, end=noun.end())
    comma = re.compile(r",?\s(?=[A-ZÀ-Þ])").match(text, agent.end, stop)
    named = read_name(text, comma.end(), stop) if comma and not agent.plural else None
    if named and _END_OF_APPOSITION.match(text, named[1], stop) and not is_body_name(text[slice(*named)]):
        end = named[1]
        person = replace(agent, end=end, kind=AgentKind.PERSON, name=text[slice(*named)], head=named)
        return with_attributes(text, person, stop)
    return agent


def _read_named(text: str, at: int, stop: int) -> Agent | None:
    """A name without a role before it: a person or a body by its look."""
    if not text[at : at + 1].isupper() and text[at : at + 2] not in ("'t", "’t"):
        article = re.compile(r"(?:de|het)\s(?=[A-ZÀ-Þ])").match(text, at, stop)
        body = read_body(text, article.end(), stop) if article else None
        if not body:
            return None
        adherent = _PARTY_ADHERENT.match(text[slice(*body)])
        if adherent:
            return Agent(at, body[1], AgentKind.DESCRIPTION, text[at : body[1]], "", adherent[1], head=body)
        return Agent(at, body[1], AgentKind.BODY, text[slice(*body)], head=body)
    named = read_name(text, at, stop)
    if not named:
        return None
    first = re.split(r"[\s,.]", text[at : named[1]])[0]
    if is_common(first) and not _high_prefix(text, named):
        return None
    name = text[slice(*named)]
    if is_body_name(name):
        body = read_body(text, at, stop) or named
        return Agent(at, body[1], AgentKind.BODY, text[slice(*body)], head=body)
    gender = first_names().get(first, "")
    return with_attributes(text, Agent(at, named[1], AgentKind.PERSON, name, gender=gender, head=named), stop)


def with_attributes(text: str, agent: Agent, stop: int) -> Agent:
    """The person with what follows the name: `(CDA)`, `, planoloog bij X,`, ` van de Woonbond`."""
    bracket = _BRACKET.match(text, agent.end, stop)
    if bracket:
        agent = replace(_in_bracket(agent, bracket[1]), end=bracket.end())
    of = re.compile(r"\s(?:van|bij|namens)\s(?:de\s|het\s)?").match(text, agent.end, stop)
    if of:
        body = _read_organisation(text, of.end(), stop)
        if body:
            return replace(agent, end=body[1], organisation=agent.organisation or text[slice(*body)])
    comma = _APPOSITION.match(text, agent.end, stop)
    found = read_office(text, comma.end(), stop) if comma else None
    if not found:
        return agent
    role, organisation, end = found
    if not _END_OF_APPOSITION.match(text, end, len(text)):
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
    noun = _head_noun(text, at, stop, adjectives=2)
    if noun is None or not is_role(text[slice(*noun)]) or text[noun[0]].isupper():
        return None
    role, end, organisation = _full_role(text, at, noun), noun[1], ""
    domain = re.compile(r"\s(?:van|voor|in|op)\s(?:de\s|het\s)?[a-zà-ÿ][\w-]+(?=\s(?:bij|van|aan)\s)").match(
        text, end, stop
    )
    of = _OF.match(text, domain.end() if domain else end, stop) or _OF.match(text, end, stop)
    if of:
        body = _read_organisation(text, of.end(), stop)
        if body:
            organisation, end = text[slice(*body)], body[1]
        else:
            plain = re.compile(r"\s(?:van|bij|voor|in|aan|op)\s(?:de\s|het\s|een\s)?[a-zà-ÿ][\w-]+").match(
                text, end, stop
            )
            end = plain.end() if plain else end
    return role, organisation, end


def _read_organisation(text: str, at: int, stop: int) -> tuple[int, int] | None:
    """A body after `van` or `bij`: a name, or a noun for bodies with a name (`woningcorporatie De Veste`)."""
    noun = _LINK_BODY.match(text, at, stop)
    if noun and (is_body(noun.group().strip()) or len(noun.group()) > 6):
        name = read_body(text, noun.end(), stop)
        return (at, name[1]) if name else None
    return read_body(text, at, stop)
