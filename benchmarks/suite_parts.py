"""The measurements of `benchmarks.suite`: each takes an empty folder and yields of what, and the figure."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.pipeline_speed import data_folder

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples" / "middelgrote-steden"
Figures = Iterator[tuple[str, str]]

_MEASURED = """
import json, resource, sys, time
began = time.perf_counter()
{work}
unit = 1024 if sys.platform != "darwin" else 1024 ** 2
usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
peak = max(one.ru_maxrss for one in usage) // unit
print(json.dumps([result, time.perf_counter() - began, peak]))
"""


def measured(work: str, *arguments: str) -> tuple[float, float, int]:
    """What `work` leaves in `result`, its wall seconds and the largest memory of one process in MB.

    It runs in a fresh interpreter with `arguments` in sys.argv.
    """
    command = [sys.executable, "-c", _MEASURED.format(work=work), *arguments]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    result, seconds, peak = json.loads(ran.stdout.splitlines()[-1])
    return float(result), float(seconds), int(peak)


def command(*words: str | Path) -> float:
    """The wall seconds of a stadspraat command, interpreter start included; it must print something."""
    return timed(*words)[0]


def timed(*words: str | Path) -> tuple[float, str]:
    """The wall seconds of a stadspraat command and what it printed.

    Raises RuntimeError where it printed nothing: then it was not the command that was measured.
    """
    began = time.perf_counter()
    whole = [sys.executable, "-c", "from cli import main; main()", *map(str, words)]
    ran = subprocess.run(whole, check=True, capture_output=True, text=True, cwd=ROOT)
    seconds = time.perf_counter() - began
    if not ran.stdout.strip():
        raise RuntimeError(f"stadspraat {' '.join(map(str, words))}: printed nothing")
    return seconds, ran.stdout


def extraction(place: Path) -> Figures:
    """Pages per processor second of each extractor on the same files."""
    from benchmarks.extraction import run
    from benchmarks.peers import extractors

    bench = data_folder() / "pdf" / "bench"
    names = _bench_names(bench) or _example_bench(place)
    folder = bench if _bench_names(bench) else place
    for engine in extractors():
        cost = run(engine, folder, names, place / re.sub(r"\W+", "-", engine))
        yield f"{engine}, {cost.pages} pages", f"{cost.speed:.1f} (peak {cost.peak:.0f} MB)"


def _bench_names(bench: Path) -> list[str]:
    """Every fourth document of the bench, in the order of their names."""
    path = bench / "meta.json"
    return sorted(json.loads(path.read_text("utf-8")))[::4] if path.exists() else []


def _example_bench(place: Path) -> list[str]:
    """The example PDFs, laid out as the bench is."""
    for pdf in sorted(EXAMPLES.glob("*.pdf")):
        (place / pdf.stem).mkdir()
        (place / pdf.stem / "doc.pdf").symlink_to(pdf)
    return [pdf.stem for pdf in sorted(EXAMPLES.glob("*.pdf"))]


def linked(folder: Path, target: Path) -> Path:
    """All PDFs in and below the folder, those of the bench that are shuffled left out, linked."""
    target.mkdir()
    for pdf in sorted(folder.rglob("*.pdf")):
        name = "-".join(pdf.relative_to(folder).parts)
        if "__shuf" not in name:
            (target / name).symlink_to(pdf)
    return target


_ANNOTATE = """
from pathlib import Path
from nlp.annotate import annotate_text
from nlp.pipeline import load_pipeline
pipeline = load_pipeline()
texts = [path.read_text("utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
annotate_text(pipeline, "De gemeente Emmen bouwt woningen.")
began = time.perf_counter()
for text in texts:
    for paragraph in text.split("\\n\\n"):
        annotate_text(pipeline, paragraph)
result = sum(len(text.split()) for text in texts) / (time.perf_counter() - began)
"""

_COMPONENTS = """
from pathlib import Path
from nlp.pipeline import load_pipeline
pipeline = load_pipeline()
pipeline("De gemeente Emmen bouwt woningen.")  # tables are loaded at the first use
whole = "\\n\\n".join(path.read_text("utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt")))
texts = whole.split("\\n\\n")
docs = [pipeline.make_doc(text) for text in texts]
words, result = sum(len(text.split()) for text in texts), {}
for name, component in pipeline.pipeline:
    began = time.perf_counter()
    docs = [component(doc) for doc in docs]
    result[name] = words / (time.perf_counter() - began)
print(json.dumps(result), file=sys.stderr)
result = 0
"""


def annotation(place: Path) -> Figures:
    """Words per second of the default pipeline and of each of its components."""
    speed, _, peak = measured(_ANNOTATE, str(EXAMPLES))
    yield "default pipeline, all layers", f"{speed:,.0f} (peak {peak} MB)"
    whole = [sys.executable, "-c", _MEASURED.format(work=_COMPONENTS), str(EXAMPLES)]
    ran = subprocess.run(whole, check=True, capture_output=True, text=True)
    for name, one in json.loads(ran.stderr.splitlines()[-1]).items():
        yield f"component {name}", f"{one:,.0f}"


_EMBED = """
from pathlib import Path
from models.embedding import BATCH, load_embedder
whole = "\\n\\n".join(path.read_text("utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt")))
texts = whole.split("\\n\\n")
passages = [text for text in texts if len(text.split()) > 40]
model = load_embedder()
model.embed(passages[:2])
began = time.perf_counter()
for start in range(0, len(passages), BATCH):
    model.embed(passages[start : start + BATCH])
