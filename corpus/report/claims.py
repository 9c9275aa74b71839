"""Claims: which theme is said to lead to which, with the statements that say so."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from corpus.facets import Arrow
from corpus.report.data import ReportData
from corpus.report.documents import Citation, cite
from corpus.report.evidence import Evidence

DRAWN = 40
"""So many arrows are drawn and listed, those with the most statements."""
STATEMENTS = 8


@dataclass(frozen=True, slots=True)
class Statement:
    """The words of one claim, and the passage they stand in."""

    arrow: Arrow
    citation: Citation


@dataclass(frozen=True, slots=True)
class Link:
    """All statements that one theme leads to another."""

    cause: str
    cause_label: str
    effect: str
    effect_label: str
    statements: tuple[Statement, ...]
    passages: int
    documents: int
    evidence: Evidence

    @property
    def less(self) -> int:
        """How many say that the effect is prevented or shrinks."""
        return sum(each.arrow.direction == "less" for each in self.statements)

    @property
    def negated(self) -> int:
        """How many deny the link."""
        return sum(each.arrow.negated for each in self.statements)

    @property
    def hedged(self) -> int:
        """How many call it possible only."""
        return sum(each.arrow.hedged for each in self.statements)


@dataclass(frozen=True, slots=True)
class Claims:
    """The arrows between themes, those with the most statements first."""

    statements: int
    links: tuple[Link, ...]
    left_out: int
    nodes: tuple[tuple[str, str], ...]
    """Tag and label of the themes in the drawing, in the order of the scheme's labels."""


def claims_of(data: ReportData) -> Claims | None:
    """The graph of claims between the themes of a scheme, or None where there are none."""
    scheme = _first_scheme(data)
    found: dict[tuple[str, str], list[tuple[int, Arrow]]] = defaultdict(list)
    for index, passage in enumerate(data.passages):
        for arrow in passage.arrows:
            if arrow.cause.startswith(scheme):
                found[arrow.cause, arrow.effect].append((index, arrow))
    if not found:
        return None
    links = [_link(data, pair, made) for pair, made in found.items()]
    links.sort(key=lambda link: (-len(link.statements), link.cause, link.effect))
    drawn = tuple(links[:DRAWN])
    nodes = {link.cause: link.cause_label for link in drawn} | {
        link.effect: link.effect_label for link in drawn
    }
    ordered = tuple(sorted(nodes.items(), key=lambda item: item[1].casefold()))
    total = sum(len(link.statements) for link in links)
    return Claims(total, drawn, len(links) - len(drawn), ordered)


def _first_scheme(data: ReportData) -> str:
    counted = Counter(arrow.cause.partition("=")[0] for passage in data.passages for arrow in passage.arrows)
    return min(counted, default="")


def _link(data: ReportData, pair: tuple[str, str], made: list[tuple[int, Arrow]]) -> Link:
    cause, effect = pair
    passages = {index for index, _ in made}
    return Link(
        cause,
        data.labels[cause],
        effect,
        data.labels[effect],
        tuple(Statement(arrow, cite(data, index)) for index, arrow in made),
        len(passages),
        len({data.passages[index].document for index in passages}),
        Evidence(tags=(made[0][1].tag,)),
    )
