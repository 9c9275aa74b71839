"""When a municipality counts as small, mid-sized or large: dated, configurable definitions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).parent / "data" / "size_classes.yaml"
DEFAULT = "50-100"


@dataclass(frozen=True, slots=True)
class SizeClass:
    """A class of municipalities: from `least` inhabitants up to, not including, `below` (None: no limit)."""

    id: str
    label: str
    least: int
    below: int | None

    def holds(self, population: int) -> bool:
        """Whether a municipality of so many inhabitants is in the class."""
        return self.least <= population and (self.below is None or population < self.below)


@dataclass(frozen=True, slots=True)
class SizeDefinition:
    """A way to divide municipalities by size, as somebody published it."""

    id: str
    label: str
    date: str
    source: str
    classes: tuple[SizeClass, ...]

    def class_of(self, population: int | None) -> str:
        """The id of the class, or an empty string where the population is unknown."""
        if population is None:
            return ""
        return next((each.id for each in self.classes if each.holds(population)), "")


@cache
def size_definitions(file: Path = _FILE) -> dict[str, SizeDefinition]:
    """The definitions in the file, by id. Raises ValueError where classes overlap or leave a gap."""
    given = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {row["id"]: _definition(row) for row in given["definitions"]}


def _definition(row: dict[str, object]) -> SizeDefinition:
    classes = row["classes"]
    if not isinstance(classes, list):
        raise ValueError(f"{row['id']}: the classes of a size definition are a list")
    made = tuple(SizeClass(c["id"], c["label"], c["least"], c.get("below")) for c in classes)
    bounds = [0, *(each.below for each in made)]
    if [each.least for each in made] != bounds[:-1] or bounds[-1] is not None:
        raise ValueError(f"{row['id']}: the classes must follow on each other from 0 without a gap")
    return SizeDefinition(str(row["id"]), str(row["label"]), str(row["date"]), str(row["source"]), made)
