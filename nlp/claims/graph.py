"""The directed graph of themes that the claims of a corpus make: which theme is said to lead to which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from corpus.records import Mention


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim at its place: offsets are characters of the passage."""

    passage: str
    start: int
    end: int
    cause: tuple[int, int]
    effect: tuple[int, int]
    direction: str
    negated: bool = False
    hedged: bool = False


@dataclass(frozen=True, slots=True)
class ThemeSpan:
    """Words of a passage that are evidence of a theme."""

    passage: str
    theme: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Arrow:
    """The claims that one theme leads to more, or to less, of another."""

    source: str
    target: str
    direction: str
    stated: int
    """Claims that affirm the link, the hedged ones among them."""
    denied: int
    """Claims that deny it."""
    hedged: int
    passages: tuple[str, ...]
    """The passages of the claims, each once, in the order in which they were given."""
    statements: tuple[Statement, ...]


def theme_graph(
    statements: Iterable[Statement], themes: Iterable[ThemeSpan], *, loops: bool = False
) -> tuple[Arrow, ...]:
    """The arrows between themes, most claims first and then by name.

    A claim counts for each pair of a theme with evidence in its cause and one with evidence in its effect;
    `loops` keeps the pairs of a theme with itself.
    """
    spans: dict[str, list[ThemeSpan]] = {}
    for span in themes:
        spans.setdefault(span.passage, []).append(span)
    found: dict[tuple[str, str, str], list[Statement]] = {}
    for statement in statements:
        here = spans.get(statement.passage, ())
        for source in _themes_in(here, statement.cause):
            for target in _themes_in(here, statement.effect):
                if loops or source != target:
                    found.setdefault((source, target, statement.direction), []).append(statement)
    arrows = (_arrow(*key, of_pair) for key, of_pair in found.items())
    return tuple(
        sorted(arrows, key=lambda each: (-len(each.statements), each.source, each.target, each.direction))
    )


def _themes_in(spans: Sequence[ThemeSpan], side: tuple[int, int]) -> list[str]:
    """The themes with evidence in a side, each once."""
    return list(dict.fromkeys(span.theme for span in spans if span.start < side[1] and side[0] < span.end))


def _arrow(source: str, target: str, direction: str, statements: Sequence[Statement]) -> Arrow:
    denied = sum(each.negated for each in statements)
    return Arrow(
        source=source,
        target=target,
        direction=direction,
        stated=len(statements) - denied,
        denied=denied,
        hedged=sum(each.hedged and not each.negated for each in statements),
        passages=tuple(dict.fromkeys(each.passage for each in statements)),
        statements=tuple(statements),
    )


def statements_of(passage: str, mentions: Iterable[Mention]) -> list[Statement]:
    """The claims among the mentions of a passage."""
    return [_statement(passage, mention) for mention in mentions if mention.layer == "claim"]


def _statement(passage: str, mention: Mention) -> Statement:
    data = cast("dict[str, Any]", dict(mention.data))
    return Statement(
        passage=passage,
        start=mention.start,
        end=mention.end,
        cause=(data["cause_start"], data["cause_end"]),
        effect=(data["effect_start"], data["effect_end"]),
        direction=data["direction"],
        negated=data["negated"],
        hedged=data["hedged"],
    )


def theme_spans_of(passage: str, mentions: Iterable[Mention], scheme: str) -> list[ThemeSpan]:
    """The evidence of the themes of one scheme among the mentions of a passage, under the theme's label."""
    found: list[ThemeSpan] = []
    for mention in mentions:
        data = cast("dict[str, Any]", dict(mention.data))
        if mention.layer == "theme" and data.get("scheme") == scheme:
            found += (
                ThemeSpan(passage, mention.label, each["start"], each["end"]) for each in data["evidence"]
            )
    return found
