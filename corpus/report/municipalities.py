"""Which municipalities a passage names, from the richest layer of annotation that the corpus has."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping, Sequence
from typing import Any

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
    data = dict(json.loads(mention["data"]))
    name = data.get("municipality") or (_name(mention, data) if _is_municipality(mention, data) else "")
    return PlaceMark(str(name), mention["start"], mention["end"]) if name else None


def _is_municipality(mention: Mapping[str, Any], data: Mapping[str, Any]) -> bool:
    kinds = {str(value).lower() for value in (mention["label"], data.get("kind"), data.get("level"))}
    return bool(kinds & _KINDS)


def _name(mention: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    return str(data.get("name") or mention["text"])
