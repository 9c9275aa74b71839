"""Work on hostile input, in processes of its own with limits on time and memory.

`LimitedExecutor` is a `concurrent.futures.Executor`. A worker that hangs is killed, one that dies is
replaced; either costs the one task it had, which then raises LimitError.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, LifoQueue
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

from corpus.errors import StadspraatError
from corpus.worker import Outcome

P = ParamSpec("P")
T = TypeVar("T")

_SERVE = "from corpus.worker import serve; serve({memory})"
# One thread each: the processes are the parallelism, and idle BLAS threads eat address space.
_SINGLE_THREADED = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")


_STARTING = 120.0
"""Seconds a worker may take to start and to load the code of its task."""


class LimitError(StadspraatError):
    """A task took too long, needed too much memory, or took its process down with it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may use."""

    seconds: float = 120.0
    memory: int = 2 * 1024**3
    """Bytes of address space."""


class LimitedExecutor(Executor):
    """Runs each task in one of `jobs` worker processes under `limits`; functions must be importable."""

    def __init__(self, jobs: int, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._threads = ThreadPoolExecutor(max_workers=jobs, thread_name_prefix="stadspraat")
        self._idle: LifoQueue[_Worker] = LifoQueue()
        self._busy: set[_Worker] = set()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Schedule a task; the future raises what it raised, or LimitError."""
        return self._threads.submit(self._run, fn, args, kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers when their tasks are done; with `cancel_futures`, those that wait are dropped."""
        self._threads.shutdown(wait=wait, cancel_futures=cancel_futures)
        while True:
            try:
                self._idle.get_nowait().stop()
            except Empty:
                return

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            # Ctrl-C, or a full disk: nobody waits for the results any more.
            self._threads.shutdown(wait=False, cancel_futures=True)
            for worker in tuple(self._busy):
                worker.kill()
        self.shutdown()

    def _run(self, function: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object]) -> T:
        try:
            worker = self._idle.get_nowait()
        except Empty:
            worker = _Worker(self._limits)
        self._busy.add(worker)
        try:
            return worker.call(function, args, kwargs)
        finally:
            self._busy.discard(worker)
            if worker.alive:
                self._idle.put(worker)
            else:
                worker.stop()


class _Worker:
    """One worker process; a task goes in as a pickle, and its outcome comes out."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._timed_out = False
        self._timer = threading.Timer(0, self._time_out)
        self.alive = True
        self._process = subprocess.Popen(
            # -P: a `corpus.py` in the user's folder must not be taken for ours.
            [sys.executable, "-P", "-c", _SERVE.format(memory=limits.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Ctrl-C is for us alone: we end the workers.
            start_new_session=True,
            env={**os.environ, **_SINGLE_THREADED, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )

    def call(self, function: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object]) -> T:
        # Beginning is not the task's fault, and slow on a busy machine.
        self._watch(self._limits.seconds + _STARTING)
        try:
            result: T = self._exchange(pickle.dumps((function, args, kwargs)))
            return result
        finally:
            self._timer.cancel()

    def kill(self) -> None:
        self._process.kill()

    def stop(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        self._process.wait()

    def _exchange(self, task: bytes) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(task)
            self._process.stdin.flush()
            outcome: Outcome = pickle.load(self._process.stdout)
            if outcome.begun:
                self._watch(self._limits.seconds)
                outcome = pickle.load(self._process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError) as lost:
            self.alive = False
            raise LimitError(self._epitaph()) from lost
        self.alive = not outcome.last
        if isinstance(outcome.error, MemoryError):
            raise LimitError(
                f"needs more than {self._limits.memory / 1024**3:.3g} GB of memory; "
                "raise `memory_gb` under [reading] in stadspraat.toml"
            )
        if outcome.error is not None:
            raise outcome.error
        return outcome.result

    def _epitaph(self) -> str:
        code = self._process.wait()
        if self._timed_out:
            limit = f"{self._limits.seconds:g}"
            return f"not done after {limit} seconds; raise `seconds` under [reading] in stadspraat.toml"
        cause = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        memory = f"{self._limits.memory / 1024**3:.3g} GB"
        return f"took its process down ({cause}); the file is damaged or needs more than {memory} of memory"

    def _watch(self, seconds: float) -> None:
        self._timer.cancel()
        self._timer = threading.Timer(seconds, self._time_out)
        self._timer.start()

    def _time_out(self) -> None:
        self._timed_out = True
        self._process.kill()
