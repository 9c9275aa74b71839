"""Plain text: paragraphs by blank lines or, where there are none, by how its hard line breaks fall."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from statistics import quantiles

from corpus.formats.draft import Draft, clean, content_of
from corpus.formats.encoding import decode
from corpus.prose.hyphens import Hyphens
from corpus.prose.vocabulary import Vocabulary
from corpus.records import Content, Metadata, Role

MEDIA_TYPE = "text/plain"

_BULLET = re.compile(r"^(?:[•●▪■◦‣∙·*–-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+\S")
_NUMBERED = re.compile(r"^((?:\d{1,2}\.)*\d{1,2})\.?\s+[A-ZÀ-Þ]")
_DOT_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d+$|…\s*\d+$")
_PAGE_NUMBER = re.compile(r"^[-–]?\s*(?:pagina\s+)?\d{1,4}\s*[-–]?$", re.IGNORECASE)
_ENDS = re.compile(r"[.!?…:;][\"'’”»)\]]*$")
_ENTRY = re.compile(r"^(?=.*[^\W\d_]).{4,90}[^\d.,\s]\s+\d{1,3}$")
_LONGEST_HEADING = 90


def read(path: Path) -> Content:
    """The content of a plain text file."""
    return content_of(drafts_of(decode(path.read_bytes())), Metadata(), MEDIA_TYPE)


def drafts_of(text: str) -> Iterator[Draft]:
    """The blocks of the text, each anchored at the number of its first line."""
    lines = [clean_line(line) for line in text.replace("\f", "\n\n").split("\n")]
    hyphens = Hyphens(Vocabulary.from_lines(line for line in lines if line))
    width = _width(lines)
    return _with_contents(_drafts(lines, width, hyphens))


def _drafts(lines: Sequence[str], width: float, hyphens: Hyphens) -> Iterator[Draft]:
    first = True
    for number, block in _blocks(lines, width):
        role, level = _role(block, first=first)
        yield Draft(role, join_lines(block, hyphens), level, f"line {number}")
        first = False


def _with_contents(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Four or more short blocks in a row that end in a number are a table of contents without dots."""
    for is_entry, group in groupby(drafts, key=lambda draft: bool(_ENTRY.match(draft.text))):
        run = list(group)
        contents = is_entry and len(run) >= 4
        yield from (replace(draft, role=Role.CONTENTS, level=0) if contents else draft for draft in run)


def join_lines(lines: Sequence[str], hyphens: Hyphens) -> str:
    """The lines as one running text, line-end hyphens judged."""
    text = lines[0]
    for line in lines[1:]:
        # Only the last word matters to the seam: the text so far may be long.
        head, _, last = text.rpartition(" ")
        seam = hyphens.seam(last, line)
        text = f"{head} {seam.left}{seam.gap}{seam.right}" if head else seam.left + seam.gap + seam.right
    return text


def clean_line(line: str) -> str:
    """The line without odd characters; a soft hyphen at its end becomes a hyphen."""
    cut = line.rstrip().endswith("\u00ad")
    return clean(line) + ("-" if cut else "")


def _width(lines: Sequence[str]) -> float:
    """How long a full line is: the ninth decile, in characters."""
    lengths = [len(line) for line in lines if len(line) > 20]
    return quantiles(lengths, n=10)[-1] if len(lengths) > 1 else 0.0


def _blocks(lines: Sequence[str], width: float) -> Iterator[tuple[int, list[str]]]:
    """Lines that belong together, with the number of the first, counting from 1."""
    block: list[str] = []
    start = 1
    # Lines this long were not broken by hand: each is a paragraph.
    unbroken = width > 160
    for number, line in enumerate(lines, start=1):
        ends = block and (not line or unbroken or _BULLET.match(line) or _ended(block, width))
        if ends:
            yield start, block
            block = []
        if line:
            start = start if block else number
            block.append(line)
    if block:
        yield start, block


def _ended(block: Sequence[str], width: float) -> bool:
    """Whether the last line is a paragraph's last: it stops short of the margin at a sentence's end."""
    return len(block[-1]) < 0.75 * width and bool(_ENDS.search(block[-1]))


def _role(block: Sequence[str], *, first: bool) -> tuple[Role, int]:
    text = block[0]
    if len(block) == 1 and _PAGE_NUMBER.match(text):
        return Role.PAGE_NUMBER, 0
    if all(_DOT_LEADER.search(line) for line in block):
        return Role.CONTENTS, 0
    numbered = _NUMBERED.match(text)
    if _looks_like_heading(block):
        depth = numbered[1].count(".") + 1 if numbered else 1
        return (Role.TITLE, 1) if first else (Role.HEADING, depth)
    return (Role.LIST_ITEM if _BULLET.match(text) else Role.PARAGRAPH), 0


def _looks_like_heading(block: Sequence[str]) -> bool:
    """One or two short lines that stand alone, start with a capital or number and end no sentence."""
    text = " ".join(block)
    short = len(block) <= 2 and len(text) <= _LONGEST_HEADING
    starts = text[:1].isupper() or bool(_NUMBERED.match(text))
    return short and starts and not re.search(r"[.,;:]$", text) and any(c.isalpha() for c in text)
