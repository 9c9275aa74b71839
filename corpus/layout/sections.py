"""Sections that are no running text: contents, colophon, bibliography, keywords, reports of referees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.layout.asides import is_references_heading
from corpus.layout.elements import TextLine
from corpus.layout.records import Block
from corpus.records import Role

_CONTENTS = re.compile(
    r"^(?:inhoud|inhoudsopgave|inhoudstafel|in dit nummer|in deze (?:editie|uitgave)|"
    r"(?:table of )?contents)\W*$",
    re.I,
)
_COLOPHON = re.compile(r"^(?:colofon|impressum|imprint)\W*$", re.I)
_REVIEW = re.compile(
    r"^(?:(?:open\s+|current\s+)?peer[\s-]?review(?:\s+(?:reports?|history|file|comments|status))?|"
    r"(?:current\s+)?(?:referee|reviewer)s?['’]?\s+(?:reports?|comments|status)|decision\s+letter)\W*$",
    re.I,
)
_REVIEWED = re.compile(r"^(?:referee|reviewer|author)s?['’]?\s+(?:reports?|comments|status|response)\b", re.I)
_KEYWORDS = re.compile(r"^(?:key\s?words|trefwoorden|sleutelwoorden|kernwoorden|index terms)\s*[:—–]", re.I)
_LABELLED = re.compile(r"^[A-ZÀ-Þ][\w&/ -]{2,30}:\s")
_KEYWORD_LINES = 6
_ENTRY_WORDS = 14
_PROSE = frozenset({Role.PARAGRAPH, Role.LIST_ITEM, Role.SIDEBAR})


def opens_section_aside(text: str) -> bool:
    """Whether a heading opens a bibliography, a list of contents or a colophon."""
    return is_references_heading(text) or bool(_CONTENTS.match(text) or _COLOPHON.match(text))


def with_sections_aside(blocks: Sequence[Block], body: float) -> list[Block]:
    """The blocks of a document with these sections named; levels of headings must be known.

    `body` is the font size of its text in points.
    """
    named = [_without_keywords(block) for block in blocks]
    for at, head in enumerate(blocks):
        if head.role is not Role.HEADING:
            continue
        if _CONTENTS.match(_text(head)):
            entries = _section(blocks, at, most=_ENTRY_WORDS)
            numbered = sum(any(char.isdigit() for char in _text(blocks[place])) for place in entries)
            if 3 * numbered >= len(entries):
                _rename(named, entries, Role.CONTENTS)
        elif _COLOPHON.match(_text(head)):
            _rename(named, [at, *_section(blocks, at)], Role.OTHER)
    return _with_references(_with_reviews_aside(named), body)


def _rename(blocks: list[Block], places: Sequence[int], role: Role) -> None:
    for place in places:
        if blocks[place].role in _PROSE | {Role.HEADING}:
            blocks[place] = replace(blocks[place], role=role, confidence=0.7, level=0)


def _section(blocks: Sequence[Block], at: int, most: int = 1000) -> list[int]:
    """The blocks after a heading in its column, to the next as large or a block of more than `most` words."""
    head, found = blocks[at], []
    size = _size(head)
    for place in range(at + 1, len(blocks)):
        block = blocks[place]
        is_head = block.role in (Role.HEADING, Role.TITLE)
        if block.page != head.page or (is_head and _size(block) >= size):
            break
        if sum(len(line.words) for line in block.lines) > most:
            break
        if block.region.top >= head.region.top - 2:
            found.append(place)
    return found


def _without_keywords(block: Block) -> Block:
    """A list of keywords, alone or among other labelled lines, is no running text."""
    lines = [line.text for line in block.lines]
    if block.role not in _PROSE or len(lines) > _KEYWORD_LINES or not any(map(_KEYWORDS.match, lines)):
        return block
    labelled = _KEYWORDS.match(lines[0]) or _LABELLED.match(lines[0])
    return replace(block, role=Role.OTHER, confidence=0.7) if labelled else block


def _with_reviews_aside(blocks: Sequence[Block]) -> list[Block]:
    """What referees wrote of an article, printed behind its bibliography, and the box that announces it."""
    named = list(blocks)
    heads = [at for at, block in enumerate(blocks) if _is_heading(block) and _REVIEW.match(_text(block))]
    ends = [at for at, block in enumerate(blocks) if _opens_references(block)]
    appended = next((at for at in heads if ends and at > ends[-1]), None)
    if appended is None or not any(_REVIEWED.match(_text(block)) for block in blocks[appended:]):
        return named
    larger = (
        at
        for at in range(appended + 1, len(blocks))
        if _is_heading(blocks[at]) and _size(blocks[at]) > _size(blocks[appended])
    )
    _rename(named, range(appended, next(larger, len(blocks))), Role.OTHER)
    for at in (at for at in heads if at < appended):
        _rename(named, [at, *_below(blocks, at)], Role.OTHER)
    return named


def _below(blocks: Sequence[Block], at: int) -> list[int]:
    """The blocks that follow a heading on its page in its column, to the next larger heading."""
    head, found = blocks[at], []
    for place in range(at + 1, len(blocks)):
        block = blocks[place]
        if block.page != head.page or (_is_heading(block) and _size(block) > _size(head)):
            break
        if block.region.top >= head.region.top - 2 and block.region.x0 >= head.region.x0 - 2:
            found.append(place)
    return found


def _with_references(blocks: Sequence[Block], body: float) -> list[Block]:
    """From the heading of a bibliography to the next heading of its level, entries are no running text.

    Under a heading in small type only entries in small type are: body text ends the list.
    """
    named: list[Block] = []
    level, is_small = 0, False
    for block in blocks:
        if block.role is Role.HEADING and _CONTENTS.match(_text(block)):
            block = replace(block, role=Role.CONTENTS, level=0)
        elif block.role is Role.TITLE:
            level = 0
        elif block.role is Role.HEADING:
            if is_references_heading(_text(block)):
                level, is_small = block.level, _size(block) < 0.96 * body
                block = replace(block, role=Role.OTHER)
            elif level and block.level <= level:
                level = 0
        elif level and block.role in _PROSE:
            if is_small and _size(block) > 0.96 * body:
                level = 0
            else:
                block = replace(block, role=Role.OTHER, confidence=0.7)
        named.append(block)
    return named


def _opens_references(block: Block) -> bool:
    return _is_heading(block) and is_references_heading(_text(block))


def _is_heading(block: Block) -> bool:
    return block.role in (Role.HEADING, Role.TITLE)


def _size(block: Block) -> float:
    """Font size of a block's first line, to half a point."""
    return round(TextLine(block.lines[0].words).size * 2) / 2


def _text(block: Block) -> str:
    return " ".join(line.text for line in block.lines)
