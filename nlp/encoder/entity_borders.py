"""Where a single entity begins and ends: marks, small words, titles and functions come off."""

from __future__ import annotations

import re

from nlp.encoder.bio import Span
from nlp.encoder.entity_checks import NAMES, is_entity, parted
from nlp.encoder.entity_patterns import opens_amount
from nlp.encoder.entity_text import Words
from nlp.encoder.entity_words import (
    COMMON_HEADS,
    FUNCTION_WORDS,
    PREFIXES,
    TITLES,
)

RULED = NAMES | {"DATE", "MONEY"}
_PAIRS = {")": "(", "]": "[", "”": "“", "’": "‘", "»": "«"}
_OPENING = frozenset("([“„‘«‹")
_QUOTES = frozenset("\"'`´") | {"''", "``"}
_STOPS = frozenset(".,;:…/|*•–—-") | {"..", "...", "--", "(", "[", ")", "]"}
_EDGE = _STOPS | _QUOTES | _OPENING | frozenset("”’»›“")
# After these a full stop is part of the name: initials (`K .V .P .`, `Fatima H .`) and abbreviations.
_SHORTENED = re.compile(r"\.?[A-Z]|(?:[A-Za-z]{1,3}\.)+[A-Za-z]{0,3}|[Jj]r|[Ss]r|N\.?V|B\.?V")
_WEEKDAYS = frozenset({"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"})
_PARTS_OF_YEAR = frozenset({"eind", "begin", "medio", "half", "vergaderjaar", "jaar", "circa", "rond"})
_BEFORE_DATES = FUNCTION_WORDS | _WEEKDAYS | _PARTS_OF_YEAR
_DRAFT = frozenset({"ontwerp", "concept", "motie"})
_CALLED = re.compile(r"(?:eerste|tweede|derde|vierde|vorige|huidige|nieuwe|demissionaire)")


def bordered(words: Words, span: Span) -> list[Span]:
    """Returns what is left of the span: itself with its borders set right, two spans, or nothing."""
    start, end, label = span
    if label not in RULED:
        return [span]
    before = None
    while before != (start, end) and start < end:
        before = start, end
        start, end = _trim_marks(words, start, end, label)
        start, end = _trim_words(words, start, end, label)
    if start >= end or not is_entity(words, start, end, label):
        return []
    return parted(words, start, end, label)


