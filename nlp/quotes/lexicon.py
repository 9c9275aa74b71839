"""The lists behind the quote rules: reporting verbs, nouns for persons and bodies, first names."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nlp.name_lists import organisation_names

_FOLDER = Path(__file__).resolve().parent.parent / "data" / "cues"
# Shorter nouns are too often the end of another word (stad-huis-arts, maar ook ver-lid) to head a compound.
_SHORTEST_HEAD = 5
_HEADS = frozenset({"lid", "boer", "kok", "arts", "raad", "bond", "bank"})
# Endings that are hardly ever of anything but persons.
_PERSON_ENDING = re.compile(
    r"\w{2}(?:houder|ganger|werker|leider|maker|nemer|voerder|drager|zoeker|bouwer|koper|oloog|ologe|ograaf|"
    r"kundige|ateur|elaar|enaar|icist|omist|icus|(?<!lo)meester)$"
)
_FEMININE = re.compile(
    r"(?:(?<!mee)(?<!mini)ster|trice|esse|vrouw|dame|moeder|docente|journaliste|studente|boerin|loge|ares)s?$"
)
_MASCULINE = re.compile(r"(?:man|heer|vader|broer|zoon)$")


@dataclass(frozen=True, slots=True)
class Verb:
    """What a form of a reporting verb can do."""

    lemma: str
    particles: tuple[str, ...]
    uses: str
    plural: bool
    participle: bool


@cache
def reporting_forms() -> dict[str, tuple[Verb, ...]]:
    """Each form of each reporting verb (`zegt`, `gezegd`, `merkt`) with the verbs it may be of."""
    forms: dict[str, list[Verb]] = {}
    for row in _rows("reporting_verbs"):
        particles = tuple(row["particle"].split())
        for number in ("singular", "plural"):
            for form in row[number].split("|"):
                verb = Verb(row["lemma"], particles, row["uses"], number == "plural", False)
                forms.setdefault(form, []).append(verb)
                if len(particles) == 1 and row["lemma"].startswith(particles[0]):
                    joined = Verb(row["lemma"], (), row["uses"], verb.plural, False)
                    forms.setdefault(particles[0] + form, []).append(joined)
        whole = Verb(row["lemma"], () if _holds_particle(row) else particles, row["uses"], False, True)
        forms.setdefault(row["participle"], []).append(whole)
    return {form: tuple(verbs) for form, verbs in forms.items()}


def _holds_particle(row: dict[str, str]) -> bool:
    return bool(row["particle"]) and row["participle"].startswith(row["particle"].split()[-1])


@cache
def finite_forms() -> frozenset[str]:
    """Finite verb forms that show where a subject ends: frequent verbs and reporting verbs."""
    listed = set(" ".join(_lines("finite_verbs")).split())
    reporting = {form for form, verbs in reporting_forms().items() if any(not v.participle for v in verbs)}
    return frozenset(listed | reporting)


def is_role(noun: str) -> bool:
    """Whether the noun, singular or plural, is a person by occupation, office or place in the story."""
    return any(_is_person(form) for form in _singulars(noun.lower()))


def is_plural_role(noun: str) -> bool:
    """Whether the noun is a plural (`bewoners`) of a noun for persons."""
    word = noun.lower()
    return not _is_person(word) and is_role(word)


def _is_person(noun: str) -> bool:
    return _is_listed(noun, _roles()) or bool(_PERSON_ENDING.search(noun))


def is_body(noun: str) -> bool:
    """Whether the noun is a body that can speak."""
    return any(_is_listed(form, _bodies()) for form in _singulars(noun.lower()))


def is_report(noun: str) -> bool:
    """Whether the noun is something a body writes and states things in."""
    word = noun.lower()
    return any(word.endswith(listed) for listed in _reports())


def gender_of_role(noun: str) -> str:
    """m or f where the noun itself tells, else empty."""
    word = noun.lower()
    return "f" if _FEMININE.search(word) else "m" if _MASCULINE.search(word) else ""


@cache
def first_names() -> dict[str, str]:
    """First names with their gender: m, f, or empty where it is both or not known."""
    return {row["name"]: row["gender"] for row in _rows("first_names")}


@cache
def known_bodies() -> dict[str, str]:
    """Names of listed organisations in lower case, with the name each is known by."""
    return {name.text.lower(): name.known_as for name in organisation_names()}


@cache
def parties() -> frozenset[str]:
    """Names of listed parties in lower case."""
    return frozenset(name.text.lower() for name in organisation_names() if name.list == "parties")


@cache
def _singulars(noun: str) -> tuple[str, ...]:
    """The noun and what it may be the plural of."""
    forms = [noun]
    if noun.endswith("leden"):
        forms.append(noun[:-5] + "lid")
    if noun.endswith(("lieden", "lui")):
        forms.append(re.sub(r"lie?den$|lui$", "man", noun))
    if noun.endswith(("'s", "’s")):
        forms.append(noun[:-2])
    elif noun.endswith("s"):
        forms.append(noun[:-1])
    if noun.endswith("en"):
        stem = noun[:-2]
        forms += [stem, stem + "e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem]
        # logen, genaren: the long vowel is written double in a closed syllable.
        forms.append(re.sub(r"([aeou])([^aeiou])$", r"\1\1\2", stem))
    if noun.endswith("ici"):
        forms.append(noun[:-1] + "us")
    return tuple(forms)


def _is_listed(word: str, listed: frozenset[str]) -> bool:
    if word in listed:
        return True
    return any(word[at:] in listed and _may_head(word, at) for at in range(2, len(word) - 2))


def _may_head(word: str, at: int) -> bool:
    head = word[at:]
    return word[at - 1] == "-" or len(head) >= _SHORTEST_HEAD or (head in _HEADS and at >= 3)


@cache
def _roles() -> frozenset[str]:
    return frozenset(_lines("roles"))


@cache
def _bodies() -> frozenset[str]:
    return frozenset(_lines("body_nouns"))


@cache
def _reports() -> tuple[str, ...]:
    return tuple(_lines("report_nouns"))


@cache
def writing_nouns() -> frozenset[str]:
    """Nouns for texts that rule, plan or agree."""
    return frozenset(_lines("writing_nouns"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _lines(name: str) -> Iterable[str]:
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
