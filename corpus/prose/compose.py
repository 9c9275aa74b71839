"""Blocks in reading order to paragraphs of clean text, every character tied to its printed line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.language import language_of
from corpus.layout.records import Block
from corpus.prose.hyphens import Hyphens
from corpus.prose.joins import Joined, join_blocks
from corpus.prose.lines import PrintedLine, printed_block
from corpus.prose.vocabulary import Vocabulary
from corpus.records import RUNNING_TEXT, Paragraph, Piece


def compose(blocks: Iterable[Block]) -> tuple[Paragraph, ...]:
    """The paragraphs of a whole document from its blocks in reading order.

    Lines are joined with a space, or without one where a hyphen is judged to be the line break's own.
    The document's unbroken words are read first, since they are the best witnesses for that.
    """
    printed = [printed_block(block) for block in blocks]
    running = [line.text for block in printed if block.role in RUNNING_TEXT for line in block.lines]
    hyphens = Hyphens(Vocabulary.from_lines(running), _language(running))
    return tuple(_paragraph(ordinal, joined, hyphens) for ordinal, joined in enumerate(join_blocks(printed)))


def _language(lines: Sequence[str]) -> str:
    """The language most of the document is in, from a stretch out of its middle."""
    middle = max(0, len(lines) // 2 - 50)
    return language_of("\n".join(lines[middle : middle + 100]))


def _paragraph(ordinal: int, joined: Joined, hyphens: Hyphens) -> Paragraph:
    text, pieces = assemble(joined.lines, hyphens)
    head = joined.head
    return Paragraph(
        ordinal=ordinal,
        role=head.role,
        text=text,
        pieces=pieces,
        confidence=min(head.confidence, joined.last.confidence),
        level=head.level,
        note_mark=head.note_mark,
        rows=head.rows,
        language=language_of(text),
    )


def assemble(lines: Sequence[PrintedLine], hyphens: Hyphens) -> tuple[str, tuple[Piece, ...]]:
    """The text of the lines and, for each, the characters that come from it."""
    texts = [line.text for line in lines]
    gaps = [""] * len(lines)
    for at in range(1, len(lines)):
        if lines[at - 1].is_drop_capital and at == 1:
            continue
        seam = hyphens.seam(texts[at - 1], texts[at], cut=lines[at - 1].cut)
        texts[at - 1], gaps[at], texts[at] = seam.left, seam.gap, seam.right
    pieces: list[Piece] = []
    end = 0
    for line, gap, text in zip(lines, gaps, texts, strict=True):
        start = end + len(gap)
        end = start + len(text)
        pieces.append(Piece(start, end, line.raw, line.region, line.edges))
    return "".join(part for pair in zip(gaps, texts, strict=True) for part in pair), tuple(pieces)