def _trim_marks(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    """Without the marks at its ends, and without what stands behind a bracket that is half open."""
    while start < end and _is_edge(words, start, start, end, first=True):
        start += 1
    while start < end and _is_edge(words, end - 1, start, end, first=False):
        if label == "MONEY" and words.forms[end - 1] in {"-", "–", "--"}:
            break
        end -= 1
    return _outside_half_brackets(words, start, end)


def _is_edge(words: Words, at: int, start: int, end: int, *, first: bool) -> bool:
    """Whether the word at an end is a mark that does not belong to the name."""
    form = words.forms[at]
    if form.isspace() or not form:
        return True
    if form not in _EDGE:
        return False
    inside = words.forms[start + 1 : end - 1]
    if first and form in _OPENING:
        closing = next((close for close, opens in _PAIRS.items() if opens == form), "")
        return closing not in inside or form != "("
    if not first and form in _PAIRS:
        return _PAIRS[form] not in words.forms[start : end - 1] and not _is_genitive(words, at, start)
    if form == "'" and not first:
        return not _is_genitive(words, at, start)
    if form == "." and not first and at > start:
        return not _SHORTENED.fullmatch(words.forms[at - 1])
    # `'s` and `'t` are cut by some tokenizers: the mark is then the first of its word.
    glued = first and at + 1 < end and words.starts[at + 1] == words.ends_at(at)
    return not (glued and form in {"'", "’"} and words.forms[at + 1][:1] in {"s", "t", "n"})


def _is_genitive(words: Words, at: int, start: int) -> bool:
    """`Frits’`: an apostrophe right after an s, where no quotation can end."""
    glued = at > start and words.ends_at(at - 1) == words.starts[at]
    before = words.text[: words.starts[at]]
    opened = before.count("‘") > before.count("’") or before.count("'") % 2 or "`" in before
    return glued and not opened and words.forms[at - 1].lower().endswith(("s", "x", "z", "sh", "ch"))


def _outside_half_brackets(words: Words, start: int, end: int) -> tuple[int, int]:
    forms = words.forms[start:end]
    for opening, closing in (("(", ")"), ("[", "]")):
        depth = 0
        for at, form in enumerate(forms, start=start):
            depth += (form == opening) - (form == closing)
            if depth < 0:
                return (at + 1, end) if at - start < end - at else (start, at)
        if depth > 0:
            return start, max(at for at in range(start, end) if words.forms[at] == opening)
    return start, end


def _trim_words(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    forms = words.forms
    if label == "PER":
        start = _after_titles(words, start, end)
        while end - start > 1 and forms[end - 1].lower() in {"c.s.", "cs"}:
            end -= 1
    elif label == "DATE":
        while start < end and forms[start].lower() in _BEFORE_DATES and not _opens_date(forms[start]):
            start += 1
        # `de jaren 2017 tot en met 2020`, but `de jaren negentig`, `de jaren 90`.
        if end - start > 1 and forms[start].lower() == "jaren" and re.match(r"\d{4}(?!s)", forms[start + 1]):
            start += 0 if forms[start + 1].endswith("0") and end - start == 2 else 1
    elif label == "MONEY":
        return _amount(words, start, end)
    else:
        while start < end and _opens_badly(words, start, end, label):
            start += 1
    while start < end and _ends_badly(forms[end - 1], label):
        end -= 1
    return start, end


def _opens_date(form: str) -> bool:
    return any(letter.isdigit() for letter in form)


def _opens_badly(words: Words, start: int, end: int, label: str) -> bool:
    form = words.forms[start]
    if form in FUNCTION_WORDS and not (form == "de" and label == "ORG"):
        return True
    rest = end - start > 1
    if label == "POLICY" and rest and form.lower() in _DRAFT and words.forms[start + 1][:1].isupper():
        return True
    return (
        rest and label == "ORG" and bool(_CALLED.match(form)) and words.forms[start + 1].lower() == "kabinet"
    )


def _ends_badly(form: str, label: str) -> bool:
    if label == "POLICY" and form in {"op", "aan", "in", "mee", "door", "over", "om"}:
        return False
    return form in FUNCTION_WORDS


def _after_titles(words: Words, start: int, end: int) -> int:
    """Where the name begins after functions, degrees and forms of address; a name of one word is left."""
    at = start
    while end - at > 1:
        form = words.forms[at]
        if form.lower() in {"de", "het", "van"} and end - at > 2 and _is_title(words.forms[at + 1]):
            at += 2
        elif _is_title(form) or (_is_common(form) and _has_capital(words, at + 1, end)):
            at += 1
        else:
            break
    # A title that is all there is may be a surname (`Prins`, `Koning`); in lower case it is none.
    return end if end - at == 1 and words.forms[at] in TITLES else at


def _is_title(form: str) -> bool:
    if form.lower() in TITLES:
        return True
    head = form.lower().rpartition("-")[2]
    return "-" in form and head in COMMON_HEADS


def _is_common(form: str) -> bool:
    return form.isalpha() and form.islower() and form not in PREFIXES and len(form) > 1


def _has_capital(words: Words, start: int, end: int) -> bool:
    return any(words.forms[at][:1].isupper() for at in range(start, end))


def _amount(words: Words, start: int, end: int) -> tuple[int, int]:
    while start < end and not opens_amount(words.forms[start]):
        start += 1
    lower = [form.lower() for form in words.forms[start:end]]
    if "per" in lower:
        end = start + lower.index("per")
    return start, end
