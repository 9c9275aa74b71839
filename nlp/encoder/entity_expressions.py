"""Dates and amounts taken whole, and those the model did not see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nlp.encoder.bio import Span
from nlp.encoder.entity_patterns import Expression, amounts, calendar
from nlp.encoder.entity_text import Words, overlapping, replaced

_YEAR_IN_NAME = frozenset({"POLICY", "LAW", "EVENT"})


def with_dates(words: Words, spans: Sequence[Span]) -> list[Span]:
    """Takes calendar expressions whole where a DATE has a part of them; adds full dates nothing covers."""
    return _with(words, spans, calendar(words.text), "DATE")


def with_amounts(words: Words, spans: Sequence[Span]) -> list[Span]:
    """Takes amounts whole where MONEY has a part of them; adds those with a currency nothing covers."""
    return _with(words, spans, amounts(words.text), "MONEY")


def _with(words: Words, spans: Sequence[Span], found: Iterable[Expression], label: str) -> list[Span]:
    result = list(spans)
    for expression in found:
        place = words.of_characters(expression.start, expression.end)
        if place is not None:
            result = _taken(result, *place, label, certain=expression.certain)
    return result


def _taken(spans: list[Span], start: int, end: int, label: str, *, certain: bool) -> list[Span]:
    here = overlapping(spans, start, end)
    others = [span for span in here if span[2] != label]
    if others:
        return _name_with_years(spans, here, others[0], end) if label == "DATE" else spans
    if not here:
        return [*spans, (start, end, label)] if certain else spans
    whole = (min(start, here[0][0]), max(end, here[-1][1]), label)
    return replaced(spans, here, [whole])


def _name_with_years(spans: list[Span], here: list[Span], name: Span, end: int) -> list[Span]:
    """A name that ends in the first of two years has both: `Economische Verkenningen 2004 - 2007`."""
    years_after = here[0] == name and all(span[2] == "DATE" for span in here[1:])
    if name[2] not in _YEAR_IN_NAME or not years_after or name[1] >= end or here[-1][1] > end:
        return spans
    return replaced(spans, here, [(name[0], end, name[2])])
