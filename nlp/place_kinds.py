"""How a found place is read: as name, adjective or inhabitant, as town or province."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from nlp.place_context import Spot, is_singular_verb
from nlp.word_classes import word_class

CITY_OR_PROVINCE = frozenset({"Utrecht", "Groningen"})
"""Names that a town and a province share."""
_PROVINCE_BEFORE = re.compile(r"\bprovincies?(?: [A-Z][\w-]+,?)*(?: en)? $")
_CITY_BEFORE = re.compile(
    r"\b(?:stad|gemeente|binnenstad|gemeenteraad van|raad van|wethouders? van|burgemeester van|universiteit|"
    r"rijksuniversiteit|station|hogeschool)(?: van)? $",
    re.IGNORECASE,
)
_PROVINCIAL_BODY = re.compile(
    r"Gedeputeerde Staten|Provinciale Staten|[cC]ommissaris van de [kK]oning(?:in)?"
    r"|Staten(?:lid|leden|fractie)|[pP]rovinciebestuur|\b(?:GS|PS) van|[gG]edeputeerden?\b|provinciehuis"
)
_ONLY_A_PROVINCE = re.compile(
    r"aardbeving|aardgas|gaswinning|gasveld|bevingsgebied|versterkingsopgave|platteland|\bdorpen\b|\bstreek\b"
)
# What only a province has several of: `Groningse dorpen`, `Utrechtse gemeenten`.
_OF_A_PROVINCE = frozenset(
    {"dorpen", "gemeenten", "platteland", "boeren", "kust", "bodem", "veen", "gasvelden", "steden", "streken"}
)
_OF_A_CITY = frozenset(
    {
        *("binnenstad", "wijk", "wijken", "gemeenteraad", "raad", "wethouder", "wethouders", "burgemeester"),
        *("grachten", "universiteit", "studenten", "stadhuis", "buurt", "buurten", "college", "station"),
    }
)
_DIRECTION = re.compile(
    r"[- ](?:(?:Noord|Zuid)(?:oost|west)?|Oost|West|Nieuw-West|Centrum|Stad|Binnenstad|Haven|Buiten|Poort"
    r"|Hout)\b(?!-)"
)
_INSTITUTION_AFTER = re.compile(
    r" (?:Ziekenhuis|Museum|Universiteit|University|Hogeschool|UMC|Medisch|Schouwburg|Theater|Airport|College"
    r"|Lyceum|Courant|Dagblad|Academie|Orkest|Festival)\b"
)
_INSTITUTION_BEFORE = re.compile(
    r"\b(?:Universiteit(?: van)?|Rijksuniversiteit|Hogeschool|Ziekenhuis|Museum|Schouwburg|Theater|TU|UMC"
    r"|Erasmus Universiteit|Radboud Universiteit|Technische Universiteit|Bibliotheek) $"
)


def kind_of(spot: Spot, kind: str) -> str:
    """Name, adjective or inhabitant, also where the form alone does not say (`Groninger`, `Deventer`).

    Empty where an uninflected adjective (`Fries`) has no noun after it: then it is no adjective.
    """
    if kind == "either":
        return "adjective" if _modifies(spot) else "inhabitant"
    if kind == "adjective" and spot.text[spot.end - 1] == "s" and not _modifies(spot):
        return ""  # the language (`in het Fries`), or a word of another kind
    if kind == "name" and re.match(r"['’]s\b", spot.after):
        return "adjective"
    is_er = spot.text[spot.start : spot.end].endswith("nter")
    return "adjective" if kind == "name" and is_er and _has_article(spot) and _modifies(spot) else kind


def end_with_genitive(spot: Spot) -> int:
    """The end of the name with the 's of `Breda's` in it."""
    match = re.match(r"['’]s\b", spot.after)
    return spot.end + match.end() if match else spot.end


def end_with_direction(spot: Spot) -> int:
    """The end of the name with the part of town in it: `Amsterdam-Noord`, `Almere Haven`."""
    match = _DIRECTION.match(spot.after)
    return spot.end + match.end() if match else spot.end


def is_hyphenated(spot: Spot, starts: frozenset[int]) -> bool:
    """Whether the name begins a word made with a hyphen (`Groningen-dossier`) that is no row of places."""
    return bool(re.match(r"[-‑]\w", spot.after)) and spot.end + 1 not in starts


def is_in_institution(spot: Spot) -> bool:
    """Whether the place stands in the name of a school, hospital or museum."""
    return bool(_INSTITUTION_AFTER.match(spot.after) or _INSTITUTION_BEFORE.search(spot.before))


def is_province(spot: Spot, sentence: str, neighbours: Sequence[str], inside_province: bool) -> bool:
    """Whether `Utrecht` or `Groningen` is the province here.

    `neighbours` are the levels of the places it stands in a row with; `inside_province` tells that a
    municipality of that province is said to lie in it (`Winsum in Groningen`).
    """
    if _PROVINCE_BEFORE.search(spot.before) or spot.word_after in _OF_A_PROVINCE:
        return True
    if _CITY_BEFORE.search(spot.before) or spot.word_after in _OF_A_CITY:
        return False
    if "province" in neighbours:
        return True
    if "municipality" in neighbours:
        return False
    return inside_province or bool(_PROVINCIAL_BODY.search(sentence) or _ONLY_A_PROVINCE.search(sentence))


def rows_of(text: str, spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The indices of spans that stand in a row: parted by a comma, a dash, `en`, `of` or `tot` only."""
    rows: list[list[int]] = [[0]] if spans else []
    for index, (one, two) in enumerate(pairwise(spans), start=1):
        between = text[one[1] : two[0]]
        if re.fullmatch(
            r"\s?[,/–-]\s?(?:en |of )?|,? (?:en|of|tot|tot aan|noch|als|versus|naar|en ook)(?: in)? ", between
        ):
            rows[-1].append(index)
        else:
            rows.append([index])
    return rows


def _modifies(spot: Spot) -> bool:
    """Whether the next word is one that an adjective can belong to."""
    word = spot.word_after
    if not word or word_class(word) or is_singular_verb(word):
        return False
    return word[0].isalpha()


def _has_article(spot: Spot) -> bool:
    return spot.word_before.lower() in {
        "de",
        "het",
        "een",
        "deze",
        "dit",
        "die",
        "elk",
        "elke",
        "ieder",
        "iedere",
    }
