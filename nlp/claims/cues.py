"""The list of causal cues, read from its YAML file, and the index that finds them by word form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent.parent / "data" / "cues" / "causal.yaml"
CLAUSE_FORMS = {"tot": "ertoe", "voor": "ervoor", "aan": "eraan", "in": "erin", "op": "erop", "uit": "eruit"}
"""What stands for a preposition whose object is a clause: `leidt ertoe dat`."""
_KEYS = {
    *("id", "word", "forms", "noun", "before", "particle", "fixed", "object", "cause"),
    *("side", "direction", "needs", "confidence"),
}
_SHAPES = ("finite", "infinitive", "finite", "finite")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue of the list; `causal.yaml` says what the fields mean."""

    id: str
    kind: str
    """verb, noun, phrase or conjunction."""
    direction: str = "more"
    cause: str = "subject"
    """Of verbs and nouns `subject` or `object`; of others what follows: `cause` or `effect`."""
    objects: tuple[str, ...] = ()
    particle: str = ""
    fixed: tuple[str, ...] = ()
    before: str = ""
    needs: frozenset[str] = frozenset()
    confidence: float = 0.8


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word form that may be the heart of a cue."""

    cue: Cue
    shape: str = ""
    """Of a verb: finite, infinitive (or a plural of the present), participle, or either: `vergroot`."""
    joined: bool = False
    """Whether the particle is part of the form: `bijgedragen`."""


@dataclass(frozen=True, slots=True)
class CueList:
    """The triggers by form, in the order of the file, and the word lists that conditions look in."""

    triggers: Mapping[str, tuple[Trigger, ...]]
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)


@cache
def cue_list(file: Path = FILE) -> CueList:
    """The cues of a file. Raises ValueError where an entry has a key that is not known."""
    given = yaml.safe_load(file.read_text(encoding="utf-8"))
    found: dict[str, list[Trigger]] = {}
    for kind in ("verb", "noun", "phrase", "conjunction"):
        for row in given.get(f"{kind}s", ()):
            for form, trigger in _triggers(kind, row):
                found.setdefault(form, []).append(trigger)
    words = {name: frozenset(text.split()) for name, text in given["words"].items()}
    return CueList({form: tuple(each) for form, each in found.items()}, words)


def _triggers(kind: str, row: dict[str, Any]) -> Iterator[tuple[str, Trigger]]:
    unknown = sorted(set(row) - _KEYS)
    if unknown:
        raise ValueError(f"{row.get('id')}: a cue has no key {unknown[0]!r}; see the head of causal.yaml")
    cue = _cue(kind, row)
    if kind == "verb":
        yield from _verb_triggers(cue, row["forms"].split())
    elif kind == "noun":
        yield row["noun"], Trigger(cue)
    else:
        # By one word, the first unless another is named; the finder sees whether the others follow.
        yield row.get("word", cue.fixed[0]), Trigger(cue)


def _verb_triggers(cue: Cue, forms: list[str]) -> Iterator[tuple[str, Trigger]]:
    participle = forms[4]
    shapes = dict(zip(forms[:4], _SHAPES, strict=True))
    if participle in shapes and shapes[participle] == "finite":
        shapes[participle] = "either"
    shapes.setdefault(participle, "participle")
    for form, shape in shapes.items():
        if form != "-":
            yield form, Trigger(cue, shape)
            if cue.particle:
                yield cue.particle + form, Trigger(cue, shape, joined=True)


def _cue(kind: str, row: dict[str, Any]) -> Cue:
    flat = kind in ("phrase", "conjunction")
    return Cue(
        id=row["id"],
        kind=kind,
        direction=row.get("direction", "more"),
        cause=row.get("side", "cause") if flat else row.get("cause", "subject"),
        objects=tuple(row.get("object", "").split()),
        particle=row.get("particle", ""),
        fixed=tuple((row["id"] if flat else row.get("fixed", "")).split()),
        before=row.get("before", ""),
        needs=frozenset(row.get("needs", ())),
        confidence=row.get("confidence", 0.8),
    )
