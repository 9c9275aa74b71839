"""Where a reported clause begins and ends by the order of words, up to where the writer takes over."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.quotes.agents import agents_in, read_agent
from nlp.quotes.cues import Cue, cues_in
from nlp.quotes.lexicon import finite_forms
from nlp.quotes.records import Agent
from nlp.word_classes import word_class

_COMPLEMENT = re.compile(
    r"[,:]?\s(dat|of|waarom|hoe|wat|wie|waar|wanneer|welke?|hoeveel|waarvoor|waardoor)\b"
)
_NEW_SPEAKER = re.compile(r";\s|,\s(?:maar|terwijl|want|al|dus|en)\s|\s(?:–|—)\s")
_SUBORDINATORS = re.compile(
    r"\b(?:omdat|als|toen|hoewel|nu|doordat|aangezien|terwijl|wanneer|nadat|zodra|die|wie)\b", re.I
)
_TO_END = re.compile(r",\s(?:aldus|zo)\s|,\s[–—]")
_PREPOSITIONS = re.compile(
    r"\s?(?:in|tegen|tegenover|bij|tijdens|na|op|aan|voor|via|vanuit|namens|vandaag|gisteren)\b"
)
_FREE_OBJECT = frozenset({"vinden", "zeggen", "denken", "menen", "geloven", "betreuren", "erkennen", "hopen"})
_AFTER_COMMA = re.compile(r",\s(\w+)(?:\s((?:de|het|een|hij|zij|ze|wij|we|er|zich)\b|[A-ZÀ-Þ]))?")
_LIGHT = frozenset({"ADV", "PRON", "ADP", "DET", "CCONJ", "NUM"})
_FREE_WORDS = frozenset(
    {
        *("zich", "al", "weten", "erop", "eraan", "ervan", "stellig", "vandaag", "vorig", "vorige", "week"),
        *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september"),
        *("oktober", "november", "december", "maand", "jaar"),
        *("eerder", "later", "onlangs", "recent", "vervolgens", "daarop", "daarna", "nogmaals", "terecht"),
        *("toen", "meteen", "inmiddels", "opnieuw", "tevens", "overigens", "expliciet", "openlijk", "ooit"),
        *("nadrukkelijk", "voorzichtig", "herhaaldelijk", "onomwonden", "destijds", "verder", "bovendien"),
    }
)
_SHORT = 6


def complement_of(text: str, cue: Cue, stop: int) -> re.Match[str] | None:
    """The word that opens the clause said, if it belongs to this verb."""
    for match in _COMPLEMENT.finditer(text, cue.end, min(stop, cue.end + 160)):
        question = match[1] != "dat"
        verbs = cue.used("q" if question else "i")
        between = text[cue.end : match.start()]
        words = re.findall(r"\w+", between)
        before = text[max(0, cue.start - 60) : cue.start].split()
        fits = [v for v in verbs if _has_particles(v.particles, words, before, v.participle)]
        if words[-1:] == ["voor"]:
            # `schreef voor dat`: the verb is voorschrijven, which rules and reports nothing.
            fits = [v for v in fits if "voor" in v.particles]
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
        word_class(word) in ("ADV", "PRON", "ADP", "DET", "CCONJ", "NUM") or _is_adverb(word)
        for word in words
    )
    last = words[-1] if words else ""
    if plain:
        return word_class(last) not in ("DET",) if last else True
    after = text[agent.end : stop] if agent is not None and agent.start <= at + 4 else text[at:stop]
    return bool(_PREPOSITIONS.match(after.lstrip(" ,")))


def _is_adverb(word: str) -> bool:
    return (word.endswith(("lijk", "s")) and word.islower()) or word in _FREE_WORDS


def is_object(text: str, cue: Cue, begin: int, end: int) -> bool:
    """Whether `dat` is the thing itself and opens no clause: `vindt dat een slecht idee`."""
    words = re.findall(r"[\w’'-]+", text[begin:end])
    if not any(verb.lemma in _FREE_OBJECT for verb in cue.verbs) or len(words) >= _SHORT:
        return not words
    return not any(is_verbal(word) for word in words)


def is_verbal(word: str) -> bool:
    low = word.lower()
    return low in finite_forms() or (
        len(low) > 3
        and low.endswith(("en", "t", "de", "te"))
        and word_class(low) == ""
        and low not in ("slechte", "goede")
    )


def is_subordinate(text: str, cue: Cue, agent: Agent, start: int) -> bool:
    """Whether the reporting clause is itself subordinate, so that the main clause follows."""
    if agent.start > cue.start:
        return False
    lead = text[start : agent.start].split()
    opener = bool(lead) and bool(_SUBORDINATORS.fullmatch(lead[-1].strip(",")))
    relative = re.match(r",?\s(?:die|wie)\s", text[agent.end : cue.start] + " ")
    return opener or bool(relative) or agent.name == "die"


def clause_end(text: str, begin: int, stop: int, subordinate: bool) -> int:
    """Where the words said end: with the sentence, or where the writer or another speaker takes over."""
    ends = [stop]
    closing = _TO_END.search(text, begin, stop)
    if closing:
        ends.append(closing.start())
    if subordinate:
        mains = (match for match in _AFTER_COMMA.finditer(text, begin, stop) if _is_main_verb(match))
        ends += [match.start() for match in mains][:1]
    breaks = _NEW_SPEAKER.finditer(text, begin, stop)
    ends += [match.start() for match in breaks if _takes_over(text, match.end(), stop)]
    colon = re.compile(r":\s[\"“„‘'«]").search(text, begin, stop)
    if colon:
        ends.append(colon.start())
    ends += [
        cue.start - 2
        for cue in cues_in(text, begin, stop)
        if _is_inverted(text, cue, stop) and begin < cue.start - 2
    ]
    return min(ends)


def _is_main_verb(match: re.Match[str]) -> bool:
    """Whether the word after a comma is the verb of a main clause: listed, or any before a subject."""
    word, subject = match[1].lower(), match[2]
    return word in finite_forms() or (bool(subject) and match[1].islower() and word_class(word) == "")


def opens_with_that(text: str, begin: int, end: int) -> int:
    """The length of `Dat` or `Of` that opens a clause told before its verb: `Dat krimp loont, benadrukt hij`.

    0 where `Dat` is the subject itself (`Dat is een schande, zegt hij`).
    """
    match = re.compile(r"(?:Dat|Of)\s").match(text, begin, end)
    words = re.findall(r"[\w’'-]+", text[begin:end])
    if match is None or len(words) < 3 or is_verbal(words[1]):
        return 0
    return match.end() - begin if is_verbal(words[-1]) else 0


def _is_inverted(text: str, cue: Cue, stop: int) -> bool:
    return (
        text[cue.start - 2 : cue.start] == ", "
        and bool(cue.used("v"))
        and read_agent(text, cue.end + 1, stop) is not None
    )


def _takes_over(text: str, at: int, stop: int) -> bool:
    """Whether a main clause starts here: subject and then a finite verb, not at its end."""
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
