"""Work on a Dask cluster: the same tasks under the same limits, on workers that may come and go."""

from __future__ import annotations

import atexit
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

from corpus.errors import StadspraatError
from corpus.executors import local_executor
from corpus.limits import LimitedExecutor, Limits
from corpus.manifest import versions

P = ParamSpec("P")
T = TypeVar("T")

_HARMLESS = frozenset({"python", "sqlite"})
_PATIENCE = 15
"""Seconds to wait for the scheduler, and then for a first worker."""
_PAUSE = 0.2


class ClusterError(StadspraatError):
    """The cluster cannot be reached, has no workers, or Dask is not installed."""


class ClusterExecutor(Executor):
    """Sends each task to a Dask worker, which runs it in a process of its own under `limits`.

    A worker that is lost has its tasks done by another; results are the same, as the tasks are.
    """

    def __init__(self, client: Any, limits: Limits) -> None:
        self._tasks: Executor = client.get_executor(pure=False)
        self._limits = limits

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Schedule a task; the future raises what it raised, or LimitError."""
        return self._tasks.submit(_within_limits, self._limits, fn, args, kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait for the tasks (or drop them); the cluster itself stays as it is."""
        self._tasks.shutdown(wait=wait)


@contextmanager
def cluster_executor(address: str, limits: Limits | None = None) -> Iterator[Executor]:
    """An executor on the cluster whose scheduler is at `address`, such as `tcp://10.0.0.5:8786`.

    Raises ClusterError when there is none, it has no workers, or they have other versions of the libraries.
    """
    client = _client(address)
    try:
        _check_versions(client)
        executor = ClusterExecutor(client, limits or Limits())
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=False)
            raise
        executor.shutdown()
    finally:
        client.close()


def _client(address: str) -> Any:
    try:
        distributed = import_module("distributed")
    except ImportError as error:
        raise ClusterError(
            f"{address}: a cluster needs Dask ({error}); install it with `pip install 'stadspraat[cluster]'`"
        ) from error
    try:
        _knock(address)
        client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        told = " ".join(str(error).split())
        raise ClusterError(
            f"{address}: no Dask scheduler answers there ({told}); start one with `dask scheduler`"
        ) from error
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except Exception as error:
        client.close()
        raise ClusterError(
            f"{address}: the scheduler has no workers; start some with `dask worker {address}`"
        ) from error
    return client


def _knock(address: str) -> None:
    """Raise OSError where nobody comes to listen, ValueError where that is no address.

    A client made in vain prints errors of its own as Python ends. A scheduler started just now may take
    seconds before it listens.
    """
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    if not parts.hostname or not parts.port:
        raise ValueError("an address is written as tcp://HOST:PORT")
    last = time.monotonic() + _PATIENCE
    while True:
        try:
            socket.create_connection((parts.hostname, parts.port), _PATIENCE).close()
            return
        except ConnectionRefusedError:
            if time.monotonic() >= last:
                raise
            time.sleep(_PAUSE)


def _check_versions(client: Any) -> None:
    """See to it that every worker gives the results that this machine would."""
    ours = versions()
    try:
        workers = client.run(versions)
    except Exception as error:
        told = " ".join(f"{type(error).__name__}: {error}".split())
        raise ClusterError(
            f"a worker cannot run stadspraat ({told}); install this version of it on every worker"
        ) from error
    for worker, theirs in sorted(workers.items()):
        for name in sorted(ours.keys() - _HARMLESS):
            if theirs.get(name) != ours[name]:
                raise ClusterError(
                    f"{worker}: has {name} {theirs.get(name) or 'not at all'}, but here it is {ours[name]}; "
                    "install the same versions everywhere, or results would depend on who made them"
                )


def _within_limits(
    limits: Limits, function: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object]
) -> T:
    """Run a task on a worker: in a process that can be killed without the worker."""
    return _processes(limits).submit(function, *args, **kwargs).result()


@cache
def _processes(limits: Limits) -> LimitedExecutor:
    """The processes of this worker; they are kept, so that libraries and models are loaded once."""
    executor = local_executor(0, limits)
    atexit.register(executor.shutdown, wait=False, cancel_futures=True)
    return executor
