"""The documents of the corpus: what is known of each, where it came from, and how well it was read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.report import wording
from corpus.report.data import NO_TOPIC, DocumentRow, PageRow, PassageRow, ReportData
from corpus.report.evidence import Evidence

SURE = 0.8
"""Pages read with less confidence than this are listed."""

SHOWN = 2000
"""So many documents are listed; beyond that the page would grow too heavy to open."""

FIELDS = ("title", "author", "date", "source", "type")


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage to show, with the document, page and date it stands in."""

    index: int
    passage: PassageRow
    document: DocumentRow

    @property
    def evidence(self) -> Evidence:
        return Evidence(passage=self.index)

    @property
    def pages(self) -> str:
        return wording.pages(self.passage.first_page, self.passage.last_page)


@dataclass(frozen=True, slots=True)
class Known:
    """A metadata field of a document and where its value came from; both empty where it is unknown."""

    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document as the list shows it."""

    document: DocumentRow
    fields: dict[str, Known]
    pages: int
    passages: int
    without_topic: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DoubtfulPage:
    """A page whose text should not be trusted without a look."""

    document: DocumentRow
    page: PageRow


@dataclass(frozen=True, slots=True)
class Unknown:
    """How many documents lack a metadata field."""

    field: str
    documents: int


def cite(data: ReportData, index: int) -> Citation:
    """The passage at the index with its document."""
    passage = data.passages[index]
    return Citation(index, passage, data.documents[passage.document])


def document_lines(data: ReportData) -> tuple[DocumentLine, ...]:
    """The documents by date, those without a date last."""
    pages = Counter(page.document for page in data.pages)
    passages = Counter(passage.document for passage in data.passages)
    outside = Counter(passage.document for passage in data.passages if passage.topic == NO_TOPIC)
    lines = [
        DocumentLine(
            document=document,
            fields={name: _known(document, name) for name in FIELDS},
            pages=pages[document.id],
            passages=passages[index],
            without_topic=outside[index],
            evidence=Evidence(document=index),
        )
        for index, document in enumerate(data.documents)
    ]
    return tuple(sorted(lines, key=lambda line: (line.document.date or "9999", line.document.name)))


def _known(document: DocumentRow, name: str) -> Known:
    value = getattr(document, name)
    return Known(value, document.origin.get(name, "") if value else "")


def doubtful_pages(data: ReportData) -> tuple[DoubtfulPage, ...]:
    """The pages read with low confidence, by document and number."""
    documents = {document.id: document for document in data.documents}
    return tuple(
        DoubtfulPage(documents[page.document], page)
        for page in data.pages
        if page.confidence < SURE and page.document in documents
    )


def warned_pages(data: ReportData) -> int:
    """How many pages carry a warning but are read with confidence."""
    return sum(bool(page.warnings) and page.confidence >= SURE for page in data.pages)


def unknown_fields(data: ReportData) -> tuple[Unknown, ...]:
    """The metadata fields that are missing somewhere, with the number of documents that lack them."""
    return tuple(
        Unknown(name, missing)
        for name in FIELDS
        if (missing := sum(not getattr(document, name) for document in data.documents))
    )


def longest_share(data: ReportData) -> float | None:
    """The share of all passages that the longest document has; None for a corpus without passages."""
    sizes = Counter(passage.document for passage in data.passages)
    return max(sizes.values()) / len(data.passages) if sizes else None


def engines(pages: Sequence[PageRow]) -> tuple[tuple[str, int], ...]:
    """How many pages each engine read, the most first."""
    counted: dict[str, int] = defaultdict(int)
    for page in pages:
        counted[page.engine or "unknown"] += 1
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
