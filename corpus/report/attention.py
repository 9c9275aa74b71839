"""Attention: how often each municipality is named, also by its inhabitants, and which are never named."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.facets import MUNICIPALITY, SIZE, facet_of, tag, value_of
from corpus.reference import MunicipalityRecord, SizeClassRecord
from corpus.report.data import ReportData
from corpus.report.evidence import Evidence

TYPICAL = 75_000
"""So many inhabitants make a municipality mid-sized under every definition."""

FEW = 5
"""Municipalities named in fewer passages are not ranked: one of them makes a high rate."""

RANKED = 30


@dataclass(frozen=True, slots=True)
class Attention:
    """A municipality of today with the passages and documents that name it."""

    municipality: MunicipalityRecord
    passages: int
    documents: int

    @property
    def rate(self) -> float | None:
        """Passages per 100,000 inhabitants; None where the population is unknown."""
        population = self.municipality.population
        return 100_000 * self.passages / population if population else None

    @property
    def evidence(self) -> Evidence:
        return Evidence(tags=(tag(MUNICIPALITY, self.municipality.gm_code),))


@dataclass(frozen=True, slots=True)
class ClassAttention:
    """A size class: its municipalities of today, and how many of them are named."""

    size_class: SizeClassRecord
    municipalities: int
    named: int
    inhabitants: int
    passages: int
    """That name at least one place of the class, by its size at the date of the document."""
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Silence:
    """The municipalities of the mid-sized class of a definition, and those of them never named."""

    size_class: SizeClassRecord
    municipalities: int
    silent: tuple[tuple[str, tuple[MunicipalityRecord, ...]], ...]
    """By province."""

    @property
    def number(self) -> int:
        """How many are never named."""
        return sum(len(group) for _, group in self.silent)


@dataclass(frozen=True, slots=True)
class Definition:
    """One way to divide municipalities by size, with what the corpus says of its classes."""

    id: str
    label: str
    source: str
    classes: tuple[ClassAttention, ...]
    silence: Silence | None


@dataclass(frozen=True, slots=True)
class AttentionTable:
    """What the section shows; `named` is ordered by passages, `ranked` by passages per inhabitant."""

    named: tuple[Attention, ...]
    ranked: tuple[Attention, ...]
    unranked: int
    year: int | None
    """Of the populations."""
    definitions: tuple[Definition, ...]


def attention_of(data: ReportData) -> AttentionTable:
    """Counts per municipality of today and per size class; empty where the corpus has no reference facts."""
    passages, documents = _counts(data)
    rows = [
        Attention(record, passages[record.gm_code], len(documents[record.gm_code]))
        for record in data.reference.current
        if passages[record.gm_code]
    ]
    named = sorted(rows, key=lambda row: (-row.passages, row.municipality.name))
    enough = [row for row in named if row.passages >= FEW and row.rate is not None]
    ranked = sorted(enough, key=lambda row: (-(row.rate or 0), row.municipality.name))
    years = {record.population_year for record in data.reference.current if record.population_year}
    definitions = tuple(
        _definition(data, classes, passages) for classes in data.reference.definitions.values()
    )
    return AttentionTable(
        tuple(named), tuple(ranked[:RANKED]), len(named) - len(enough), max(years, default=None), definitions
    )


def _counts(data: ReportData) -> tuple[Counter[str], Mapping[str, set[int]]]:
    """Passages and documents per code of a municipality."""
    passages: Counter[str] = Counter()
    documents: dict[str, set[int]] = defaultdict(set)
    for passage in data.passages:
        for each in passage.tags:
            if facet_of(each) == MUNICIPALITY:
                passages[value_of(each)] += 1
                documents[value_of(each)].add(passage.document)
    return passages, documents


def _definition(data: ReportData, classes: tuple[SizeClassRecord, ...], passages: Counter[str]) -> Definition:
    first = classes[0]
    members = {each.id: _members(data, each) for each in classes}
    middle = next((each for each in classes if each.holds(TYPICAL)), None)
    return Definition(
        first.definition,
        first.definition_label,
        first.source,
        tuple(_class(data, each, members[each.id], passages) for each in classes),
        _silence(middle, members[middle.id], passages) if middle else None,
    )


def _members(data: ReportData, size_class: SizeClassRecord) -> list[MunicipalityRecord]:
    return [
        record
        for record in data.reference.current
        if record.size_classes.get(size_class.definition) == size_class.id
    ]


def _class(
    data: ReportData,
    size_class: SizeClassRecord,
    members: list[MunicipalityRecord],
    passages: Counter[str],
) -> ClassAttention:
    of_class = tag(f"{SIZE}{size_class.definition}", size_class.id)
    return ClassAttention(
        size_class,
        len(members),
        sum(bool(passages[record.gm_code]) for record in members),
        sum(record.population or 0 for record in members),
        sum(of_class in passage.tags for passage in data.passages),
        Evidence(tags=(of_class,)),
    )


def _silence(
    size_class: SizeClassRecord, members: list[MunicipalityRecord], passages: Counter[str]
) -> Silence:
    groups: dict[str, list[MunicipalityRecord]] = defaultdict(list)
    for record in sorted(members, key=lambda record: (record.province, record.name)):
        if not passages[record.gm_code]:
            groups[record.province].append(record)
    silent = tuple((province, tuple(group)) for province, group in groups.items())
    return Silence(size_class, len(members), silent)
