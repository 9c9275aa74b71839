"""Every name a Dutch place goes by, with the places it can mean: the table that the finder searches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nlp.gazetteer import Gazetteer, everyday_name, load_gazetteer, read_table
from nlp.name_lists import read_list
from nlp.phrases import PhraseTable
from nlp.place_forms import forms_of, listed_forms

# Municipalities dissolved before this are known to historians only; their villages are found as towns.
_REMEMBERED_SINCE = "1970-01-01"
# Of a name that is also a word only forms with these endings are safe: `Houtense`, not `Houter`.
_CLEAR_ENDINGS = ("se", "naar", "naren")
# Of villages with shorter names no forms are made: they hit too many other words (`Rijs`, `Rise`).
_LONG = 5
_DIRECTIONS = "Noord|Zuid|Oost|West|Midden|Binnen|Buiten|Dorp|Stad|Centrum|Haven|Rijk|Brug"
_DIRECTED = re.compile(rf"^(.{{4,}}?)[- ](?:{_DIRECTIONS}|aan [Zz]ee)$")


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing a name can mean; `code` is the municipality it is or lies in, empty for an area."""

    name: str
    level: str
    kind: str
    code: str = ""


NO_PLACE = "none"
"""Level and kind of a phrase that holds the name of a place and is none."""


@cache
def place_table() -> PhraseTable[Sense]:
    """The names, adjectives and inhabitants of all places, ready to be searched for."""
    return PhraseTable(sorted(set(_all_names()), key=lambda named: (named[0], str(named[1]))))


@cache
def name_class(name: str) -> str:
    """Whether the name is also a `word`, a `noun`, a `plural` or another's `name`; else empty."""
    return _classes().get(name, "")


@cache
def _classes() -> dict[str, str]:
    return {row["name"]: row["class"] for row in read_table("ambiguous_names")}


def _all_names() -> Iterator[tuple[str, Sense]]:
    never = {row["name"] for row in read_table("never_places")}
    # Found as the longest name, these keep the shorter name in them from being found.
    for row in read_table("not_places"):
        yield row["phrase"], Sense(row["phrase"], NO_PLACE, NO_PLACE)
    forbidden = {form.text for form, _, _ in listed_forms() if form.kind == "none"}
    gazetteer = load_gazetteer()
    named = [item for item in _names(gazetteer) if item[0] not in never]
    yield from named
    for text, sense in [*_forms_by_rule(named), *_forms_by_list(named)]:
        if text not in forbidden:
            yield text, sense


def _names(gazetteer: Gazetteer) -> Iterator[tuple[str, Sense]]:
    yield from _municipality_names(gazetteer)
    yield from _town_names()
    official = {m.official: m for m in gazetteer.municipalities.values() if not m.end}
    for row in read_table("everyday_names"):
        municipality = official[row["official"]]
        yield row["name"], Sense(municipality.name, "municipality", "name", municipality.code)
    for row in read_table("neighbourhoods"):
        yield row["name"], Sense(row["name"], "neighbourhood", "name", official[row["municipality"]].code)
    for row in read_table("regions"):
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            yield name, Sense(row["name"], "region", "name")
    for row in read_list("provinces"):
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            yield name, Sense(row["name"], "province", "name")


def _municipality_names(gazetteer: Gazetteer) -> Iterator[tuple[str, Sense]]:
    for municipality in gazetteer.municipalities.values():
        if not municipality.end or municipality.end >= _REMEMBERED_SINCE:
            sense = Sense(municipality.name, "municipality", "name", municipality.code)
            yield from ((name, sense) for name in _spellings(municipality.name))


def _town_names() -> Iterator[tuple[str, Sense]]:
    rows = read_table("towns")
    whole = {row["name"] for row in rows}
    for row in rows:
        sense = Sense(row["name"], "town", "name", row["after_division"] or row["municipality"])
        yield from ((name, sense) for name in _spellings(row["name"]))
        for part in _parts(row["name"]):
            if part not in whole:
                yield part, Sense(part, "town", "name", sense.code)


def _spellings(name: str) -> set[str]:
    """The name, and with `Sint` shortened; hyphens and spaces are equal to the finder already."""
    return {name, name.replace("Sint ", "St. ").replace("Sint-", "St. ")}


def _parts(name: str) -> set[str]:
    """What a double or directed name is called for short: Driebergen-Rijsenburg, Santpoort-Noord."""
    directed = _DIRECTED.match(name)
    if directed:
        return {directed[1]}
    halves = name.split("-")
    if len(halves) == 2 and all(re.fullmatch(r"[A-Z][a-zë]{3,}", half) for half in halves):
        return set(halves) - set(_DIRECTIONS.split("|")) - {"Nieuw", "Oude", "Klein", "Groot"}
    return set()


def _forms_by_rule(named: list[tuple[str, Sense]]) -> Iterator[tuple[str, Sense]]:
    for name, sense in named:
        if sense.level not in ("municipality", "town"):
            continue
        is_word = bool(name_class(name))
        for form in forms_of(name):
            clear = sense.level == "municipality" and form.text.endswith(_CLEAR_ENDINGS)
            if not clear and (is_word or (sense.level == "town" and len(name) < _LONG)):
                continue
            yield form.text, Sense(sense.name, sense.level, form.kind, sense.code)


def _forms_by_list(named: list[tuple[str, Sense]]) -> Iterator[tuple[str, Sense]]:
    by_name: dict[tuple[str, str], list[Sense]] = {}
    for _, sense in named:
        by_name.setdefault((sense.name, sense.level), []).append(sense)
        by_name.setdefault((everyday_name(sense.name), sense.level), []).append(sense)
    alias = {row["official"]: everyday_name(row["official"]) for row in read_table("everyday_names")}
    for form, place, level in listed_forms():
        for sense in by_name.get((alias.get(place, place), level), ()):
            yield form.text, Sense(sense.name, level, form.kind, sense.code)
