"""The add stage of a run: files into the corpus by its settings, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path

from corpus.batch import add_files
from corpus.errors import StadspraatError, UnreadableError
from corpus.executors import executor_for
from corpus.mirror import Mirror
from corpus.settings import ReadingSettings, load_section
from corpus.store import Store


def add_to_corpus(
    store: Store,
    paths: Sequence[Path],
    metadata: Path | None,
    jobs: int,
    *,
    cluster: str = "",
    mirror: str = "",
    progress: Callable[[int, int], None],
    warn: Callable[[str], None],
) -> dict[str, object]:
    """Add what is new and return the counts.

    With `cluster`, the address of a Dask scheduler, its workers read; with `mirror` they fetch the files
    of the one folder in `paths` from that URL. Raises UnreadableError when nothing could be read at all.
    """
    settings = load_section(store.folder, "reading", ReadingSettings)
    with executor_for(cluster, jobs, settings.limits) if cluster else nullcontext() as executor:
        result = add_files(
            store,
            paths,
            metadata=metadata,
            jobs=jobs,
            options=settings.options,
            limits=settings.limits,
            executor=executor,
            mirror=_mirror(paths, mirror),
            progress=progress,
        )
    for warning in result.warnings:
        warn(warning)
    counts = result.counts(store)
    if not counts["documents"]:
        skipped = [f"{one.file}: {one.reason}" for one in result.skipped] or ["no files there"]
        raise UnreadableError(f"{skipped[0]} ({result.found} files found, none could be read)")
    return counts


def _mirror(paths: Sequence[Path], url: str) -> Mirror | None:
    if not url:
        return None
    if len(paths) != 1 or not paths[0].is_dir():
        raise StadspraatError(f"--mirror {url}: stands for one folder; give one PATH, a folder")
    return Mirror(paths[0].absolute(), url)
