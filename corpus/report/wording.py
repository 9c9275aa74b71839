"""Numbers, dates and texts in the form in which the report prints them."""

from __future__ import annotations

import re

from markupsafe import Markup

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def printable(value: object) -> object:
    """The value without characters that HTML and UTF-8 do not hold; Jinja calls it on everything printed."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return clean(value)


def clean(text: str) -> str:
    """The text with each lone surrogate and control character (not tabs, line ends) as U+FFFD."""
    return _CONTROL.sub("\ufffd", _SURROGATE.sub("\ufffd", text))


def number(value: float) -> str:
    """A count with thousands separated by a thin space: 12 345."""
    return f"{value:,.0f}".replace(",", "\u202f")


def count(value: int, one: str, many: str = "") -> str:
    """A count with its noun: `1 passage`, `2 passages`."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def percent(share: float | None) -> str:
    """A share as a percentage with one decimal below ten, none above."""
    if share is None:
        return "–"
    if not share:
        return "0%"
    value = 100 * share
    return f"{value:.1f}%" if round(value, 1) < 10 else f"{value:.0f}%"


def date(value: str) -> str:
    """An ISO date in words, as precise as it is known: `2024-07` is `July 2024`; others as they stand."""
    found = _DATE.match(value)
    if not found:
        return value
    year, month, day = found.groups()
    if not month or not 1 <= int(month) <= 12:
        return year
    named = f"{MONTHS[int(month) - 1]} {year}"
    return f"{int(day)} {named}" if day else named


def pages(first: int | None, last: int | None) -> str:
    """`p. 3`, `pp. 3–4`, or nothing where the format has no pages."""
    if not first:
        return ""
    return f"p. {first}" if not last or last == first else f"pp. {first}–{last}"


def isolated(text: str) -> str:
    """The text between Unicode isolates, so that right-to-left marks in it cannot turn what follows."""
    return f"\u2068{text}\u2069"


def excerpt(text: str, length: int) -> str:
    """The text on one line, cut at a word within `length` characters, with an ellipsis where it was cut."""
    line = _SPACE.sub(" ", text).strip()
    if len(line) <= length:
        return line
    cut = line[:length]
    space = cut.rfind(" ")
    return (cut[:space] if space > length // 2 else cut).rstrip(" ,;:") + "…"
