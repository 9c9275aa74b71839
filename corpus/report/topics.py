"""Topic cards: what a topic is called, how large it is, and the passages that show it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from corpus.facets import SPEAKER, THEME, facet_of
from corpus.report.data import ReportData, TopicRow
from corpus.report.documents import Citation, cite
from corpus.report.evidence import Evidence
from corpus.report.palette import Mark, marks
from corpus.report.timeline import Series, Timeline

WORDS = 10
REPRESENTATIVES = 5
EDGES = 2
FEWEST_WORDS = 25
"""A passage of fewer words is shown at the edge only where there is no longer one."""
PLACES = 5
STABLE = 0.5
"""From this mean best Jaccard a topic is shown without a warning."""


@dataclass(frozen=True, slots=True)
class Word:
    """A topic word; `bar` is its weight as a part of the topic's highest."""

    text: str
    weight: float
    bar: float


@dataclass(frozen=True, slots=True)
class NamedCount:
    """A municipality, theme or speaker and the passages of a topic that have it."""

    name: str
    passages: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Card:
    """One topic, counted from its assignments."""

    topic: int
    """The number it has in the store and in every export."""
    label: str
    mark: Mark
    words: tuple[Word, ...]
    passages: int
    documents: int
    share: float
    nearest: int
    """How many of the passages were outliers first and assigned to the nearest topic afterwards."""
    largest: float
    """The share of the passages that the most present document has: high means one publication's topic."""
    coherence: float | None
    """Mean NPMI of its words in this corpus, -1 to 1, where the model gives it."""
    stability: float | None
    """Mean best Jaccard of its passages over refits, 0 to 1, where the model was repeated."""
    series: Series | None
    named: bool
    """Whether its label was given by hand."""
    merged: tuple[int, ...]
    """The topics of the fit it was merged from by hand."""
    copies: int
    """How many of the passages repeat an earlier one."""
    citations: tuple[Citation, ...]
    """Central passages, best first."""
    edges: tuple[Citation, ...]
    """Passages that belong to it with least confidence."""
    places: tuple[NamedCount, ...]
    themes: tuple[NamedCount, ...]
    """Of the first scheme."""
    speakers: tuple[NamedCount, ...]

    @property
    def evidence(self) -> Evidence:
        return Evidence(topic=self.topic)

    @property
    def unstable(self) -> bool:
        """Whether other fits dissolve it as often as not (Hennig 2007)."""
        return self.stability is not None and self.stability < STABLE

    @property
    def anchor(self) -> str:
        return f"topic-{self.topic}"


def cards_of(data: ReportData, timeline: Timeline) -> tuple[Card, ...]:
    """A card for each topic, the largest first."""
    members: dict[int, list[int]] = defaultdict(list)
    for index, passage in enumerate(data.passages):
        members[passage.topic].append(index)
    order = sorted(data.topics, key=lambda topic: (-len(members[topic.topic]), topic.topic))
    drawn = marks(data.topics)
    index_of = {passage.id: index for index, passage in enumerate(data.passages)}
    return tuple(
        _card(data, topic, members[topic.topic], drawn[topic.topic], timeline, index_of) for topic in order
    )


def _card(
    data: ReportData,
    topic: TopicRow,
    members: list[int],
    mark: Mark,
    timeline: Timeline,
    index_of: Mapping[str, int],
) -> Card:
    rows = [data.passages[index] for index in members]
    documents = Counter(row.document for row in rows)
    shown = [index_of[id] for id in topic.representative if id in index_of]
    return Card(
        topic=topic.topic,
        label=topic.label or ", ".join(word for word, _ in topic.words[:3]) or f"topic {topic.topic}",
        mark=mark,
        words=_words(topic),
        passages=len(rows),
        documents=len(documents),
        share=len(rows) / len(data.assigned) if rows else 0.0,
        nearest=sum(row.how == "nearest" for row in rows),
        largest=max(documents.values()) / len(rows) if rows else 0.0,
        coherence=None if topic.merged else _coherence(data, topic.topic),
        stability=None if topic.merged else _stability(data, topic.topic),
        series=timeline.of(topic.topic),
        named=topic.named,
        merged=topic.merged,
        copies=sum(row.id in data.copies for row in rows),
        citations=tuple(cite(data, index) for index in shown[:REPRESENTATIVES]),
        edges=tuple(cite(data, index) for index in _edges(data, members, shown[:REPRESENTATIVES])),
        places=_places(data, topic.topic, members),
        themes=_tagged(data, topic.topic, members, _first_scheme(data)),
        speakers=_tagged(data, topic.topic, members, SPEAKER),
    )


def _edges(data: ReportData, members: Sequence[int], central: Container[int]) -> list[int]:
    """The passages that belong to a topic with least confidence: nearly in another one.

    Two of different documents where there are such; not those given to it afterwards, which never
    belonged, and none of a few words, which are nowhere sure.
    """
    waiting = sorted(
        (index for index in members if index not in central and data.passages[index].how != "nearest"),
        key=lambda index: (data.passages[index].words < FEWEST_WORDS, data.passages[index].confidence, index),
    )
    first = waiting[:1]
    elsewhere = [index for index in waiting if first and not _together(data, index, first[0])]
    return first + (elsewhere or waiting[1:])[: EDGES - 1]


def _together(data: ReportData, first: int, second: int) -> bool:
    return data.passages[first].document == data.passages[second].document


def _coherence(data: ReportData, topic: int) -> float | None:
    given = data.model.figures.get("npmi_of") if data.model else None
    value = given.get(str(topic)) if isinstance(given, dict) else None
    return float(value) if isinstance(value, (int, float)) else None


def _stability(data: ReportData, topic: int) -> float | None:
    given = data.model.figures.get("stability") if data.model else None
    per_topic = given.get("topics") if isinstance(given, dict) else None
    found = per_topic.get(str(topic)) if isinstance(per_topic, dict) else None
    value = found.get("jaccard") if isinstance(found, dict) else None
    return float(value) if isinstance(value, (int, float)) else None


def _words(topic: TopicRow) -> tuple[Word, ...]:
    highest = max((weight for _, weight in topic.words), default=0.0)
    return tuple(
        Word(text, weight, max(0.0, weight / highest) if highest > 0 else 0.0)
        for text, weight in topic.words[:WORDS]
    )


def _places(data: ReportData, topic: int, members: list[int]) -> tuple[NamedCount, ...]:
    named = Counter(place for index in members for place in sorted(data.passages[index].place_names))
    return tuple(
        NamedCount(name, size, Evidence(topic=topic, place=name))
        for name, size in sorted(named.items(), key=lambda item: (-item[1], item[0]))[:PLACES]
    )


def _first_scheme(data: ReportData) -> str:
    return min((facet_of(tag) for tag in data.labels if tag.startswith(THEME)), default="")


def _tagged(data: ReportData, topic: int, members: list[int], facet: str) -> tuple[NamedCount, ...]:
    """The most frequent tags of a facet in the passages of a topic."""
    found = (tag for index in members for tag in sorted(data.passages[index].tags) if facet_of(tag) == facet)
    counted = sorted(Counter(found).items(), key=lambda item: (-item[1], item[0]))[:PLACES]
    return tuple(
        NamedCount(data.labels[tag], size, Evidence(topic=topic, tags=(tag,))) for tag, size in counted
    )
