"""What is new in the documents of the latest run, as the topics stage found it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.discourse_records import NewsRecord
from corpus.facets import MUNICIPALITY, SPEAKER, THEME, facet_of, value_of
from corpus.report.data import ReportData

SHOWN = 15
CLUMPED = 0.8
"""From this dispersion an item stands in few of the new documents."""

_TITLES = {"word": "Words", "topic": "Topics", MUNICIPALITY: "Municipalities", SPEAKER: "Speakers"}


@dataclass(frozen=True, slots=True)
class Item:
    """Something that the new documents have more of."""

    label: str
    record: NewsRecord

    @property
    def clumped(self) -> bool:
        """Whether few of the new documents make it look new."""
        return self.record.dispersion >= CLUMPED or self.record.documents < 2


@dataclass(frozen=True, slots=True)
class Kind:
    """The new words, topics, themes, places or speakers."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class News:
    """How many documents the latest run added, and what is new in them; without kinds nothing stood out."""

    documents: int
    before: int
    kinds: tuple[Kind, ...]


def news_of(data: ReportData) -> News | None:
    """What the latest batch has more of than all before it; None where all came in one batch."""
    if not data.latest:
        return None
    found: dict[str, list[NewsRecord]] = {}
    for record in data.news:
        found.setdefault(record.kind, []).append(record)
    labels = {f"topic={topic.topic}": f"{topic.topic} {topic.label}" for topic in data.topics}
    labels = {**data.labels, **labels}
    kinds = tuple(
        Kind(_title(kind), tuple(Item(_label(record, labels), record) for record in found[kind][:SHOWN]))
        for kind in sorted(found, key=lambda kind: (kind != "word", _title(kind)))
    )
    return News(len(data.latest), len(data.documents) - len(data.latest), kinds)


def _title(kind: str) -> str:
    if kind.startswith(THEME):
        return f"Themes ({kind.removeprefix(THEME)})"
    return _TITLES.get(kind, kind)


def _label(record: NewsRecord, labels: Mapping[str, str]) -> str:
    if record.kind == "word":
        return record.item
    return labels.get(record.item, value_of(record.item) if facet_of(record.item) else record.item)
