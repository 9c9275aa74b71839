"""Quotes of a whole document laid over its passages, which are what is stored."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.records import Passage
from nlp.quotes.document import find_quotes
from nlp.quotes.records import Quote, Quotes


@dataclass(frozen=True, slots=True)
class _Place:
    """Characters `[start, end)` of the document's text that are `[offset, …)` of a passage."""

    start: int
    end: int
    passage: int
    offset: int


def quotes_by_passage(passages: Iterable[Passage]) -> dict[int, Quotes]:
    """The quotes of a document's passages, by ordinal, with offsets in each passage.

    Speakers are resolved over the whole document. A quote that a passage boundary cuts is in both
    passages, each with its own words.
    """
    text, places = _joined(passages)
    found = find_quotes(text)
    quotes: dict[int, list[Quote]] = {place.passage: [] for place in places}
    marks: dict[int, list[int]] = {place.passage: [] for place in places}
    for quote in found.quotes:
        for place in _between(places, quote.start, quote.end):
            quotes[place.passage].append(_cut(text, quote, place, places))
    for mark in found.unpaired:
        for place in _between(places, mark, mark + 1):
            marks[place.passage].append(_moved(mark, place))
    return {ordinal: Quotes(tuple(quotes[ordinal]), tuple(marks[ordinal])) for ordinal in quotes}


def _joined(passages: Iterable[Passage]) -> tuple[str, list[_Place]]:
    """The running text of the passages, a line for each paragraph, and where each part of it comes from."""
    places: list[_Place] = []
    pieces: list[str] = []
    length, paragraph = 0, -1
    for passage in passages:
        for part in passage.parts:
            joint = "" if not pieces else " " if part.paragraph == paragraph else "\n"
            words = passage.text[part.start : part.end]
            start = length + len(joint)
            places.append(_Place(start, start + len(words), passage.ordinal, part.start))
            pieces.append(joint + words)
            length, paragraph = start + len(words), part.paragraph
    return "".join(pieces), places


def _between(places: Sequence[_Place], start: int, end: int) -> Iterator[_Place]:
    """The places that share characters with `[start, end)`."""
    at = max(0, bisect_right(places, start, key=lambda place: place.start) - 1)
    while at < len(places) and places[at].start < end:
        if places[at].end > start:
            yield places[at]
        at += 1


def _cut(text: str, quote: Quote, place: _Place, places: Sequence[_Place]) -> Quote:
    """The part of the quote in one place, with where its speaker stands if that is the same passage."""
    start, end = max(quote.start, place.start), min(quote.end, place.end)
    first, last = quote.speaker_start, quote.speaker_end
    named = next(_between(places, first, last), None) if first is not None and last is not None else None
    near = named is not None and named.passage == place.passage and (last or 0) <= named.end
    return replace(
        quote,
        start=_moved(start, place),
        end=_moved(end, place),
        text=text[start:end],
        speaker_start=_moved(first, named) if near and named and first is not None else None,
        speaker_end=_moved(last, named) if near and named and last is not None else None,
    )


def _moved(at: int, place: _Place) -> int:
    return at - place.start + place.offset
