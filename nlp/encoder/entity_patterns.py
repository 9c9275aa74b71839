"""Calendar expressions, amounts of money and references to articles in running text, by their form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.encoder.entity_words import SEASONS

_FULL_MONTH = "(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
_MONTH = rf"(?:{_FULL_MONTH}|(?:jan|feb|febr|mrt|apr|jun|jul|aug|sept|sep|okt|nov|dec)\b\.?)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:e|ste|de)?"
_YEAR = r"(?:1\d|20)\d\d"
_TO = r"(?:[^\S\n]?[-–/][^\S\n]?|[^\S\n](?:tot[^\S\n]en[^\S\n]met|t/m)[^\S\n])"
_DAYS = rf"{_DAY}(?:,[^\S\n]{_DAY})*(?:(?:[^\S\n](?:en|of)[^\S\n]|{_TO}){_DAY})?"
_ORDINAL = r"(?:eerste|tweede|derde|vierde|[1-4]e)"
_DECADE = r"(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|nul|['’‘]?\d0|1[89]\d0)"
_CENTURY = (
    r"(?:\d{1,2}(?:e|de|ste)|twaalfde|dertiende|veertiende|vijftiende|zestiende|zeventiende|achttiende|"
    r"negentiende|twintigste|eenentwintigste)"
)
_CALENDAR = re.compile(
    rf"""(?<![\w.,/-])(?:
    (?P<range>{_DAY}[^\S\n]{_MONTH}(?:[^\S\n]{_YEAR})?[^\S\n]?[-–][^\S\n]?{_DAY}[^\S\n]{_MONTH}(?:[^\S\n]{_YEAR})?)
    |(?P<day>{_DAYS}[^\S\n]{_FULL_MONTH}(?:[^\S\n]{_YEAR})?|{_DAYS}[^\S\n]{_MONTH}[^\S\n]{_YEAR})
    |(?P<month>{_FULL_MONTH}[^\S\n]{_YEAR}(?:{_TO}{_FULL_MONTH}[^\S\n]{_YEAR})?)
    |(?P<figures>{_DAY}-(?:0?[1-9]|1[0-2])-{_YEAR}|{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d))
    |(?P<years>{_YEAR}(?:{_TO}{_YEAR}|[-–/]\d\d(?!\d)))
    |(?P<part>{_ORDINAL}[^\S\n](?:kwartaal|halfjaar)[^\S\n](?:van[^\S\n])?{_YEAR}|(?:{SEASONS})[^\S\n](?:van[^\S\n])?{_YEAR})
    |(?P<decade>jaren[^\S\n]{_DECADE}(?:[^\S\n]en[^\S\n]{_DECADE})?)
    |(?P<century>{_CENTURY}(?:[^\S\n]en[^\S\n]{_CENTURY})?[^\S\n]eeuw)
    )(?![\w/-]|[.,]\d)""",
    re.IGNORECASE | re.VERBOSE,
)
# What of these is a date wherever it stands; the others only where the model saw a part of them.
_CERTAIN = frozenset({"range", "day", "month", "figures"})
# A DATE has to hold one of these (guidelines, DATE).
_PLACES_IN_TIME = re.compile(
    rf"\d|{_FULL_MONTH}|eeuw|\bjaren[^\S\n]{_DECADE}|\b(?:jan|feb|apr|aug|sept?|okt|nov|dec)\b", re.IGNORECASE
)
_NUMBER_WORD = (
    r"(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|(?:der|veer|vijf|zes|zeven|acht|negen)"
    r"tien|\w{0,12}(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|honderd|duizend)|"
    r"anderhalf|anderhalve|halve|half)"
)
_DURATION = re.compile(
    rf"(?:\d+(?:[.,]\d+)?|{_NUMBER_WORD})(?:[-–]|[^\S\n](?:tot|à|of)[^\S\n])?\d*[^\S\n]?"
    r"(?:jaar|jaren|maand|maanden|weken|week|dagen|dag|uur|uren|minuten|kwartalen|%|procent)|"
    r"\d{1,2}[.:]\d\d(?:[^\S\n]?(?:uur|u\.?))?|\d+(?:[.,]\d+)?[^\S\n]?%",
    re.IGNORECASE,
)

_FIGURE = r"\d{1,3}(?:[. \xa0]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?"
_NUMBER = rf"(?:{_FIGURE})"
_SCALE = r"(?:duizend|honderd|miljoen|miljard|biljoen|mln\b\.?|mld\b\.?|mrd\b\.?|mio\b)"
_TAIL = r"(?:[^\S\n]?,[^\S\n]?(?:[-–]{1,2}|=))?"
_BEFORE = r"(?:€|\$|£|ƒ|EUR|NLG|BEF|USD|US\$|[Hh]?fl\.|[Hh]fl)"
_AFTER = r"(?:euro(?:['’]s)?|eurocent|gulden|guldens|dollars?|frank|franken|BEF|EUR|ECU|NLG|USD)\b"
_AMOUNT = re.compile(
    rf"""(?<![\w.,])(?:
    {_BEFORE}[^\S\n]?{_NUMBER}(?:[^\S\n]?{_SCALE}|{_TAIL})(?:[^\S\n]{_AFTER})?
    |f\.?[^\S\n]?(?:\d{{1,3}}(?:\.\d{{3}})+{_TAIL}|{_NUMBER}(?:[^\S\n]{_SCALE}|[^\S\n]?,[^\S\n]?-{{1,2}}))
    |(?:{_NUMBER}[^\S\n](?:tot|à)[^\S\n])?{_NUMBER}(?:[^\S\n]{_SCALE})?[^\S\n]{_AFTER}
    |(?:{_NUMBER_WORD}[^\S\n])(?:{_SCALE}[^\S\n])?(?:euro|gulden|guldens|dollar|frank)\b
    |(?P<bare>(?:{_NUMBER}|{_NUMBER_WORD})[^\S\n]{_SCALE})
    )(?![\w-]|[.,]\d)""",
    re.VERBOSE,
)
_VALUE = re.compile(rf"\d|\b{_NUMBER_WORD}\b|miljoen|miljard|duizend|honderd|\bton\b|tiental", re.IGNORECASE)
_SHARE = re.compile(rf"{_NUMBER}[^\S\n]?(?:%|procent)", re.IGNORECASE)
_FIRST_OF_AMOUNT = re.compile(
    rf"{_BEFORE}|f\.?$|\d|{_NUMBER_WORD}$|\w*(?:miljoen|miljard|duizend|honderd|tiental)"
)

_ARTICLE_NUMBER = r"\d+(?:[.:]\d+)*[a-z]{0,2}"
_PARAGRAPH = r"(?:,?[^\S\n](?:(?:eerste|tweede|derde|vierde|vijfde|zesde)[^\S\n]lid|lid[^\S\n]\d+))?,?"
_ARTICLES = (
    rf"\b(?:artikel(?:en)?|art\.?)[^\S\n]?{_ARTICLE_NUMBER}{_PARAGRAPH}"
    rf"(?:(?:,[^\S\n]|[^\S\n]en[^\S\n]|[^\S\n]of[^\S\n]|[^\S\n]tot[^\S\n]en[^\S\n]met[^\S\n]|[^\S\n]t/m[^\S\n]){_ARTICLE_NUMBER}{_PARAGRAPH})*"
)
_ARTICLE_ALONE = re.compile(_ARTICLES, re.IGNORECASE)
_ARTICLE_OF = re.compile(rf"{_ARTICLES}[^\S\n](?:van[^\S\n](?:de[^\S\n]|het[^\S\n])?)?$", re.IGNORECASE)
_LAW_YEAR = re.compile(rf"\S.*\s(van[^\S\n])({_YEAR})$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Expression:
    """Where it stands, as half-open character offsets; `certain`: whatever the model says."""

    start: int
    end: int
    certain: bool


def calendar(text: str) -> Iterator[Expression]:
    """Yields the calendar expressions of a text in order; bare years are not among them."""
    for found in _CALENDAR.finditer(text):
        yield Expression(*found.span(), found.lastgroup in _CERTAIN)


def amounts(text: str) -> Iterator[Expression]:
    """Yields the amounts of a text in order; those without a currency are not certain."""
    for found in _AMOUNT.finditer(text):
        yield Expression(*found.span(), found["bare"] is None)


def places_in_time(text: str) -> bool:
    """Whether this is a date at all: no duration, weekday or time of day, no `vorig jaar`."""
    return bool(_PLACES_IN_TIME.search(text)) and not _DURATION.fullmatch(text)


def has_value(text: str) -> bool:
    """Whether an amount says how much: a figure or a number in words, and no share."""
    return bool(_VALUE.search(text)) and not _SHARE.fullmatch(text)


def opens_amount(word: str) -> bool:
    """Whether an amount can begin with this word: a currency, a figure, a number in words."""
    return bool(_FIRST_OF_AMOUNT.match(word))


def is_article_alone(text: str) -> bool:
    """Whether the text is no more than `artikel 5`, `art. 3, tweede lid`."""
    return bool(_ARTICLE_ALONE.fullmatch(text))


def article_before(text: str, end: int) -> int:
    """Returns where `artikel 12 van de` begins that ends at `end`, or −1."""
    found = _ARTICLE_OF.search(text, max(0, end - 80), end)
    return found.start() if found else -1


def year_after_name(text: str) -> tuple[int, int] | None:
    """Returns the offsets of `van ` and of the year where a name ends in `van 2002`, or nothing."""
    found = _LAW_YEAR.fullmatch(text)
    return (found.start(1), found.start(2)) if found else None
