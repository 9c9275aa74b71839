"""What only the whole document tells: the title, the levels of headings, where a bibliography runs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.layout.asides import is_byline, is_references_heading
from corpus.layout.elements import TextLine
from corpus.layout.letters import with_letterhead
from corpus.layout.records import Block
from corpus.records import Role

_MAX_LEVEL = 6
_TITLE_SIZE = 1.3
_CONTENTS = re.compile(
    r"^(?:inhoud|inhoudsopgave|inhoudstafel|in dit nummer|in deze (?:editie|uitgave)|"
    r"(?:table of )?contents)\W*$",
    re.I,
)
_COLOPHON = re.compile(r"^(?:colofon|impressum|imprint)\W*$", re.I)
_ENTRY_WORDS = 14
_PROSE = frozenset({Role.PARAGRAPH, Role.LIST_ITEM, Role.SIDEBAR})


def outline(blocks: Sequence[Block], body: float) -> list[Block]:
    """The blocks of a document with title, heading levels, bylines and bibliography named."""
    named = _with_bylines(_with_title(_with_pull_quotes(blocks, body), body), body)
    return with_letterhead(_with_references(_with_sections_aside(_with_levels(named))))


def _with_pull_quotes(blocks: Sequence[Block], body: float) -> list[Block]:
    """A block in another look that says again what the text says is a pull quote."""
    candidates = [
        place
        for place, block in enumerate(blocks)
        if block.role in _PROSE | {Role.HEADING} and _stands_out(block, body)
    ]
    wanted = {place: _shingles([blocks[place]]) for place in candidates}
    asked = set().union(*wanted.values())
    plain = [block for place, block in enumerate(blocks) if block.role in _PROSE and place not in wanted]
    said = {run for block in plain for run in _shingles([block]) & asked} if asked else set()
    quotes = {
        place for place, runs in wanted.items() if len(runs) >= 3 and len(runs & said) >= 0.6 * len(runs)
    }
    return [
        replace(block, role=Role.PULL_QUOTE, confidence=0.8, level=0) if place in quotes else block
        for place, block in enumerate(blocks)
    ]


def _stands_out(block: Block, body: float) -> bool:
    line = TextLine(block.lines[0].words)
    if block.role is Role.HEADING:
        count = len(_plain_words(block))
        return line.size > 1.1 * body and (
            count >= 10 or (count >= 6 and _text(block).rstrip(" ”’'\"").endswith("."))
        )
    return line.size > 1.04 * body or line.bold or line.italic


def _shingles(blocks: Sequence[Block]) -> set[tuple[str, ...]]:
    """Runs of four words; hyphens at line ends are taken out, and with them most of the damage they do."""
    found: set[tuple[str, ...]] = set()
    for block in blocks:
        words = _plain_words(block)
        found.update(zip(words, words[1:], words[2:], words[3:], strict=False))
    return found


def _plain_words(block: Block) -> list[str]:
    text = "\n".join(line.text for line in block.lines).replace("-\n", "")
    return re.findall(r"\w+", text.lower())


def _text(block: Block) -> str:
    return " ".join(line.text for line in block.lines)


def _look(block: Block) -> tuple[float, bool]:
    """Size (to half a point) and weight of a heading: what its level is told from."""
    line = TextLine(block.lines[0].words)
    return round(line.size * 2) / 2, line.bold


def _with_title(blocks: Sequence[Block], body: float) -> list[Block]:
    """The largest heading of the first page that has any becomes the title."""
    first = next((block.page for block in blocks if block.role is Role.HEADING), 0)
    candidates = [block for block in blocks if block.page == first and block.role is Role.HEADING]
    candidates = [
        block for block in candidates if len(_text(block)) > 3 and not _opens_section_aside(_text(block))
    ]
    largest = max(candidates, key=lambda block: _look(block)[0], default=None)
    if largest is None or _look(largest)[0] < _TITLE_SIZE * body or first > 3 or _comes_late(largest, blocks):
        return list(blocks)
    return [replace(block, role=Role.TITLE) if block is largest else block for block in blocks]


def _opens_section_aside(text: str) -> bool:
    return is_references_heading(text) or bool(_CONTENTS.match(text) or _COLOPHON.match(text))


def _comes_late(heading: Block, blocks: Sequence[Block]) -> bool:
    """Whether more than a third of its page's prose stands before a heading: that is no title."""
    lines = [
        len(block.lines) if block.role in _PROSE else 0 for block in blocks if block.page == heading.page
    ]
    place = next(
        at for at, block in enumerate(one for one in blocks if one.page == heading.page) if block is heading
    )
    return sum(lines[:place]) > sum(lines) / 3


def _with_levels(blocks: Sequence[Block]) -> list[Block]:
    looks = sorted({_look(block) for block in blocks if block.role is Role.HEADING}, reverse=True)
    level = {look: min(_MAX_LEVEL, place) for place, look in enumerate(looks, start=1)}
    return [
        replace(block, level=level[_look(block)]) if block.role is Role.HEADING else block for block in blocks
    ]


def _with_bylines(blocks: Sequence[Block], body: float) -> list[Block]:
    """Names right behind the title, before the text begins, are those of the authors."""
    named: list[Block] = []
    after_title = False
    for block in blocks:
        if block.role is Role.TITLE:
            after_title = True
        elif after_title and block.role in _PROSE and _is_body(block, body):
            after_title = False
        elif after_title and block.role in _PROSE | {Role.HEADING}:
            lines = [TextLine(line.words) for line in block.lines]
            if not lines[0].bold and is_byline(lines):
                block = replace(block, role=Role.CREDIT, confidence=0.6)
        named.append(block)
    return named


def _is_body(block: Block, body: float) -> bool:
    size = block.lines[0].words[0].size
    return abs(size - body) < 0.06 * body and len(block.lines) >= 3


def _with_sections_aside(blocks: Sequence[Block]) -> list[Block]:
    """What stands under `Inhoud` or `Colofon`, on its page and in its column, is no running text."""
    named = list(blocks)
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
    return named


def _rename(blocks: list[Block], places: Sequence[int], role: Role) -> None:
    for place in places:
        if blocks[place].role in _PROSE | {Role.HEADING}:
            blocks[place] = replace(blocks[place], role=role, confidence=0.7, level=0)


def _section(blocks: Sequence[Block], at: int, most: int = 1000) -> list[int]:
    """The blocks after a heading in its column, to the next as large or a block of more than `most` words."""
    head, found = blocks[at], []
    size = _look(head)[0]
    for place in range(at + 1, len(blocks)):
        block = blocks[place]
        is_head = block.role in (Role.HEADING, Role.TITLE)
        if block.page != head.page or (is_head and _look(block)[0] >= size):
            break
        if sum(len(line.words) for line in block.lines) > most:
            break
        if block.region.top >= head.region.top - 2:
            found.append(place)
    return found


def _with_references(blocks: Sequence[Block]) -> list[Block]:
    """From the heading of a bibliography to the next heading of its level, entries are no running text."""
    named: list[Block] = []
    level = 0
    for block in blocks:
        if block.role is Role.HEADING and _CONTENTS.match(_text(block)):
            block = replace(block, role=Role.CONTENTS, level=0)
        elif block.role is Role.TITLE:
            level = 0
        elif block.role is Role.HEADING:
            if is_references_heading(_text(block)):
                level = block.level
                block = replace(block, role=Role.OTHER)
            elif level and block.level <= level:
                level = 0
        elif level and block.role in _PROSE:
            block = replace(block, role=Role.OTHER, confidence=0.7)
        named.append(block)
    return named
