"""Stages of a run: which are up to date, and what each one cost.

A stage remembers a digest of all it was made from. As long as that is the same there is nothing to do,
and nothing heavy is loaded to find that out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from time import perf_counter

from corpus.store import Store


@dataclass
class Costs:
    """Seconds and peak memory of each stage of a run, in the order they ran."""

    seconds: dict[str, float] = field(default_factory=dict)
    memory_mb: dict[str, int] = field(default_factory=dict)
    """Largest resident memory of one process up to the end of the stage, worker processes included."""

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        """Measure what happens inside as the cost of `stage`."""
        began = perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = round(perf_counter() - began, 3)
            self.memory_mb[stage] = peak_memory() // 1024**2


def digest(*parts: object) -> str:
    """One digest for some values that have a stable text form."""
    return sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()


def passages_digest(store: Store) -> str:
    """A digest of which passages the corpus has, and of which date."""
    readings = sorted((key, one.fingerprint, one.date) for key, one in store.readings().items())
    return digest(store.count("passages"), readings)


def flow_digest(store: Store) -> str:
    """A digest of what is known of files and documents, metadata included."""
    listed = sha256()
    for table in ("files", "documents"):
        for row in store.listing(table):
            listed.update(repr(row).encode())
    return listed.hexdigest()


def peak_memory() -> int:
    """The largest resident size, in bytes, of this process or one it waited for; 0 where unknown."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(one).ru_maxrss for one in whose)
    return peak if sys.platform == "darwin" else peak * 1024
