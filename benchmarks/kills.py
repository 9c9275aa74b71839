"""Kill a run at random moments in every stage, complete it, and compare with an undisturbed corpus.

    uv run python -m benchmarks.kills --kills 100

Each kill starts from the corpus as it was when the stage began; the command of the stage is run in a
process of its own, ended by SIGKILL at a random moment; the corpus must open and hold nothing that
contradicts itself; `stadspraat run` then completes it, and all it holds must be equal to the content of
an undisturbed corpus. The processes are forked from one that has loaded everything, so that the moments
fall in the work and not in the loading of libraries.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks.dumps import differences, dump
from cli import main as stadspraat
from corpus.store import Store
from corpus.verify import verify

STAGES = ("add", "annotate", "topics", "report")
# The rules are the quickest to load and to run; what is at stake does not depend on the pipeline.
_OPTIONS = {"run": ("--jobs", "--pipeline"), "add": ("--jobs",), "annotate": ("--jobs", "--pipeline")}
_VALUES = {"--jobs": "1", "--pipeline": "rules"}
EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "middelgrote-steden"


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill: in which stage, after how long, and what was wrong afterwards."""

    stage: str
    after: float
    hit: bool
    """Whether the process was still at work."""
    problems: tuple[str, ...]


@click.command()
@click.option("--kills", default=100, show_default=True, help="How many times to kill.")
@click.option("--seed", default=1, show_default=True)
@click.option("--texts", default=8, show_default=True, help="Texts of the example corpus to work on.")
@click.option("--pdfs", default=3, show_default=True, help="PDFs of the example corpus to work on.")
@click.option("--stages", default=",".join(STAGES), show_default=True, help="Stages to do and to kill in.")
def main(kills: int, seed: int, texts: int, pdfs: int, stages: str) -> None:
    """Print a line for each kill after which something was wrong, and how many there were."""
    with tempfile.TemporaryDirectory(prefix="kills") as folder:
        found = run_kills(Path(folder), kills, seed, texts, pdfs, tuple(stages.split(",")))
    for kill in found:
        for problem in kill.problems:
            click.echo(f"{kill.stage}, killed after {kill.after:.3f} s: {problem}")
    hits = Counter(kill.stage for kill in found if kill.hit)
    bad = sum(bool(kill.problems) for kill in found)
    counted = ", ".join(f"{hits[stage]} in {stage}" for stage in STAGES if hits[stage])
    click.echo(f"{len(found)} kills ({counted} while at work): {bad} corpora not as the undisturbed one")
    raise SystemExit(1 if bad else 0)


def run_kills(
    place: Path, kills: int, seed: int, texts: int, pdfs: int, stages: tuple[str, ...]
) -> list[Kill]:
    """Kill so many times, in each of the stages in turn; what came of each."""
    sources = _sources(place / "sources", texts, pdfs)
    _commands(place / "warm", sources, stages)  # loads and compiles all there is
    seconds = _undisturbed(place, sources, stages)
    with Store.open(place / "after") as store:
        expected = dump(store)
    if not expected["documents"] or ("topics" in stages and not expected["topics"]):
        raise RuntimeError("the undisturbed corpus is empty: nothing was done that could be disturbed")
    chance = random.Random(seed)
    found = []
    for number in range(kills):
        stage = stages[number % len(stages)]
        after = chance.uniform(0, seconds[stage])
        found.append(_kill(place, sources, stages, stage, after, expected))
    return found


def _sources(folder: Path, texts: int, pdfs: int) -> Path:
    folder.mkdir(parents=True)
    for pattern, count in (("*.txt", texts), ("*.pdf", pdfs)):
        for path in sorted(EXAMPLES.glob(pattern))[::-1][:count] if count else ():
            name = path.name if pattern == "*.pdf" else f"tekst_{path.name}"
            shutil.copy(path, folder / name)
    return folder


def _undisturbed(place: Path, sources: Path, stages: tuple[str, ...]) -> dict[str, float]:
    """Do every stage, keep the corpus as it is before and after each; the seconds each took."""
    corpus, seconds = place / "corpus", {}
    for stage in stages:
        if corpus.exists():
            shutil.copytree(corpus, place / f"{stage}.before")
        began = time.perf_counter()
        _commands(corpus, sources, (stage,))
        seconds[stage] = time.perf_counter() - began
    corpus.rename(place / "after")
    return seconds


def _kill(
    place: Path,
    sources: Path,
    stages: tuple[str, ...],
    stage: str,
    after: float,
    expected: dict[str, list[str]],
) -> Kill:
    corpus = place / "corpus"
    if (place / f"{stage}.before").exists():
        shutil.copytree(place / f"{stage}.before", corpus)
    hit = _run_and_kill(corpus, sources, stage, after)
    problems = _problems(corpus)
    _commands(corpus, sources, ("run",) if stages == STAGES else stages)
    with Store.open(corpus) as store:
        problems += differences(dump(store), expected)
    problems += _problems(corpus)
    shutil.rmtree(corpus)
    return Kill(stage, after, hit, tuple(problems))


def _run_and_kill(corpus: Path, sources: Path, stage: str, after: float) -> bool:
    """Run the command of a stage in a process and kill it; whether it was still at work."""
    process = os.fork()
    if process == 0:
        try:
            _commands(corpus, sources, (stage,))
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    return os.WIFSIGNALED(status)


def _problems(corpus: Path) -> list[str]:
    """What in the corpus contradicts itself; nothing where there is none yet."""
    if not (corpus / "corpus.db").exists():
        return []
    with Store.open(corpus) as store:
        return [f"{one.check}: {one.where}: {one.what}" for one in verify(store, sample=0).findings]


def _commands(corpus: Path, sources: Path, stages: tuple[str, ...]) -> None:
    """Run commands in this process, their output thrown away."""
    for stage in stages:
        paths = [str(sources)] if stage in ("add", "run") else []
        options = [word for name in _OPTIONS.get(stage, ()) for word in (name, _VALUES[name])]
        arguments = [stage, *paths, *options, "--corpus", str(corpus)]
        with _silence():
            stadspraat(arguments, standalone_mode=False)


@contextmanager
def _silence() -> Iterator[None]:
    """Throws standard output and error away for a while, those of child processes too."""
    kept = [os.dup(1), os.dup(2)]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        yield
    finally:
        for number, one in enumerate(kept, 1):
            os.dup2(one, number)
            os.close(one)
        os.close(nowhere)


def _single_threaded() -> None:
    """Begin again with one thread a library: a process with more cannot be forked safely."""
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
    if any(os.environ.get(name) != "1" for name in names):
        environment = {**os.environ, **dict.fromkeys(names, "1")}
        os.execve(sys.executable, [sys.executable, "-m", "benchmarks.kills", *sys.argv[1:]], environment)


if __name__ == "__main__":
    _single_threaded()
    main()
