"""The municipalities of the Netherlands through time: what each was on a date, and what became of it."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from math import cos, hypot, radians
from pathlib import Path

FOLDER = Path(__file__).parent / "data" / "gazetteer"
TODAY = "9999-12-31"
# Codes were given out from 1 to about 1000 in 1968; those above belong to municipalities made later.
_FIRST_NEW_CODE = 1500
_ADDITION = re.compile(r" \([^)]*\)$")


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality, of today or dissolved. Dates are ISO 8601; an empty `end` means it still exists."""

    code: str
    name: str
    """The name people use, without the addition that tells places of one name apart."""
    official: str
    province: str
    corop: str
    populations: tuple[tuple[int, int], ...]
    """Year and number of inhabitants on 1 January."""
    lon: float
    lat: float
    randstad: bool
    network: str
    """G4, G40, or empty."""
    network_since: str
    growth_centre: bool
    start: str
    end: str
    successors: tuple[tuple[str, float], ...]
    """Codes of what it went to, with the share of its addresses, the largest first."""

    def existed(self, date: str) -> bool:
        """Whether it was a municipality on that date."""
        return self.start <= date and (not self.end or date < self.end)

    def population(self, date: str) -> tuple[int, int] | None:
        """The year and number of inhabitants known that lie nearest to the date, or nothing."""
        if not self.populations:
            return None
        year = min(int(date[:4]), self.populations[-1][0])
        return min(self.populations, key=lambda known: (abs(known[0] - year), known[0]))

    def network_on(self, date: str) -> str:
        """G4 or G40 where it was a member on that date, else an empty string."""
        return self.network if self.network_since <= date else ""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every municipality by its code."""

    municipalities: dict[str, Municipality]

    def on(self, code: str, date: str) -> Municipality:
        """The municipality this one was part of on the date: itself, or its largest successor by then."""
        at = self.municipalities[code]
        while at.end and at.end <= date:
            at = self.municipalities[at.successors[0][0]]
        return at

    def predecessors(self, code: str, date: str) -> tuple[Municipality, ...]:
        """What existed on the date of the municipalities that went into this one, by code."""
        found: dict[str, Municipality] = {}
        for other in self.municipalities.values():
            if other.code != code and other.existed(date) and self._ends_in(other, code):
                found[other.code] = other
        return tuple(found[key] for key in sorted(found))

    def _ends_in(self, municipality: Municipality, code: str) -> bool:
        at = municipality
        while at.successors:
            at = self.municipalities[at.successors[0][0]]
            if at.code == code:
                return True
        return False


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The distance between two points (longitude, latitude), good enough for a country of this size."""
    return 111.2 * hypot((a[0] - b[0]) * cos(radians((a[1] + b[1]) / 2)), a[1] - b[1])


def full_date(date: str) -> str:
    """A whole day for a date of any precision: the middle of a year or month, today's state where unknown."""
    given = date.strip()
    return {0: TODAY, 4: f"{given}-07-01", 7: f"{given}-15"}.get(len(given), given[:10])


def everyday_name(official: str) -> str:
    """The official name without its addition: `Beek (L.)` is Beek."""
    return _ADDITION.sub("", official)


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a table of the gazetteer."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer, read once from the tables beside this module."""
    successors, starts = _successions()
    networks = {row["code"]: row for row in read_table("networks")}
    growth = {(row["name"], row["code"]) for row in read_table("growth_centres")}
    grown = {code for _, code in growth}
    found: dict[str, Municipality] = {}
    for row in read_table("municipalities"):
        member = networks.get(row["code"], {"network": "", "since": ""})
        found[row["code"]] = Municipality(
            code=row["code"],
            name=everyday_name(row["name"]),
            official=row["name"],
            province=row["province"],
            corop=row["corop"],
            populations=_populations(row),
            lon=float(row["lon"]),
            lat=float(row["lat"]),
            randstad=row["randstad"] == "1",
            network=member["network"],
            network_since=member["since"],
            growth_centre=row["code"] in grown,
            start=starts.get(row["code"], ""),
            end="",
            successors=(),
        )
    for row in read_table("dissolved"):
        name = everyday_name(row["name"])
        is_growth_centre = (name, row["today"]) in growth
        found[row["code"]] = _dissolved(row, found[row["today"]], successors, starts, is_growth_centre)
    return Gazetteer(found)


def _dissolved(
    row: dict[str, str],
    today: Municipality,
    successors: dict[str, list[tuple[str, float]]],
    starts: dict[str, str],
    growth_centre: bool,
) -> Municipality:
    """A municipality that is no more; it lies where the one it went to lies, and has no known population."""
    return Municipality(
        code=row["code"],
        name=everyday_name(row["name"]),
        official=row["name"],
        province=row["province"],
        corop=today.corop,
        populations=(),
        lon=today.lon,
        lat=today.lat,
        randstad=today.randstad,
        network="",
        network_since="",
        growth_centre=growth_centre,
        start=starts.get(row["code"], ""),
        end=row["end"],
        successors=tuple(successors[row["code"]]),
    )


def _successions() -> tuple[dict[str, list[tuple[str, float]]], dict[str, str]]:
    """Who went where, the largest share first; and since when a municipality with a new code exists."""
    successors: dict[str, list[tuple[str, float]]] = {}
    starts: dict[str, str] = {}
    for row in read_table("successions"):
        successors.setdefault(row["code"], []).append((row["successor"], float(row["share"])))
        if int(row["successor"][2:]) >= _FIRST_NEW_CODE:
            starts[row["successor"]] = min(row["date"], starts.get(row["successor"], TODAY))
    for listed in successors.values():
        listed.sort(key=lambda successor: (-successor[1], successor[0]))
    return successors, starts


def _populations(row: dict[str, str]) -> tuple[tuple[int, int], ...]:
    years = (int(key.removeprefix("population_")) for key in row if key.startswith("population_"))
    return tuple(
        (year, int(row[f"population_{year}"])) for year in sorted(years) if row[f"population_{year}"]
    )
