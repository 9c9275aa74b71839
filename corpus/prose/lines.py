"""One printed line as clean words, with the box and the word edges that tie it to the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.layout.records import Block, Line, Word
from corpus.prose.glyphs import clean_word, ends_in_soft_hyphen, letter_spaced_runs
from corpus.records import Region, Role

_DROP_CAPITAL = 1.6
"""A first letter this many times as large as what follows it is a drop capital."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line with its words cleaned; `raw` and `edges` are what `corpus.records.Piece` keeps of it."""

    raw: str
    edges: tuple[float, ...]
    region: Region
    text: str
    cut: bool = False
    """Whether a soft hyphen at the end says that the last word was cut."""
    size: float = 0.0

    @property
    def is_drop_capital(self) -> bool:
        """Whether the line is one letter, as a drop capital is that fell outside its line."""
        return len(self.text) == 1 and self.text.isalpha() and self.text.isupper()


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """A block as clean lines, without the words it was made of: what the whole document is kept as."""

    page: int
    role: Role
    lines: tuple[PrintedLine, ...]
    region: Region
    size: float
    """The size of its middle word, sorted by size: drop capitals and raised marks do not count."""
    confidence: float
    level: int
    note_mark: str
    rows: tuple[tuple[str, ...], ...]


def printed_block(block: Block) -> PrintedBlock:
    """The block with its lines cleaned; those in which nothing can be seen are left out."""
    sizes = sorted([word.size for line in block.lines for word in line.words])
    return PrintedBlock(
        block.page,
        block.role,
        tuple(printed_lines(block)),
        block.region,
        sizes[len(sizes) // 2],
        block.confidence,
        block.level,
        block.note_mark,
        block.rows,
    )


def printed_lines(block: Block) -> Iterator[PrintedLine]:
    """The block's lines that hold anything visible."""
    for line in block.lines:
        printed = printed_line(line, block.page)
        if printed.text:
            yield printed


def printed_line(line: Line, page: int) -> PrintedLine:
    """The line with clean text; words that hold odd spaces are taken apart so that edges and words agree."""
    raw = line.text
    words: Sequence[Word] = line.words
    parts = raw.split()
    if len(parts) != len(words) or " ".join(parts) != raw:
        words = [part for word in words for part in _split_at_spaces(word)]
        parts = [word.text for word in words]
        raw = " ".join(parts)
    edges = tuple([side for word in words for side in (word.x0, word.x1)])
    text = " ".join([text for text in _joined(parts, words, edges) if text])
    # A soft hyphen after a printed one is only the typesetter's leave to break there.
    cut = ends_in_soft_hyphen(raw) and text[-1:] != "-"
    if cut:
        text += "-"
    if text == raw:
        text = raw
    size = max([word.size for word in words], default=0.0)
    return PrintedLine(raw, edges, _box(words or line.words, page), text, cut, size)


def _split_at_spaces(word: Word) -> Iterator[Word]:
    """The word in parts without any white space; sides in proportion to the characters."""
    parts = word.text.split()
    if parts == [word.text]:
        yield word
        return
    step = (word.x1 - word.x0) / max(len(word.text), 1)
    at = 0
    for part in parts:
        at = word.text.index(part, at)
        yield _moved(word, part, word.x0 + step * at, word.x0 + step * (at + len(part)))
        at += len(part)


def _moved(word: Word, text: str, x0: float, x1: float) -> Word:
    return Word(text, x0, word.top, x1, word.bottom, word.size, word.font, word.bold, word.italic, word.color)


def _joined(raw: list[str], words: Sequence[Word], edges: tuple[float, ...]) -> Sequence[str]:
    """Clean words, with letter-spaced ones and a drop capital joined to what they belong to."""
    texts = [clean_word(word) for word in raw]
    if len(words) > 1 and _starts_with_drop_capital(words, texts):
        return [texts[0] + texts[1], *texts[2:]]
    if sum([len(text) == 1 for text in texts]) < 4:
        return texts
    runs = dict(letter_spaced_runs(texts, edges))
    joined: list[str] = []
    at = 0
    while at < len(texts):
        end = runs.get(at, at + 1)
        joined.append("".join(texts[at:end]))
        at = end
    return joined


def _starts_with_drop_capital(words: Sequence[Word], texts: Sequence[str]) -> bool:
    first, second = words[0], words[1]
    if len(texts[0]) != 1 or not texts[0].isupper() or not texts[1][:1].isalpha():
        return False
    return second.size > 0 and first.size >= _DROP_CAPITAL * second.size


def _box(words: Sequence[Word], page: int) -> Region:
    top, bottom = min([word.top for word in words]), max([word.bottom for word in words])
    return Region(page, min([word.x0 for word in words]), top, max([word.x1 for word in words]), bottom)
