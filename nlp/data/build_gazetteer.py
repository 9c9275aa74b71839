"""Make the gazetteer tables of the project from a folder with the public reference facts.

Run as `python -m nlp.data.build_gazetteer FOLDER [OUT]`, where FOLDER holds gemeenten_2026.csv,
gemeente_opvolging.csv, woonplaatsen_2020.csv, g4_g40.csv and groeikernen_gezien.csv.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from nlp.data.gazetteer_facts import (
    COROP_OF_PART,
    GROWTH_CENTRE_NOTES,
    GROWTH_CENTRES_ADDED,
    MISSING_COROP,
    PROVINCE_BEFORE,
    TOWN_AFTER_DIVISION,
)

Row = dict[str, str]
_SUFFIX = re.compile(r" (?:\([^)]*\)|Gld|NB|NH|GN|AC|L|ZH|U|F)$", re.IGNORECASE)


def plain_name(name: str) -> str:
    """The name without the addition that tells places of one name apart: `Beek (L.)` gives `Beek`."""
    return _SUFFIX.sub("", name)


def build_gazetteer(source: Path, out: Path) -> dict[str, int]:
    """Write the tables into `out` and return the number of rows of each."""
    given = _read(source / "gemeenten_2026.csv")
    provinces = {row["gm_code"]: row["provincie"] for row in given}
    successions = _read(source / "gemeente_opvolging.csv")
    tables = {
        "municipalities": [_municipality(row) for row in given],
        "successions": [_succession(row) for row in _in_order(successions)],
        "dissolved": list(_dissolved(successions, provinces)),
        "towns": sorted({_town(row)["key"]: _town(row) for row in _towns(source)}.values(), key=_by_key),
        "networks": [_member(row) for row in _read(source / "g4_g40.csv")],
        "growth_centres": list(_growth_centres(_read(source / "groeikernen_gezien.csv"), given)),
    }
    out.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        _write(out / f"{name}.csv", rows)
    return {name: len(rows) for name, rows in tables.items()}


def _municipality(row: Row) -> Row:
    given = row["corop"] or MISSING_COROP[row["gm_code"]]
    return {
        "code": row["gm_code"],
        "name": row["naam"],
        "province": row["provincie"],
        "corop": COROP_OF_PART.get(given, given),
        # The given column is called after 2016 and holds 1 January 2015: see the README beside the tables.
        "population_2015": row["inwoners_2016"],
        "population_2021": row["inwoners_2021_cbs"],
        "population_2026": row["inwoners_recent_gemeentle"],
        "lon": row["lon"],
        "lat": row["lat"],
        "randstad": row["randstad_cbs2008"],
    }


def _succession(row: Row) -> Row:
    date = row["datum"]
    return {
        "code": row["oude_code"],
        "name": row["oude_naam"],
        "successor": row["nieuwe_code"],
        "date": f"{date[:4]}-{date[4:6]}-{date[6:]}",
        "share": row["aandeel_adressen"] or "1.0",
    }


def _in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row["oude_code"], row["datum"], row["nieuwe_code"]))


def _dissolved(rows: Sequence[Row], provinces: dict[str, str]) -> Iterable[Row]:
    """One row for each municipality that is no more, with the province of where it went."""
    largest: dict[str, Row] = {}
    for row in _in_order(rows):
        best = largest.get(row["oude_code"])
        if best is None or float(row["aandeel_adressen"] or 1) > float(best["aandeel_adressen"] or 1):
            largest[row["oude_code"]] = row
    for code, row in sorted(largest.items()):
        last = row["nieuwe_code"]
        while last not in provinces:
            last = largest[last]["nieuwe_code"]
        province = PROVINCE_BEFORE.get(code, provinces[last])
        end = _succession(row)["date"]
        yield {"code": code, "name": row["oude_naam"], "province": province, "end": end, "today": last}


def _towns(source: Path) -> list[Row]:
    return _read(source / "woonplaatsen_2020.csv")


def _town(row: Row) -> Row:
    name, code = plain_name(row["naam"]), row["gm_code"]
    after = TOWN_AFTER_DIVISION.get(name, "")
    return {
        "key": f"{name}/{code}",
        "name": name,
        "municipality": code,
        "province": row["provincie"],
        "after_division": after,
    }


def _by_key(row: Row) -> str:
    return row["key"]


def _member(row: Row) -> Row:
    return {"code": row["gm_code"], "network": row["groep"], "since": row["toegetreden"]}


def _growth_centres(rows: Iterable[Row], municipalities: Iterable[Row]) -> Iterable[Row]:
    codes = {row["naam"]: row["gm_code"] for row in municipalities}
    centres = [(row["naam"], row["huidige_gemeente"], row["gezien_in"]) for row in rows]
    for name, today, source in sorted((*centres, *GROWTH_CENTRES_ADDED)):
        confirmed = "yes" if source else "no"
        note = GROWTH_CENTRE_NOTES.get(name, "")
        yield {
            "name": name, "code": codes[today], "confirmed": confirmed, "source": source, "note": note,
        }  # fmt: skip


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: Sequence[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(arguments: Sequence[str]) -> None:
    """Build the tables in the folder given second, or in the project, and print their sizes."""
    out = Path(arguments[1]) if len(arguments) > 1 else Path(__file__).parent / "gazetteer"
    for name, rows in build_gazetteer(Path(arguments[0]), out).items():
        print(f"{name}: {rows} rows")


if __name__ == "__main__":
    main(sys.argv[1:])
