"""Running heads, feet and page numbers: what returns at the same height over the pages of a document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from corpus.layout.elements import TextLine, body_size
from corpus.layout.pages import PageLines

ZONE = 0.14
"""Heads and feet stand in this share of the page's height at top and bottom."""
_FOLIO = re.compile(
    r"^[-–—|\s]*(?:(?:pagina|page|blz\.?|p\.)\s*)?(\d{1,4}|[ivxlc]{1,7})(?:\s*(?:van|of|/)\s*\d{1,4})?[-–—|\s]*$",
    re.I,
)
_DIGITS = re.compile(r"\d+")


def set_heads_aside(pages: Sequence[PageLines]) -> None:
    """Move running heads and page numbers of all pages from `lines` to `heads` and `folios`."""
    margins = {page.number: _margin_lines(page) for page in pages}
    heads = _repeated(pages, margins)
    heads |= _fixed_places(pages, margins, heads)
    for page in pages:
        mine = [line for line in margins[page.number] if id(line) in heads]
        page.folios = [line for line in mine if _FOLIO.match(line.text)]
        page.folios += [line for line in _lone_numbers(page, margins[page.number]) if line not in mine]
        page.heads = [line for line in mine if not _FOLIO.match(line.text)]
        gone = {id(line) for line in [*page.heads, *page.folios]}
        page.lines = [line for line in page.lines if id(line) not in gone]


def _margin_lines(page: PageLines) -> list[TextLine]:
    """The lines in the top and bottom zone, a few at most on each side."""
    top = sorted((line for line in page.lines if line.bottom < ZONE * page.height), key=lambda line: line.top)
    foot = sorted(
        (line for line in page.lines if line.top > (1 - ZONE) * page.height), key=lambda line: -line.bottom
    )
    return top[:8] + foot[:8]


def _repeated(pages: Sequence[PageLines], margins: dict[int, list[TextLine]]) -> set[int]:
    """Lines whose text, digits apart, returns at the same height on other pages."""
    places: dict[str, list[tuple[int, float, TextLine]]] = defaultdict(list)
    for page in pages:
        for line in margins[page.number]:
            places[_pattern(line.text)].append((page.number, line.base, line))
    found: set[int] = set()
    enough = 2 if len(pages) < 8 else 3
    for pattern, spots in places.items():
        for number, base, line in spots:
            same = {other for other, height, _ in spots if abs(height - base) < 4}
            digits_only = pattern.strip("-–—| ") == "#"
            if len(same) >= enough and (not digits_only or _counts_up(spots, number, line)):
                found.add(id(line))
    return found


def _pattern(text: str) -> str:
    return _DIGITS.sub("#", text.lower()).replace(" ", "")


def _counts_up(spots: Sequence[tuple[int, float, TextLine]], number: int, line: TextLine) -> bool:
    """Whether a number keeps step with the pages: its distance to the page count is that of others too."""
    here = _DIGITS.search(line.text)
    if here is None:
        return False
    distance = int(here.group()) - number
    others = [(_DIGITS.search(other.text), page) for page, _, other in spots if page != number]
    return any(match and int(match.group()) - page == distance for match, page in others)


def _fixed_places(
    pages: Sequence[PageLines], margins: dict[int, list[TextLine]], known: set[int]
) -> set[int]:
    """Outermost lines at one height on most pages, unlike the body: heads that change by chapter."""
    if len(pages) < 4:
        return set()
    body = body_size([line for page in pages[:: max(1, len(pages) // 20)] for line in page.lines])
    heights: dict[tuple[int, float, str], list[TextLine]] = defaultdict(list)
    for page in pages:
        for line in margins[page.number]:
            if id(line) in known or _is_outermost(line, page, known):
                heights[round(line.base / 3), round(line.size, 1), line.font].append(line)
    found: set[int] = set()
    for (_, size, _), lines in heights.items():
        unlike = abs(size - body) > 0.04 * body or any(id(line) in known for line in lines)
        if len(lines) >= max(3, 0.3 * len(pages)) and unlike and all(len(line.words) < 25 for line in lines):
            found |= {id(line) for line in lines}
    return found


def _is_outermost(line: TextLine, page: PageLines, known: set[int]) -> bool:
    """Whether only known heads stand between a line and the page's edge, and white parts it from the body."""
    rest = [other for other in page.lines if id(other) not in known and other is not line]
    level = [other for other in rest if abs(other.base - line.base) > 0.5 * line.size]
    if line.top < page.height / 2:
        inner = [other.top - line.bottom for other in level]
    else:
        inner = [line.top - other.bottom for other in level]
    return all(gap > 0.4 * line.size for gap in inner)


def _lone_numbers(page: PageLines, margin: Sequence[TextLine]) -> list[TextLine]:
    """A number alone at the very top or foot of a page, apart from everything else."""
    return [
        line
        for line in margin
        if _FOLIO.match(line.text) and len(line.words) <= 4 and _is_outermost(line, page, set())
    ]
