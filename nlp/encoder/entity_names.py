"""One name out of several entities, or more than the model saw: bodies, places, compounds, articles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.encoder.bio import Span
from nlp.encoder.entity_patterns import article_before
from nlp.encoder.entity_text import Words, overlapping, replaced
from nlp.encoder.entity_words import (
    BODIES,
    CABINETS,
    COURTS,
    LAW_COMPOUND,
    LEGAL_FORMS,
    ORG_COMPOUND,
    PREFIXES,
    abbreviated_parties,
    long_place_names,
    regions,
)

_PLACES = frozenset({"GPE", "LOC", "ORG"})
_ROMAN = re.compile(r"(?:I{1,3}|IV|VI{0,3}|IX|X)")
_COLLEGE = re.compile(
    r"\bcollege\s+van\s+(?:burgemeester\s+en\s+wethouders|b(?:&|\s?en\s?|\.\s?en\s)w\.?|gedeputeerde\s+staten)",
    re.IGNORECASE,
)
_OF_THE_PLACE = re.compile(r"\s+(?:van\s+)?(?:de\s+(?:gemeente|provincie)\s+)?$", re.IGNORECASE)
_OFFICE = re.compile(r"\b(?:minister|staatssecretaris)\s+(?:van|voor)\s+$", re.IGNORECASE)


def whole_places(words: Words, spans: Sequence[Span]) -> list[Span]:
    """Makes one place of the pieces of a listed name (`Bergen op Zoom`) where no entity reaches beyond it."""
    listed, result = long_place_names(), list(spans)
    for start, form in enumerate(words.forms):
        names = listed.get(form.lower()) if form[:1].isupper() or form[:1] in "'’" else None
        end = next((start + len(n) for n in names if _is_here(words, start, n)), 0) if names else 0
        pieces = overlapping(result, start, end) if end else []
        if not pieces or pieces[0][:2] == (start, end):
            continue
        if all(start <= a and b <= end for a, b, _ in pieces):
            label = "LOC" if words.slice(start, end).lower() in regions() else "GPE"
            result = replaced(result, pieces, [(start, end, label)])
    return result


def _is_here(words: Words, start: int, name: tuple[str, ...]) -> bool:
    """Whether the listed words stand here, written as a name: its last word with a capital too."""
    forms = words.forms[start : start + len(name)]
    return tuple(form.lower() for form in forms) == name and forms[-1][:1].isupper()


def whole_provinces(words: Words, spans: Sequence[Span]) -> list[Span]:
    """Takes `Noord- en` before `Zuid-Holland` into one span."""
    result = list(spans)
    for span in spans:
        start, end, label = span
        if label not in {"GPE", "LOC"} or start < 2 or words.forms[start - 1] != "en":
            continue
        first = words.forms[start - 2]
        if re.fullmatch(r"(?:Noord|Zuid|Oost|West|Midden)-", first) and "-" in words.forms[start]:
            taken = overlapping(result, start - 2, end)
            result = replaced(result, taken, [(start - 2, end, label)])
    return result


def with_body_words(words: Words, spans: Sequence[Span]) -> list[Span]:
    """Takes the word that says what a body is into its name: `rechtbank Gelderland`, `ministerie van …`."""
    result = list(spans)
    for span in spans:
        start, end, label = span
        first = _first_of_body(words, start, label)
        if first < start and not overlapping(result, first, start):
            result = replaced(result, [span], [(first, end, "ORG")])
    return result


def _first_of_body(words: Words, start: int, label: str) -> int:
    before = [form.lower() for form in words.forms[max(0, start - 2) : start]]
    if not before or label not in {"ORG", "GPE", "LOC", "PER"}:
        return start
    if before[-1] in COURTS and label in _PLACES:
        return start - 1
    if label == "ORG" and (before[-1] in BODIES or words.forms[start - 1] in LEGAL_FORMS):
        return start - 1
    if before[-1] in CABINETS and label == "PER":
        return start - 1
    if before == ["universiteit", "van"] and label in _PLACES and words.forms[start - 2][0] == "U":
        return start - 2
    return start - 2 if before == ["ministerie", "van"] and label == "ORG" else start


def colleges(words: Words, spans: Sequence[Span]) -> list[Span]:
    """Joins `college van burgemeester en wethouders` and the place after it; without one it is no name."""
    result = list(spans)
    for found in _COLLEGE.finditer(words.text):
        college = words.of_characters(*found.span())
        if college is None:
            continue
        after = [span for span in result if span[0] >= college[1]][:1]
        parts = [span for span in overlapping(result, *college) if span[1] <= college[1]]
        if after and after[0][2] in {"GPE", "ORG"} and _follows(words, college[1], after[0][0]):
            if not overlapping(result, *college) or parts:
                joined = (min([college[0], *(p[0] for p in parts)]), after[0][1], "ORG")
                result = replaced(result, [*parts, *after], [joined])
        elif parts:
            result = replaced(result, [part for part in parts if part[2] == "ORG"], [])
    return result


def _follows(words: Words, end: int, start: int) -> bool:
    between = words.text[words.ends_at(end - 1) : words.starts[start]]
    return bool(_OF_THE_PLACE.fullmatch(between)) and "\n" not in between


def without_offices(words: Words, spans: Sequence[Span]) -> list[Span]:
    """Drops the field in `minister van Binnenlandse Zaken`, which is no ministry there."""
    return [span for span in spans if not (span[2] == "ORG" and _is_field(words, span))]


def _is_field(words: Words, span: Span) -> bool:
    at = words.starts[span[0]]
    return bool(_OFFICE.search(words.text[max(0, at - 30) : at])) and (
        words.slice(*span[:2]) not in abbreviated_parties()
    )


def compounds(words: Words, spans: Sequence[Span]) -> list[Span]:
    """Labels `commissie-Cohen` and `kabinet-Rutte II` ORG, `Wet-X` LAW, whether the model saw them or not."""
    result = list(spans)
    for at, form in enumerate(words.forms):
        if "-" not in form:
            continue
        label = "ORG" if ORG_COMPOUND.fullmatch(form) else "LAW" if LAW_COMPOUND.fullmatch(form) else ""
        if label:
            result = _with_compound(words, result, at, label)
    return result


def _with_compound(words: Words, spans: list[Span], at: int, label: str) -> list[Span]:
    here = overlapping(spans, at, at + 1)
    end = here[0][1] if here else at + 1
    if here and here[0][0] < at:
        return spans
    after = overlapping(spans, end, end + 1)
    last = words.forms[end - 1].rpartition("-")[2].lower()
    if last in PREFIXES and after and after[0][0] == end and after[0][2] in {"PER", "ORG"}:
        here, end = [*here, *after], after[0][1]
    if end < len(words.forms) and _ROMAN.fullmatch(words.forms[end]) and not overlapping(spans, end, end + 1):
        end += 1
    return replaced(spans, here, [(at, end, label)])


def with_articles(words: Words, spans: Sequence[Span]) -> list[Span]:
    """Takes `artikel 12 van de` before a law into one span with it."""
    result = list(spans)
    for span in spans:
        offset = article_before(words.text, words.starts[span[0]]) if span[2] == "LAW" else -1
        start = words.starts_word(offset) if offset >= 0 else -1
        if 0 <= start < span[0]:
            taken = overlapping(result, start, span[1])
            if all(s[0] >= start and s[2] == "LAW" for s in taken):
                result = replaced(result, taken, [(start, span[1], "LAW")])
    return result
