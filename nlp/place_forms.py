"""Adjectives and inhabitants of Dutch places: by rule from the name, and by list where the rule is wrong.

The rules follow the Algemene Nederlandse Spraakkunst on geographical derivations (12.3.1.5, 12.2.3) and the
Taalunie's list of place names; what they make is dropped where it is another Dutch word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nlp.gazetteer import read_table
from nlp.word_frequency import zipf

_VOWELS = "aeiou"
# A form as common as this (Zipf scale) is a word or surname of its own: `Echter`, `Besten`, `Meester`.
_COMMON = 2.6
# Only what comes of a short name can be such a word; `Amsterdams` is common and means one thing.
_SHORT = 5


@dataclass(frozen=True, slots=True)
class Form:
    """An adjective or inhabitant's name of a place; kind `either` is told by the word that follows."""

    text: str
    kind: str


def forms_of(name: str) -> tuple[Form, ...]:
    """The adjectives and inhabitants' names that the rules make of the name of a place."""
    if not re.fullmatch(r"[^\W\d_]{3,}(?:-[^\W\d_]{3,})?", name):
        return ()
    made = [Form(text, "adjective") for text in _adjectives(name)]
    made += [Form(text, "either" if text.endswith("er") else "inhabitant") for text in _inhabitants(name)]
    short = len(name) <= _SHORT
    kept = (form for form in made if form.text != name and not (short and is_common_word(form.text)))
    return tuple(dict.fromkeys(kept))


@cache
def is_common_word(form: str) -> bool:
    """Whether the form is oftener something else than a place's adjective or inhabitant."""
    return not form.endswith(("se", "ers", "naren", "enaar")) and zipf(form.lower()) >= _COMMON


@cache
def listed_forms() -> tuple[tuple[Form, str, str], ...]:
    """The forms by list with the place they belong to and its level; kind `none` forbids a form."""
    rows = read_table("place_forms")
    return tuple((Form(row["form"], row["kind"]), row["place"], row["level"]) for row in rows)


def _adjectives(name: str) -> Iterator[str]:
    """Amsterdam → Amsterdams(e); Nijmegen → Nijmeegs(e); Zwolle → Zwols(e); Almelo → Almeloos, Almelose."""
    if name.endswith("s"):
        yield f"{name}e"
        return
    if name.endswith("en"):
        yield from _with_s(name[:-2])
    if name.endswith("e"):
        yield from _with_s(name[:-1])
        yield f"{name}es"
    if name[-1] in "ao":
        yield from (f"{name}{name[-1]}s", f"{name}se")
        return
    yield from (f"{name}s", f"{name}se")


def _inhabitants(name: str) -> Iterator[str]:
    """Tilburg → Tilburger(s); Zwolle → Zwollenaar, Zwollenaren; Almelo → Almeloër(s)."""
    if name[-1] in "aeo":
        yield from _with_aar(f"{name}n")
        yield from (f"{name}ër", f"{name}ërs")
        return
    if name.endswith("ingen"):
        yield from (f"{name[:-2]}er", f"{name[:-2]}ers")
        return
    if name.endswith("en") and len(name) > _SHORT + 2:
        yield from (f"{name[:-2]}er", f"{name[:-2]}ers")
    yield from _with_aar(name if name.endswith("en") else f"{name}en")
    stem = f"{name}d" if name.endswith("r") else _open(name)
    yield from (f"{stem}er", f"{stem}ers")


def _with_aar(stem: str) -> tuple[str, str, str]:
    return f"{stem}aar", f"{stem}aars", f"{stem}aren"


def _with_s(stem: str) -> Iterator[str]:
    """The stem before -s(e) as it may be spelt: Zwoll → Zwols, Leid → Leids, Nijmeg → Nijmegs, Nijmeegs."""
    if len(stem) > 2 and stem[-1] == stem[-2]:
        stem = stem[:-1]
    yield from (f"{stem}s", f"{stem}se")
    if len(stem) > 3 and stem[-1] not in _VOWELS and stem[-2] in "aeou" and stem[-3] not in _VOWELS:
        long = f"{stem[:-1]}{stem[-2:]}"
        yield from (f"{long}s", f"{long}se")


def _open(name: str) -> str:
    """A name as it is spelt before -er: Haarlem → Haarlemm, Hoogeveen → Hoogeven, Roosendaal → Roosendal."""
    if len(name) > 3 and name[-2] == name[-3] and name[-2] in "aeou" and name[-1] not in _VOWELS:
        return f"{name[:-2]}{name[-1]}"
    if name.endswith(("dam", "em", "um", "ak", "rijp")) and not name.endswith("rijp"):
        return f"{name}{name[-1]}"
    return name
