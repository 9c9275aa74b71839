"""What a reader must know before printing a figure from the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.report import wording
from corpus.report.data import UNASSIGNED, ReportData
from corpus.report.documents import DoubtfulPage, longest_share, unknown_fields
from corpus.report.flow import Flow
from corpus.report.timeline import FEW, Timeline
from corpus.report.topics import Card

DOMINANT = 0.5
"""A topic of which one document has more than this share is named."""

UNEVEN = 0.25
"""A document that has more than this share of all passages is named."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: what it is about, what was measured, and what follows."""

    subject: str
    text: str


def limits_of(
    data: ReportData, flow: Flow, cards: Sequence[Card], timeline: Timeline, pages: Sequence[DoubtfulPage]
) -> tuple[Limit, ...]:
    """The limits that hold for this corpus, each with its figure."""
    return tuple(
        Limit(subject, text)
        for part in (_coverage(flow, pages), _topics(data, cards), _metadata(data, timeline), _reading(data))
        for subject, text in part
    )


def _coverage(flow: Flow, pages: Sequence[DoubtfulPage]) -> Iterator[tuple[str, str]]:
    aside = flow.found - flow.analysed.size
    if aside:
        yield (
            "Coverage",
            f"{wording.count(aside, 'file')} of {wording.number(flow.found)} found could not be used or "
            f"{'was' if aside == 1 else 'were'} counted once already; the corpus flow lists "
            f"{'it' if aside == 1 else 'them'} with the reason.",
        )
    if pages:
        yield (
            "Doubtful pages",
            f"{wording.count(len(pages), 'page')} read with little confidence; quotations from "
            f"{'it' if len(pages) == 1 else 'them'} should be checked against the source.",
        )


def _topics(data: ReportData, cards: Sequence[Card]) -> Iterator[tuple[str, str]]:
    if not cards:
        return
    yield (
        "Without a topic",
        f"{wording.count(data.outliers, 'passage')} of {wording.number(len(data.assigned))} "
        f"({wording.percent(data.outlier_share)}) belong to no topic. Shares of topics are of all "
        "passages, these included.",
    )
    nearest = sum(passage.how == "nearest" for passage in data.passages)
    if nearest:
        yield (
            "Assigned afterwards",
            f"{wording.count(nearest, 'passage')} without a topic in the fit got the nearest one afterwards.",
        )
    if data.aside:
        yield (
            "Set aside by hand",
            f"{wording.count(data.aside, 'passage')} of topics that were set aside; no share of topics "
            "counts them.",
        )
    if data.hand:
        yield (
            "Decided by hand",
            "Names, merges or omissions of topics were decided by a reader of this corpus; see there.",
        )
    unseen = sum(passage.topic == UNASSIGNED for passage in data.passages) - data.aside
    if unseen:
        yield (
            "Not in the model",
            f"{wording.count(unseen, 'passage')} were not given to the topic model (too short, not "
            "Dutch, or added after it was fitted); no topic figure counts them.",
        )
    garbled = data.model.figures.get("garbled", 0) if data.model else 0
    if isinstance(garbled, int) and garbled:
        yield (
            "Garbled text",
            f"{wording.count(garbled, 'passage')} with many words that no list has (lost spaces, bad OCR) "
            "shaped no topic, and mostly have none.",
        )
    single = [card for card in cards if card.largest > DOMINANT and card.documents > 1]
    single += [card for card in cards if card.documents == 1]
    if single:
        ordered = sorted(single, key=lambda card: card.topic)
        names = ", ".join(
            f"{card.topic} {wording.isolated(wording.excerpt(card.label, 60))}" for card in ordered
        )
        yield (
            "One document's topic",
            f"One document has more than half of the passages of {wording.count(len(single), 'topic')} "
            f"({names}): such a topic may be that publication's subject or style, not the debate's.",
        )
    shaky = [card for card in cards if card.unstable]
    if shaky:
        numbers = ", ".join(str(card.topic) for card in sorted(shaky, key=lambda card: card.topic))
        yield (
            "Unstable topics",
            f"{wording.count(len(shaky), 'topic')} of {len(cards)} "
            f"({numbers}) dissolve in "
            "fits with another seed or other documents as often as not; no conclusion should rest on them.",
        )
    yield (
        "Labels",
        "Labels and words are chosen by a computation, not by a reader; "
        "what a topic is about is in its passages.",
    )


def _metadata(data: ReportData, timeline: Timeline) -> Iterator[tuple[str, str]]:
    undated = sum(document.year is None for document in data.documents)
    if undated:
        yield (
            "Unknown dates",
            f"{wording.count(undated, 'document')} of {wording.number(len(data.documents))} without a known "
            "date; they count everywhere but in figures over time.",
        )
    thin = [period for period in timeline.periods if 0 < period.passages < FEW]
    if thin:
        yield (
            "Thin years",
            f"{wording.count(len(thin), 'period')} of {len(timeline.periods)} rest on fewer than {FEW} "
            "passages (hollow points): one document can make such a share.",
        )
    others = [unknown for unknown in unknown_fields(data) if unknown.field != "date"]
    if others:
        listed = ", ".join(f"{unknown.field} ({wording.number(unknown.documents)})" for unknown in others)
        yield "Unknown metadata", f"Documents that lack a field: {listed}. Nothing was filled in by guess."
    longest = longest_share(data)
    if longest and longest > UNEVEN and len(data.documents) > 1:
        yield (
            "Uneven lengths",
            f"The longest document has {wording.percent(longest)} of all passages; compare documents too.",
        )


def _reading(data: ReportData) -> Iterator[tuple[str, str]]:
    if any(passage.x is not None for passage in data.passages):
        yield (
            "The map",
            "Its two axes mean nothing. Points close together say similar things; distances "
            "between far groups, and the sizes of gaps, do not carry meaning.",
        )
    if any(passage.places for passage in data.passages):
        yield (
            "Municipalities",
            "A passage that names a municipality need not be about it, and a name that was not "
            "recognised is not counted.",
        )
