"""The lists of bodies the entity rules know: parties, ministries, and other organisations."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data" / "lists"
ORGANISATION_LISTS = ("parties", "ministries", "bodies")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it may stand in a text, and the name it is known by."""

    text: str
    known_as: str
    list: str


@cache
def organisation_names() -> tuple[Name, ...]:
    """Every listed name of an organisation, with its aliases."""
    return tuple(name for listed in ORGANISATION_LISTS for name in _names_of(listed))


def read_list(name: str) -> list[dict[str, str]]:
    """The rows of a list."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _names_of(listed: str) -> Iterator[Name]:
    for row in read_list(listed):
        forms = [row["name"], *filter(None, row["aliases"].split("|"))]
        yield from (Name(form, row["name"], listed) for form in forms)
