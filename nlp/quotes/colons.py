"""Speech after a name and a colon inside a paragraph, without marks: `Jansen: wij bouwen te weinig.`"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.quotes.agents import read_agent
from nlp.quotes.clauses import is_verbal
from nlp.quotes.cues import cues_in, in_first_person, subject_of
from nlp.quotes.lexicon import Verb, is_role
from nlp.quotes.people import People
from nlp.quotes.records import Agent, AgentKind, Span
from nlp.word_classes import word_class

_COLON = re.compile(r":\s+(?=[^\s„“\"‘«'’])")
_WORD = re.compile(r"[\w’'-]+")
_FEWEST_WORDS = 3
_MOST_BETWEEN = 2
_LIGHT = frozenset({"ADV", "PRON", "CCONJ"})
_WHEN = frozenset({"gisteren", "vandaag", "onlangs", "later", "eerder", "destijds"})
_ARTICLES = frozenset({"de", "het", "een", "geen"})


def colon_spans(text: str, sentence: tuple[int, int], people: People) -> list[Span]:
    """The words after a colon, without marks: after a person whom the text names, or `zei Jansen`; else none.

    A colon opens other things too: the words must hold a verb, and `Eva Tol: planoloog en schrijver` is none.
    """
    start, stop = sentence
    colon = _COLON.search(text, start, stop)
    if colon is None:
        return []
    words = _WORD.findall(text[colon.end() : stop])
    if len(words) < _FEWEST_WORDS or is_role(words[0]) or not _holds_verb(words):
        return []
    end = colon.end() + len(text[colon.end() : stop].rstrip())
    found = _named(text, start, colon.start(), people) or _reported(text, start, colon.start())
    return [Span(colon.end(), end, "direct", found[1], found[0], 0.8)] if found else []


def _named(text: str, start: int, colon: int, people: People) -> tuple[Agent, str] | None:
    """The person who is all that stands before the colon: `Jansen:`."""
    agent = read_agent(text, start, colon)
    if agent is None or agent.kind is not AgentKind.PERSON or agent.end < colon:
        return None
    return (agent, ":") if people.named(agent.name) else None


def _reported(text: str, start: int, colon: int) -> tuple[Agent, str] | None:
    """Who is said to say what follows: `Jansen zei gisteren:`, `Daarop antwoordde zij:`."""
    cue = next((c for c in cues_in(text, start, colon) if any(_says(verb) for verb in c.used("d"))), None)
    if cue is None or in_first_person(text, cue, start):
        return None
    agent = subject_of(text, cue, start, colon)
    if agent is None:
        return None
    rest = text[agent.end if agent.start > cue.start else cue.end : colon].split()
    light = all(word_class(word) in _LIGHT or word in _WHEN for word in rest)
    return (agent, cue.word) if light and len(rest) <= _MOST_BETWEEN else None


def _says(verb: Verb) -> bool:
    """A form that says: no participle, and not `besluit`, which decides."""
    return not verb.participle and verb.lemma != "besluiten"


def _holds_verb(words: Sequence[str]) -> bool:
    """Whether a word looks like a verb and has no article before it (`een leven in de stad`)."""
    return any(
        is_verbal(word) and (at == 0 or words[at - 1].lower() not in _ARTICLES)
        for at, word in enumerate(words)
    )
