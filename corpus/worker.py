"""The worker process behind `corpus.limits`: tasks come in on one pipe, outcomes go out on another."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

# A worker that has grown to this share of its memory makes way for a fresh one.
_FULL = 0.5


Task = tuple[Callable[..., object], tuple[object, ...], dict[str, object]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: its result or its error; `last` says that this worker takes no more."""

    result: object = None
    error: BaseException | None = None
    last: bool = False
    begun: bool = False
    """Nothing yet: the task has arrived, all it imports is loaded, and its time starts to count."""


def serve(memory: int) -> None:
    """Take tasks until the input ends; `memory` is the limit in bytes."""
    tasks, outcomes = _channels()
    _limit_memory(memory)
    while True:
        try:
            task = pickle.load(tasks)
        except EOFError:
            return
        except Exception as error:  # the function or an argument cannot be made here
            outcome = Outcome(error=error, last=True)
        else:
            _send(Outcome(begun=True), outcomes)
            outcome = _run(task, memory)
        _send(outcome, outcomes)
        if outcome.last:
            return


def _run(task: Task, memory: int) -> Outcome:
    function, args, kwargs = task
    try:
        result = function(*args, **kwargs)
    except MemoryError as error:
        # What is left of the memory is anyone's guess.
        return Outcome(error=MemoryError(*error.args), last=True)
    except Exception as error:
        return Outcome(error=error, last=_memory_used() > memory * _FULL)
    return Outcome(result, last=_memory_used() > memory * _FULL)


def _send(outcome: Outcome, target: BinaryIO) -> None:
    try:
        data = pickle.dumps(outcome)
        if outcome.error is not None:
            pickle.loads(data)
    except Exception:
        # Some libraries raise errors that cannot be pickled, or not be made again.
        shown = outcome.error if outcome.error is not None else TypeError("result cannot be sent back")
        data = pickle.dumps(
            Outcome(error=RuntimeError(f"{type(shown).__name__}: {shown}"), last=outcome.last)
        )
    target.write(data)
    target.flush()


def _channels() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes; what a library prints goes to standard error, where it can do no harm."""
    tasks, outcomes = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return tasks, outcomes


def _limit_memory(size: int) -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    except (ImportError, ValueError, OSError):
        # Windows has no such limit and macOS refuses this one: time alone is limited there.
        return


def _memory_used() -> int:
    """The largest resident size of this process so far, in bytes; 0 where it cannot be told."""
    try:
        # Its own peak: what getrusage gives on Linux still holds the size of the parent it came from.
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return _memory_used_elsewhere()


def _memory_used_elsewhere() -> int:
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
