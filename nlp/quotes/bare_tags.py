"""Names before a colon without other evidence that they are names: `Jansen: wij bouwen te weinig.`"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from nlp.lemmas import is_dutch_word
from nlp.quotes.lexicon import is_role, known_bodies, parties
from nlp.quotes.names import is_body_name, is_common, read_name
from nlp.quotes.people import People
from nlp.quotes.places import place_names
from nlp.quotes.records import Agent, AgentKind
from nlp.quotes.writings import is_writing

Bounds = tuple[int, int]
_TAG = re.compile(r"(?:(?:De|Het)\s)?([A-ZÀ-Þ'’][^\n:,.;!?]{1,40}?)\s?:\s+(?=[^\s„“\"‘«])")
_SHOUTED = re.compile(r"[A-ZÀ-Þ'’ -]{4,}")
_NUMBERED = re.compile(r"([A-ZÀ-Þ][a-zà-ÿ]+) (?:[A-Z]|\d{1,3})")
_IN_PERSON = re.compile(r"\b(?:ik|we|wij|mijn|mij|ons|onze)\b", re.I)
_ENDS = (".", "!", "?", "…")
_PREFIXES = frozenset({"van", "de", "den", "der", "ter", "ten", "te", "het", "la", "el"})
_HIGH = frozenset({"Van", "De", "Den", "Ter", "Ten", "Te"})
_MOST_WORDS = 4
_FEWEST_WORDS = 3
_FEWEST_QUESTIONS = 2


def bare_tags(
    text: str, paragraphs: Sequence[Bounds], people: People, questions: int
) -> dict[int, tuple[Agent, int]]:
    """The paragraphs that open with such a name, with the speaker and where the words begin.

    The name speaks where the words are in the first person, where it opens another paragraph too, next to
    such a paragraph, or where the text asks two questions under a tag of their own (`questions`). A party
    speaks in the first person only.
    """
    tags = {i: tag for i, bounds in enumerate(paragraphs) if (tag := _tag(text, bounds, people))}
    times = Counter(agent.name for agent, _ in tags.values())
    ended = {i for i, (_, begin) in tags.items() if _is_sentence(text[begin : paragraphs[i][1]])}
    sure = {i for i in ended if _speaks(text[tags[i][1] : paragraphs[i][1]], tags[i][0], times, questions)}
    persons = {i for i in ended if tags[i][0].kind is not AgentKind.BODY}
    answering = {i for i in persons if {i - 1, i + 1} & sure}
    return {i: tags[i] for i in sorted(sure | answering)}


def _is_sentence(said: str) -> bool:
    return said.rstrip().endswith(_ENDS) and len(said.split()) >= _FEWEST_WORDS


def _speaks(said: str, agent: Agent, times: Mapping[str, int], questions: int) -> bool:
    if _IN_PERSON.search(said) and not _may_be_word(agent.name):
        return True
    return agent.kind is not AgentKind.BODY and (times[agent.name] > 1 or questions >= _FEWEST_QUESTIONS)


def _tag(text: str, bounds: Bounds, people: People) -> tuple[Agent, int] | None:
    start = bounds[0] + len(text[slice(*bounds)]) - len(text[slice(*bounds)].lstrip())
    match = _TAG.match(text, start, bounds[1])
    if not match or len(match[1].split()) > _MOST_WORDS:
        return None
    begin, end = match.span(1)
    if match[1].lower() in parties():
        return Agent(start, end, AgentKind.BODY, match[1], head=(begin, end)), match.end()
    whole = text[start:end]
    numbered = _NUMBERED.fullmatch(whole)
    if numbered and is_role(numbered[1]):
        # `Spreker 1:`, `Bewoner A:`: somebody whose name was left out.
        name = whole[0].lower() + whole[1:]
        return Agent(start, end, AgentKind.DESCRIPTION, name, head=(start, end)), match.end()
    name = _spoken(whole) if _SHOUTED.fullmatch(whole) else whole
    if not _is_name(name, people):
        return None
    return Agent(start, end, AgentKind.PERSON, name, head=(start, end)), match.end()


def _spoken(shouted: str) -> str:
    """`JANSEN` as `Jansen`, `JAN DE VRIES` as `Jan de Vries`."""
    words = shouted.lower().split()
    return " ".join(w if at and w in _PREFIXES else w.title() for at, w in enumerate(words))


def _is_name(name: str, people: People) -> bool:
    """Whether the words have the look of a surname or full name and are neither words, places nor bodies."""
    if people.named(name):
        return True
    if read_name(name, 0, len(name)) != (0, len(name)) or is_writing(name) or is_body_name(name):
        return False
    own = [word for word in name.split() if word.lower() not in _PREFIXES]
    plain = any(is_common(word) or is_dutch_word(word.lower()) for word in own)
    return (
        bool(own)
        and (not plain or _may_be_word(name))
        and name.lower() not in place_names()
        and name.lower() not in known_bodies()
    )


def _may_be_word(name: str) -> bool:
    """Whether a name is a prefix and a plain word: `De Vries`, `Van den Bakker`, but `De Kern` too."""
    first, *rest = name.split()
    last = rest[-1] if rest else ""
    between = all(word.lower() in _PREFIXES for word in rest[:-1])
    return first in _HIGH and bool(last) and between and is_dutch_word(last.lower())
