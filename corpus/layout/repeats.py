"""Pull quotes: blocks in another look that say again what the text says, and head nothing themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.layout.elements import TextLine
from corpus.layout.records import Block
from corpus.records import Role

_PROSE = frozenset({Role.PARAGRAPH, Role.LIST_ITEM, Role.SIDEBAR})
_QUOTATION = tuple("‘“„«\"'")
_CLOSED = tuple(".!?:;…”’\"')]»")
_HEAD_GAP = 2.5
"""A heading stands at most so many ems above its text."""
_HEAD_INDENT = 4
"""The text of a heading may be indented by so many ems, as a list is; a quote is itself set in."""
_HEAD_LINES = 4


def with_pull_quotes(blocks: Sequence[Block], body: float) -> list[Block]:
    """The blocks of a document (body text of `body` points), its pull quotes named."""
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
        place
        for place, runs in wanted.items()
        if len(runs) >= 3 and len(runs & said) >= 0.6 * len(runs) and not _heads_text(blocks, place)
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


def _heads_text(blocks: Sequence[Block], place: int) -> bool:
    """Whether a block is the sub-heading of what follows: at its left edge, right above, between sentences.

    A programme says its points in bold over each section and again in a summary; they are no quotes for that.
    """
    block = blocks[place]
    if block.role is Role.SIDEBAR or len(block.lines) > _HEAD_LINES or _text(block).startswith(_QUOTATION):
        return False
    before = next((one for one in reversed(blocks[:place]) if one.role in _PROSE), None)
    if before is not None and before.page == block.page and not _text(before).endswith(_CLOSED):
        return False
    after = next((one for one in blocks[place + 1 :] if one.role in _PROSE | {Role.HEADING}), None)
    if after is None or after.page != block.page or _text(after)[:1].islower():
        return False
    size = block.lines[0].words[0].size
    gap = after.region.top - block.region.bottom
    indent = after.region.x0 - block.region.x0
    return -0.25 * size < indent < _HEAD_INDENT * size and -size < gap < _HEAD_GAP * size


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
