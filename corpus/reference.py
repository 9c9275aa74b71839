"""Reference facts that a corpus keeps beside its texts: municipalities, and how they are divided by size."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class MunicipalityRecord:
    """A municipality, of today or dissolved, with the newest number of inhabitants that is known."""

    gm_code: str
    name: str
    province: str
    corop: str
    population: int | None
    population_year: int | None
    lon: float
    lat: float
    """Of the centroid, in degrees (WGS 84)."""
    randstad: bool
    network: str
    """G4, G40, or empty."""
    growth_centre: bool
    today: str
    """Code of the municipality it is, or became part of."""
    size_classes: Mapping[str, str] = field(default_factory=dict)
    """Id of a definition → id of the class; empty where the population is unknown."""


@dataclass(frozen=True, slots=True)
class SizeClassRecord:
    """A class of a size definition: from `least` inhabitants up to, not including, `below`."""

    definition: str
    position: int
    """Order of the class in its definition, from 0."""
    id: str
    label: str
    definition_label: str
    source: str
    least: int
    below: int | None

    def holds(self, population: int) -> bool:
        """Whether a municipality of so many inhabitants is in the class."""
        return self.least <= population and (self.below is None or population < self.below)


@dataclass(frozen=True)
class Reference:
    """All reference facts of a corpus, found by code, name and definition."""

    municipalities: tuple[MunicipalityRecord, ...] = ()
    classes: tuple[SizeClassRecord, ...] = ()

    @cached_property
    def by_code(self) -> Mapping[str, MunicipalityRecord]:
        return {record.gm_code: record for record in self.municipalities}

    @cached_property
    def _names(self) -> re.Pattern[str]:
        names = sorted((record.name for record in self.current), key=lambda name: (-len(name), name))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)" if names else r"(?!)")

    def codes_in(self, text: str) -> list[str]:
        """The codes of the municipalities of today that a name, such as that of an organisation, holds."""
        return [self._codes[name] for name in self._names.findall(text)] if text else []

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        return {record.name: record.gm_code for record in self.current}

    @cached_property
    def current(self) -> tuple[MunicipalityRecord, ...]:
        """The municipalities that exist today."""
        return tuple(record for record in self.municipalities if record.today == record.gm_code)

    @cached_property
    def definitions(self) -> Mapping[str, tuple[SizeClassRecord, ...]]:
        """The classes of each size definition, small to large."""
        found: dict[str, list[SizeClassRecord]] = {}
        for each in sorted(self.classes, key=lambda each: (each.definition, each.position)):
            found.setdefault(each.definition, []).append(each)
        return {name: tuple(classes) for name, classes in found.items()}
