"""The light mark-up of the example publications: its parts, its parser, and the two texts derived from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

RUNNING = frozenset({"title", "heading", "lead", "question", "paragraph", "bullet", "number"})
"""The kinds of part a reader reads as running text; the others are set aside."""
MARKS = {"## ": "heading", "# ": "title", "= ": "lead", "? ": "question", "- ": "bullet"}
ASIDE = {"> ": "pull quote", "@ ": "credit", "!": "caption"}
NOTE_MARK = re.compile(r"\[\^(\d+)\]")
NOTE = re.compile(r"\[\^(\d+)\]: (.*)")
EMPHASIS = re.compile(r"(?<!\w)_([^_]+)_(?!\w)")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a publication; `detail` is the drawing of a caption or the number of a note or item."""

    kind: str
    text: str
    detail: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    boxed: bool = False
    """Whether the part stands in a side-bar."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A parsed source text: its header fields and its parts in reading order."""

    fields: dict[str, str]
    parts: tuple[Part, ...]


def parse(source: str) -> Publication:
    """Parse a source text: `key: value` lines, a line `---`, then the parts with blank lines between."""
    head, body = source.split("\n---\n", 1)
    fields = dict(line.split(":", 1) for line in head.splitlines())
    parts = tuple(_parts(body.strip().splitlines()))
    return Publication({key: value.strip() for key, value in fields.items()}, parts)


def _parts(lines: list[str]) -> Iterator[Part]:
    boxed = False
    for index, line in enumerate(lines):
        if line.startswith(":::"):
            boxed = line != ":::"
            if boxed:
                yield Part("heading", line[3:].strip(), boxed=True)
        elif line.startswith("!table"):
            yield Part("table", line.split("|", 1)[1].strip(), rows=tuple(_rows(lines[index + 1 :])))
        elif line.strip() and not line.startswith("|"):
            yield _part(line, boxed)


def _rows(lines: list[str]) -> Iterator[tuple[str, ...]]:
    for line in lines:
        if not line.startswith("|"):
            return
        yield tuple(cell.strip() for cell in line.strip("| ").split("|"))


def _part(line: str, boxed: bool) -> Part:
    if note := NOTE.fullmatch(line):
        return Part("footnote", note[2], note[1])
    if number := re.match(r"(\d+)\. ", line):
        return Part("number", line[number.end() :], number[1], boxed=boxed)
    for mark, kind in (MARKS | ASIDE).items():
        if line.startswith(mark):
            detail, _, text = line[1:].rpartition("|") if kind == "caption" else ("", "", line[len(mark) :])
            return Part(kind, text.strip(), detail.strip(), boxed=boxed)
    return Part("paragraph", line, boxed=boxed)


def plain(text: str) -> str:
    """The text without note marks and emphasis marks."""
    return EMPHASIS.sub(r"\1", NOTE_MARK.sub("", text))


def golden(publication: Publication) -> str:
    """The running text in reading order, one blank line between its parts, as a reader would read it."""
    return "\n\n".join(_shown(part) for part in publication.parts if part.kind in RUNNING) + "\n"


def _shown(part: Part) -> str:
    prefix = {"bullet": "• ", "number": f"{part.detail}. "}.get(part.kind, "")
    return prefix + plain(part.text)


def extra(publication: Publication) -> str:
    """The matter set aside, each line opening with what it is: credit, caption, footnote, table, …"""
    return "".join(f"{line}\n" for line in _extra_lines(publication))


def _extra_lines(publication: Publication) -> Iterator[str]:
    for key in ("letterhead", "reference", "addressee", "cover"):
        if key in publication.fields:
            yield f"{key}: {publication.fields[key]}"
    for part in publication.parts:
        if part.kind not in RUNNING:
            yield f"{part.kind}: {plain(part.text)}"
            yield from (f"table row: {' | '.join(row)}" for row in part.rows)
