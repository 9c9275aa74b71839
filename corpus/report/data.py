"""What the report is made from: plain rows in reading order, read once from the store."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from corpus.discourse_records import NewsRecord, ShareRecord
from corpus.facets import Arrow
from corpus.hand import Hand
from corpus.reference import Reference

NO_TOPIC = -1
"""The topic number of a passage that the model leaves out (HDBSCAN's noise)."""

UNASSIGNED = -2
"""Of a passage the topic model has not seen: no model yet, or added after it."""

ASIDE = "aside"
"""How a passage of a topic that was set aside by hand came to have none."""

DUTCH = frozenset({"nl", ""})
"""Languages that count as Dutch; an empty one is too short to tell."""

_YEAR = re.compile(r"(\d{4})(-\d{2}){0,2}\Z")


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file that was found, and what became of it: read, duplicate or unreadable."""

    path: str
    status: str
    reason: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A publication with its metadata; `origin` says for each field where it came from."""

    id: str
    path: str
    title: str = ""
    author: str = ""
    date: str = ""
    source: str = ""
    type: str = ""
    language: str = ""
    media_type: str = ""
    words: int = 0
    origin: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The title, or the file name where no title is known."""
        return self.title.strip() or re.split(r"[/\\]", self.path)[-1] or self.id[:12]

    @property
    def year(self) -> int | None:
        """The year of the date, or None where no date is known."""
        return int(self.date[:4]) if _YEAR.match(self.date) else None


@dataclass(frozen=True, slots=True)
class PageRow:
    """How one page was read."""

    document: str
    number: int
    engine: str
    rule: str
    confidence: float
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """A municipality named in a passage, at the characters `[start, end)` of its text."""

    place: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """What somebody says in a passage; what is unknown is empty."""

    speaker: str
    role: str
    organisation: str
    text: str
    described: bool = False
    """Whether the text gives the speaker by a description only (`de wethouder`)."""


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage with its topic, its point on the map and the municipalities it names."""

    id: str
    document: int
    """Index in `ReportData.documents`."""
    text: str
    words: int
    heading: str = ""
    language: str = ""
    first_page: int | None = None
    last_page: int | None = None
    year: int | None = None
    topic: int = UNASSIGNED
    confidence: float = 0.0
    how: str = ""
    x: float | None = None
    y: float | None = None
    places: tuple[PlaceMark, ...] = ()
    tags: frozenset[str] = frozenset()
    """What it names and comes from; see `corpus.facets`."""
    arrows: tuple[Arrow, ...] = ()
    """The claims it makes that one theme leads to another."""
    quotes: tuple[QuoteRow, ...] = ()

    @property
    def place_names(self) -> frozenset[str]:
        """The municipalities named, each once."""
        return frozenset(mark.place for mark in self.places)


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic as the model left it: its words with weights and the passages that show it best."""

    topic: int
    label: str
    words: tuple[tuple[str, float], ...]
    color: str = ""
    representative: tuple[str, ...] = ()
    passages: int = 0
    named: bool = False
    """Whether the label was given by hand."""
    merged: tuple[int, ...] = ()
    """The topics of the fit that are shown as this one, where they were merged by hand."""


@dataclass(frozen=True, slots=True)
class ModelRow:
    """The fitted topic model that the figures rest on."""

    created: str
    fingerprint: str
    settings: Mapping[str, object] = field(default_factory=dict)
    figures: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RunRow:
    """One command that was run on the corpus, with versions, settings, counts and seconds per stage."""

    command: str
    started: str
    finished: str
    status: str
    versions: Mapping[str, object] = field(default_factory=dict)
    settings: Mapping[str, object] = field(default_factory=dict)
    counts: Mapping[str, object] = field(default_factory=dict)
    seconds: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class ReportData:
    """All that the report shows, in (document, ordinal) order; every figure is counted from these rows."""

    name: str
    files: tuple[FileRow, ...] = ()
    documents: tuple[DocumentRow, ...] = ()
    pages: tuple[PageRow, ...] = ()
    passages: tuple[PassageRow, ...] = ()
    topics: tuple[TopicRow, ...] = ()
    model: ModelRow | None = None
    runs: tuple[RunRow, ...] = ()
    reference: Reference = field(default_factory=Reference)
    shares: tuple[ShareRecord, ...] = ()
    news: tuple[NewsRecord, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    """Every tag that a passage has → how people read it, in a fixed order."""
    latest: frozenset[str] = frozenset()
    """Ids of the documents of the latest batch; none where all came in one."""
    fitted: tuple[TopicRow, ...] = ()
    """The topics as the model has them; `topics` are those shown, after what was decided by hand."""
    hand: Hand = field(default_factory=Hand)
    copies: Mapping[str, str] = field(default_factory=dict)
    """For every passage that repeats an earlier one, the id of that."""
    earlier: Mapping[int, str] = field(default_factory=dict)
    """Labels of the topics of the version before the current one."""
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Name of a person or organisation → what else the corpus calls them."""

    @cached_property
    def aside(self) -> int:
        """How many passages belong to topics that were set aside by hand; no figure of topics has them."""
        return sum(passage.how == ASIDE for passage in self.passages)

    @property
    def updated(self) -> str:
        """When the corpus last changed (ISO 8601), from its runs; empty where none is recorded."""
        return max((run.finished or run.started for run in self.runs), default="")

    @cached_property
    def assigned(self) -> tuple[PassageRow, ...]:
        """The passages the topic model has seen, with a topic or without."""
        return tuple(passage for passage in self.passages if passage.topic != UNASSIGNED)

    @cached_property
    def outliers(self) -> int:
        """How many of them have no topic."""
        return sum(passage.topic == NO_TOPIC for passage in self.assigned)

    @property
    def outlier_share(self) -> float | None:
        """The share of passages without a topic, or None where no passage was assigned."""
        return self.outliers / len(self.assigned) if self.assigned else None
