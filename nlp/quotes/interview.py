"""Paragraphs said as a whole: answers in an interview, and turns after a speaker's name in minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from nlp.quotes.agents import read_agent
from nlp.quotes.bare_tags import bare_tags
from nlp.quotes.lexicon import is_role
from nlp.quotes.names import TITLES, is_given_name
from nlp.quotes.people import People
from nlp.quotes.records import Agent, AgentKind, Span

Bounds = tuple[int, int]
_TAG = re.compile(r"[^\n:]{2,90}?(?=:\s)")
_QUESTION_TAG = re.compile(r"(?:Vraag|V|Q|Interviewer|Redactie)\s?\d*\s?[:.]\s", re.I)
_ANSWER_TAG = re.compile(r"(?:Antwoord|A)\s?\d*\s?:\s", re.I)
_ANSWERED = re.compile(r"\b(?:ik|we|wij|mijn|mij|me|ons|onze)\b", re.I)
_IN_PERSON = re.compile(r"\b(?:ik|mijn|mij)\b", re.I)
_ADDRESSED = re.compile(r"\b(?:u|uw|je|jij|jouw|jullie)\b", re.I)
_OUTSIDE = re.compile(
    r"(?:Dit (?:interview|gesprek|artikel)|Over |Lees |Tekst|Foto|Bron|Interview|Het gesprek|Meer |\*|©)|"
    r"[^\n]{0,60}\b(?:sluit de vergadering|schorst de vergadering|opent de vergadering|stemming)\b",
)
_NAME_ALONE = re.compile(r"[A-ZÀ-Þ][\w’'-]+$")
_NAMED_FIRST = re.compile(r"\s*[A-ZÀ-Þ][^\n:.,;!?]{1,40}:\s")
_LONGEST_QUESTION = 45
_LONGEST_ANSWER = 6
"""Paragraphs; more between two questions are no answer but a text with questions in it."""
_NEAREST = 3000
"""Characters before the first question in which the person must be named."""
_FEWEST_ANSWERS = 2
_PROVED, _UNPROVED = 0.93, 0.8
"""Confidence in a turn whose tag is a person by evidence, and by its look alone."""
_FEWEST_WORDS = 3


def answer_spans(text: str, paragraphs: Sequence[Bounds], people: People) -> dict[int, Span]:
    """The paragraphs, by index, that are said as a whole, each with the words said and the speaker."""
    return _interview(text, paragraphs, people) | _turns(text, paragraphs, people)


def _interview(text: str, paragraphs: Sequence[Bounds], people: People) -> dict[int, Span]:
    """Answers between questions, in each stretch where the text before introduces the person who answers."""
    questions = [i for i, bounds in enumerate(paragraphs) if _is_question(text[slice(*bounds)])]
    found: dict[int, Span] = {}
    for stretch in _stretches(questions):
        found |= _conversation(text, paragraphs, stretch, people)
    return found


def _stretches(questions: Sequence[int]) -> Iterator[list[int]]:
    """The questions that follow each other closely enough to be one conversation."""
    stretch: list[int] = []
    for question in questions:
        if stretch and question - stretch[-1] > _LONGEST_ANSWER + 1:
            yield stretch
            stretch = []
        stretch.append(question)
    if stretch:
        yield stretch


def _conversation(
    text: str, paragraphs: Sequence[Bounds], questions: Sequence[int], people: People
) -> dict[int, Span]:
    agent = _interviewee(text, paragraphs[questions[0]][0], people) if len(questions) > 1 else None
    if agent is None:
        return {}
    asked, said = set(questions), _answered(questions, len(paragraphs))
    answers = [i for i in said if _is_answer(text, paragraphs[i], agent)]
    last = {i for i in answers if i + 1 in asked and i - 1 in answers}
    answers = [i for i in answers if i not in last or not _asks(text[slice(*paragraphs[i])])]
    spoken = any(_IN_PERSON.search(text[slice(*paragraphs[i])]) for i in answers)
    addressed = any(_ADDRESSED.search(text[slice(*paragraphs[i])]) for i in questions)
    whole = sum(_is_whole(text[slice(*paragraphs[i])]) for i in said)
    if len(answers) < _FEWEST_ANSWERS or not (spoken or addressed) or whole < 0.8 * len(said):
        return {}
    return {i: _answer(text, paragraphs[i], agent) for i in answers}


def _is_whole(paragraph: str) -> bool:
    """Whether a paragraph is one, and not a printed line out of the middle of one."""
    stripped = paragraph.strip(" \t\"'“”‘’„«»–—-")
    return stripped[:1].isupper() | stripped[:1].isdigit() and stripped.endswith((".", "!", "?", "…", ":"))


def _is_question(paragraph: str) -> bool:
    if _QUESTION_TAG.match(paragraph):
        return True
    stripped = paragraph.strip().rstrip("*_”’\"'»“")
    if not stripped[:1].isupper() and stripped[:1] not in "’'":
        return False
    short = len(stripped.split()) <= _LONGEST_QUESTION
    return (
        stripped.endswith("?")
        and short
        and not _ANSWER_TAG.match(paragraph)
        and paragraph.lstrip()[0] not in '„“"‘«'
    )


def _answered(questions: Sequence[int], total: int) -> list[int]:
    """The paragraphs after each question, up to the next one; after the last at most as many as before."""
    asked = set(questions)
    gaps = [b - a - 1 for a, b in pairwise(questions)]
    most = max(gaps, default=1) or 1
    last = range(questions[-1] + 1, min(total, questions[-1] + 1 + most))
    return [i for i in (*range(questions[0] + 1, questions[-1]), *last) if i not in asked]


def _is_answer(text: str, bounds: Bounds, agent: Agent) -> bool:
    paragraph = text[slice(*bounds)]
    surname = agent.name.split()[-1]
    return not _OUTSIDE.match(paragraph.lstrip()) and not re.search(
        rf"\b{re.escape(surname)}\b", _untagged(paragraph)
    )


def _asks(paragraph: str) -> bool:
    """Whether a paragraph before a question belongs to it: it is short and speaks to the person."""
    addressed = _ADDRESSED.search(paragraph) and not _ANSWERED.search(paragraph)
    return bool(addressed) and len(paragraph.split()) <= _LONGEST_QUESTION


def _untagged(paragraph: str) -> str:
    tag = _TAG.match(paragraph)
    return paragraph[tag.end() :] if tag and len(tag.group().split()) <= 3 else paragraph


def _interviewee(text: str, first_question: int, people: People) -> Agent | None:
    """The person whom the text before the first question names most, the earliest of several."""
    seen = list(people.between(first_question - _NEAREST, first_question))
    if not seen:
        return None
    counts = {s.name: sum(other.name == s.name for other in seen) for s in seen}
    name = max(counts, key=lambda name: counts[name])
    return Agent(-1, -1, AgentKind.PERSON, name)


def _answer(text: str, bounds: Bounds, agent: Agent) -> Span:
    """The paragraph without a tag (`Antwoord:`, `Jansen:`) and without marks round the whole."""
    start, end = _stripped(text, *bounds)
    tag = _ANSWER_TAG.match(text, start, end) or re.compile(
        rf"(?:{re.escape(agent.name)}|{re.escape(agent.name.split()[-1])}|[A-Z]{{2,3}})\s?:\s"
    ).match(text, start, end)
    if tag:
        start = tag.end()
    start, end = _without_marks(text, start, end)
    return Span(start, end, "answer", ":" if tag else "", agent, 0.85)


def _stripped(text: str, start: int, end: int) -> Bounds:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _without_marks(text: str, start: int, end: int) -> Bounds:
    opened = text[start] in '„“"‘«' and text[end - 1] in '”“"’»'
    return (start + 1, end - 1) if opened and end - start > 2 else (start, end)


def _turns(text: str, paragraphs: Sequence[Bounds], people: People) -> dict[int, Span]:
    """Turns in minutes (`De heer Bos (CDA): …`); an untagged paragraph in the first person goes on."""
    tags = {i: tag for i, bounds in enumerate(paragraphs) if (tag := _tag(text, bounds, people))}
    questions = sum(bool(_QUESTION_TAG.match(text, *bounds)) for bounds in paragraphs)
    bare = bare_tags(text, paragraphs, people, questions)
    spans = {i: _turn(text, paragraphs[i], *tag, _UNPROVED) for i, tag in bare.items()}
    spans |= {i: _turn(text, paragraphs[i], *tag, _PROVED) for i, tag in tags.items()}
    tags = bare | tags
    turns = {i: span for i, span in spans.items() if span is not None}
    if len(tags) < _FEWEST_ANSWERS:
        return turns
    speaker: Span | None = None
    for i, bounds in enumerate(paragraphs):
        speaker = turns.get(i, None if i in tags else speaker)
        if speaker and i not in turns and _continues(text[slice(*bounds)]):
            start, end = _stripped(text, *bounds)
            turns[i] = Span(start, end, "answer", "", speaker.agent, 0.7)
        elif i not in turns:
            speaker = None
    return turns


def _continues(paragraph: str) -> bool:
    """Whether an untagged paragraph is still somebody speaking."""
    other = _OUTSIDE.match(paragraph) or _NAMED_FIRST.match(paragraph)
    return bool(_ANSWERED.search(paragraph)) and not other and len(paragraph.split()) > 5


def _tag(text: str, bounds: Bounds, people: People) -> tuple[Agent, int] | None:
    """The speaker named at the start of a paragraph before a colon, and where the words begin."""
    start, end = _stripped(text, *bounds)
    lead = re.compile(r"[-–—•*]\s+").match(text, start, end)
    start = lead.end() if lead else start
    match = _TAG.match(text, start, end)
    if not match or "," in match.group() or match.group()[-1:] == "?":
        return None
    agent = read_agent(text, start, match.end())
    if agent is None or agent.end < match.end() or not _may_tag(text, agent, people):
        return None
    return agent, match.end() + 2


def _may_tag(text: str, agent: Agent, people: People) -> bool:
    """Whether the phrase is a person by evidence, or an office that has a voice in a meeting."""
    if agent.kind is AgentKind.PERSON:
        lead = text[agent.start : agent.head[0]].split()
        given = is_given_name(agent.name.split()[0])
        titled = any(word.lower() in TITLES for word in lead)
        return bool(given or titled or agent.role or agent.organisation or people.named(agent.name))
    if agent.kind is AgentKind.DESCRIPTION:
        return (
            agent.role in ("wethouder", "voorzitter", "burgemeester", "minister", "staatssecretaris")
            and not agent.plural
        )
    return False


def _turn(text: str, bounds: Bounds, agent: Agent, begin: int, confidence: float) -> Span | None:
    """The words after the tag; None where they are a name or a few words (`Voorzitter: mevrouw Bos`)."""
    start, end = _stripped(text, begin, bounds[1])
    said = text[start:end]
    if start >= end or said[:1] in "„“\"‘«'" or len(said.split()) < _FEWEST_WORDS:
        return None
    if said[:1].islower() and is_role(re.split(r"[\s,.]", said)[0]):
        # `Anna Jansen: planoloog en schrijver van drie boeken.`
        return None
    named = read_agent(text, start, end)
    listed = named is not None and (named.end >= end - 1 or text[named.end : named.end + 1] in ",;")
    if (
        listed
        and named
        and named.kind is AgentKind.PERSON
        and not said.rstrip().endswith((".", "?", "!", "…"))
    ):
        return None
    return Span(start, end, "answer", ":", agent, confidence)
