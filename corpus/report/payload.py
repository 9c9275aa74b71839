"""What the page's script needs, as data: every passage in columns, compressed into the HTML file."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

from corpus.report.data import PassageRow, ReportData
from corpus.report.evidence import UNDATED
from corpus.report.links import source_link
from corpus.report.palette import marks
from corpus.report.plane import HEIGHT, WIDTH, Plane
from corpus.report.topics import Card
from corpus.report.wording import clean

BUDGET = 7_500_000
"""Bytes of compressed passages that keep the whole file under 15 MB beside plotly.js."""

LENGTHS = (None, 600, 300, 120)
"""Characters kept of each passage, tried in turn until the budget is met; None is all."""

_LEAST = 0.3
"""Bytes that a character of prose takes at least, compressed and in base64 (Dutch: 0.55)."""


@dataclass(frozen=True, slots=True)
class Payload:
    """The compressed data in base64, and at how many characters passages were cut (None: not at all)."""

    text: str
    cut: int | None


def payload_of(
    data: ReportData, cards: tuple[Card, ...], plane: Plane, folder: Path, budget: int = BUDGET
) -> Payload:
    """The data of the page within the budget; a corpus too large for it has its passages cut, and says so."""
    packed = b""
    cut: int | None = None
    letters = [len(passage.text) for passage in data.passages]
    for cut in LENGTHS:
        shortest = sum(letters) if cut is None else sum(min(length, cut) for length in letters)
        if shortest * _LEAST > budget and cut != LENGTHS[-1]:
            continue
        packed = _packed(_content(data, cards, plane, folder, cut))
        if len(packed) <= budget:
            break
    return Payload(packed.decode("ascii"), cut)


def _packed(content: dict[str, object]) -> bytes:
    # The time stamp is left out: the same corpus gives the same file.
    text = clean(json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
    return b64encode(gzip.compress(text.encode("utf-8"), compresslevel=6, mtime=0))


def _content(
    data: ReportData, cards: tuple[Card, ...], plane: Plane, folder: Path, cut: int | None
) -> dict[str, object]:
    names = sorted({mark.place for passage in data.passages for mark in passage.places})
    numbers = {name: number for number, name in enumerate(names)}
    tags = {tag: number for number, tag in enumerate(data.labels)}
    return {
        "documents": [
            [document.name, document.date, source_link(document.path, folder), document.media_type]
            for document in data.documents
        ],
        "topics": _topics(data, cards),
        "places": names,
        "tags": list(data.labels.items()),
        "plane": [WIDTH, HEIGHT],
        "labels": [[label.topic, label.text, label.x, label.y] for label in plane.labels],
        "columns": _columns(data.passages, numbers, cut)
        | {"tags": [sorted(tags[tag] for tag in passage.tags) for passage in data.passages]}
        | _points(data.passages, plane),
    }


def _topics(data: ReportData, cards: tuple[Card, ...]) -> list[list[object]]:
    drawn = marks(data.topics)
    return [[card.topic, card.label, drawn[card.topic].color, drawn[card.topic].shape] for card in cards]


def _columns(passages: tuple[PassageRow, ...], numbers: dict[str, int], cut: int | None) -> dict[str, object]:
    return {
        "document": [passage.document for passage in passages],
        "first": [passage.first_page or 0 for passage in passages],
        "last": [passage.last_page or 0 for passage in passages],
        "year": [passage.year or UNDATED for passage in passages],
        "topic": [passage.topic for passage in passages],
        "how": [passage.how for passage in passages],
        "confidence": [round(passage.confidence, 2) for passage in passages],
        "heading": [passage.heading for passage in passages],
        "places": [
            [[numbers[mark.place], mark.start, mark.end] for mark in passage.places] for passage in passages
        ],
        "text": [_cut(passage.text, cut) for passage in passages],
    }


def _cut(text: str, cut: int | None) -> str:
    return text if cut is None or len(text) <= cut else text[:cut] + "…"


def _points(passages: tuple[PassageRow, ...], plane: Plane) -> dict[str, object]:
    x: list[float | None] = [None] * len(passages)
    y: list[float | None] = [None] * len(passages)
    for dot in plane.dots:
        x[dot.index], y[dot.index] = dot.x, dot.y
    return {"x": x, "y": y}
