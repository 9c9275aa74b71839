"""The corpus flow: what was found, what was set aside and why, and what the figures rest on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from corpus.report.data import DUTCH, DocumentRow, ReportData


@dataclass(frozen=True, slots=True)
class Item:
    """A file in one of the steps, with the reason where there is one."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Step:
    """One outcome of the flow and the files that had it."""

    key: str
    label: str
    meaning: str
    items: tuple[Item, ...]

    @property
    def size(self) -> int:
        return len(self.items)


@dataclass(frozen=True, slots=True)
class Flow:
    """All files found, each in exactly one step; the last step is what was analysed."""

    found: int
    set_aside: tuple[Step, ...]
    analysed: Step

    @property
    def skipped(self) -> tuple[Step, ...]:
        """The steps that hold a file."""
        return tuple(step for step in self.set_aside if step.size)


_ORDER = (
    ("duplicate", "duplicate", "the same bytes as another file; counted once"),
    ("unreadable", "unreadable", "damaged, encrypted, empty or without text"),
    ("foreign", "not Dutch", "most of the text is in another language"),
    ("empty", "no passages", "read, but without running text to analyse"),
    ("analysed", "analysed", "read, in Dutch, with passages"),
)


def flow_of(data: ReportData) -> Flow:
    """Each file in one of the steps, so that they add up to the number found."""
    documents = {document.id: (index, document) for index, document in enumerate(data.documents)}
    sizes = Counter(passage.document for passage in data.passages)
    items: dict[str, list[Item]] = {key: [] for key, _, _ in _ORDER}
    for file in data.files:
        if file.status != "read":
            items[file.status].append(Item(file.path, file.reason))
            continue
        index, document = documents.get(file.document, (-1, None))
        key, reason = _outcome(document, sizes[index])
        items[key].append(Item(file.path, file.reason or reason))
    steps = [Step(key, label, meaning, tuple(items[key])) for key, label, meaning in _ORDER]
    return Flow(len(data.files), tuple(steps[:-1]), steps[-1])


def _outcome(document: DocumentRow | None, passages: int) -> tuple[str, str]:
    """The step of a file that was read, and why."""
    if document and document.language not in DUTCH:
        return "foreign", f"language: {document.language}"
    if not passages:
        return "empty", "no running text found"
    return "analysed", ""
