"""Worker processes: what they return, and that a task that goes wrong costs itself alone."""

import importlib
import os
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from corpus.errors import UnreadableError
from corpus.limits import LimitedExecutor, LimitError, Limits


class UnsendableError(Exception):
    """An error that cannot be made again from its pickle."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first)


def raise_unsendable() -> None:
    raise UnsendableError("te", "veel")


def raise_unreadable(name: str) -> None:
    raise UnreadableError(f"{name}: no text")


def print_and_return(text: str) -> str:
    os.write(1, b"noise from a C library")
    print("noise from Python")
    return text


@pytest.fixture
def executor() -> Iterator[LimitedExecutor]:
    with LimitedExecutor(1, Limits(seconds=5, memory=1024**3)) as one:
        yield one


def test_results_come_back_in_the_future_that_asked(executor: LimitedExecutor) -> None:
    futures = [executor.submit(pow, 2, power) for power in range(5)]
    assert [future.result() for future in futures] == [1, 2, 4, 8, 16]


def test_a_worker_is_used_again(executor: LimitedExecutor) -> None:
    assert executor.submit(os.getpid).result() == executor.submit(os.getpid).result()


def test_a_large_parent_does_not_wear_its_workers_out() -> None:
    ballast = bytearray(b"x") * (900 * 1024**2)
    with LimitedExecutor(1, Limits(seconds=20, memory=1024**3)) as one:
        assert one.submit(os.getpid).result() == one.submit(os.getpid).result()
    assert ballast


def test_work_is_done_in_another_process(executor: LimitedExecutor) -> None:
    assert executor.submit(os.getpid).result() != os.getpid()


def test_errors_of_ours_come_back_as_they_are(executor: LimitedExecutor) -> None:
    with pytest.raises(UnreadableError, match=r"^nota\.pdf: no text$"):
        executor.submit(raise_unreadable, "nota.pdf").result()


def test_an_error_that_cannot_be_sent_is_told_in_words(executor: LimitedExecutor) -> None:
    with pytest.raises(RuntimeError, match="UnsendableError: te"):
        executor.submit(raise_unsendable).result()


def test_what_a_library_prints_does_not_reach_the_channel(executor: LimitedExecutor) -> None:
    assert executor.submit(print_and_return, "tekst").result() == "tekst"


@pytest.mark.parametrize(
    ("task", "message"),
    [
        ((os._exit, 3), r"took its process down \(exit code 3\)"),
        ((os.abort,), r"took its process down \(SIGABRT\)"),
        ((bytes, 4 * 1024**3), r"needs more than 1 GB of memory"),
    ],
)
def test_a_task_that_dies_costs_itself_alone(executor: LimitedExecutor, task: tuple, message: str) -> None:  # type: ignore[type-arg]
    lost = executor.submit(*task)
    after = executor.submit(pow, 2, 3)
    with pytest.raises(LimitError, match=message):
        lost.result()
    assert after.result() == 8


def test_a_task_that_hangs_is_killed() -> None:
    with LimitedExecutor(1, Limits(seconds=0.5)) as executor:
        began = time.monotonic()
        hanging, after = executor.submit(time.sleep, 60), executor.submit(time.sleep, 0)
        with pytest.raises(LimitError, match=r"not done after 0\.5 seconds"):
            hanging.result()
        assert after.result() is None
        assert time.monotonic() - began < 10


def test_the_time_to_start_is_not_the_task_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "slow_to_load.py").write_text("import time; time.sleep(2.5)\ndef answer(): return 42\n")
    monkeypatch.syspath_prepend(tmp_path)
    answer = importlib.import_module("slow_to_load").answer
    with LimitedExecutor(1, Limits(seconds=2)) as one:
        assert one.submit(answer).result() == 42


def test_tasks_that_wait_can_be_dropped() -> None:
    executor = LimitedExecutor(1)
    running, waiting = executor.submit(time.sleep, 0.3), executor.submit(time.sleep, 60)
    executor.shutdown(cancel_futures=True)
    assert running.result() is None
    with pytest.raises(CancelledError):
        waiting.result()


def test_an_error_outside_ends_the_workers_at_once() -> None:
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        interrupted_while_busy()
    assert time.monotonic() - began < 10


def test_two_workers_work_at_once() -> None:
    with LimitedExecutor(2) as executor:
        assert len({future.result() for future in [executor.submit(pid_after, 0.5) for _ in range(2)]}) == 2


def interrupted_while_busy() -> None:
    with LimitedExecutor(1) as executor:
        executor.submit(time.sleep, 60)
        time.sleep(0.3)
        raise KeyboardInterrupt


def pid_after(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()
