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
    r"^[-–—|\s]*(?:(?:pagina|page|blz\.?|p\.)\s*)?(\d{1,4}|\d{1,2}[-–]\d{1,3}|[ivxlc]{1,7})(?:\s*(?:van|of|/)\s*\d{1,4})?[-–—|\s]*$",
    re.I,
)
_NEIGHBOURS = 6
"""A head is compared with so many of its like before and after it."""
_DIGITS = re.compile(r"\d+")
_MONTHS = "jan feb mrt maart mar apr mei may jun jul aug sep okt oct nov dec"
_DATE = re.compile(rf"\b(?:\d{{1,2}}\s+)?(?:{_MONTHS.replace(' ', '|')})[a-z]*\.?\s+(?:19|20)\d\d\b", re.I)
_ROW_WORDS = 16


def set_heads_aside(pages: Sequence[PageLines]) -> None:
    """Move running heads and page numbers of all pages from `lines` to `heads` and `folios`."""
    margins = {page.number: _margin_lines(page) for page in pages}
    heads = _repeated(pages, margins)
    heads |= _numbered(pages, margins)
    heads |= _fixed_places(pages, margins, heads)
    heads |= _small_and_alone(pages, margins, heads)
    heads |= _outer_rows(pages)
    for page in pages:
        mine = _outer(page, margins[page.number], heads)
        page.folios = [line for line in mine if _FOLIO.match(line.text)]
        page.folios += [line for line in _lone_numbers(page, margins[page.number]) if line not in mine]
        page.heads = [line for line in mine if not _FOLIO.match(line.text)]
        gone = {id(line) for line in [*page.heads, *page.folios]}
        page.lines = [line for line in page.lines if id(line) not in gone]


def _outer(page: PageLines, margin: Sequence[TextLine], heads: set[int]) -> list[TextLine]:
    """The heads that nothing but heads and numbers parts from the edge of the page."""
    kept: list[TextLine] = []
    for at_top in (True, False):
        side = [line for line in margin if (line.top < page.height / 2) is at_top]
        for line in sorted(side, key=lambda line: line.base if at_top else -line.base):
            if id(line) in heads:
                kept.append(line)
            elif not _FOLIO.match(line.text) and not any(abs(one.base - line.base) < 3 for one in kept):
                level = [one for one in side if id(one) in heads and abs(one.base - line.base) < 3]
                if not level:
                    break
    return kept


def _margin_lines(page: PageLines) -> list[TextLine]:
    """The lines in the top and bottom zone, a few at most on each side."""
    top = sorted((line for line in page.lines if line.bottom < ZONE * page.height), key=lambda line: line.top)
    foot = sorted(
        (line for line in page.lines if line.top > (1 - ZONE) * page.height), key=lambda line: -line.bottom
    )
    return top[:8] + foot[:8]


def _repeated(pages: Sequence[PageLines], margins: dict[int, list[TextLine]]) -> set[int]:
    """Lines whose text returns at the same height on other pages; numbers in it may count the pages."""
    places: dict[str, list[tuple[int, TextLine]]] = defaultdict(list)
    for page in pages:
        for line in margins[page.number]:
            places[_pattern(line.text)].append((page.number, line))
    found: set[int] = set()
    enough = 2 if len(pages) < 8 else 3
    for pattern, spots in places.items():
        spots.sort(key=lambda spot: (round(spot[1].base / 4), spot[0]))
        for place, (number, line) in enumerate(spots):
            near = spots[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1]
            level = [(other, one) for other, one in near if abs(one.base - line.base) < 4]
            same = {
                other
                for other, one in level
                if "#" not in pattern or _numbers_agree(line, number, one, other)
            }
            if len(same) >= enough:
                found.add(id(line))
    return found


def _pattern(text: str) -> str:
    return _DIGITS.sub("#", text.lower()).replace(" ", "")


def _numbers_agree(line: TextLine, page: int, other: TextLine, other_page: int) -> bool:
    """Whether each number in two alike lines is the same, or grows as the pages do (on spreads by two)."""
    if page == other_page:
        return True
    pairs = zip(_DIGITS.findall(line.text), _DIGITS.findall(other.text), strict=True)
    steps = [(int(there) - int(here)) / (other_page - page) for here, there in pairs]
    return all(step in (0, 1, 2) for step in steps) and (
        any(steps) or _DIGITS.sub("", line.text).strip() != ""
    )


