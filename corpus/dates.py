"""Find dates in file names and in Dutch text, as precise as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    "januari": 1, "jan": 1, "january": 1,
    "februari": 2, "feb": 2, "febr": 2, "february": 2,
    "maart": 3, "mrt": 3, "march": 3, "mar": 3,
    "april": 4, "apr": 4,
    "mei": 5, "may": 5,
    "juni": 6, "jun": 6, "june": 6,
    "juli": 7, "jul": 7, "july": 7,
    "augustus": 8, "aug": 8, "august": 8,
    "september": 9, "sep": 9, "sept": 9,
    "oktober": 10, "okt": 10, "october": 10, "oct": 10,
    "november": 11, "nov": 11,
    "december": 12, "dec": 12,
}  # fmt: skip
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?![^\W\d_])\.?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_GAP = r"[\s.,_-]{0,3}"

# No comma between day and month: in `jaargang 12, juni 2019` the twelve is no day.
_DAY_MONTH_YEAR = re.compile(rf"(?<!\d){_DAY}(?:e|ste|de)?[\s._-]{{0,3}}{_MONTH}{_GAP}'?{_YEAR}(?!\d)", re.I)
_MONTH_DAY_YEAR = re.compile(rf"\b{_MONTH}{_GAP}{_DAY}(?:st|nd|rd|th)?[,_ -]+{_YEAR}(?!\d)", re.I)
_NUMERIC = re.compile(
    rf"(?<![\d.-])(?<!artikel )(?<!art\. )(?<!paragraaf )"
    rf"{_DAY}([-/.])(?P<month>0?[1-9]|1[0-2])\2{_YEAR}(?!\d)"
)
_ISO = re.compile(rf"(?<!\d){_YEAR}-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH_YEAR = re.compile(rf"\b{_MONTH}{_GAP}'?{_YEAR}(?!\d)", re.I)

# Only in file names: digits without separators, or with underscores or dots.
_NAME_ISO = re.compile(
    rf"(?<!\d){_YEAR}[-_. ]?(?P<month>0[1-9]|1[0-2])[-_. ]?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
_NAME_NUMERIC = re.compile(
    rf"(?<!\d)(?P<day>0?[1-9]|[12]\d|3[01])(?P<s>[-_. ])(?P<month>0?[1-9]|1[0-2])(?P=s){_YEAR}(?!\d)"
)
_NAME_YEAR_MONTH = re.compile(rf"(?<!\d){_YEAR}[-_](?P<month>0[1-9]|1[0-2])(?![\d-])")
_NAME_YEAR = re.compile(r"(?<![\d.,])(?P<year>19[0-9]\d|20[0-4]\d)(?!\d)")
_PERIOD = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-_–/]\s?((?:19|20)?\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: characters `[start, end)` and its ISO 8601 form (2024, 2024-07 or 2024-07-09)."""

    start: int
    end: int
    iso: str


def dates_in_text(text: str) -> tuple[FoundDate, ...]:
    """The dates written out in the text, in order: `9 juli 2024`, `juli 2024`, `09-07-2024`, `2024-07-09`.

    Years on their own are not dates here: in running text they are mostly a subject, not a date line.
    """
    found: list[FoundDate] = []
    for pattern in (_DAY_MONTH_YEAR, _MONTH_DAY_YEAR, _NUMERIC, _ISO, _MONTH_YEAR):
        for item in _matches(pattern, text):
            if not any(item.start < other.end and other.start < item.end for other in found):
                found.append(item)
    return tuple(sorted(found, key=lambda item: item.start))


def date_in_name(stem: str) -> str:
    """The date in a file name without its extension, ISO 8601 as precise as written; '' when there is none.

    `besluitenlijst_9_juli_2024` gives 2024-07-09, `volt_2021` gives 2021. A period (`2014-2018`) and
    two different years on their own are no date: nothing says which one is meant.
    """
    spaced = re.sub(r"[_\s]+", " ", stem)
    for pattern in (_DAY_MONTH_YEAR, _MONTH_DAY_YEAR, _NAME_ISO, _NAME_NUMERIC, _MONTH_YEAR):
        for item in _matches(pattern, spaced):
            return item.iso
    if _is_period(spaced):
        return ""
    for item in _matches(_NAME_YEAR_MONTH, stem):
        return item.iso
    years = {match["year"] for match in _NAME_YEAR.finditer(spaced)}
    return years.pop() if len(years) == 1 else ""


def _is_period(name: str) -> bool:
    for first, second in _PERIOD.findall(name):
        end = int(second) if len(second) == 4 else int(first[:2] + second)
        # 2021-03 is a month, 2014-18 and 2014-2018 are periods.
        if end > int(first) and (len(second) == 4 or int(second) > 12):
            return True
    return False


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[FoundDate]:
    for match in pattern.finditer(text):
        iso = _iso(match.groupdict())
        if iso:
            yield FoundDate(match.start(), match.end(), iso)


def _iso(fields: dict[str, str | None]) -> str:
    """The date in ISO 8601, or '' when the calendar has no such day."""
    year, month, day = fields["year"], fields.get("month"), fields.get("day")
    if not month:
        return str(year)
    number = int(month) if month.isdigit() else _MONTHS[month.lower()]
    if not day:
        return f"{year}-{number:02d}"
    try:
        return date(int(str(year)), number, int(day)).isoformat()
    except ValueError:
        return ""
