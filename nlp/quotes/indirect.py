"""Speech without marks: `stelt dat …`, `volgens …`, `…, zegt Jansen`, `…, aldus het bureau`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlp.quotes.agents import read_agent, read_object_pronoun
from nlp.quotes.clauses import (
    clause_end,
    complement_of,
    is_object,
    is_subordinate,
    is_verbal,
    opens_with_that,
)
from nlp.quotes.cues import Cue, cues_in, in_first_person, is_denied, subject_of
from nlp.quotes.lexicon import finite_forms
from nlp.quotes.records import Agent, AgentKind, Pair, Span
from nlp.word_classes import word_class

_VOLGENS = re.compile(
    r"\b(?:[Vv]olgens|[Nn]aar (?:het (?:oordeel|idee)|de (?:mening|overtuiging)) van|[Ii]n de ogen van)\s"
)
_REFERENCE = re.compile(r"\([^()]{0,80}\d{4}[^()]{0,80}\)$|\[\d+\]$")
# A dash before speech, or the sign before an item of a list.
_LEAD = re.compile(r"[-–—•*]\s+")
_CLOSING = " \t\u00a0.!?;,:–—"
_NOUN = re.compile(
    r"\b(?:conclusie|stelling|mening|overtuiging|oordeel|boodschap|verwachting|vrees|angst|indruk|verwijt|"
    r"kritiek|redenering|antwoord|reactie|verklaring|bezwaar|klacht|uitleg)\s(?:van\s)",
)
# `De boodschap van directeur Tol was helder: zonder vrijwilligers geen dorpshuis.`
_NOUN_COLON = re.compile(r",?\s(?:is|was|luidt|luidde|klinkt|klonk)(?:\s\w+){0,2}:\s(?=[^\s„“\"‘«'’])")
_SHORTEST_CLAUSE = 6
_LEADING_MARKS = "\"“„‘’'«» \t\u00a0"


def indirect_spans(text: str, sentence: tuple[int, int], pairs: Sequence[Pair]) -> list[Span]:
    """The indirect quotes of one sentence, in order and apart from each other.

    Cues between quotation marks are somebody else's words and do not count.
    """
    start, stop = sentence
    lead = _LEAD.match(text, start, stop)
    start = lead.end() if lead else start
    found = [*_with_verbs(text, start, stop, pairs), *_with_volgens(text, start, stop, pairs)]
    found += _with_nouns(text, start, stop, pairs)
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (-span.confidence, span.start)):
        if len(text[span.start : span.end].split()) > 1 and all(
            span.end <= k.start or k.end <= span.start for k in kept
        ):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _inside(at: int, pairs: Sequence[Pair]) -> bool:
    return any(pair.opened <= at < pair.closed for pair in pairs)


def _with_verbs(text: str, start: int, stop: int, pairs: Sequence[Pair]) -> Iterator[Span]:
    taken = start
    for cue in cues_in(text, start, stop):
        if cue.start < taken or _inside(cue.start, pairs) or in_first_person(text, cue, start):
            continue
        span = _clause_after(text, cue, start, stop) or _clause_before(text, cue, start, stop, pairs)
        if span is not None:
            yield span
            taken = max(taken, span.end)
    yield from _with_aldus(text, start, stop, pairs)


def _clause_after(text: str, cue: Cue, start: int, stop: int) -> Span | None:
    """`Jansen stelt dat …`, `Daarom vraagt zij of …`."""
    complement = complement_of(text, cue, stop)
    if complement is None or is_denied(text, cue, complement.start()):
        return None
    agent = subject_of(text, cue, start, complement.start())
    if agent is None:
        return None
    begin = complement.end() if complement[1] in ("dat", "of") else complement.start(1)
    end = clause_end(text, begin, stop, is_subordinate(text, cue, agent, start))
    if complement[1] == "dat" and is_object(text, cue, begin, end):
        return None
    plural = any(verb.plural for verb in cue.verbs)
    return _trimmed(text, begin, end, cue.word, agent, 0.93, plural)


def _clause_before(text: str, cue: Cue, start: int, stop: int, pairs: Sequence[Pair]) -> Span | None:
    """`De markt faalt, zegt Jansen.`; interrupted (`De markt, zegt Jansen, faalt`) it is the whole clause."""
    lead = re.search(r",\s(?:zo\s|dat\s)?$", text[start : cue.start])
    of = text.startswith("Of ", start) and bool(cue.used("q"))
    if not lead or not (cue.used("v") or of) or all(verb.participle for verb in cue.verbs):
        return None
    agent = read_agent(text, cue.end + 1, stop)
    # `Om het belang te benadrukken, roept Nederland …`: an aim, and nothing that was said.
    if agent is None or text.startswith(("Om ", "Door "), start):
        return None
    if cue.used("vq")[0].particles and not _particle_follows(text, cue, agent, stop):
        return None
    return _around(text, start, start + lead.start(), agent, cue.word, stop, pairs, cue)


def _particle_follows(text: str, cue: Cue, agent: Agent, stop: int) -> bool:
    words = re.findall(r"\w+", text[agent.end : stop])[:4]
    return any(all(part in words for part in verb.particles) for verb in cue.used("vq"))


def _with_aldus(text: str, start: int, stop: int, pairs: Sequence[Pair]) -> Iterator[Span]:
    for match in re.finditer(r",?\saldus\s", text[start:stop]):
        at = start + match.start()
        agent = read_agent(text, start + match.end(), stop)
        if agent is not None and not _inside(at, pairs):
            span = _around(text, start, at, agent, "aldus", stop, pairs, None)
            if span is not None:
                yield span


def _around(
    text: str,
    start: int,
    end: int,
    agent: Agent,
    cue: str,
    stop: int,
    pairs: Sequence[Pair],
    verb: Cue | None,
) -> Span | None:
    """The clause before the reporting words, or the whole where it goes on after them."""
    if any(pair.closed in (end, end - 1) or pair.opened < end <= pair.closed for pair in pairs):
        return None
    begin = _after_marks(text, start, end, pairs)
    words = re.findall(r"[\w’'-]+", text[begin:end])
    if len(words) < 2:
        return None
    rest = _past_particles(text[agent.end : stop].strip(" .!?"), verb)
    continues = text[agent.end - 1 : agent.end + 1].strip().endswith(",") or rest.startswith(",")
    finite = any(word in finite_forms() for word in words)
    # `De stad heeft, zo stelt Latten, te veel huizen`: a clause that stops at its verb goes on behind it.
    broken = len(words) <= _SHORTEST_CLAUSE and words[-1] in finite_forms()
    begin += opens_with_that(text, begin, end)
    long = continues and len(rest.split()) > 1
    whole = long and (not finite or broken or _is_still_said(text, agent.end, stop))
    if not whole and not any(is_verbal(word) for word in words):
        return None
    plural = verb is not None and any(v.plural for v in verb.verbs)
    return _trimmed(text, begin, stop if whole else end, cue, agent, 0.9, plural)


def _past_particles(rest: str, verb: Cue | None) -> str:
    """What follows the speaker, the particle of the verb left out: `voegt hij toe, geen …`."""
    first, _, after = rest.partition(",")
    particles = {part for each in verb.verbs for part in each.particles} if verb else set()
    return "," + after if first and after and set(first.split()) <= particles | {"eraan", "er"} else rest


def _is_still_said(text: str, at: int, stop: int) -> bool:
    """Whether the clause after `zegt Jansen, maar` is about no other person or body, and so still his."""
    joined = re.compile(r",?\s(?:maar|want|dus|en)\s").match(text, at, stop)
    return joined is not None and read_agent(text, joined.end(), stop) is None


def _after_marks(text: str, start: int, end: int, pairs: Sequence[Pair]) -> int:
    """The start of the clause, past words in marks that end before it."""
    closed = [
        pair.closed
        for pair in pairs
        if start <= pair.closed <= end and text[pair.closed : pair.closed + 1] == " "
    ]
    return start if not closed or text[closed[-1] - 2 : closed[-1] - 1] not in ".!?" else closed[-1]


def _with_volgens(text: str, start: int, stop: int, pairs: Sequence[Pair]) -> Iterator[Span]:
    """`Volgens Jansen …`, `… volgens Jansen …`, `…, volgens het PBL.`"""
    for match in _VOLGENS.finditer(text, start, stop):
        if _inside(match.start(), pairs):
            continue
        agent = read_agent(text, match.end(), stop) or read_object_pronoun(text, match.end(), stop)
        if agent is None or (agent.kind is AgentKind.PRONOUN and agent.name in ("deze", "die")):
            continue
        span = _volgens(text, start, stop, match, agent, pairs)
        if span is not None:
            yield span


def _volgens(
    text: str, start: int, stop: int, match: re.Match[str], agent: Agent, pairs: Sequence[Pair]
) -> Span | None:
    cue = match.group().split()[-2 if match.group().endswith("van ") else -1].lower()
    clause = _clause_of(text, start, match.start())
    lead = text[clause : match.start()].strip(" ,")
    rest = text[agent.end : stop].strip(" .,!?")
    if not lead or word_class(lead) in ("CCONJ", "ADV") or lead.lower() in ("maar", "en", "ook"):
        end = clause_end(text, agent.end, stop, False)
        return _trimmed(text, agent.end, end, cue, agent, 0.92, False)
    if any(
        pair.closed == match.start() - 1 or text[pair.closed : match.start()].strip() == "," for pair in pairs
    ):
        return None
    if not rest or rest.startswith(("(", "[")):
        return _trimmed(text, clause, match.start(), cue, agent, 0.9, False)
    return _trimmed(text, clause, clause_end(text, agent.end, stop, False), cue, agent, 0.85, False)


def _clause_of(text: str, start: int, at: int) -> int:
    """Where the clause with `volgens` begins: after `, maar`, `;` or with the sentence."""
    ends = [m.end() for m in re.finditer(r"(?:;|:|,\s(?:maar|terwijl|want))\s", text[start:at])]
    return start + ends[-1] if ends else start


def _with_nouns(text: str, start: int, stop: int, pairs: Sequence[Pair]) -> Iterator[Span]:
    """`De conclusie van het planbureau is dat …`."""
    for match in _NOUN.finditer(text, start, stop):
        agent = read_agent(text, match.end(), stop)
        that = (
            re.compile(r"\s(?:is|was|luidt|luidde)?\s?(?:\w+\s)?dat\s").match(text, agent.end, stop)
            if agent
            else None
        )
        if agent and that and not _inside(match.start(), pairs):
            end = clause_end(text, that.end(), stop, False)
            yield _trimmed(text, that.end(), end, match.group().split()[0], agent, 0.85, False)
        colon = _NOUN_COLON.match(text, agent.end, stop) if agent and not that else None
        if agent and colon and not _inside(match.start(), pairs):
            said = _trimmed(text, colon.end(), stop, match.group().split()[0], agent, 0.8, False)
            yield replace(said, kind="direct")


def _trimmed(
    text: str, begin: int, end: int, cue: str, agent: Agent, confidence: float, plural: bool
) -> Span:
    """The span without white space, closing punctuation, references and a mark that was left open."""
    end = begin + len(text[begin:end].rstrip(_CLOSING))
    while reference := _REFERENCE.search(text, max(begin, end - 180), end):
        end = begin + len(text[begin : reference.start()].rstrip(_CLOSING))
    while begin < end and text[begin] in " \t\u00a0,:;":
        begin += 1
    if begin < end and text[begin] in '“„"«‘' and not any(c in '”“"»’' for c in text[begin + 1 : end]):
        begin += 1
    return Span(begin, max(begin, end), "indirect", cue, agent, confidence, plural)
