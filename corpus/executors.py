"""Where work runs: this process, local processes with limits, a cluster; all of them `concurrent.futures`."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager
from typing import ParamSpec, TypeVar

from corpus.limits import LimitedExecutor, Limits

P = ParamSpec("P")
T = TypeVar("T")
Item = TypeVar("Item")

WAITING = 32
"""Results that wait for an earlier one to be taken; bounds memory, and what a kill can cost."""


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
