"""The add stage of a run: files into the corpus by its settings, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.batch import add_files
from corpus.errors import UnreadableError
from corpus.settings import ReadingSettings, load_section
from corpus.store import Store


def add_to_corpus(
    store: Store,
    paths: Sequence[Path],
    metadata: Path | None,
    jobs: int,
    *,
    progress: Callable[[int, int], None],
    warn: Callable[[str], None],
) -> dict[str, object]:
    """Add what is new and return the counts; raises UnreadableError when nothing could be read at all."""
    settings = load_section(store.folder, "reading", ReadingSettings)
    result = add_files(
        store,
        paths,
        metadata=metadata,
        jobs=jobs,
        options=settings.options,
        limits=settings.limits,
        progress=progress,
    )
    for warning in result.warnings:
        warn(warning)
    counts = result.counts(store)
    if not counts["documents"]:
        skipped = [f"{one.file}: {one.reason}" for one in result.skipped] or ["no files there"]
        raise UnreadableError(f"{skipped[0]} ({result.found} files found, none could be read)")
    return counts
