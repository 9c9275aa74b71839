"""Which municipalities a passage names, from the richest layer of annotation that the corpus has."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from corpus.facets import INDIRECT
from corpus.report.data import PlaceMark

_KINDS = frozenset({"municipality", "gemeente"})


def best_layer(layers: Container[str]) -> str:
    """The layer to count municipalities from.

    `place` resolves a name to the municipality of the document's date; a corpus without it has the
    entities that the reference lists know as municipalities. The two are never mixed: a name that
    `place` turned down must not come back as an entity.
    """
    return "place" if "place" in layers else "entity"


def place_marks(mentions: Sequence[Mapping[str, Any]], layer: str) -> tuple[PlaceMark, ...]:
    """The municipalities among the mentions of one passage, in text order."""
    found = [mark for mention in mentions if mention["layer"] == layer and (mark := _mark(mention))]
    return tuple(sorted(found, key=lambda mark: (mark.start, mark.end, mark.place)))


def _mark(mention: Mapping[str, Any]) -> PlaceMark | None:
    data = mention["data"]
    name = "" if INDIRECT & {mention["label"], data.get("kind")} else _municipality(mention, data)
    return PlaceMark(name, mention["start"], mention["end"]) if name else None


def _municipality(mention: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    """The municipality's name; empty where the mention is a province, a region or no place at all."""
    if data.get("municipality"):
        return str(data["municipality"])
    kinds = {str(value).lower() for value in (mention["label"], data.get("kind"), data.get("level"))}
    is_one = bool(kinds & _KINDS) or str(data.get("code", "")).startswith("GM")
    return str(data.get("name") or mention["text"]) if is_one else ""