result = len(passages) / (time.perf_counter() - began)
"""


_ASSIGN = """
import numpy as np
from models.assigning import TopicModel
chance = np.random.default_rng(1)
centres = chance.normal(size=(50, 384))
centres /= np.linalg.norm(centres, axis=1, keepdims=True)
model = TopicModel(np.zeros(384), np.arange(50), centres, np.full(50, 0.3))
vectors = chance.normal(size=(100_000, 384)).astype(np.float32)
began = time.perf_counter()
for start in range(0, len(vectors), 10_000):
    model.assign(vectors[start : start + 10_000])
result = len(vectors) / (time.perf_counter() - began)
"""


def embedding(place: Path) -> Figures:
    """Passages per second of the default embedder, and of giving their vectors a topic."""
    speed, _, peak = measured(_EMBED, str(EXAMPLES))
    yield "the encoder alone, paragraphs of over 40 words", f"{speed:.1f} (peak {peak} MB)"
    speed, _, _ = measured(_ASSIGN)
    yield "assignment of vectors made by chance to 50 topics", f"{speed:,.0f}"


_READ_PAGES = """
import gc
from pathlib import Path
from corpus.reading import ReadOptions, read_content
paths, pages = [Path(one) for one in sys.argv[2:]], 0
while pages < int(sys.argv[1]):
    for path in paths:
        pages += len(read_content(path, options=ReadOptions(ocr="never")).pages)
result = pages
"""

_STORE_PASSAGES = """
from pathlib import Path
from benchmarks.toy_corpus import fill
from corpus.store import Store
from nlp.annotate import annotate_corpus
with Store.open(Path(sys.argv[2]), create=True) as store:
    fill(store, documents=int(sys.argv[1]) // 10, passages=10)
    result = annotate_corpus(store, "rules")
"""


def memory(place: Path) -> Figures:
    """Peak memory of reading 200 and 2,000 pages, and of annotating 2,000 and 20,000 passages."""
    folder = data_folder() / "pdf" / "report"
    paths = [str(path) for path in sorted(folder.glob("*.pdf")) or sorted(EXAMPLES.glob("*.pdf"))]
    for pages in (200, 2000):
        _, seconds, peak = measured(_READ_PAGES, str(pages), *paths)
        yield f"reading {pages:,} pages in one process", f"{peak} MB ({seconds:.0f} s)"
    for passages in (2000, 20_000):
        _, seconds, peak = measured(_STORE_PASSAGES, str(passages), str(place / str(passages)))
        yield f"annotating {passages:,} passages by the rules", f"{peak} MB ({seconds:.0f} s)"


def whole_run(place: Path) -> Figures:
    """Seconds and memory of each stage of `stadspraat run` on the example, and of the same again."""
    yield from _run_twice(EXAMPLES, place / "corpus")


def real_run(place: Path) -> Figures:
    """The same for the PDFs of ../shared/data/pdf, those of the bench that are shuffled left out."""
    folder = data_folder() / "pdf"
    if not folder.exists():
        yield "../shared/data/pdf", "not there"
        return
    yield from _run_twice(linked(folder, place / "pdf"), place / "corpus")


def _run_twice(folder: Path, corpus: Path) -> Figures:
    for again in (False, True):
        seconds, printed = timed("run", folder, "--corpus", corpus, "--json")
        told = json.loads(printed)
        costs = told["seconds"].items()
        stages = ", ".join(f"{stage} {one:.1f} s ({told['memory_mb'][stage]} MB)" for stage, one in costs)
        name = "the same again" if again else f"{told['documents']} documents, {told['pages']} pages"
        yield name, f"{seconds:.1f} s: {stages}"


_TOY = """
from pathlib import Path
from benchmarks.toy_corpus import write_texts
result = write_texts(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
"""


def one_per_cent(place: Path) -> Figures:
    """Seconds to add 2,000 texts, and then 20 more."""
    measured(_TOY, str(place / "texts"), "0", "2000")
    first = command("add", place / "texts", "--corpus", place / "corpus")
    measured(_TOY, str(place / "texts"), "2000", "2020")
    more = command("add", place / "texts", "--corpus", place / "corpus")
    idle_again = command("add", place / "texts", "--corpus", place / "corpus")
    yield "first 2,000 texts", f"{first:.1f} s"
    yield "20 more", f"{more:.1f} s, of which {idle_again:.1f} s to find that nothing else is new"


_FILL = """
from pathlib import Path
from benchmarks.toy_corpus import fill_as_run
result = fill_as_run(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
"""


def idle(place: Path) -> Figures:
    """Seconds of `stadspraat add` and `annotate` on 10,000 documents that are all up to date."""
    measured(_FILL, str(place / "corpus"), str(place / "texts"), "10000")
    _, printed = timed("add", place / "texts", "--corpus", place / "corpus", "--json")
    told = json.loads(printed)
    if (told["unchanged"], told["added"]) != (10_000, 0):
        raise RuntimeError(f"not idle: {told['unchanged']} unchanged, {told['added']} added")
    for words in (["add", place / "texts"], ["annotate"], ["status"]):
        times = [command(*words, "--corpus", place / "corpus") for _ in range(3)]
        yield f"stadspraat {words[0]}", f"{median(times):.2f} s"


def startup(place: Path) -> Figures:
    """Seconds until each command has printed its help; the median of five."""
    from cli import main

    for name in ("", *main.commands):
        words: Sequence[str] = [name, "--help"] if name else ["--help"]
        yield f"stadspraat {' '.join(words)}", f"{median(command(*words) for _ in range(5)):.2f} s"


os.environ.setdefault("PYTHONPATH", str(ROOT))
