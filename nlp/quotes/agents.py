"""Read the phrases that may name a speaker: pronouns, descriptions, persons with role and organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.quotes.described import read_described
from nlp.quotes.lexicon import finite_forms, first_names, is_body, known_bodies, reporting_forms
from nlp.quotes.names import is_body_name, is_common, listed_body, read_body, read_name
from nlp.quotes.nouns import PARTY_ADHERENT, WORD, starts_high
from nlp.quotes.offices import BRACKET, with_attributes
from nlp.quotes.records import Agent, AgentKind
from nlp.quotes.writings import end_of_title, is_writing

_PRONOUN = re.compile(r"(?:hijzelf|hij|zijzelf|zij|ze|deze|die|laatstgenoemde)\b", re.I)
_OBJECT_PRONOUN = re.compile(r"(hem|haar|hen)\b")
_INDEFINITE_BEFORE = re.compile(r"\b(?:een|elke|iedere|geen|menig)\s$", re.I)
_INHABITANT = re.compile(
    r"[A-ZÀ-Þ][a-zà-ÿ]+(?:er|aar|aan|ees)|Belg|Brit|Deen|Fin|Griek|Ier|Noor|Pool|Rus|Turk|Zweed|"
    r"[A-Z][a-z]+(?:ard|man)"
)
_ARTICLE = re.compile(r"(?:de|het)\s", re.I)
_ARTICLE_BEFORE_NAME = re.compile(r"(?:de|het)\s(?=[A-ZÀ-Þ])")


def read_agent(text: str, at: int, stop: int) -> Agent | None:
    """The phrase at `at` that may name a speaker, with its appositions, or None; a text is no speaker."""
    agent = _read_phrase(text, at, stop)
    return None if agent is None or _is_text(agent) else agent


def _read_phrase(text: str, at: int, stop: int) -> Agent | None:
    for read in (_read_pronoun, _read_listed_body, read_described, _read_named):
        agent = read(text, at, stop)
        if agent is not None:
            return agent
    return None


def _is_text(agent: Agent) -> bool:
    """Whether the phrase names a text; `de heer De Wet` has a title before his name and is none."""
    named = agent.kind is AgentKind.BODY or (agent.kind is AgentKind.PERSON and agent.head[0] == agent.start)
    return named and not agent.role and is_writing(agent.name)


def agents_in(text: str, start: int, stop: int) -> Iterator[Agent]:
    """The phrases in a stretch of one sentence, from left to right, none inside another."""
    at = start
    while at < stop:
        match = WORD.search(text, at, stop)
        if not match:
            return
        agent = _read_phrase(text, match.start(), stop)
        if agent is not None and not _is_text(agent):
            yield agent
        end = agent.end if agent else match.end()
        at = max(end_of_title(text, end, stop) if agent and _is_text(agent) else end, match.start() + 1)


def _read_pronoun(text: str, at: int, stop: int) -> Agent | None:
    match = _PRONOUN.match(text, at, stop)
    if not match:
        return None
    word = match.group().lower().removesuffix("zelf")
    if word in ("deze", "die") and re.match(r"\s+[^\W\d_]", text[match.end() : stop]):
        following = WORD.search(text, match.end(), stop)
        if following and following.group() not in finite_forms():
            return None
    gender = {"hij": "m", "zij": "f", "ze": "f"}.get(word, "")
    return Agent(at, match.end(), AgentKind.PRONOUN, word, gender=gender, head=match.span())


def read_object_pronoun(text: str, at: int, stop: int) -> Agent | None:
    """`volgens hem`, `volgens haar` as the pronoun it stands for."""
    match = _OBJECT_PRONOUN.match(text, at, stop)
    if not match:
        return None
    gender = {"hem": "m", "haar": "f"}.get(match[1], "")
    name = "hij" if gender == "m" else "zij"
    return Agent(
        at, match.end(), AgentKind.PRONOUN, name, gender=gender, plural=not gender, head=match.span()
    )


def _read_listed_body(text: str, at: int, stop: int) -> Agent | None:
    article = _ARTICLE.match(text, at, stop)
    begin = article.end() if article else at
    found = listed_body(text, begin, stop)
    if not found or re.match(r"[\w’'-]", text[found[1] : found[1] + 1] or " "):
        return None
    end = found[1]
    bracket = BRACKET.match(text, end, stop)
    end = bracket.end() if bracket else end
    return Agent(at, end, AgentKind.BODY, text[slice(*found)], head=found)


def _read_two(text: str, named: tuple[int, int], stop: int) -> Agent | None:
    """Two names that speak together: `Janssen en Pot (2014) stellen`."""
    if not text.startswith(" en ", named[1]) or named[1] + 4 >= stop:
        return None
    second = read_name(text, named[1] + 4, stop)
    if not second:
        return None
    bracket = BRACKET.match(text, second[1], stop)
    end = bracket.end() if bracket else second[1]
    verb = WORD.match(text, end + 1)  # it may stand past the stretch looked at
    verbs = reporting_forms().get(verb.group(), ()) if verb else ()
    if not any(each.plural for each in verbs):
        return None
    head = (named[0], second[1])
    return Agent(named[0], end, AgentKind.DESCRIPTION, text[slice(*head)], plural=True, head=head)


def _is_inhabitant(name: str) -> bool:
    """Whether `de Amerikaan`, `de Emmenaar` is somebody from there: a word that ends so, and no body."""
    return bool(_INHABITANT.fullmatch(name)) and name.lower() not in known_bodies() and not is_body(name)


def _read_named(text: str, at: int, stop: int) -> Agent | None:
    """A name without a role before it: a person or a body by its look."""
    if not text[at : at + 1].isupper() and text[at : at + 2] not in ("'t", "’t"):
        article = _ARTICLE_BEFORE_NAME.match(text, at, stop)
        body = read_body(text, article.end(), stop) if article else None
        if not body:
            return None
        adherent = PARTY_ADHERENT.match(text[slice(*body)])
        if adherent:
            return Agent(at, body[1], AgentKind.DESCRIPTION, text[at : body[1]], "", adherent[1], head=body)
        if _is_inhabitant(text[slice(*body)]):
            return Agent(at, body[1], AgentKind.DESCRIPTION, text[at : body[1]], head=body)
        return Agent(at, body[1], AgentKind.BODY, text[slice(*body)], head=body)
    named = read_name(text, at, stop)
    if not named:
        return None
    first = re.split(r"[\s,.]", text[at : named[1]])[0]
    if is_common(first) and not starts_high(text, named):
        return None
    pair = _read_two(text, named, stop)
    if pair is not None:
        return pair
    name = text[slice(*named)]
    if is_body_name(name):
        article = _ARTICLE.match(name)
        begin = at + article.end() if article and is_body_name(name[article.end() :]) else at
        body = read_body(text, begin, stop) or named
        return Agent(at, body[1], AgentKind.BODY, text[slice(*body)], head=body)
    if " " not in name and _INDEFINITE_BEFORE.search(text, max(0, at - 8), at):
        # `Een Amsterdammer vraagt`: somebody from there, and nobody's name.
        return Agent(at, named[1], AgentKind.DESCRIPTION, f"een {name}", head=named)
    gender = first_names().get(first, "")
    return with_attributes(text, Agent(at, named[1], AgentKind.PERSON, name, gender=gender, head=named), stop)
