"""Theme schemes: lists of themes with the terms that betray them, in files a user can copy and edit."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import StadspraatError

FOLDER = Path(__file__).parent / "data" / "themes"
SHIPPED = ("middelgrote-steden", "top")
"""The schemes that ship, by the names of their files."""


class SchemeError(StadspraatError):
    """A theme scheme cannot be used."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme; `terms` and `exclusions` are patterns as `nlp.theme_terms` reads them."""

    id: str
    label: str
    broader: str
    """The id of the theme above it, or empty."""
    terms: tuple[str, ...]
    exclusions: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """A list of themes under one name."""

    id: str
    label: str
    source: str
    themes: tuple[Theme, ...]


@cache
def shipped_scheme(name: str) -> Scheme:
    """One of the schemes that ship."""
    return read_scheme(FOLDER / f"{name}.yaml")


def read_scheme(file: Path) -> Scheme:
    """The scheme in a YAML file. Raises SchemeError, naming the file and theme, when it cannot be used."""
    try:
        given = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        reason = str(error).splitlines()[0]
        raise SchemeError(f"{file}: not readable as YAML ({reason}); compare it with {FOLDER}") from error
    if not isinstance(given, dict) or not isinstance(given.get("themes"), list):
        raise SchemeError(f"{file}: a scheme needs id, label and a list of themes; compare it with {FOLDER}")
    themes = tuple(_theme(file, row) for row in given["themes"])
    _check(file, themes)
    id = str(given.get("id", file.stem))
    return Scheme(id, str(given.get("label", id)), str(given.get("source", "")), themes)


def read_eurovoc(folder: Path) -> Scheme:
    """EuroVoc as a scheme: each concept with its Dutch label as its only term.

    The folder holds `tc.json`, the labels of the concepts by number. Raises SchemeError when it does not.
    """
    try:
        labels: dict[str, str] = json.loads((folder / "tc.json").read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        raise SchemeError(f"{folder}: no EuroVoc labels (tc.json) here; name the folder with them") from error
    ordered = sorted(labels.items(), key=lambda item: (len(item[0]), item[0]))
    themes = tuple(Theme(f"eurovoc:{key}", label, "", (_bare(label),), (), "") for key, label in ordered)
    return Scheme("eurovoc", "EuroVoc", "https://eur-lex.europa.eu/browse/eurovoc.html", themes)


def _bare(label: str) -> str:
    """A label without its addition in brackets and signs: `tandarts (beroep)` is `tandarts`."""
    return " ".join(re.findall(r"[^\s,&*?]+", label.split(" (")[0])) or label


def _theme(file: Path, row: Any) -> Theme:
    if not isinstance(row, dict) or not row.get("id") or not row.get("label"):
        raise SchemeError(f"{file}: a theme without id or label ({row!r:.60}); give it both")
    return Theme(
        id=str(row["id"]),
        label=str(row["label"]),
        broader=str(row.get("broader") or ""),
        terms=tuple(map(str, row.get("terms") or ())),
        exclusions=tuple(map(str, row.get("exclusions") or ())),
        description=" ".join(str(row.get("description") or "").split()),
    )


def _check(file: Path, themes: tuple[Theme, ...]) -> None:
    ids = [theme.id for theme in themes]
    twice = sorted({id for id in ids if ids.count(id) > 1})
    if twice:
        raise SchemeError(f"{file}: theme {twice[0]} is there twice; give each its own id")
    lost = sorted({theme.broader for theme in themes if theme.broader} - set(ids))
    if lost:
        raise SchemeError(f"{file}: broader theme {lost[0]} does not exist; correct the id or add the theme")
