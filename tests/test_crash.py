"""Killed at any moment, a corpus opens again and the next run completes it."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from store_sample import fill

from corpus.batch import add_files
from corpus.executors import SerialExecutor
from corpus.store import Store

SCRIPT = """
import sys
from pathlib import Path
from corpus.batch import add_files
from corpus.executors import SerialExecutor
from corpus.store import Store

with Store.open(Path(sys.argv[1]), create=True) as store:
    print("open", flush=True)
    told = lambda done, total: print(done, flush=True)
    add_files(store, [Path(sys.argv[2])], executor=SerialExecutor(), progress=told)
"""


def adding(corpus: Path, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", SCRIPT, str(corpus), str(folder)]
    root = Path(__file__).resolve().parent.parent
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=root)


def contents(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    with Store.open(folder) as store:
        tables = ("files", "documents", "pages", "paragraphs", "passages")
        index = store.database.execute("SELECT rowid, forms, lemmas FROM passage_index ORDER BY rowid")
        rows = [tuple(row) for row in index]
        return {**{table: list(store.listing(table)) for table in tables}, "index": rows}


def test_what_a_killed_run_and_the_next_add_came_in_together(tmp_path: Path) -> None:
    with Store.open(tmp_path / "corpus", create=True) as store:
        first = store.start_run("add", {}, {})
        fill(store, "a.pdf", "Een.")  # and then it is killed: the run is never finished
        second = store.start_run("add", {}, {})
        fill(store, "b.pdf", "Twee.")
        store.finish_run(second, "done")
        third = store.start_run("add", {}, {})
        fill(store, "c.pdf", "Drie.")
        runs = sorted(row[0] for row in store.database.execute("SELECT run FROM arrivals"))
    assert runs == [first, first, third]


def test_kills_in_several_stages_change_nothing() -> None:
    """The short form of `python -m benchmarks.kills`."""
    words = "--kills 4 --texts 3 --pdfs 1 --stages add,annotate,report"  # topics take too long for a test
    command = [sys.executable, "-m", "benchmarks.kills", *words.split()]
    root = Path(__file__).resolve().parent.parent
    ran = subprocess.run(command, capture_output=True, text=True, cwd=root, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.startswith("4 kills")
    assert ran.stdout.endswith("0 corpora not as the undisturbed one\n")


def test_a_killed_run_is_completed_to_the_corpus_of_an_undisturbed_one(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(150):
        text = f"# Kop {number}\n\nIn buurt {number} groeit de stad. Er wonen {number} mensen."
        (folder / f"n{number:03d}.md").write_text(text)
    chance, reached = random.Random(7), list[int]()
    for _ in range(5):
        process = adding(tmp_path / "killed", folder)
        assert process.stdout is not None
        for _ in range(chance.randrange(1, 40)):
            process.stdout.readline()
        # And some way into what comes next.
        time.sleep(chance.uniform(0, 0.01))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        # It opens, and every document in it is whole.
        found = contents(tmp_path / "killed")
        assert len(found["documents"]) == len(found["files"])
        assert len(found["passages"]) == len(found["index"]) == len(found["documents"])
        reached.append(len(found["documents"]))
    assert any(0 < number < 150 for number in reached), "no kill came half-way"
    for name in ("killed", "undisturbed"):
        with Store.open(tmp_path / name, create=True) as store:
            add_files(store, [folder], executor=SerialExecutor())
    assert contents(tmp_path / "killed") == contents(tmp_path / "undisturbed")
