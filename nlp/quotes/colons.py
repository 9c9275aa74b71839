"""Speech after a name and a colon inside a paragraph, without marks: `Jansen: wij bouwen te weinig.`"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.quotes.agents import read_agent
from nlp.quotes.clauses import is_verbal
from nlp.quotes.lexicon import is_role
from nlp.quotes.people import People
from nlp.quotes.records import AgentKind, Span
from nlp.word_classes import word_class

_COLON = re.compile(r":\s+(?=[^\s„“\"‘«'’])")
_WORD = re.compile(r"[\w’'-]+")
_FEWEST_WORDS = 3


def colon_spans(text: str, sentence: tuple[int, int], people: People) -> list[Span]:
    """The words after the colon of a sentence that opens with a person whom the text names; else none.

    A colon opens other things too: the words must hold a verb, and `Eva Tol: planoloog en schrijver` is none.
    """
    start, stop = sentence
    agent = read_agent(text, start, stop)
    if agent is None or agent.kind is not AgentKind.PERSON or people.named(agent.name) is None:
        return []
    colon = _COLON.match(text, agent.end, stop)
    if colon is None:
        return []
    words = _WORD.findall(text[colon.end() : stop])
    if len(words) < _FEWEST_WORDS or is_role(words[0]) or not _holds_verb(words):
        return []
    end = colon.end() + len(text[colon.end() : stop].rstrip())
    return [Span(colon.end(), end, "direct", ":", agent, 0.8)]


def _holds_verb(words: Sequence[str]) -> bool:
    """Whether a word looks like a verb and has no article before it (`een leven in de stad`)."""
    return any(
        is_verbal(word) and (at == 0 or word_class(words[at - 1]) != "DET") for at, word in enumerate(words)
    )
