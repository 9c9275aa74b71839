"""Whether a run of words with a label is an entity at all, and the few that are two."""

from __future__ import annotations

import re

from nlp.encoder.bio import Span
from nlp.encoder.entity_patterns import has_value, is_article_alone, places_in_time, year_after_name
from nlp.encoder.entity_text import Words
from nlp.encoder.entity_words import (
    BARE_BODIES,
    COMMON_HEADS,
    NAMELESS,
    abbreviated_parties,
    adjectives,
)

NAMES = frozenset({"PER", "ORG", "GPE", "LOC", "LAW", "POLICY", "EVENT"})
_WEB = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+", re.IGNORECASE)
_HOUSE_NUMBER = re.compile(r"\d{1,4}(?:[a-z]|-\d+)?|\d{4}\s?[A-Z]{2}|[A-Z]{2}")
# Of a `rijksweg` the number is the name.
_STREET = re.compile(
    r"(?!rijks|snel|auto).+(?:weg|straat|laan|plein|kade|gracht|dijk|singel|steeg|dreef|pad)", re.IGNORECASE
)
_MINISTRY_IN_FUNCTION = re.compile(r"(?:minister|staatssecretaris)(?:s|sen)?\s(?:van|voor)\b", re.IGNORECASE)


def is_entity(words: Words, start: int, end: int, label: str) -> bool:
    """Whether the words are something the guidelines label so."""
    text = words.slice(start, end)
    if not any(letter.isalnum() for letter in text):
        return False
    if label == "DATE":
        return places_in_time(text)
    if label == "MONEY":
        return has_value(text)
    if _WEB.fullmatch(text):
        return False
    if label == "LAW" and is_article_alone(text):
        return False
    if label in {"ORG", "GPE"} and (_is_bare_body(text) or _MINISTRY_IN_FUNCTION.match(text)):
        return False
    if label in {"GPE", "LOC"} and text in adjectives():
        return False
    if label in {"PER", "GPE", "LOC"} and not any(letter.isalpha() for letter in text):
        return False
    return end - start > 1 or not _is_compound(text)


def _is_bare_body(text: str) -> bool:
    """`het college`, `het Kabinet`; `de Raad` may be the one of the European Union."""
    return text.lower() in BARE_BODIES and text != "Raad"


def _is_compound(form: str) -> bool:
    """`VVD-Kamerlid`, `Rutte-doctrine`, `motie-X`, and the first half of `Noord- en Zuid-Holland`."""
    if NAMELESS.match(form) or form in {"Noord-", "Zuid-", "Oost-", "West-"}:
        return True
    name, _, head = form.rpartition("-")
    return bool(name) and head.lower() in COMMON_HEADS


def parted(words: Words, start: int, end: int, label: str) -> list[Span]:
    """The span, or two where it holds an abbreviation in brackets, a party in brackets or a year after it."""
    forms = words.forms
    if label in NAMES and end - start > 3 and forms[end - 1] == ")" and forms[end - 3] == "(":
        inner = forms[end - 2]
        if label == "PER" and inner in abbreviated_parties():
            return [(start, end - 3, label)]
        if label in {"ORG", "LAW", "POLICY"} and re.fullmatch(r"[A-Z][A-Za-z]?[A-Z&]+[a-z]?", inner):
            return [(start, end - 3, label), (end - 2, end - 1, label)]
    if label == "LOC" and end - start > 1:
        return [(start, _before_number(words, start, end), label)]
    if label in {"LAW", "POLICY"} and (year := year_after_name(words.slice(start, end))):
        parts = [words.starts_word(words.starts[start] + offset) for offset in year]
        if min(parts) > start and forms[start : parts[0]] != ["Wet"]:
            return [(start, parts[0], label), (parts[1], end, "DATE")]
    return [(start, end, label)]


def _before_number(words: Words, start: int, end: int) -> int:
    """The end of a street without the number of the house and the postal code."""
    at = end
    while at - start > 1 and _HOUSE_NUMBER.fullmatch(words.forms[at - 1]):
        at -= 1
    return at if at < end and _STREET.fullmatch(words.forms[at - 1]) else end