def _numbered(pages: Sequence[PageLines], margins: dict[int, list[TextLine]]) -> set[int]:
    """Lines with a number at one end that counts the pages, whatever else stands in them."""
    places: dict[tuple[int, int], list[tuple[int, TextLine]]] = defaultdict(list)
    for page in pages:
        for line in margins[page.number]:
            for number in _end_numbers(line):
                for height in (round(line.base / 6), round(line.base / 6 + 0.5)):
                    places[number - page.number, height].append((page.number, line))
    return {
        id(line)
        for spots in places.values()
        if len({number for number, _ in spots}) >= 2
        for _, line in spots
        if len(line.words) < 15
    }


def _end_numbers(line: TextLine) -> list[int]:
    ends = {line.words[0].text, line.words[-1].text}
    return sorted(int(end) for end in ends if end.isdigit() and len(end) <= 4)


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
        unlike = size < 0.96 * body or any(id(line) in known for line in lines)  # larger ones are headings
        if len(lines) >= max(3, 0.3 * len(pages)) and unlike and all(len(line.words) < 25 for line in lines):
            found |= {id(line) for line in lines}
    return found


def _small_and_alone(
    pages: Sequence[PageLines], margins: dict[int, list[TextLine]], known: set[int]
) -> set[int]:
    """Lines at the very top of a later page, smaller than the body and well apart from it.

    The head of a letter's second page stands nowhere else, so that nothing repeats it.
    """
    body = body_size([line for page in pages[:: max(1, len(pages) // 20)] for line in page.lines])
    return {
        id(line)
        for page in pages
        if page.number > 1
        for line in margins[page.number]
        if line.size < 0.95 * body and line.top < ZONE * page.height and len(line.words) < 12
        if _is_outermost(line, page, known, apart=1.2)
    }


def _outer_rows(pages: Sequence[PageLines]) -> set[int]:
    """First and last rows in small type that give a page number or date beside a name: furniture of a paper.

    They need no other page to tell them, so that an article of one page loses them too.
    """
    body = body_size([line for page in pages[:: max(1, len(pages) // 20)] for line in page.lines])
    return {
        id(line)
        for page in pages
        for row in (_outer_row(page, at_top=True), _outer_row(page, at_top=False))
        if _is_furniture(row, page, body)
        for line in row
    }


def _outer_row(page: PageLines, *, at_top: bool) -> list[TextLine]:
    """The lines on the first or last base line of a page, from left to right; none outside its zone."""
    if not page.lines:
        return []
    bases = [line.base for line in page.lines]
    edge = min(bases) if at_top else max(bases)
    if ZONE < edge / page.height < 1 - ZONE:
        return []
    row = [line for line in page.lines if abs(line.base - edge) < 0.3 * line.size]
    return sorted(row, key=lambda line: line.x0)


def _is_furniture(row: Sequence[TextLine], page: PageLines, body: float) -> bool:
    """Whether a row says, in small type and apart from the text, where and when the page appeared."""
    texts = [line.text for line in row]
    if len(row) < 2 or sum(len(line.words) for line in row) > _ROW_WORDS:
        return False
    if any(line.size > 0.97 * body or not _is_outermost(line, page, set(), apart=1.0) for line in row):
        return False
    if not any(char.isalpha() for text in texts for char in text):
        return False
    return any(_FOLIO.match(text) for text in (texts[0], texts[-1])) or any(map(_DATE.search, texts))


def _is_outermost(line: TextLine, page: PageLines, known: set[int], apart: float = 0.4) -> bool:
    """Whether only known heads stand between a line and the page's edge, and white parts it from the body."""
    rest = [other for other in page.lines if id(other) not in known and other is not line]
    level = [other for other in rest if abs(other.base - line.base) > 0.5 * line.size]
    if line.top < page.height / 2:
        inner = [other.top - line.bottom for other in level]
    else:
        inner = [line.top - other.bottom for other in level]
    return all(gap > apart * line.size for gap in inner)


def _lone_numbers(page: PageLines, margin: Sequence[TextLine]) -> list[TextLine]:
    """A number alone at the very top or foot of a page, apart from everything else."""
    return [
        line
        for line in margin
        if _FOLIO.match(line.text) and len(line.words) <= 4 and _is_outermost(line, page, set())
    ]
