"""The store's tables as the rows of the report."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

from corpus.report.data import (
    UNASSIGNED,
    DocumentRow,
    FileRow,
    ModelRow,
    PageRow,
    PassageRow,
    PlaceMark,
    ReportData,
    RunRow,
    TopicRow,
)
from corpus.report.municipalities import best_layer, place_marks

Row = Mapping[str, Any]


class Tables(Protocol):
    """What the report asks of a store: its folder, and its tables row by row."""

    @property
    def folder(self) -> Path: ...

    def columns(self, table: str) -> tuple[str, ...]:
        """The column names of a table."""

    def listing(self, table: str) -> Iterable[tuple[object, ...]]:
        """The rows of a table, nested values as JSON text, passages in (document, ordinal) order."""


def load(store: Tables) -> ReportData:
    """Everything the report shows of the corpus and its current topic model."""
    documents = tuple(_document(row) for row in _rows(store, "documents"))
    model = next((row for row in _rows(store, "topic_models") if row["current"]), None)
    number = model["id"] if model else None
    return ReportData(
        name=store.folder.resolve().name,
        files=tuple(_file(row) for row in _rows(store, "files")),
        documents=documents,
        pages=tuple(_page(row) for row in _rows(store, "pages")),
        passages=_passages(store, documents, number),
        topics=tuple(_topic(row) for row in _rows(store, "topics") if row["model"] == number),
        model=_model(model) if model else None,
        runs=tuple(_run(row) for row in _rows(store, "runs")),
    )


def _rows(store: Tables, table: str) -> Iterator[Row]:
    columns = store.columns(table)
    for values in store.listing(table):
        yield dict(zip(columns, values, strict=True))


def _passages(store: Tables, documents: tuple[DocumentRow, ...], model: int | None) -> tuple[PassageRow, ...]:
    """The passages with what the topic model and the annotations say of them."""
    index = {document.id: place for place, document in enumerate(documents)}
    assigned = {row["passage"]: row for row in _rows(store, "assignments") if row["model"] == model}
    mentions: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(store, "mentions"):
        mentions[row["passage"]].append(row)
    layer = best_layer({row["layer"] for rows in mentions.values() for row in rows})
    return tuple(
        _passage(
            row,
            index[row["document"]],
            documents,
            assigned.get(row["id"]),
            place_marks(mentions[row["id"]], layer),
        )
        for row in _rows(store, "passages")
    )


def _passage(
    row: Row,
    document: int,
    documents: tuple[DocumentRow, ...],
    assignment: Row | None,
    places: tuple[PlaceMark, ...],
) -> PassageRow:
    found: Row = assignment or {"topic": UNASSIGNED, "confidence": 0.0, "how": "", "x": None, "y": None}
    return PassageRow(
        id=row["id"],
        document=document,
        text=row["text"],
        words=row["words"],
        heading=row["heading"],
        language=row["language"],
        first_page=row["first_page"],
        last_page=row["last_page"],
        year=documents[document].year,
        topic=found["topic"],
        confidence=found["confidence"],
        how=found["how"],
        x=found["x"],
        y=found["y"],
        places=places,
    )


def _file(row: Row) -> FileRow:
    return FileRow(row["path"], row["status"], row["reason"], row["document"] or "")


def _document(row: Row) -> DocumentRow:
    plain = ("id", "path", "title", "author", "date", "source", "type", "language", "media_type", "words")
    return DocumentRow(
        **{name: row[name] for name in plain},
        origin={str(key): str(value) for key, value in _object(row["origin"]).items()},
        extra={str(key): str(value) for key, value in _object(row["extra"]).items()},
    )


def _page(row: Row) -> PageRow:
    return PageRow(
        document=row["document"],
        number=row["number"],
        engine=row["engine"],
        rule=row["rule"],
        confidence=row["confidence"],
        warnings=tuple(json.loads(row["warnings"])),
    )


def _topic(row: Row) -> TopicRow:
    return TopicRow(
        topic=row["topic"],
        label=row["label"],
        words=tuple((str(word), float(weight)) for word, weight in json.loads(row["words"])),
        color=row["color"],
        representative=tuple(json.loads(row["representative"])),
    )


def _model(row: Row) -> ModelRow:
    return ModelRow(row["created"], row["fingerprint"], _object(row["settings"]), _object(row["figures"]))


def _run(row: Row) -> RunRow:
    return RunRow(
        command=row["command"],
        started=row["started"],
        finished=row["finished"],
        status=row["status"],
        **{name: _object(row[name]) for name in ("versions", "settings", "counts", "seconds")},
    )


def _object(text: str) -> dict[str, Any]:
    """A JSON object, whether it was stored as one or as an array of pairs."""
    return dict(json.loads(text))
