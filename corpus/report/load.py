"""The store's tables as the rows of the report."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from corpus.discourse_records import NewsRecord, ShareRecord
from corpus.facets import NEW, ONCE, Data, arrows_of, found_mention, tags_of
from corpus.hand import KEY, Hand
from corpus.identity import IdentityRecord, Owners, VoiceRecord, owners_of, with_identities
from corpus.reference import MunicipalityRecord, Reference, SizeClassRecord
from corpus.report.data import (
    ASIDE,
    UNASSIGNED,
    DocumentRow,
    FileRow,
    ModelRow,
    PageRow,
    PassageRow,
    QuoteRow,
    ReportData,
    RunRow,
    TopicRow,
)
from corpus.report.hand import shown_topics
from corpus.report.municipalities import best_layer, place_marks

Row = Mapping[str, Any]
_MENTION = ("layer", "label", "start", "end", "text", "data")


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
    reference = _reference(store)
    latest = _latest(store)
    identities = _identities(store)
    made = _model(model) if model else None
    hand = Hand.from_dict(made.figures.get(KEY)) if made else Hand()
    copies = {str(row["passage"]): str(row["of"]) for row in _rows(store, "passage_copies")}
    passages, labels = _passages(store, documents, number, reference, latest, identities, hand, copies)
    fitted = tuple(_topic(row) for row in _rows(store, "topics") if row["model"] == number)
    return ReportData(
        name=store.folder.resolve().name,
        files=tuple(_file(row) for row in _rows(store, "files")),
        documents=documents,
        pages=tuple(_page(row) for row in _rows(store, "pages")),
        passages=passages,
        topics=shown_topics(fitted, hand),
        fitted=fitted,
        hand=hand,
        copies=copies,
        model=made,
        runs=tuple(_run(row) for row in _rows(store, "runs")),
        reference=reference,
        shares=tuple(ShareRecord(**row) for row in _rows(store, "discourse")),
        news=tuple(NewsRecord(**row) for row in _rows(store, "news")),
        labels=labels,
        latest=latest,
        earlier=_earlier(store, made),
        also={each.name: tuple(n for n in each.names if n != each.name) for each in identities},
    )


def _rows(store: Tables, table: str) -> Iterator[Row]:
    columns = store.columns(table)
    for values in store.listing(table):
        yield dict(zip(columns, values, strict=True))


def _reference(store: Tables) -> Reference:
    """The facts of municipalities and the size classes."""
    municipalities = (
        MunicipalityRecord(**{**row, "size_classes": _object(row["size_classes"])})
        for row in _rows(store, "municipalities")
    )
    classes = (
        SizeClassRecord(**{**{name: row[name] for name in row if name != "class"}, "id": row["class"]})
        for row in _rows(store, "size_classes")
    )
    return Reference(tuple(municipalities), tuple(classes))


def _passages(
    store: Tables,
    documents: tuple[DocumentRow, ...],
    model: int | None,
    reference: Reference,
    latest: Container[str],
    identities: Sequence[IdentityRecord],
    hand: Hand,
    copies: Mapping[str, str],
) -> tuple[tuple[PassageRow, ...], dict[str, str]]:
    """The passages with what the topic model and the annotations say of them, and the labels of all tags."""
    index = {document.id: place for place, document in enumerate(documents)}
    assigned = {row["passage"]: row for row in _rows(store, "assignments") if row["model"] == model}
    mentions: dict[str, list[Row]] = defaultdict(list)
    owners = _owners(store, identities)
    for row in _rows(store, "mentions"):
        data = with_identities(row["layer"], _object(row["data"]), row["document"], owners)
        mentions[row["passage"]].append({**row, "data": data})
    layer = best_layer({row["layer"] for rows in mentions.values() for row in rows})
    labels: dict[str, str] = {}
    passages = []
    for row in _rows(store, "passages"):
        found = [found_mention(*(each[name] for name in _MENTION)) for each in mentions[row["id"]]]
        document = documents[index[row["document"]]]
        tags = tags_of(found, document.source, document.type, reference)
        if document.id in latest:
            tags[NEW] = "new documents"
        if copies and row["id"] not in copies:
            tags[ONCE] = "counted once"
        labels.update(tags)
        passage = _passage(row, index[row["document"]], document, assigned.get(row["id"]), hand)
        passages.append(
            replace(
                passage,
                places=place_marks(mentions[row["id"]], layer),
                tags=frozenset(tags),
                arrows=arrows_of(found),
                quotes=tuple(_quote(data) for kind, _, data in found if kind == "quote"),
            )
        )
    return tuple(passages), dict(sorted(labels.items()))


def _identities(store: Tables) -> tuple[IdentityRecord, ...]:
    """The persons and organisations of the corpus."""
    plain = ("id", "kind", "name", "role", "organisation", "documents")
    return tuple(
        IdentityRecord(**{name: row[name] for name in plain}, names=tuple(json.loads(row["names"])))
        for row in _rows(store, "identities")
    )


def _owners(store: Tables, identities: Sequence[IdentityRecord]) -> Owners:
    """The name that each name in a document stands for in the corpus."""
    rows = _rows(store, "voices")
    voices = [VoiceRecord(row["document"], row["name"], row["kind"], row["identity"]) for row in rows]
    return owners_of(identities, voices)


_UNSEEN: Row = {"topic": UNASSIGNED, "confidence": 0.0, "how": "", "x": None, "y": None}


def _passage(row: Row, index: int, document: DocumentRow, assignment: Row | None, hand: Hand) -> PassageRow:
    found = _shown(assignment, hand) if assignment else _UNSEEN
    same = ("id", "text", "words", "heading", "language", "first_page", "last_page")
    return PassageRow(
        **{name: row[name] for name in same},
        document=index,
        year=document.year,
        **{name: found[name] for name in ("topic", "confidence", "how", "x", "y")},
    )


def _shown(assignment: Row, hand: Hand) -> Row:
    """The assignment as it counts after what was decided by hand."""
    if hand.is_aside(assignment["topic"]):
        return {**_UNSEEN, "how": ASIDE}
    return {**assignment, "topic": hand.shown(assignment["topic"])}


def _latest(store: Tables) -> frozenset[str]:
    """The documents of the last run that added any; none where all came with one run."""
    runs = {row["document"]: row["run"] for row in _rows(store, "arrivals")}
    several = len(set(runs.values())) > 1
    return frozenset(id for id, run in runs.items() if several and run == max(runs.values()))


def _earlier(store: Tables, model: ModelRow | None) -> dict[int, str]:
    """The labels of the topics of the version that this one was mapped to, by number."""
    last = model.figures.get("before") if model else None
    return {row["topic"]: row["label"] for row in _rows(store, "topics") if row["model"] == last}


def _quote(data: Data) -> QuoteRow:
    speaker, role, organisation, text = (
        str(data.get(name) or "") for name in ("speaker", "role", "organisation", "text")
    )
    return QuoteRow(speaker, role, organisation, text, data.get("speaker_kind") == "description")


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
        passages=row["passages"],
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
