"""Words between marks: whose they are, from the clause after, before or around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.quotes.agents import agents_in, read_agent, read_object_pronoun
from nlp.quotes.cues import Cue, cues_in, in_first_person, subject_of
from nlp.quotes.records import Agent, AgentKind, Pair, Span
from nlp.word_classes import word_class

_AFTER = re.compile(r"[,.]?\s*[,–—-]?\s*(?:zo\s|dat\s|aldus\s(?=aldus))?(?=[a-zà-ÿ])")
_WORD = re.compile(r"[^\W\d_]+")
_NOMINAL = re.compile(
    r"(?:is|was|luidt|luidde|klinkt|klonk)\s(?:de|het|zijn|haar)\s(?:\w+\s)?"
    r"(?:reactie|antwoord|commentaar|conclusie|oordeel|advies|boodschap|motto|verzuchting|oproep)(?:\svan\s)?"
)
# After the verb that follows words in marks anybody may speak: `zegt de imker`.
_ANY_NOUN = re.compile(r"(?:de|een)\s([a-zà-ÿ][\w-]+)\b")
_NOUN_BEFORE_NAME = re.compile(r"([a-zà-ÿ][\w-]{3,})\s(?=[A-ZÀ-Þ])")
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")
_NEXT_SENTENCE = re.compile(r"[.!?…][”“\"'’»)]*(?:\s+(?=[A-ZÀ-Þ'’])|\s*$)")
_ABBREVIATED = re.compile(r"\b(?:dhr|mw|mevr|drs|dr|ir|mr|prof|ing|[A-Z])$")
_ENDED = re.compile(r"[.!?…:](?:[”“\"'’»«)])*\s*$|^\s*$")
_CAPITAL = re.compile(r"[\"'“‘„«(\[]*[’']?[A-ZÀ-ÖØ-Þ0-9]|[’'][snt]\s[A-Z]")
_SCARE = re.compile(
    r"\b(?:zogenoemde|zogenaamde|zogeheten|woord|woorden|term|begrip|titel|getiteld|thema|slogan|leus|motto|"
    r"kop|rapport|boek|nota|artikel|film|lied|tentoonstelling|project|programma|rubriek|hoofdstuk|notitie|"
    r"werktitel|label|naam|bijnaam|heet|heten|heette|genaamd|campagne|serie|bundel|essay|onderzoek|studie|visie|"
    r"advies|evaluatie|brochure|plan|agenda|rede|lezing|actie|stelling|categorie|optie|vraag|kopje|bord|boekje)\s*$",
    re.I,
)
_FEWEST_WORDS_ALONE = 4
_FARTHEST = 9


@dataclass(frozen=True, slots=True)
class Context:
    """A pair with the stretches of its paragraph that lie between it and its neighbours."""

    pair: Pair
    before: tuple[int, int]
    after: tuple[int, int]
    paragraph: tuple[int, int]


def direct_spans(text: str, paragraph: tuple[int, int], pairs: Sequence[Pair]) -> list[Span]:
    """The direct and partial quotes of one paragraph, in order; scare quotes and titles are left out.

    A quote without a phrase of its own that goes on from another has that one's agent and the cue `…`;
    one that stands by itself has no agent, and its speaker is left to the document.
    """
    spans: list[Span] = []
    for index, pair in enumerate(pairs):
        left = pairs[index - 1].closed if index else paragraph[0]
        right = pairs[index + 1].opened if index + 1 < len(pairs) else paragraph[1]
        span = _read(text, Context(pair, (left, pair.opened), (pair.closed, right), paragraph), spans)
        if span is not None:
            spans.append(span)
    return spans


def _read(text: str, context: Context, earlier: Sequence[Span]) -> Span | None:
    start, end = _trimmed(text, context.pair)
    if start >= end or not any(letter.isalpha() for letter in text[start:end]):
        return None
    return (
        _from_after(text, context, start, end)
        or _going_on(text, context, earlier, start, end)
        or _from_before(text, context, start, end)
        or _standing_alone(text, context, earlier, start, end)
    )


def _trimmed(text: str, pair: Pair) -> tuple[int, int]:
    inner = text[pair.start : pair.end]
    return pair.start + len(inner) - len(inner.lstrip()), pair.start + len(inner.rstrip())


def _from_after(text: str, context: Context, start: int, end: int) -> Span | None:
    """`“…”, zegt ze`, `“…”, aldus Jansen`, `“…”, is de reactie van de wethouder`."""
    at, stop = context.after[0], _sentence_stop(text, *context.after)
    lead = _AFTER.match(text, at, stop)
    word = _WORD.match(text, lead.end(), stop) if lead else None
    if not lead or not word or lead.group()[:1] == "." or _is_title(text, context):
        return None
    nominal = _NOMINAL.match(text, word.start(), stop)
    if nominal:
        agent = next(agents_in(text, nominal.end(), stop), None)
        return Span(start, end, _kind(text, start, context), word.group(), agent, 0.85)
    if word.group() in ("aldus", "volgens"):
        agent = read_agent(text, word.end() + 1, stop) or read_object_pronoun(text, word.end() + 1, stop)
        return Span(start, end, _kind(text, start, context), word.group(), agent, 0.97) if agent else None
    return _from_verb(text, context, start, end, word, stop, "," in lead.group())


def _from_verb(
    text: str, context: Context, start: int, end: int, word: re.Match[str], stop: int, comma: bool
) -> Span | None:
    cue = next((c for c in cues_in(text, word.start(), word.end()) if c.used("dipvq")), None)
    agent = _subject_after(text, word.end(), stop)
    if cue and any(not verb.participle for verb in cue.verbs) and (agent or comma):
        if _first_person_after(text, word.end()) or not (comma or _is_sentence(text, start, context, end)):
            return None
        kind = _kind(text, start, context)
        return Span(start, end, kind, cue.word, agent, 0.97, any(v.plural for v in cue.verbs))
    sentence = _is_sentence(text, start, context, end)
    perfect = re.match(r"(?:heeft|had|hebben|hadden)\b", word.group())
    if agent and comma and sentence and (perfect or _may_report(word.group())):
        return Span(start, end, "direct", word.group(), agent, 0.75)
    return None


def _may_report(word: str) -> bool:
    """Whether a word that is not listed has the look of a finite verb (`bromt`, `tekende`)."""
    return (
        len(word) > 3
        and word.endswith(("t", "de", "te"))
        and word not in ("met", "want", "omdat", "nadat", "zodat", "waarmee")
    )


def _first_person_after(text: str, at: int) -> bool:
    return bool(re.match(r"\s(?:ik|wij|we|men)\b", text[at : at + 6]))


def _subject_after(text: str, at: int, stop: int) -> Agent | None:
    skip = re.compile(r"\s(?:(?:er|ook|toen|dan|daarop|zelf|nu)\s)?").match(text, at, stop)
    if not skip:
        return None
    return read_agent(text, skip.end(), stop) or _by_any_noun(text, skip.end(), stop)


def _by_any_noun(text: str, at: int, stop: int) -> Agent | None:
    """A speaker by a noun that is not listed: `zegt de imker`, `zegt imker Jan Bos`."""
    noun = _ANY_NOUN.match(text, at, stop)
    if noun:
        return Agent(*noun.span(), AgentKind.DESCRIPTION, noun.group(), noun[1], head=noun.span())
    before = _NOUN_BEFORE_NAME.match(text, at, stop)
    named = read_agent(text, before.end(), stop) if before and word_class(before[1]) == "" else None
    if before is None or named is None or named.kind is not AgentKind.PERSON:
        return None
    return replace(named, start=at, role=named.role or before[1])


def _from_before(text: str, context: Context, start: int, end: int) -> Span | None:
    """`Jansen zegt: “…”`, `De wethouder is duidelijk: “…”`, `noemt dat “…”`."""
    begin, stop = _clause_before(text, *context.before), context.before[1]
    lead = text[begin:stop]
    colon = lead.rstrip().endswith(":")
    cue, agent = _reporting(text, begin, stop, colon) if lead.strip() else (None, None)
    if _is_title(text, context) and not (_is_naming(cue) and text[start].islower()):
        return None
    if colon and (agent or cue) and (cue is None or not in_first_person(text, cue, begin)):
        kind = "direct" if _CAPITAL.match(text, start) else "partial"
        word = cue.word if cue else ":"
        return Span(start, end, kind, word, agent, 0.95 if agent else 0.6, _is_plural(cue))
    if cue is None or agent is None or in_first_person(text, cue, begin):
        return None
    if _is_far(text, cue, agent, stop):
        return None
    whole = _CAPITAL.match(text, start) and _is_sentence(text, start, context, end)
    near = not text[cue.end : stop].strip(" ,") or text[agent.end : stop].strip(" ,") == ""
    kind = "direct" if whole and near else "partial"
    return Span(start, end, kind, cue.word, agent, 0.85, _is_plural(cue))


def _is_far(text: str, cue: Cue, agent: Agent, stop: int) -> bool:
    """Whether too much stands between a verb of saying and a few words in marks for these to be said.

    A verb that names (`noemt het plan “…”`) may be farther off than one that tells.
    """
    between = text[max(cue.end, agent.end if agent.start > cue.start else 0) : stop]
    words = re.findall(r"[\w’'-]+", between)
    if "(" in between or ")" in between:
        return True
    return len(words) > (14 if _is_naming(cue) else _FARTHEST)


def _is_naming(cue: Cue | None) -> bool:
    """Whether the verb calls a thing something (`noemt het plan “…”`), so that no title follows."""
    return cue is not None and any(verb.uses == "p" for verb in cue.verbs)


def _is_plural(cue: Cue | None) -> bool:
    return cue is not None and any(verb.plural for verb in cue.verbs)


def _reporting(text: str, begin: int, stop: int, colon: bool) -> tuple[Cue | None, Agent | None]:
    """The reporting verb before the marks and its subject; with a colon any subject of the clause will do."""
    for cue in reversed(list(cues_in(text, begin, stop))):
        there = _particle_there(text, cue, stop)
        if not cue.used("dip") or not (colon or there):
            continue
        agent = subject_of(text, cue, begin, stop)
        if agent or colon:
            return cue if there else None, agent
    if colon:
        return None, next(iter(agents_in(text, begin, stop)), None)
    volgens = re.compile(r"\b[Vv]olgens\s").search(text, begin, stop)
    return None, read_agent(text, volgens.end(), stop) if volgens else None


def _particle_there(text: str, cue: Cue, stop: int) -> bool:
    """Whether a verb with a particle has it, before or after the words in marks."""
    if cue.word in ("spreekt", "spreken", "sprak", "spraken", "gesproken", "praat", "praten"):
        return bool(re.compile(r"\b(?:van|over)\b").search(text, cue.end, stop))
    clause = set(re.findall(r"\w+", text[cue.end : stop + 200]))
    return any(all(part in clause for part in verb.particles) for verb in cue.used("dip"))


def _going_on(text: str, context: Context, earlier: Sequence[Span], start: int, end: int) -> Span | None:
    """A quote that goes on from the one before it in the same sentence."""
    previous = earlier[-1] if earlier else None
    between = text[context.before[0] : context.before[1]]
    if previous is None or previous.end > context.before[0]:
        return None
    if _goes_on(text, between, context):
        return _like(previous, start, end, previous.confidence - 0.05)
    joined = re.match(r",?\s(?:en|maar)\s", between) and not _SENTENCE_END.search(between)
    cue = next(cues_in(text, *context.before), None) if joined else None
    if cue is None or subject_of(text, cue, *context.before):
        return None
    return Span(start, end, _kind(text, start, context), cue.word, previous.agent, 0.8, previous.plural)


def _like(previous: Span, start: int, end: int, confidence: float) -> Span:
    return Span(start, end, previous.kind, previous.cue, previous.agent, confidence, previous.plural)


def _standing_alone(
    text: str, context: Context, earlier: Sequence[Span], start: int, end: int
) -> Span | None:
    """A quote that is a sentence of its own, after one with its speaker or with none near."""
    if not _stands_alone(text, context, start, end):
        return None
    previous = earlier[-1] if earlier else None
    between = text[context.before[0] : context.before[1]]
    if previous and previous.kind == "direct" and _is_only_attribution(text, between):
        return _like(previous, start, end, 0.85)
    return Span(start, end, "direct", "", None, 0.6)


def _goes_on(text: str, between: str, context: Context) -> bool:
    """Whether only the reporting clause stands between two quotes: `“A”, zegt ze, “B”`."""
    stripped = between.strip()
    if stripped in ("", ",", "…") or re.fullmatch(r"\[?\(?…\)?\]?", stripped):
        return True
    return bool(re.search(r"[,:]\s*(?:en\s|maar\s)?$", between)) and not _SENTENCE_END.search(between)


def _is_only_attribution(text: str, between: str) -> bool:
    """Whether one clause that ends in a full stop stands between: `“A”, zegt ze. “B.”`."""
    return len(_SENTENCE_END.findall(between.strip())) <= 1 and bool(re.match(r"\s*,?\s*[a-z]", between))


def _stands_alone(text: str, context: Context, start: int, end: int) -> bool:
    """Whether the pair is a sentence of its own, not a few words inside one of the writer."""
    opens = bool(_ENDED.search(text[context.before[0] : context.before[1]]))
    if context.before[0] != context.paragraph[0]:
        between = text[context.before[0] : context.before[1]]
        opens = opens and (
            bool(between.strip()) or text[context.before[0] - 2 : context.before[0] - 1] in ".!?…"
        )
    after = text[context.after[0] : context.paragraph[1]]
    closed = (
        context.pair.runs_on or not after.strip() or bool(re.match(r"[.!?]?\s*[\"“„‘«A-ZÀ-Þ]|[.!?]", after))
    )
    finished = text[end - 1] in ".!?…" or after[:1] in (".", "!", "?") or context.pair.runs_on
    long_enough = len(text[start:end].split()) >= _FEWEST_WORDS_ALONE or text[end - 1] in "!?."
    return opens and closed and finished and long_enough and bool(_CAPITAL.match(text, start))


def _is_sentence(text: str, start: int, context: Context, end: int) -> bool:
    """Whether the words could be a sentence that somebody spoke: they open one, or are long."""
    opens = bool(_ENDED.search(text[context.before[0] : context.before[1]]))
    return (opens and bool(_CAPITAL.match(text, start))) or text[end - 1] in ",.!?…"


def _kind(text: str, start: int, context: Context) -> str:
    """Direct where the words open a sentence, go on from other words said, or are come after a colon."""
    lead = text[context.before[0] : context.before[1]].rstrip()
    if not lead or _ENDED.search(lead):
        return "direct"
    return "direct" if lead.endswith((",", ":")) and _CAPITAL.match(text, start) else "partial"


def _is_title(text: str, context: Context) -> bool:
    return bool(_SCARE.search(text[context.before[0] : context.before[1]]))


def _clause_before(text: str, start: int, stop: int) -> int:
    """Where the sentence before the opening mark begins."""
    for match in reversed(list(_NEXT_SENTENCE.finditer(text, start, stop))):
        if not _ABBREVIATED.search(text, start, match.start()):
            return match.end()
    return start


def _sentence_stop(text: str, start: int, stop: int) -> int:
    """Where the sentence after the closing mark ends; a first full stop after the mark ends it at once."""
    for match in _SENTENCE_END.finditer(text, start, stop):
        if not _ABBREVIATED.search(text, start, match.start()):
            return match.start()
    return stop
