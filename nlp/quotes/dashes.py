"""Speech after a dash at the start of a line: `– Het kan niet, zegt Jansen. – En het mag niet.`"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.quotes.agents import read_agent
from nlp.quotes.cues import cues_in, in_first_person
from nlp.quotes.records import Agent, Span

_OPENED = re.compile(r"\s*[–—-]\s+(?=\S)")
_REOPENED = re.compile(r"[.!?…]\s+[–—]\s+(?=\S)")
_SAID = re.compile(r"[,?!…]\s(?:zo\s)?(?=[a-zà-ÿ])")
_ALDUS = re.compile(r"aldus\s")
# What goes on after the speaker is told by the writer where it opens with one of these words.
_TOLD = re.compile(r",?\s(?:terwijl|die|dat|en|waarna|toen|als|met|voor|nadat|wanneer|omdat)\b")
_GOES_ON = re.compile(r",\s(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")
# The rest of the paragraph is still said, but not where it tells of the speaker.
_REST = re.compile(r"\s+(?!(?:Hij|Zij|Ze|Daarop|Daarna|Toen|Dan)\b)(?=[A-ZÀ-Þ'’0-9])")
_FEWEST_WORDS = 2


def dash_spans(text: str, paragraph: tuple[int, int]) -> list[Span]:
    """The direct quotes of a paragraph that opens with a dash and says who speaks; others are lists."""
    start, end = paragraph
    opened = _OPENED.match(text, start, end)
    spans: list[Span] = []
    at = opened.end() if opened else end
    while at < end:
        reopened = _REOPENED.search(text, at, end)
        stop = reopened.start() + 1 if reopened else end
        spans += _turn(text, at, stop, spans[-1].agent if spans else None)
        at = reopened.end() if reopened and spans else end
    return spans


def _turn(text: str, start: int, stop: int, last: Agent | None) -> Iterator[Span]:
    """What is said between two dashes: by whom it says, or by the speaker before."""
    found = _attribution(text, start, stop)
    if found is None:
        if last is not None:
            yield Span(start, _without_end(text, start, stop), "direct", "", last, 0.75)
        return
    end, cue, agent = found
    yield Span(start, end, "direct", cue, agent, 0.88)
    told = _TOLD.match(text, _past_comma(text, agent.end), stop)
    goes_on = _GOES_ON.match(text, _past_comma(text, agent.end), stop)
    close = _SENTENCE_END.search(text, agent.end - 1, stop)
    if goes_on and not told:
        yield Span(goes_on.end(), close.start() if close else stop, "direct", cue, agent, 0.8)
    rest = _REST.match(text, close.end(), stop) if close else None
    if rest and rest.end() < stop:
        yield Span(rest.end(), _without_end(text, rest.end(), stop), "direct", cue, agent, 0.7)


def _attribution(text: str, start: int, stop: int) -> tuple[int, str, Agent] | None:
    """Where the words end, the reporting word and the speaker; None where the writer or nobody speaks."""
    for said in _SAID.finditer(text, start, stop):
        words_end = said.start() + (text[said.start()] in "?!…")
        if len(text[start:words_end].split()) < _FEWEST_WORDS:
            continue
        aldus = _ALDUS.match(text, said.end(), stop)
        if aldus:
            agent = read_agent(text, aldus.end(), stop)
            return (words_end, "aldus", agent) if agent else None
        cue = next(cues_in(text, said.end(), stop), None)
        if cue is None or cue.start != said.end() or not cue.used("dv"):
            continue
        agent = None if in_first_person(text, cue, start) else read_agent(text, cue.end + 1, stop)
        return (words_end, cue.word, agent) if agent else None
    return None


def _past_comma(text: str, at: int) -> int:
    """The end of the phrase without a comma that closes an apposition."""
    return at - (text[at - 1] == ",")


def _without_end(text: str, start: int, stop: int) -> int:
    return start + len(text[start:stop].rstrip())
