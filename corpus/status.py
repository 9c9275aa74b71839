"""What a corpus holds, what is wrong with it, and which stage is behind."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from corpus.store import Store

LOW_CONFIDENCE = 0.7
"""Pages below this are named."""


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a corpus, for people and programs."""

    counts: dict[str, int]
    unreadable: tuple[tuple[str, str], ...]
    """File and reason."""
    gone: tuple[str, ...]
    """Files that were read once and are no longer there; what was read is kept."""
    replaced: tuple[str, ...]
    """Paths of documents whose file has other bytes now; both versions are kept."""
    doubtful_pages: tuple[tuple[str, int, float, str], ...]
    """File, page, confidence and reason."""
    near_copies: tuple[tuple[str, str, float], ...]
    """Two files that say nearly the same, the later one first, and their likeness."""
    topics: dict[str, object]
    behind: dict[str, str]
    """For each stage what it lacks; empty where it is up to date."""

    def values(self) -> dict[str, object]:
        """The state as values for JSON."""
        names = ("file", "page", "confidence", "reason")
        return {
            **self.counts,
            "unreadable": [{"file": file, "reason": reason} for file, reason in self.unreadable],
            "gone": list(self.gone),
            "replaced": list(self.replaced),
            "doubtful_pages": [dict(zip(names, page, strict=True)) for page in self.doubtful_pages],
            "near_copies": [
                {"file": file, "of": of, "similarity": likeness} for file, of, likeness in self.near_copies
            ],
            "topic_model": self.topics or None,
            "behind": self.behind,
        }


def status_of(store: Store, behind: dict[str, str]) -> Status:
    """The state of the corpus; `behind` says what each stage lacks, which only its own part can know."""
    files = list(store.files())
    here = {one.source.path: one for one in files if Path(one.source.path).exists()}
    in_use = {one.document for one in files}
    return Status(
        counts=_counts(store),
        unreadable=tuple((one.source.path, one.reason) for one in files if one.status == "unreadable"),
        gone=tuple(one.source.path for one in files if one.status == "read" and one.source.path not in here),
        replaced=tuple(
            reading.path for key, reading in sorted(store.readings().items()) if key not in in_use
        ),
        doubtful_pages=_doubtful_pages(store),
        near_copies=store.near_copies(),
        topics=_topics(store),
        behind=behind,
    )


def topic_figures(store: Store) -> dict[str, object]:
    """Topics of the current version, and the share of passages without one (None: no version)."""
    model = store.current_topic_model()
    if model is None:
        return {"topics": 0, "outlier_share": None}
    outliers, assigned = store.outliers(model.id)
    share = round(outliers / assigned, 4) if assigned else 0.0
    return {"topics": len(store.topics(model.id)), "outlier_share": share}


def _counts(store: Store) -> dict[str, int]:
    tables = ("files", "documents", "pages", "passages", "annotations", "mentions", "embeddings", "runs")
    counts = {table: store.count(table) for table in tables}
    duplicates = sum(one.status == "duplicate" for one in store.files())
    return counts | {"duplicates": duplicates}


def _doubtful_pages(store: Store) -> tuple[tuple[str, int, float, str], ...]:
    return tuple(
        (path, number, confidence, "; ".join(json.loads(warnings)))
        for path, number, confidence, warnings in store.pages_below(LOW_CONFIDENCE)
    )


def _topics(store: Store) -> dict[str, object]:
    model = store.current_topic_model()
    if model is None:
        return {}
    return {"version": model.id, "created": model.created, **topic_figures(store)}
