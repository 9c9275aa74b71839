"""What is new in the documents of the latest run, as the topics stage found it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.discourse_records import NewsRecord
from corpus.facets import MUNICIPALITY, NEW, SPEAKER, THEME, facet_of, value_of
from corpus.report.data import ReportData
from corpus.report.evidence import Evidence

SHOWN = 15
CLUMPED = 0.8
"""From this dispersion an item stands in few of the new documents."""

_TITLES = {"word": "Words", "topic": "Topics", MUNICIPALITY: "Municipalities", SPEAKER: "Speakers"}


@dataclass(frozen=True, slots=True)
class Item:
    """Something that the new documents have more of."""

    label: str
    record: NewsRecord
    evidence: Evidence | None
    """The new passages that have it; None for words, which are counted by occurrence."""

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
    order = sorted(found, key=lambda kind: (kind != "word", _title(kind)))
    kinds = tuple(Kind(_title(kind), _items(found[kind], labels)) for kind in order)
    return News(len(data.latest), len(data.documents) - len(data.latest), kinds)


def _items(records: Sequence[NewsRecord], labels: Mapping[str, str]) -> tuple[Item, ...]:
    return tuple(Item(_label(record, labels), record, _evidence(record)) for record in records[:SHOWN])


def _title(kind: str) -> str:
    if kind.startswith(THEME):
        return f"Themes ({kind.removeprefix(THEME)})"
    return _TITLES.get(kind, kind)


def _evidence(record: NewsRecord) -> Evidence | None:
    if record.kind == "word":
        return None
    if record.kind == "topic":
        return Evidence(topic=int(value_of(record.item)), tags=(NEW,))
    return Evidence(tags=(NEW, record.item))


def _label(record: NewsRecord, labels: Mapping[str, str]) -> str:
    if record.kind == "word":
        return record.item
    return labels.get(record.item, value_of(record.item) if facet_of(record.item) else record.item)
