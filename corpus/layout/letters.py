"""Letters: what stands over the salutation (sender, date, reference) is set aside, the subject kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.layout.records import Block, Line
from corpus.records import Role

_SALUTATION = re.compile(r"^(?:geachte|beste|hooggeachte|weledel|zeer geachte|dear)\b.{0,120}$", re.I)
_LABELS = re.compile(
    r"\b(?:datum|kenmerk|(?:zaak|brief|dossier)nummer|referentie|behandeld door|behandelaar|contactpersoon|"
    r"doorkiesnummer|telefoon|e-?mail|bijlagen?|afdeling|team|onderwerp|betreft|verzonden|uw brief van)\b",
    re.I,
)
_LABEL = re.compile(rf"^(?:{_LABELS.pattern})\W*$", re.I)
_SUBJECT = re.compile(r"^(?:onderwerp|betreft)\b\s*:?\s*", re.I)
_PLAIN = frozenset({Role.PARAGRAPH, Role.LIST_ITEM, Role.SIDEBAR})
_MOST_LINES = 8
"""A longer block over the salutation is text, so that the document is no letter."""
_FEWEST_LABELS = 2


def with_letterhead(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a document; of a letter, its head is set aside and its subject made the title."""
    place = _salutation(blocks)
    head = _with_labels_apart(blocks[:place])
    if not _is_letterhead(head):
        return list(blocks)
    kept = _subject(head)
    renamed = any(head[at].role is Role.HEADING for at in kept)
    return [*(_head_block(block, at in kept, renamed) for at, block in enumerate(head)), *blocks[place:]]


def _salutation(blocks: Sequence[Block]) -> int:
    """The place of the first block on the first page that greets the reader; 0 where there is none."""
    first = blocks[0].page if blocks else 0
    return next(
        (at for at, one in enumerate(blocks) if one.page == first and _SALUTATION.match(one.lines[0].text)),
        0,
    )


def _is_letterhead(head: Sequence[Block]) -> bool:
    labels = sum(len(_LABELS.findall(line.text)) for block in head for line in block.lines)
    longest = max((len(block.lines) for block in head if block.role in _PLAIN), default=0)
    return labels >= _FEWEST_LABELS and longest <= _MOST_LINES


def _with_labels_apart(head: Sequence[Block]) -> list[Block]:
    """The head with what stands beside each label of a column of labels in a block of its own."""
    columns = [block for block in head if sum(bool(_LABEL.match(line.text)) for line in block.lines) > 1]
    tops = [line.top for block in columns for line in block.lines if _LABEL.match(line.text)]
    apart: list[Block] = []
    for block in head:
        beside = block in columns or any(_is_level(block, column) for column in columns)
        parts: list[list[Line]] = []
        for line in block.lines:
            begins = any(abs(line.top - top) < 0.4 * (line.bottom - line.top) for top in tops)
            if not parts or (beside and begins):
                parts.append([])
            parts[-1].append(line)
        apart += [block] if len(parts) == 1 else [replace(block, lines=tuple(part)) for part in parts]
    return apart


def _is_level(block: Block, column: Block) -> bool:
    """Whether a block stands to the right of a column, at its height."""
    one, other = block.region, column.region
    return one.x0 >= other.x1 and one.top < other.bottom and one.bottom > other.top


def _subject(head: Sequence[Block]) -> set[int]:
    """The places of what the letter is about: headings after a label, and what stands at `Onderwerp`."""
    first = next(at for at, block in enumerate(head) if _LABELS.search(_text(block)))
    found = {at for at, block in enumerate(head) if at > first and block.role is Role.HEADING}
    for label in (block for block in head if _SUBJECT.match(_text(block))):
        said = _SUBJECT.sub("", _text(label))
        found |= {
            at for at, block in enumerate(head) if (block is label and said) or _is_beside(block, label)
        }
    return found


def _is_beside(block: Block, label: Block) -> bool:
    """Whether a block begins on the line of a label, to its right."""
    one, other = block.lines[0], label.lines[0]
    return one.x0 >= other.x1 and abs(one.bottom - other.bottom) < 0.5 * (other.bottom - other.top)


def _head_block(block: Block, is_subject: bool, renamed: bool) -> Block:
    if is_subject:
        return replace(block, role=Role.TITLE, level=0) if block.role is Role.HEADING else block
    if block.role in _PLAIN or (renamed and block.role in (Role.TITLE, Role.HEADING)):
        return replace(block, role=Role.OTHER, confidence=0.7, level=0)
    return block


def _text(block: Block) -> str:
    return " ".join(line.text for line in block.lines)
