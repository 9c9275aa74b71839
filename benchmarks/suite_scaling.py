"""Two reading processes against one: part of `benchmarks.suite`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from statistics import median

from benchmarks.pipeline_speed import data_folder
from benchmarks.suite_parts import EXAMPLES, Figures, command, linked


def scaling(place: Path) -> Figures:
    """Seconds to read ../shared/data/pdf/report, and all PDFs there, with one and with two processes.

    What starting costs weighs less where there is more to read. One process stores on the other processor
    while it reads, unless it is held to one. The median of three, of one for all PDFs.
    """
    report = data_folder() / "pdf" / "report"
    yield from _scaled(place / "report", report if report.exists() else EXAMPLES, times=3)
    if report.exists():
        yield from _scaled(place / "all", linked(report.parent, place / "pdf"), times=1)


def _scaled(place: Path, sources: Path, *, times: int) -> Figures:
    ways: dict[str, tuple[int, Callable[[], AbstractContextManager[None]]]] = {
        "one process": (1, nullcontext),
        "two": (2, nullcontext),
        "one process held to one processor": (1, one_processor),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(times):
        for name, (jobs, held) in ways.items():
            corpus = place / f"{name}{turn}"
            with held():
                seconds[name].append(command("add", sources, "--corpus", corpus, "--jobs", str(jobs)))
    middle = {name: median(some) for name, some in seconds.items()}
    for name in ("one process", "one process held to one processor"):
        ratio = middle[name] / middle["two"]
        yield (
            f"{sources.name}, median of {times}, against {name}",
            f"{ratio:.2f} times as fast ({middle[name]:.1f} s, {middle['two']:.1f} s)",
        )


@contextmanager
def one_processor() -> Iterator[None]:
    """Holds this process and those it starts to one processor, where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
