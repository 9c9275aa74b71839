"""The quotes of a text: every paragraph read for its marks, clauses and turns, speakers resolved over all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.sentences import sentence_spans
from nlp.quotes.abbreviations import abbreviations_of
from nlp.quotes.colons import colon_spans
from nlp.quotes.dashes import dash_spans
from nlp.quotes.direct import direct_spans
from nlp.quotes.indirect import indirect_spans
from nlp.quotes.interview import answer_spans
from nlp.quotes.marks import pair_marks, paragraphs_of
from nlp.quotes.naming import people_of
from nlp.quotes.people import People
from nlp.quotes.records import Pair, Quotes, Span
from nlp.quotes.speakers import resolve
from nlp.quotes.story import Story

_DIRECT = frozenset({"direct", "partial"})


def find_quotes(text: str, persons: Sequence[tuple[int, int]] = ()) -> Quotes:
    """The quotes of a text in order, and its unpaired marks; a line feed ends a paragraph.

    `persons` are offsets of names that a pipeline took for persons, as evidence beside the shape of names.
    No quote crosses a paragraph, and quotes never overlap: words in marks inside a clause that is reported
    as a whole belong to that clause.
    """
    people = people_of(text, persons)
    marks = pair_marks(text)
    paragraphs = paragraphs_of(text)
    answers = answer_spans(text, paragraphs, people)
    sentences = sentence_spans(text)
    spoken = [(pair.start, pair.end) for pair in marks.pairs] + [(s.start, s.end) for s in answers.values()]
    story = Story(text, people, [start for start, _ in sentences], abbreviations_of(text), sorted(spoken))
    spans = _run_on(text, list(_spans(text, paragraphs, answers, marks.pairs, sentences, people)))
    resolved = (resolve(story, span) for span in spans)
    return Quotes(tuple(quote for quote in resolved if quote is not None), marks.unpaired)


def _run_on(text: str, spans: list[Span]) -> list[Span]:
    """The spans, a quote that goes on in the next paragraph with the speaker who is named there."""
    for at in range(len(spans) - 2, -1, -1):
        span, after = spans[at], spans[at + 1]
        between = text[span.end : after.start]
        known = span.agent is None and after.agent is not None
        if known and span.kind == after.kind == "direct" and _opens(between):
            spans[at] = replace(span, agent=after.agent, cue=after.cue)
    return spans


def _opens(between: str) -> bool:
    """Whether the first paragraph is left open: a mark stands at the start of the next one alone."""
    first, line_feed, second = between.partition("\n")
    return bool(line_feed) and not first.strip() and second.strip() in tuple("„“”\"«‘’'")


def _spans(
    text: str,
    paragraphs: Sequence[tuple[int, int]],
    answers: dict[int, Span],
    pairs: Sequence[Pair],
    sentences: Sequence[tuple[int, int]],
    people: People,
) -> Iterator[Span]:
    at_pair = at_sentence = 0
    for index, (start, end) in enumerate(paragraphs):
        own_pairs, at_pair = _within(pairs, at_pair, end)
        own_sentences, at_sentence = _sentences_within(sentences, at_sentence, end)
        if index in answers:
            yield answers[index]
        else:
            yield from _paragraph(text, (start, end), own_pairs, own_sentences, people)


def _within(pairs: Sequence[Pair], at: int, end: int) -> tuple[Sequence[Pair], int]:
    stop = at
    while stop < len(pairs) and pairs[stop].opened < end:
        stop += 1
    return pairs[at:stop], stop


def _sentences_within(
    sentences: Sequence[tuple[int, int]], at: int, end: int
) -> tuple[Sequence[tuple[int, int]], int]:
    stop = at
    while stop < len(sentences) and sentences[stop][0] < end:
        stop += 1
    return sentences[at:stop], stop


def _paragraph(
    text: str,
    bounds: tuple[int, int],
    pairs: Sequence[Pair],
    sentences: Sequence[tuple[int, int]],
    people: People,
) -> Iterator[Span]:
    """The quotes of one paragraph without overlap: a reported clause goes before words in marks in it."""
    whole = _whole(sentences, pairs)
    direct = direct_spans(text, bounds, pairs)
    unmarked = [*dash_spans(text, bounds), *(s for each in whole for s in colon_spans(text, each, people))]
    direct += [span for span in unmarked if not any(_overlap(span, other) for other in direct)]
    indirect = [span for sentence in whole for span in indirect_spans(text, sentence, pairs)]
    kept = [span for span in indirect if not any(_collides(span, other) for other in direct)]
    outside = [span for span in direct if not any(_covers(other, span) for other in kept)]
    yield from sorted([*outside, *kept], key=lambda span: (span.start, span.end))


def _whole(sentences: Sequence[tuple[int, int]], pairs: Sequence[Pair]) -> list[tuple[int, int]]:
    """The sentences, those that break inside one pair of marks taken together."""
    joined: list[tuple[int, int]] = []
    for start, end in sentences:
        if joined and any(
            pair.opened < joined[-1][1] < pair.closed and pair.opened < start < pair.closed for pair in pairs
        ):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _covers(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _collides(clause: Span, words: Span) -> bool:
    """Whether a clause gives way: it overlaps whole sentences said, or is nothing but the words in marks."""
    if clause.end <= words.start or words.end <= clause.start:
        return False
    nearly_all = words.end - words.start >= 0.9 * (clause.end - clause.start) - 4
    return words.kind == "direct" or nearly_all or not _covers(clause, words)
