"""Discourse tables: the share of topics and themes in groups of passages, as stored by the topics stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.discourse_records import ShareRecord
from corpus.facets import ONCE, PROVINCE, RANDSTAD, SIZE, SOURCE, THEME, TYPE, facet_of, tag, value_of
from corpus.report.data import NO_TOPIC, ReportData
from corpus.report.evidence import Evidence

TOPIC = "topic"
PERIOD = "period"
ROWS = 20
"""So many topics or themes are shown, the largest; the export has all."""

CHANCE = 1.96
"""A z beyond this is hardly chance (5 %, two-sided)."""

_NAMES = {
    PERIOD: "period",
    PROVINCE: "province named",
    RANDSTAD: "Randstad or not",
    SOURCE: "source",
    TYPE: "type of document",
    "speaker": "speaker",
    "organisation": "organisation of the speaker",
}


@dataclass(frozen=True, slots=True)
class Group:
    """A column: a group of passages."""

    tag: str
    label: str
    passages: int
    documents: int
    enough: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Share:
    """A cell: how large a part of its group has the value of the row."""

    record: ShareRecord
    evidence: Evidence

    @property
    def mark(self) -> str:
        """▲ or ▼ where the value is more or less frequent here than elsewhere, by more than chance."""
        if not self.record.enough or abs(self.record.z) < CHANCE:
            return ""
        return "▲" if self.record.z > 0 else "▼"

    @property
    def in_words(self) -> str:
        """The counts behind the share and its interval."""
        found = self.record
        return (
            f"{found.passages} of {found.group_passages} passages, in {found.documents} of "
            f"{found.group_documents} documents; 95% interval {found.low:.1%} to {found.high:.1%}; "
            f"log-odds {found.log_odds:+.2f}, z {found.z:+.1f}"
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A topic or theme with its share in every group."""

    tag: str
    label: str
    passages: int
    cells: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Topics or themes (rows) in groups of passages (columns)."""

    of: str
    by: str
    title: str
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    left_out: int
    """Rows that are not shown."""

    @property
    def thin(self) -> tuple[Group, ...]:
        """The groups with too little text for an interval to say something."""
        return tuple(group for group in self.groups if not group.enough)

    @property
    def peak(self) -> float:
        """The highest upper bound among the groups with enough text, else among all shares."""
        bounds = [cell.record.high for row in self.rows for cell in row.cells if cell.record.enough]
        return max(bounds or [cell.record.share for row in self.rows for cell in row.cells], default=0.0)


def tables_of(data: ReportData) -> tuple[Table, ...]:
    """Every stored table of topics and of the first theme scheme, in the order people look for them."""
    found: dict[tuple[str, str], list[ShareRecord]] = {}
    for record in data.shares:
        found.setdefault((record.by, record.of), []).append(record)
    shown = (TOPIC, *_schemes(data)[:1])
    order = [(by, of) for by in sorted({by for by, _ in found}, key=_place) for of in shown]
    return tuple(_table(data, of, by, found[by, of]) for by, of in order if (by, of) in found)


def _schemes(data: ReportData) -> list[str]:
    """The facets of the theme schemes, in the order of their names."""
    return sorted({record.of for record in data.shares if record.of.startswith(THEME)})


def _place(by: str) -> tuple[int, str]:
    names = list(_NAMES)
    return (names.index(by) if by in names else -1), by


def _table(data: ReportData, of: str, by: str, records: Sequence[ShareRecord]) -> Table:
    labels = _labels(data)
    cells: dict[str, dict[str, ShareRecord]] = {}
    for record in records:
        cells.setdefault(record.value, {})[record.group] = record
    groups = [_group(record, labels) for record in _first_of_each(records)]
    ordered = tuple(sorted(groups, key=lambda group: _rank(data, group)))
    rows = [_row(value, found, ordered, labels) for value, found in cells.items()]
    rows = [row for row in rows if row.passages and row.tag != tag(TOPIC, str(NO_TOPIC))]
    rows.sort(key=lambda row: (-row.passages, row.tag))
    what = "Topics" if of == TOPIC else "Themes"
    name = _NAMES.get(by, "size of the municipalities named")
    return Table(of, by, f"{what} by {name}", ordered, tuple(rows[:ROWS]), max(0, len(rows) - ROWS))


def _first_of_each(records: Sequence[ShareRecord]) -> list[ShareRecord]:
    return list({record.group: record for record in reversed(records)}.values())


def _labels(data: ReportData) -> Mapping[str, str]:
    """The labels of all tags, those of topics by their number and label."""
    topics = {tag(TOPIC, str(topic.topic)): f"{topic.topic} {topic.label}" for topic in data.topics}
    return {**data.labels, **topics}


def _group(record: ShareRecord, labels: Mapping[str, str]) -> Group:
    seen = record.of == TOPIC
    label = labels.get(record.group, _plain(value_of(record.group)))
    evidence = _evidence([record.group, *_once(labels)], seen=seen)
    return Group(
        record.group, label, record.group_passages, record.group_documents, bool(record.enough), evidence
    )


def _plain(value: str) -> str:
    """A period as people write it: 1995–1999, and a single year once."""
    first, _, last = value.partition("-")
    return first if first == last else value.replace("-", "–")


def _rank(data: ReportData, group: Group) -> tuple[object, ...]:
    """Size classes small to large, periods by year, other groups the largest first."""
    facet, value = facet_of(group.tag), value_of(group.tag)
    if facet.startswith(SIZE):
        classes = data.reference.definitions.get(facet.removeprefix(SIZE), ())
        return (next((each.position for each in classes if each.id == value), len(classes)), value)
    return (0, value) if facet == PERIOD else (-group.passages, value)


def _row(
    value: str, found: Mapping[str, ShareRecord], groups: Sequence[Group], labels: Mapping[str, str]
) -> Row:
    cells = tuple(
        Share(found[group.tag], _evidence([group.tag, value, *_once(labels)], seen=facet_of(value) == TOPIC))
        for group in groups
    )
    return Row(value, labels.get(value, value_of(value)), sum(c.record.passages for c in cells), cells)


def _once(labels: Mapping[str, str]) -> tuple[str, ...]:
    """What the counted passages have besides, in a corpus with near copies: these count once."""
    return (ONCE,) if ONCE in labels else ()


def _evidence(tags: Sequence[str], *, seen: bool) -> Evidence:
    """The passages with all tags; a topic and a period are no tags of the page but fields of its own."""
    topic, first, last = None, None, None
    for each in tags:
        if facet_of(each) == TOPIC:
            topic = int(value_of(each))
        elif facet_of(each) == PERIOD:
            first, last = map(int, value_of(each).split("-"))
    own = tuple(each for each in tags if facet_of(each) not in (TOPIC, PERIOD))
    return Evidence(topic=topic, first_year=first, last_year=last, tags=own, seen=seen and topic is None)
