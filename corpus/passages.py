"""Paragraphs to passages: whole sentences of one or more paragraphs, never across a heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from corpus.language import language_of
from corpus.records import Paragraph, Part, Passage, Role
from corpus.sentences import sentence_spans

FEWEST_WORDS = 60
MOST_WORDS = 200
_LONGEST = 5000
"""The most characters of a sentence."""
_LONG_WORD = 60
"""A text without spaces counts as a word for every so many characters."""

_HEADINGS = frozenset({Role.TITLE, Role.HEADING})
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class _Sentence:
    paragraph: Paragraph
    start: int
    end: int
    words: int


@dataclass
class _Section:
    heading: str
    paragraphs: list[Paragraph] = field(default_factory=list)


def split(document_id: str, paragraphs: Sequence[Paragraph]) -> tuple[Passage, ...]:
    """The passages of a document's running text, in reading order.

    A passage has 60 to 200 words where the section allows; a section shorter than that is one short
    passage, and a sentence longer than that is a passage of its own. Nothing but the document's own
    text decides where passages begin, so their ids hold whatever else is in the corpus.
    """
    fallback = _main_language(paragraphs)
    groups = [(section.heading, group) for section in _sections(paragraphs) for group in _groups(section)]
    return tuple(
        _passage(document_id, ordinal, heading, group, fallback)
        for ordinal, (heading, group) in enumerate(groups)
    )


def _main_language(paragraphs: Sequence[Paragraph]) -> str:
    words: Counter[str] = Counter()
    for paragraph in paragraphs:
        if paragraph.language and paragraph.is_running_text:
            words[paragraph.language] += len(paragraph.text.split())
    return words.most_common(1)[0][0] if words else ""


def _sections(paragraphs: Iterable[Paragraph]) -> Iterator[_Section]:
    """The running text between headings; side-bars follow the section they stand in, and do not break it."""
    section = _Section("")
    asides: list[_Section] = []
    running = (paragraph for paragraph in paragraphs if paragraph.is_running_text)
    for role, group in groupby(running, key=lambda paragraph: paragraph.role):
        if role is Role.SIDEBAR:
            asides.append(_Section(section.heading, list(group)))
        elif role in _HEADINGS:
            yield from (section, *asides)
            section, asides = _Section(list(group)[-1].text), []
        else:
            section.paragraphs.extend(group)
    yield from (section, *asides)


def _groups(section: _Section) -> list[list[_Sentence]]:
    """The section's sentences, grouped into passages."""
    groups: list[list[_Sentence]] = []
    group: list[_Sentence] = []
    for paragraph in section.paragraphs:
        for sentence in _sentences(paragraph):
            if group and _words(group) + sentence.words > MOST_WORDS:
                groups.append(group)
                group = []
            group.append(sentence)
        if _words(group) >= FEWEST_WORDS:
            groups.append(group)
            group = []
    if group:
        groups.append(group)
    return _without_short_tail(groups)


def _sentences(paragraph: Paragraph) -> Iterator[_Sentence]:
    for whole, end in sentence_spans(paragraph.text):
        # What is longer is no sentence but a slip or an attack, and would be too much for what comes after.
        for start in range(whole, end, _LONGEST):
            text = paragraph.text[start : min(end, start + _LONGEST)]
            if _WORD.search(text):
                words = max(len(text.split()), len(text) // _LONG_WORD)
                yield _Sentence(paragraph, start, start + len(text), words)


def _words(sentences: Iterable[_Sentence]) -> int:
    return sum(sentence.words for sentence in sentences)


def _without_short_tail(groups: list[list[_Sentence]]) -> list[list[_Sentence]]:
    """A last group that is too short is taken into the one before it, or both are shared out evenly."""
    if len(groups) < 2 or _words(groups[-1]) >= FEWEST_WORDS:
        return groups
    both = groups[-2] + groups[-1]
    if _words(both) <= MOST_WORDS:
        return [*groups[:-2], both]
    half = _words(both) / 2
    cut = min(range(1, len(both)), key=lambda at: abs(_words(both[:at]) - half))
    return [*groups[:-2], both[:cut], both[cut:]]


def _passage(
    document_id: str, ordinal: int, heading: str, group: Sequence[_Sentence], fallback: str
) -> Passage:
    text, parts, spans = "", [], []
    for paragraph, members in groupby(group, key=lambda sentence: sentence.paragraph):
        own = list(members)
        start, end = own[0].start, own[-1].end
        shift = len(text) + bool(text) - start
        text += ("\n" if text else "") + paragraph.text[start:end]
        parts.append(Part(paragraph.ordinal, start + shift, end + shift, start))
        spans += [(sentence.start + shift, sentence.end + shift) for sentence in own]
    language = language_of(text) or fallback
    return Passage(document_id, ordinal, text, tuple(parts), tuple(spans), heading, language)
