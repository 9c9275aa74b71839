"""Reading elsewhere: on a Dask cluster, with files fetched from a mirror; the same corpus comes of it."""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from pdf_sample import write_pdf

from benchmarks.dumps import dump
from corpus.adding import add_to_corpus
from corpus.batch import add_files
from corpus.cluster import ClusterError, _check_versions, _knock, cluster_executor
from corpus.errors import StadspraatError
from corpus.executors import HERE, SerialExecutor, Workers, executor_for, in_order
from corpus.limits import Limits
from corpus.mirror import Mirror
from corpus.store import Store
from nlp.annotate import annotate_corpus

ROOT = Path(__file__).resolve().parent.parent
needs_dask = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None, reason="Dask is not installed (extra `cluster`)"
)
needs_fsspec = pytest.mark.skipif(
    importlib.util.find_spec("fsspec") is None, reason="fsspec is not installed (extra `cluster`)"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Publications, one of them damaged, one a copy."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(12):
        write_pdf(
            folder / f"nota{number:02d}.pdf", [f"Nota {number} over de woningbouw in Zwolle en Almelo."] * 2
        )
    shutil.copy(folder / "nota03.pdf", folder / "nota_kopie.pdf")
    (folder / "stuk.pdf").write_bytes((folder / "nota01.pdf").read_bytes()[:200])
    return folder


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine it takes a scheduler long to begin."""
    monkeypatch.setattr("corpus.cluster._PATIENCE", 120)


def locally(tmp_path: Path, folder: Path) -> dict[str, list[str]]:
    with Store.open(tmp_path / "local", create=True) as store:
        add_files(store, [folder], jobs=1)
        return dump(store)


def double(number: int) -> int:
    return 2 * number


def test_results_come_in_order_and_items_are_taken_as_there_is_room() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    results = in_order(SerialExecutor(), double, items(), waiting=4)
    first, future = next(results)
    assert (first, future.result()) == (0, 0)
    assert len(taken) == 5
    assert [future.result() for _, future in results] == [2 * number for number in range(1, 100)]


def test_without_a_cluster_work_is_done_in_local_processes() -> None:
    with executor_for("", 1, Limits(30)) as executor:
        assert executor.submit(os.getpid).result() != os.getpid()


@needs_dask
def test_a_cluster_that_is_not_there_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.cluster._PATIENCE", 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(ClusterError, match="no Dask scheduler answers there"), cluster_executor(address):
        pass


@needs_dask
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:notaport", "tcp://127.0.0.1:1", "nonsense"])
def test_nothing_else_is_said_of_a_cluster_that_is_not_there(address: str, tmp_path: Path) -> None:
    words = ["add", str(tmp_path), "--corpus", str(tmp_path / "c"), "--cluster", address]
    script = f"from cli import main; main({words!r})"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert run.returncode == 1
    assert len(run.stderr.splitlines()) == 1, run.stderr
    assert address in run.stderr


def test_a_scheduler_that_is_about_to_listen_is_waited_for() -> None:
    with socket.socket() as late:
        late.bind(("127.0.0.1", 0))
        timer = threading.Timer(0.7, late.listen)
        timer.start()
        began = time.monotonic()
        _knock(f"tcp://127.0.0.1:{late.getsockname()[1]}")
        timer.join()
    assert time.monotonic() - began >= 0.5


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"stadspraat\[cluster\]"), cluster_executor("tcp://10.0.0.5:8786"):
        pass


@contextmanager
def cluster(workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and workers, each a process of its own; its address and the workers."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])}

    def start(*words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]]
        return subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT
        )

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    with ExitStack() as stack:
        scheduler = start("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
        stack.callback(end, scheduler)
        options = (address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
        begun = [start("worker", *options) for _ in range(workers)]
        for one in begun:
            stack.callback(end, one)
        yield address, begun


def end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


@needs_dask
def test_a_cluster_that_loses_a_worker_gives_the_corpus_of_one_machine(tmp_path: Path, folder: Path) -> None:
    expected = locally(tmp_path, folder)
    with (
        cluster(2) as (address, workers),
        Store.open(tmp_path / "spread", create=True) as store,
        cluster_executor(address, Limits(60)) as executor,
    ):

        def progress(done: int, total: int) -> None:
            if done == 3:
                workers[0].send_signal(signal.SIGKILL)

        add_files(store, [folder], executor=executor, progress=progress)
        assert workers[0].wait(10) == -signal.SIGKILL
        assert dump(store) == expected


@needs_dask
def test_annotations_made_on_a_cluster_are_those_of_one_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nlp.annotate._WORTHWHILE", 1)
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(12):
        text = f"De gemeente Zwolle bouwt {number} woningen. De wethouder van Almelo vindt dat een goed plan."
        (folder / f"{number}.txt").write_text(text)
    with Store.open(tmp_path / "local", create=True) as store:
        add_files(store, [folder], executor=SerialExecutor())
    shutil.copytree(tmp_path / "local", tmp_path / "spread")
    found = []
    with cluster(2) as (address, workers):

        def progress(done: int, total: int) -> None:
            workers[0].send_signal(signal.SIGKILL)

        monkeypatch.setattr("nlp.annotate._BATCH", 3)
        for name, where in (("local", HERE), ("spread", Workers(cluster=address))):
            with Store.open(tmp_path / name) as store:
                annotate_corpus(store, "rules", workers=where, progress=progress if where.cluster else quiet)
                assert store.count("mentions") > 12
                found.append(dump(store))
        assert workers[0].wait(10) == -signal.SIGKILL
    assert found[0] == found[1]


def quiet(done: int, total: int) -> None:
    pass


class OtherClient:
    """Stands in for a cluster of which one worker has another library."""

    def run(self, function: Callable[[], dict[str, str]]) -> dict[str, dict[str, str]]:
        return {"tcp://10.0.0.6:1": function(), "tcp://10.0.0.7:1": {**function(), "pdfplumber": "0.5"}}


def test_workers_with_other_versions_are_refused() -> None:
    with pytest.raises(ClusterError, match=r"10.0.0.7:1: has pdfplumber 0.5, but here it is"):
        _check_versions(OtherClient())


@needs_dask
def test_limits_hold_on_a_cluster(tmp_path: Path) -> None:
    with cluster(1) as (address, _), cluster_executor(address, Limits(2)) as executor:
        hanging, after = executor.submit(time.sleep, 60), executor.submit(double, 4)
        with pytest.raises(StadspraatError, match="not done after 2 seconds"):
            hanging.result()
        assert after.result() == 8


@needs_fsspec
def test_files_are_fetched_from_a_mirror(tmp_path: Path, folder: Path) -> None:
    expected = locally(tmp_path, folder)
    shutil.copytree(folder, tmp_path / "elsewhere")
    mirror = Mirror(folder, f"file://{tmp_path / 'elsewhere'}")
    with Store.open(tmp_path / "mirrored", create=True) as store:
        add_files(store, [folder], executor=SerialExecutor(), mirror=mirror)
        assert dump(store) == expected


@needs_fsspec
@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda path: path.write_bytes(b"%PDF-1.7 other"), "has other bytes than the file"),
        (lambda path: path.unlink(), "cannot be fetched by the worker"),
    ],
)
def test_a_mirror_that_is_behind_costs_one_file(
    tmp_path: Path, folder: Path, change: Callable[[Path], None], told: str
) -> None:
    shutil.copytree(folder, tmp_path / "elsewhere")
    change(tmp_path / "elsewhere" / "nota02.pdf")
    mirror = Mirror(folder, f"file://{tmp_path / 'elsewhere'}")
    with Store.open(tmp_path / "mirrored", create=True) as store:
        result = add_files(store, [folder], executor=SerialExecutor(), mirror=mirror)
        (skipped,) = [one for one in result.skipped if "nota02" in one.file]
        assert told in skipped.reason
        assert result.added == 11
        # And when the mirror is brought up to date, the file is read.
        shutil.copy(folder / "nota02.pdf", tmp_path / "elsewhere" / "nota02.pdf")
        again = add_files(store, [folder], executor=SerialExecutor(), mirror=mirror)
        assert (again.added, again.unchanged) == (1, 11)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("s3://bucket/pubs", "s3://bucket/pubs/a b/nota.pdf"),
        ("https://example.org/pubs/", "https://example.org/pubs/a%20b/nota.pdf"),
    ],
)
def test_a_file_has_its_place_in_the_mirror(tmp_path: Path, url: str, found: str) -> None:
    mirror = Mirror(tmp_path, url)
    assert mirror.url_of(tmp_path / "a b" / "nota.pdf") == found
    with pytest.raises(StadspraatError, match="lies outside"):
        mirror.url_of(tmp_path.parent / "nota.pdf")


def test_a_mirror_stands_for_one_folder(tmp_path: Path, folder: Path) -> None:
    with (
        Store.open(tmp_path / "corpus", create=True) as store,
        pytest.raises(StadspraatError, match="give one PATH"),
    ):
        add_to_corpus(
            store, [folder, folder], None, 1, mirror="s3://x", progress=lambda done, total: None, warn=print
        )
