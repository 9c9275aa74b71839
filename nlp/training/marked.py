"""Sentences with entities marked in the text, `[Emmen|GPE]`, as the people who label write them.

A file holds documents; each starts with a line `## NAME | GENRE | PART` and has one sentence a line.
Empty lines and lines that start with `//` are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LABELS = ("PER", "ORG", "GPE", "LOC", "LAW", "POLICY", "EVENT", "DATE", "MONEY")
PARTS = ("train", "dev", "test")
MARK = re.compile(r"\[([^\[\]|]+)\|([A-Z]+)\]")


class MarkError(ValueError):
    """A line of a marked file is not well formed."""


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence with its labelled spans as half-open character offsets of `text`."""

    document: str
    genre: str
    part: str
    text: str
    spans: tuple[tuple[int, int, str], ...]


def parse_sentence(line: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """The text without marks, and the spans that were marked; raises MarkError for an unknown label."""
    text, spans, at = "", [], 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        if mark[2] not in LABELS:
            raise MarkError(f"unknown label {mark[2]!r} in: {line}")
        spans.append((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        at = mark.end()
    text += line[at:]
    if "|" in text:
        raise MarkError(f"a mark is not closed in: {line}")
    return text, tuple(spans)


def render_sentence(text: str, spans: tuple[tuple[int, int, str], ...]) -> str:
    """The line that `parse_sentence` reads back as this text with these spans."""
    line, at = "", 0
    for start, end, label in spans:
        line += f"{text[at:start]}[{text[start:end]}|{label}]"
        at = end
    return line + text[at:]


def parse_header(line: str) -> tuple[str, str, str]:
    """Name, genre and part of a document from its `## …` line; raises MarkError where they are not there."""
    fields = [field.strip() for field in line.removeprefix("##").split("|")]
    if len(fields) != 3 or fields[2] not in PARTS:
        raise MarkError(f"a document starts with '## NAME | GENRE | {'/'.join(PARTS)}', not with: {line}")
    return fields[0], fields[1], fields[2]


def read_marked(path: Path) -> Iterator[MarkedSentence]:
    """The sentences of a marked file in order; raises MarkError with the line number."""
    header: tuple[str, str, str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            if line.startswith("##"):
                header = parse_header(line)
            elif line.strip() and not line.startswith("//"):
                if header is None:
                    raise MarkError("a sentence stands before the first document line")
                yield MarkedSentence(*header, *parse_sentence(line.strip()))
        except MarkError as error:
            raise MarkError(f"{path.name}:{number}: {error}") from error
