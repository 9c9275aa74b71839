"""Propose title, authors, publication and date from the first page, where metadata lack them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.dates import dates_in_text
from corpus.records import Metadata, Paragraph, Role

_OPENING = 25
"""How many paragraphs of a format without pages stand for a first page."""
_LONGEST_TITLE = 25
_LONGEST_DATELINE = 30

_NAME = (
    r"(?:[A-ZÀ-Þ][\w’'.-]*\.?|IJ\w+)(?:\s+(?:van|de|der|den|ten|ter|te|von|’t|'t|el|al|la|du|het|in|op))*"
    r"(?:\s+[A-ZÀ-Þ][\w’'-]+\.?)+"
)
_NAMES = rf"({_NAME}(?:(?:\s*,\s*|\s+(?:en|and|&)\s+){_NAME})*)"
_BYLINE = re.compile(
    rf"(?:^|\n)\s*(?:(?:[Tt]ekst|[Aa]uteurs?|[Dd]oor|[Ss]amenstelling|[Oo]pgesteld door|[Aa]uthors?|[Bb]y)"
    rf"(?:\s*:)?\s+){_NAMES}"
)
_ONLY_NAMES = re.compile(rf"^{_NAMES}$")
_HIGH_TITLES = re.compile(r"^(?:(?:drs|dr|mr|prof|ir|ing|MSc|MA|BA)\.?\s*)+")
_PUBLICATION = re.compile(
    r"\b(?:Gemeente|Provincie|Ministerie van|Waterschap|Stichting|Vereniging|Universiteit)\s+"
    r"(?:(?:van|de|den|het|en|voor|’s|'s)[\s-]+)*[A-ZÀ-Þ][\w’'-]+"
    r"(?:(?:,\s|\s)(?:(?:en|van|de|den|aan|a/d)\s)*[A-ZÀ-Þ][\w’'-]+){0,5}"
)
_ISSUE = re.compile(r"\b(?:jaargang|nummer|nr\.?|editie|uitgave|volume|vol\.)\s*\d+", re.IGNORECASE)
_DATE_LABEL = re.compile(
    r"\b(?:datum|vastgesteld|vergadering|versie|verschenen|gepubliceerd|publicatiedatum|vergaderdatum)\b",
    re.IGNORECASE,
)


def propose(paragraphs: Sequence[Paragraph]) -> Metadata:
    """What the first page says of the document, each field with the origin `first page`.

    `paragraphs` are the document's, in reading order and of all roles. A field stays empty where the
    page gives no clear sign: the title must be set as one, an author be named as one, a date stand in
    a line of its own or behind a label.
    """
    front = first_page(paragraphs)
    found = Metadata(
        title=_title(front), author=_author(front), date=_date(front), source=_publication(front)
    )
    known = (name for name in ("title", "author", "date", "source") if getattr(found, name))
    return replace(found, origin=tuple((name, "first page") for name in known))


def first_page(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs of the first page that has any text; of formats without pages the opening ones."""
    pages = [paragraph.pieces[0].region.page for paragraph in paragraphs if paragraph.pieces]
    if not pages:
        return list(paragraphs[:_OPENING])
    first = min(pages)
    return [item for item in paragraphs if item.pieces and item.pieces[0].region.page == first]


def _title(front: Sequence[Paragraph]) -> str:
    """The text set as title, else the largest heading; of equal ones the first."""
    titles = [item for item in front if item.role is Role.TITLE and _may_be_title(item.text)]
    if titles:
        return titles[0].text
    headings = [item for item in front if item.role is Role.HEADING and _may_be_title(item.text)]
    return min(headings, key=lambda item: (item.level, item.ordinal)).text if headings else ""


def _may_be_title(text: str) -> bool:
    words = text.split()
    letters = sum(character.isalpha() for character in text)
    return (
        len(words) <= _LONGEST_TITLE and letters >= 4 and not re.match(r"(?i)^(inhoud|colofon|index)", text)
    )


def _author(front: Sequence[Paragraph]) -> str:
    """Who is named as author. The front of a magazine names those of its articles, not of the issue."""
    if any(_ISSUE.search(item.text) for item in front if len(item.text.split()) <= 15):
        return ""
    texts = [item.text for item in front if item.role not in (Role.TABLE, Role.CREDIT)]
    bylines = [found for text in texts if len(text.split()) < 60 for found in _BYLINE.findall(text)]
    if bylines:
        return _names(bylines[0]) if len(set(bylines)) == 1 else ""
    return _names_under_title(front)


def _names_under_title(front: Sequence[Paragraph]) -> str:
    """A line of nothing but names straight under the title."""
    for item, following in pairwise(front):
        if item.role is Role.TITLE and following.role is not Role.TITLE:
            text = _HIGH_TITLES.sub("", following.text)
            match = _ONLY_NAMES.match(text) if len(text.split()) <= 12 else None
            joined = match is not None and re.search(r",|\ben\b|&", text) is not None
            initials = match is not None and re.search(r"\b[A-Z]\.", text) is not None
            return _names(text) if joined or initials else ""
    return ""


def _names(text: str) -> str:
    return "; ".join(name.strip() for name in re.split(r"\s*,\s*|\s+(?:en|and|&)\s+", text) if name.strip())


def _date(front: Sequence[Paragraph]) -> str:
    """The first date in a short line or behind a label; dates within running sentences are a subject."""
    for text in _date_lines(front):
        dates = dates_in_text(text)
        if dates:
            return dates[0].iso
    return ""


def _date_lines(front: Sequence[Paragraph]) -> Iterator[str]:
    short = [item.text for item in front if len(item.text.split()) <= _LONGEST_DATELINE]
    yield from (text for text in short if _DATE_LABEL.search(text))
    yield from (text for text in short if len(text.split()) <= 8 or _ISSUE.search(text))
    yield from (item.text for item in front if _label_before_date(item.text))


def _label_before_date(text: str) -> bool:
    return any(
        _DATE_LABEL.search(text[max(0, found.start - 25) : found.start]) for found in dates_in_text(text)
    )


def _publication(front: Sequence[Paragraph]) -> str:
    """Who publishes, in a short line: gemeente, ministerie; or the title line of a magazine's issue."""
    for item in front:
        if len(item.text.split()) > 15 or item.role is Role.TABLE:
            continue
        found = _PUBLICATION.search(item.text)
        if found:
            return found.group()
        issue = _ISSUE.search(item.text)
        name = item.text[: issue.start()].strip(" ,|–-•·") if issue else ""
        if name and len(name.split()) <= 5 and name[0].isupper() and not dates_in_text(name):
            return name
    return ""
