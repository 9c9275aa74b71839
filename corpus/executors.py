"""Where work runs: this process, local processes with limits, a cluster; all of them `concurrent.futures`."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from corpus.limits import LimitedExecutor, Limits

P = ParamSpec("P")
T = TypeVar("T")
Item = TypeVar("Item")

WAITING = 32
"""Results that wait for an earlier one to be taken; bounds memory, and what a kill can cost."""


MODEL_LIMITS = Limits(seconds=3600.0, memory=16 * 1024**3)
"""For work with a model on text that has been read: the work is not hostile, and models need room."""


@dataclass(frozen=True, slots=True)
class Workers:
    """Where the work of a stage is done: `jobs` processes here (0: one a processor), or on a Dask cluster."""

    jobs: int = 0
    cluster: str = ""

    def executor(self, *, worthwhile: bool) -> AbstractContextManager[Executor | None]:
        """An executor for work with a model, which each of its processes loads once; None: do it here.

        That is for work that is over before another process has loaded its model, and where there is one
        processor. Raises ClusterError when there is no such cluster.
        """
        if not worthwhile or not (self.cluster or (self.jobs or processors()) > 1):
            return nullcontext(None)
        return executor_for(self.cluster, self.jobs, MODEL_LIMITS)


HERE = Workers(jobs=1)
"""Work in this process."""


class SerialExecutor(Executor):
    """Runs each task at once, in this process and without limits: for tests and debugging."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run the task; the future is done when this returns."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def local_executor(jobs: int = 0, limits: Limits | None = None) -> LimitedExecutor:
    """Worker processes on this machine, each task under limits; `jobs` 0 means one a processor."""
    return LimitedExecutor(jobs or processors(), limits)


def executor_for(
    cluster: str = "", jobs: int = 0, limits: Limits | None = None
) -> AbstractContextManager[Executor]:
    """The executor that was asked for: the Dask cluster with its scheduler at `cluster`, else processes here.

    Raises ClusterError when there is no such cluster, or Dask is not installed.
    """
    if not cluster:
        return local_executor(jobs, limits)
    from corpus.cluster import cluster_executor

    return cluster_executor(cluster, limits)


def in_order(
    executor: Executor, function: Callable[[Item], T], items: Iterable[Item], *, waiting: int = WAITING
) -> Iterator[tuple[Item, Future[T]]]:
    """Each item with the future of `function(item)`, in the order of the items, finished in whichever.

    Only so many are under way at a time and `items` are taken as there is room, so that memory stays
    flat however many there are. The future is not waited for: what a task raises is the caller's to
    judge.
    """
    under_way: deque[tuple[Item, Future[T]]] = deque()
    for item in items:
        if len(under_way) >= waiting:
            yield under_way.popleft()
        under_way.append((item, executor.submit(function, item)))
    yield from under_way


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1
