"""Speech without marks: `stelt dat …`, `volgens …`, `…, zegt Jansen`, `…, aldus het bureau`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.quotes.agents import agents_in, read_agent
from nlp.quotes.cues import Cue, cues_in, in_first_person, is_denied, subject_of
from nlp.quotes.direct import _object_pronoun as object_pronoun
from nlp.quotes.lexicon import finite_forms
from nlp.quotes.records import Agent, AgentKind, Pair, Span
from nlp.word_classes import word_class

_VOLGENS = re.compile(r"\b[Vv]olgens\s")
_COMPLEMENT = re.compile(
    r"[,:]?\s(dat|of|waarom|hoe|wat|wie|waar|wanneer|welke?|hoeveel|waarvoor|waardoor)\b"
)
_REFERENCE = re.compile(r"\([^()]{0,80}\d{4}[^()]{0,80}\)$|\[\d+\]$")
_CLOSING = " \t\u00a0.!?;,:–—"
_NEW_SPEAKER = re.compile(r";\s|,\s(?:maar|terwijl|want|al|dus|en)\s|\s(?:–|—)\s")
_SUBORDINATORS = re.compile(
    r"\b(?:omdat|als|toen|hoewel|nu|doordat|aangezien|terwijl|wanneer|nadat|zodra|die|wie)\b", re.I
)
_TO_END = re.compile(r",\s(?:aldus|zo)\s|,\s[–—]")
_PREPOSITIONS = re.compile(
    r"\s?(?:in|tegen|tegenover|bij|tijdens|na|op|aan|voor|via|vanuit|namens|vandaag|gisteren)\b"
)
_NOUN = re.compile(
    r"\b(?:conclusie|stelling|mening|overtuiging|oordeel|boodschap|verwachting|vrees|angst|indruk|verwijt|"
    r"kritiek|redenering|antwoord|reactie|verklaring|bezwaar|klacht|uitleg)\s(?:van\s)",
)
_FREE_OBJECT = frozenset({"vinden", "zeggen", "denken", "menen", "geloven", "betreuren", "erkennen", "hopen"})
_SHORT = 6
_LEADING_MARKS = "\"“„‘’'«» \t\u00a0"


def indirect_spans(text: str, sentence: tuple[int, int], pairs: Sequence[Pair]) -> list[Span]:
    """The indirect quotes of one sentence, in order and apart from each other.

    Cues between quotation marks are somebody else's words and do not count.
    """
    start, stop = sentence
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
    complement = _complement(text, cue, stop)
    if complement is None or is_denied(text, cue, complement.start()):
        return None
    agent = subject_of(text, cue, start, complement.start())
    if agent is None:
        return None
    begin = complement.end() if complement[1] in ("dat", "of") else complement.start(1)
    end = _clause_end(text, begin, stop, _is_subordinate(text, cue, agent, start))
    if complement[1] == "dat" and _is_object(text, cue, begin, end):
        return None
    plural = any(verb.plural for verb in cue.verbs)
    return _trimmed(text, begin, end, cue.word, agent, 0.93, plural)


def _complement(text: str, cue: Cue, stop: int) -> re.Match[str] | None:
    """The word that opens the clause said, if it belongs to this verb."""
    for match in _COMPLEMENT.finditer(text, cue.end, min(stop, cue.end + 160)):
        question = match[1] != "dat"
        verbs = cue.used("q" if question else "i")
        between = text[cue.end : match.start()]
        words = re.findall(r"\w+", between)
        before = text[max(0, cue.start - 60) : cue.start].split()
        fits = [v for v in verbs if _has_particles(v.particles, words, before, v.participle)]
        if fits and _may_stand_between(text, cue, match):
            return match
        if match[1] in ("dat", "of"):
            return None
    return None


def _has_particles(particles: Sequence[str], after: list[str], before: list[str], participle: bool) -> bool:
    return all(part in after or (participle and part in before) for part in particles)


def _may_stand_between(text: str, cue: Cue, complement: re.Match[str]) -> bool:
    """Whether only subject, adverbs, particles and `in de krant` stand between verb and clause."""
    at, stop = cue.end, complement.start()
    agent = next(agents_in(text, at, stop), None)
    rest = text[at:stop] if agent is None else text[at : agent.start] + " " + text[agent.end : stop]
    particles = {part for verb in cue.verbs for part in verb.particles}
    words = [word for word in re.findall(r"[\w’'-]+", rest) if word not in particles]
    if len(words) > 12 or any(word in finite_forms() and word != "zijn" for word in words):
        return False
    plain = all(
        word_class(word) in ("ADV", "PRON", "ADP", "DET", "CCONJ") or _is_adverb(word) for word in words
    )
    last = words[-1] if words else ""
    if plain:
        return word_class(last) not in ("DET",) if last else True
    after = text[agent.end : stop] if agent is not None and agent.start <= at + 4 else text[at:stop]
    return bool(_PREPOSITIONS.match(after.lstrip(" ,")))


def _is_adverb(word: str) -> bool:
    return (word.endswith(("lijk", "s")) and word.islower()) or word in (
        "zich",
        "al",
        "weten",
        "erop",
        "eraan",
        "ervan",
        "stellig",
        "vandaag",
    )


def _is_object(text: str, cue: Cue, begin: int, end: int) -> bool:
    """Whether `dat` is the thing itself and opens no clause: `vindt dat een slecht idee`."""
    words = re.findall(r"[\w’'-]+", text[begin:end])
    if not any(verb.lemma in _FREE_OBJECT for verb in cue.verbs) or len(words) >= _SHORT:
        return not words
    return not any(_is_verbal(word) for word in words)


def _is_verbal(word: str) -> bool:
    low = word.lower()
    return low in finite_forms() or (
        len(low) > 3
        and low.endswith(("en", "t", "de", "te"))
        and word_class(low) == ""
        and low not in ("slechte", "goede")
    )


def _is_subordinate(text: str, cue: Cue, agent: Agent, start: int) -> bool:
    """Whether the reporting clause is itself subordinate, so that the main clause follows."""
    if agent.start > cue.start:
        return False
    lead = text[start : agent.start].split()
    opener = bool(lead) and bool(_SUBORDINATORS.fullmatch(lead[-1].strip(",")))
    relative = re.match(r",?\s(?:die|wie)\s", text[agent.end : cue.start] + " ")
    return opener or bool(relative) or agent.name == "die"


def _clause_end(text: str, begin: int, stop: int, subordinate: bool) -> int:
    """Where the words said end: with the sentence, or where the writer or another speaker takes over."""
    ends = [stop]
    closing = _TO_END.search(text, begin, stop)
    if closing:
        ends.append(closing.start())
    if subordinate:
        main = next(
            (m for m in re.finditer(r",\s(\w+)", text[begin:stop]) if m[1].lower() in finite_forms()), None
        )
        if main:
            ends.append(begin + main.start())
    for match in _NEW_SPEAKER.finditer(text, begin, stop):
        if _takes_over(text, match.end(), stop):
            ends.append(match.start())
    colon = re.compile(r":\s[\"“„‘'«]").search(text, begin, stop)
    if colon:
        ends.append(colon.start())
    ends += [
        cue.start - 2
        for cue in cues_in(text, begin, stop)
        if _is_inverted(text, cue, stop) and begin < cue.start - 2
    ]
    return min(ends)


def _is_inverted(text: str, cue: Cue, stop: int) -> bool:
    return (
        text[cue.start - 2 : cue.start] == ", "
        and bool(cue.used("v"))
        and read_agent(text, cue.end + 1, stop) is not None
    )


def _takes_over(text: str, at: int, stop: int) -> bool:
    """Whether a main clause starts here: subject (or another opening) and then a finite verb, not at its end."""
    if re.compile(r"(?:dat|of|volgens)\b").match(text, at, stop):
        return text.startswith("volgens", at)
    words = re.findall(r"[\w’'-]+|[,;]", text[at:stop])
    if "," in words:
        words = words[: words.index(",")]
    limit = len(words) - 1
    return any(word.lower() in finite_forms() for word in words[: min(5, limit)]) and _has_subject(
        text, at, stop
    )


def _has_subject(text: str, at: int, stop: int) -> bool:
    """Whether the clause opens with somebody or something as subject, in the order of a main clause."""
    agent = read_agent(text, at, stop)
    if agent is None:
        return bool(re.compile(r"(?:daar|dat|dit|het|er|zo|toch)\b\s(\w+)").match(text, at, stop))
    following = re.compile(r"\s(\w+)").match(text, agent.end, stop)
    return bool(following) and following[1].lower() in finite_forms() if following else False


def _clause_before(text: str, cue: Cue, start: int, stop: int, pairs: Sequence[Pair]) -> Span | None:
    """`De markt faalt, zegt Jansen.`; interrupted (`De markt, zegt Jansen, faalt`) it is the whole clause."""
    lead = re.search(r",\s(?:zo\s|dat\s)?$", text[start : cue.start])
    if not lead or not cue.used("v") or all(verb.participle for verb in cue.verbs):
        return None
    agent = read_agent(text, cue.end + 1, stop)
    if agent is None or (cue.used("v")[0].particles and not _particle_follows(text, cue, agent, stop)):
        return None
    return _around(text, start, start + lead.start(), agent, cue.word, stop, pairs, cue)


def _particle_follows(text: str, cue: Cue, agent: Agent, stop: int) -> bool:
    words = re.findall(r"\w+", text[agent.end : stop])[:4]
    return any(all(part in words for part in verb.particles) for verb in cue.used("v"))


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
    rest = text[agent.end : stop].strip(" .!?")
    continues = text[agent.end - 1 : agent.end + 1].strip().endswith(",") or rest.startswith(",")
    finite = any(word in finite_forms() for word in words)
    whole = continues and len(rest.split()) > 1 and (not finite or _is_still_said(text, agent.end, stop))
    if not whole and not any(_is_verbal(word) for word in words):
        return None
    plural = verb is not None and any(v.plural for v in verb.verbs)
    return _trimmed(text, begin, stop if whole else end, cue, agent, 0.9, plural)


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
        agent = read_agent(text, match.end(), stop) or object_pronoun(text, match.end(), stop)
        if agent is None or (agent.kind is AgentKind.PRONOUN and agent.name in ("deze", "die")):
            continue
        span = _volgens(text, start, stop, match, agent, pairs)
        if span is not None:
            yield span


def _volgens(
    text: str, start: int, stop: int, match: re.Match[str], agent: Agent, pairs: Sequence[Pair]
) -> Span | None:
    clause = _clause_of(text, start, match.start())
    lead = text[clause : match.start()].strip(" ,")
    rest = text[agent.end : stop].strip(" .,!?")
    if not lead or word_class(lead) in ("CCONJ", "ADV") or lead.lower() in ("maar", "en", "ook"):
        end = _clause_end(text, agent.end, stop, False)
        return _trimmed(text, agent.end, end, "volgens", agent, 0.92, False)
    if any(
        pair.closed == match.start() - 1 or text[pair.closed : match.start()].strip() == "," for pair in pairs
    ):
        return None
    if not rest or rest.startswith(("(", "[")):
        return _trimmed(text, clause, match.start(), "volgens", agent, 0.9, False)
    return _trimmed(text, clause, _clause_end(text, agent.end, stop, False), "volgens", agent, 0.85, False)


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
            end = _clause_end(text, that.end(), stop, False)
            yield _trimmed(text, that.end(), end, match.group().split()[0], agent, 0.85, False)


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
