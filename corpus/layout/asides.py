"""What is set aside by its words or its place: captions, credits, notes, bibliographies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.engines.records import Box
from corpus.layout.elements import TextLine
from corpus.layout.pages import PageLines

_LABEL = (
    r"tabel|table|figuur|figure|fig\.?|foto|afbeelding|afb\.?|grafiek|kaart|illustratie|diagram|schema|"
    r"box|kader|bijlage\s+tabel|supplementary\s+(?:table|figure)"
)
_CAPTION = re.compile(rf"^(?:{_LABEL})\s*(?:[A-Z]?\d+(?:[.\-–]\d+)*[a-z]?)\s*(?P<stop>[.:|–—-]|$)?", re.I)
_CREDIT = re.compile(
    r"^(?:©|\(c\)|copyright\b|(?:foto(?:'s|’s|grafie)?|beeld|illustraties?|tekst|vormgeving|fotograaf|auteurs?|"
    r"redactie|eindredactie|bron|photo|source)\s*:|door\s*:|tekst\s+en\s+(?:foto|beeld)|"
    r"(?:received|ontvangen|accepted|published|first published|latest published|correspondence|"
    r"corresponding author|how to cite|citation)\b.{0,40}[:;]|\*\s*correspondence|doi:|issn|isbn)",
    re.I,
)
_BY = re.compile(r"^(?:door|tekst(?:\s+en\s+foto's)?|foto(?:'s|grafie)?|beeld|by)\s+\w", re.I)
# The look behind keeps a run of a million letters from being tried again from each of them.
_CONTACT = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.]+|https?://|www\.", re.I)
_REFERENCES = re.compile(
    r"^(?:\d+(?:\.\d+)*\.?\s*|[A-Z]\.\s*|bijlage\s*\w*[.:]?\s*)?(?:literatuur(?:lijst|opgave|verwijzingen)?|"
    r"bron(?:nen|nenlijst|vermelding|nenvermelding|nenoverzicht)|geraadpleegde\s+(?:bronnen|literatuur)|referenties|bibliografie|"
    r"(?:eind)?noten|bronnen\s+en\s+literatuur|literatuur\s+en\s+bronnen|references?|bibliography|"
    r"literature\s+cited|works\s+cited|notes|endnotes)\s*:?$",
    re.I,
)
_NOTE_MARK = re.compile(r"^(?:\[?(\d{1,3})\]?[.)]?|([*†‡§]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹⁰]+))$")
_NOTE_START = re.compile(r"^(\d{1,3}|[*†‡§]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)(?=[A-ZÀ-Þ‘“„(])")


def is_caption(text: str, small: bool, lines: Sequence[TextLine]) -> bool:
    """Whether a block is the caption of a figure or table; `Figuur 3 laat zien dat` in the text is none."""
    match = _CAPTION.match(text)
    if match is None:
        return False
    first = lines[0].words[0]
    return bool(match["stop"]) or small or first.bold or first.italic


def is_near_picture(lines: Sequence[TextLine], images: Sequence[Box]) -> bool:
    """Whether a small block stands right under, over or beside a picture, within its width or height."""
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    top, bottom = lines[0].top, lines[-1].bottom
    reach = 1.6 * lines[0].size
    for image in images:
        if image.width < 40 or image.height < 40:
            continue
        below = min(abs(top - image.bottom), abs(image.top - bottom)) < reach
        if below and x0 > image.x0 - 8 and x1 < image.x1 + 8:
            return True
    return False


def is_credit(text: str) -> bool:
    """Whether a short block names a photographer, author, right or address rather than telling something."""
    if len(text) < 400 and _CREDIT.match(text):
        return True
    contacts = _CONTACT.findall(text)
    return bool(contacts) and len(text.split()) <= 14 * len(contacts) and not text.rstrip().endswith(".")


def is_author_line(lines: Sequence[TextLine], text: str) -> bool:
    """Whether a short block says by whom something is: `Door Anna de Wit`, `Tekst Jan Bos Beeld Els Kok`."""
    return len(lines) <= 2 and bool(_BY.match(text)) and is_byline(lines)


def is_references_heading(text: str) -> bool:
    """Whether a heading opens a bibliography or a list of notes."""
    return len(text) < 60 and bool(_REFERENCES.match(text.strip()))


def note_mark(lines: Sequence[TextLine]) -> str:
    """The mark a footnote begins with, or empty."""
    first = lines[0].words[0].text
    match = _NOTE_MARK.match(first) or _NOTE_START.match(first)
    return next((group for group in match.groups() if group), "") if match else ""


def is_at_foot(lines: Sequence[TextLine], page: PageLines, body: float) -> bool:
    """Whether no body text stands below a block in its column."""
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    foot = lines[-1].bottom
    if foot < 0.4 * page.height:
        return False
    return not any(
        line.top > foot - 1 and line.size > 0.96 * body and min(line.x1, x1) - max(line.x0, x0) > 0
        for line in page.lines
    )


def has_rule_above(lines: Sequence[TextLine], page: PageLines) -> bool:
    """Whether a rule parts a block from what stands above it."""
    top, x0, x1 = lines[0].top, min(line.x0 for line in lines), max(line.x1 for line in lines)
    return any(
        0 <= top - rule.bottom < 2.5 * lines[0].size and rule.width > 20 and rule.x0 < x1 and rule.x1 > x0
        for rule in page.rules
    )


def is_byline(lines: Sequence[TextLine]) -> bool:
    """Whether a block is made of names and their marks: nearly every word begins with a capital."""
    words = [word.text.strip(",*;()0123456789†‡§¹²³") for line in lines for word in line.words]
    words = [word for word in words if word]
    if not 2 <= len(words) <= 40 or lines[-1].text.rstrip().endswith((".", "?", "!", ":")):
        return False
    linking = {
        "en",
        "and",
        "van",
        "de",
        "der",
        "den",
        "von",
        "ten",
        "ter",
        "door",
        "by",
        "&",
        "het",
        "’t",
        "in",
    }
    names = sum(word[:1].isupper() for word in words)
    return names >= 2 and all(word[:1].isupper() or word.lower() in linking for word in words)
