"""A text as its words with their offsets: what the rules for entities work on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from nlp.encoder.bio import Span


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text; `starts` are their character offsets. Spans are half-open ranges of words."""

    text: str
    forms: Sequence[str]
    starts: Sequence[int]
    _at_start: dict[int, int] = field(default_factory=dict)
    _at_end: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, (start, form) in enumerate(zip(self.starts, self.forms, strict=True)):
            if form and not form.isspace():
                self._at_start[start] = number
                self._at_end[start + len(form)] = number + 1

    def slice(self, start: int, end: int) -> str:
        """The text of the words `start` to `end`, without the space round it."""
        if start >= end:
            return ""
        return self.text[self.starts[start] : self.starts[end - 1] + len(self.forms[end - 1])]

    def of_characters(self, start: int, end: int) -> tuple[int, int] | None:
        """The words between two character offsets, or nothing where these are no borders of words."""
        first, last = self._at_start.get(start), self._at_end.get(end)
        return (first, last) if first is not None and last is not None and first < last else None

    def ends_at(self, number: int) -> int:
        """The character offset where the word ends."""
        return self.starts[number] + len(self.forms[number])

    def starts_word(self, offset: int) -> int:
        """The number of the word that starts at a character offset, or −1."""
        return self._at_start.get(offset, -1)


def overlapping(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Returns the spans that share a word with the range."""
    return [span for span in spans if span[0] < end and start < span[1]]


def replaced(spans: Sequence[Span], old: Sequence[Span], new: Sequence[Span]) -> list[Span]:
    """Returns the spans in order with `new` in place of `old`."""
    return sorted([*(span for span in spans if span not in old), *new])


def disjoint(spans: Sequence[Span], length: int) -> list[Span]:
    """Returns the spans in order that are not empty, lie in the text and share no word; the longer stays."""
    kept: list[Span] = []
    for start, end, label in sorted(set(spans), key=lambda s: (s[0] - s[1], s)):
        if 0 <= start < end <= length and not overlapping(kept, start, end):
            kept.append((start, end, label))
    return sorted(kept)
