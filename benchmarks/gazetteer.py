"""Check the tables of municipalities against national figures: `python -m benchmarks.gazetteer`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nlp.gazetteer import TODAY, Gazetteer, Municipality, load_gazetteer, read_table

# Inhabitants of the Netherlands on 1 January: CBS StatLine 37296ned (2015) and 37230ned (2021; also in
# Eurostat's demo_pjan). No figure for 2026 was at hand.
NATIONAL = {2015: 16_900_726, 2021: 17_475_415}
# Inhabitants of the provinces on 1 July 2020: CBS StatLine 37230ned.
PROVINCES_2020 = {
    "Groningen": 584_451, "Fryslân": 649_713, "Drenthe": 494_024, "Overijssel": 1_163_436,
    "Flevoland": 425_488, "Gelderland": 2_088_878, "Utrecht": 1_357_436, "Noord-Holland": 2_882_333,
    "Zuid-Holland": 3_715_026, "Zeeland": 384_296, "Noord-Brabant": 2_566_010, "Limburg": 1_114_707,
}  # fmt: skip
_LARGE = 0.10
"""Growth between two years that asks for a reason."""


@dataclass(frozen=True, slots=True)
class Sum:
    """The inhabitants of one year that the table holds, and of which municipalities it cannot hold them."""

    year: int
    inhabitants: int
    made_since: tuple[Municipality, ...]
    """Municipalities of today without a figure for the year."""
    gone_since: tuple[Municipality, ...]
    """Municipalities that existed in the year and are no more; their figures are not in the table."""

    @property
    def bound(self) -> int:
        """The largest gap that can be explained: what all who may be missing count today, taken whole."""
        today = {m.code: m.populations[-1][1] for m in self.made_since}
        return sum(today.values())


@dataclass(frozen=True, slots=True)
class Jump:
    """A municipality that grew or shrank much between two years, with what went into it meanwhile."""

    municipality: Municipality
    start: tuple[int, int]
    end: tuple[int, int]
    merged: tuple[str, ...]

    @property
    def growth(self) -> float:
        """The growth as a share of the earlier figure."""
        return self.end[1] / self.start[1] - 1


def living(gazetteer: Gazetteer) -> list[Municipality]:
    """The municipalities of today."""
    return [m for m in gazetteer.municipalities.values() if not m.end]


def population_sum(gazetteer: Gazetteer, year: int) -> Sum:
    """The inhabitants of the year over all municipalities, and who is missing from the sum."""
    today = living(gazetteer)
    known = {m.code: dict(m.populations).get(year) for m in today}
    first = f"{year}-01-01"
    return Sum(
        year,
        sum(number for number in known.values() if number),
        tuple(m for m in today if known[m.code] is None),
        tuple(m for m in gazetteer.municipalities.values() if m.end > first and m.existed(first)),
    )


def province_sums(gazetteer: Gazetteer, year: int) -> dict[str, tuple[int, bool]]:
    """The inhabitants of each province in the year, and whether no municipality of it is missing."""
    total_of = population_sum(gazetteer, year)
    absent = (*total_of.made_since, *total_of.gone_since)
    missing = {gazetteer.on(m.code, TODAY).province for m in absent}
    sums: dict[str, int] = {}
    for each in living(gazetteer):
        sums[each.province] = sums.get(each.province, 0) + dict(each.populations).get(year, 0)
    return {province: (total, province not in missing) for province, total in sorted(sums.items())}


def jumps(gazetteer: Gazetteer, least: float = _LARGE) -> list[Jump]:
    """The changes between two known years of at least that share, the largest first."""
    found = [
        Jump(each, start, end, merged_into(gazetteer, each.code, start[0], end[0]))
        for each in living(gazetteer)
        for start, end in zip(each.populations, each.populations[1:], strict=False)
        if abs(end[1] / start[1] - 1) >= least
    ]
    return sorted(found, key=lambda jump: -abs(jump.growth))


def merged_into(gazetteer: Gazetteer, code: str, start: int, end: int) -> tuple[str, ...]:
    """What went into the municipality, whole or in part, after 1 January of one year and up to another's."""
    return tuple(
        m.name
        for m in gazetteer.municipalities.values()
        if f"{start}-01-01" < m.end <= f"{end}-01-01" and code in {to for to, _ in m.successors}
    )


def oddities(gazetteer: Gazetteer) -> Iterator[str]:
    """A line for each row that cannot be right: no COROP area, no population, a place outside the country."""
    for each in living(gazetteer):
        if not each.corop:
            yield f"{each.name}: no COROP area"
        if not each.populations:
            yield f"{each.name}: no population"
        if not (3.3 < each.lon < 7.3 and 50.7 < each.lat < 53.6):
            yield f"{each.name}: its centre is outside the Netherlands"
    provinces: dict[str, set[str]] = {}
    for each in living(gazetteer):
        provinces.setdefault(each.corop, set()).add(each.province)
    yield from (f"{area}: in {', '.join(sorted(p))}" for area, p in provinces.items() if len(p) > 1)


def _sum_lines(gazetteer: Gazetteer, national: Mapping[int, int]) -> Iterator[str]:
    for year in sorted({year for m in living(gazetteer) for year, _ in m.populations}):
        total = population_sum(gazetteer, year)
        yield f"1 January {year}: {total.inhabitants:,} inhabitants, {len(total.made_since)} without a figure"
        if year in national:
            gap = national[year] - total.inhabitants
            yield f"  the Netherlands {national[year]:,}, so {gap:,} ({gap / national[year]:.1%}) are missing"
            yield f"  made since, or renamed ({total.bound:,} inhabitants today): {_names(total.made_since)}"
            yield f"  dissolved since ({len(total.gone_since)}): {_names(total.gone_since)}"


def _names(municipalities: tuple[Municipality, ...]) -> str:
    return ", ".join(m.name for m in municipalities) or "none"


def report(gazetteer: Gazetteer) -> Iterator[str]:
    """The lines that the command prints."""
    yield from _sum_lines(gazetteer, NATIONAL)
    yield "provinces on 1 January 2021 against 1 July 2020 (CBS)"
    for province, (total, whole) in province_sums(gazetteer, 2021).items():
        share = total / PROVINCES_2020[province] - 1
        yield f"  {province:14}{total:>10,}{share:>+8.2%}{'' if whole else '   municipalities are missing'}"
    yield f"growth of {_LARGE:.0%} or more between two years, and what went into the municipality meanwhile"
    for jump in jumps(gazetteer):
        name = f"{jump.municipality.name} {jump.start[0]}-{jump.end[0]}"
        reason = ", ".join(jump.merged) or "no merger: new housing or a moved border"
        yield f"  {name:28}{jump.growth:>+7.1%}  {reason}"
    yield f"COROP areas: {len({m.corop for m in living(gazetteer)})}"
    centres = read_table("growth_centres")
    doubtful = [row["name"] for row in centres if row["confirmed"] != "yes"]
    yield f"growth centres: {len(centres)}, without a source: {', '.join(doubtful)}"
    found = list(oddities(gazetteer))
    yield f"rows that cannot be right: {len(found)}"
    yield from (f"  {line}" for line in found)


def main() -> None:
    """Print the checks."""
    print("\n".join(report(load_gazetteer())))


if __name__ == "__main__":
    main()
