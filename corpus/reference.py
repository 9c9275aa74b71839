"""Reference facts that a corpus keeps beside its texts: municipalities, and how they are divided by size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
