"""Quality, speed and memory of text extraction beside its peers, over a folder of PDFs with reference text.

    python -m benchmarks.extraction --bench FOLDER [--only REGEX] [--engines REGEX] [--json FILE]

Each extractor runs in a process of its own, so that its time and memory are its own. The text goes to a
temporary folder (`--keep FOLDER` keeps it).
"""

from __future__ import annotations

import json
import logging
import multiprocessing
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click
import pypdfium2  # type: ignore[import-untyped]

from benchmarks.peers import extractors
from benchmarks.scoring import MEASURES, Scores, score

Meta = Mapping[str, Any]

GROUPS: tuple[tuple[str, Callable[[Meta], bool]], ...] = (
    ("reference text, two and more columns", lambda m: m["klass"].startswith("gold") and m["columns"] > 1),
    ("reference text, one column", lambda m: m["klass"].startswith("gold") and m["columns"] == 1),
    ("reference text, Dutch", lambda m: m["klass"].startswith("gold") and m["lang"] == "nl"),
    ("Dutch programmes, several columns", lambda m: m["klass"].startswith("silver")),
    ("reference text, several columns, shuffled", lambda m: m["klass"].startswith("shuf-gold")),
    ("Dutch programmes, shuffled", lambda m: m["klass"].startswith("shuf-silver")),
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What an extractor used: pages, processor seconds (programs it starts included), peak memory in MB."""

    pages: int
    seconds: float
    peak: float
    start: float = 0.0
    """Processor seconds for the first documents, when modules and word lists are loaded; not in `seconds`."""
    growth: float = 0.0
    """MB the process's peak rose by over all documents, from after its start."""

    @property
    def speed(self) -> float:
        """Pages a processor second."""
        return self.pages / self.seconds if self.seconds else 0.0


@click.command()
@click.option(
    "--bench", type=click.Path(exists=True, path_type=Path), required=True, help="Folder with meta.json."
)
@click.option("--only", default=".", help="Documents whose name matches this pattern.")
@click.option("--engines", default=".", help="Extractors whose name matches this pattern.")
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the extracted texts in this folder.")
@click.option("--json", "report", type=click.Path(path_type=Path), help="Write all figures to this file.")
def main(bench: Path, only: str, engines: str, keep: Path | None, report: Path | None) -> None:
    """Print the comparison of all extractors over a bench folder."""
    meta = json.loads((bench / "meta.json").read_text("utf-8"))
    names = [name for name in sorted(meta) if re.search(only, name)]
    chosen = [name for name in extractors() if re.search(engines, name)]
    with tempfile.TemporaryDirectory() as folder:
        out = keep or Path(folder)
        costs = {engine: run(engine, bench, names, out / _slug(engine)) for engine in chosen}
        scores = {engine: _scores(bench, meta, names, out / _slug(engine)) for engine in chosen}
    _print_quality(meta, scores)
    _print_costs(costs)
    if report:
        report.write_text(json.dumps(_figures(costs, scores), indent=1), "utf-8")


def run(engine: str, bench: Path, names: Sequence[str], out: Path) -> Cost:
    """Extract all documents with one extractor in a fresh process; the texts are written to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        folders = [bench / name for name in names]
        return pool.apply(_extract_all, (engine, folders, _first_to_read(bench), out))


def _first_to_read(bench: Path) -> list[Path]:
    """The smallest document of each language: what is read, untimed, so that word lists are loaded."""
    meta = json.loads((bench / "meta.json").read_text("utf-8"))
    by_size = sorted(meta, key=lambda name: ((bench / name / "doc.pdf").stat().st_size, name), reverse=True)
    smallest = {meta[name]["lang"]: bench / name for name in by_size}
    return [smallest[language] for language in sorted(smallest)]


def _extract_all(engine: str, folders: Sequence[Path], first: Sequence[Path], out: Path) -> Cost:
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    extract = extractors()[engine]
    before = _cpu()
    for folder in first:
        extract(folder / "doc.pdf")
    start, at_start = _cpu() - before, _peak()
    seconds = 0.0
    for folder in folders:
        before = _cpu()
        text = extract(folder / "doc.pdf")
        seconds += _cpu() - before
        (out / f"{folder.name}.txt").write_text(text, "utf-8", "replace")
    pages = sum(_page_count(folder / "doc.pdf") for folder in folders)
    return Cost(pages, seconds, _peak(), start, _peak() - at_start)


def _peak() -> float:
    """The most memory, in MB, that the process or a program it started has held."""
    own, started = (
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return max(own, started) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _page_count(path: Path) -> int:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return len(pdf)
    finally:
        pdf.close()


def _scores(bench: Path, meta: Mapping[str, Meta], names: Sequence[str], out: Path) -> dict[str, Scores]:
    found = {}
    for name in names:
        gold = meta[name]["klass"].startswith(("gold", "shuf-gold"))
        reference, extra = ((bench / name / part).read_text("utf-8") for part in ("ref.txt", "extra.txt"))
        text = (out / f"{name}.txt").read_text("utf-8")
        hyphens = bool(meta[name].get("hyph", True))
        found[name] = score(reference, extra, text, hyphens=hyphens, paragraphs=gold)
    return found


def mean_scores(scores: Sequence[Scores]) -> dict[str, float | None]:
    """The mean of every measure over the documents it was asked of."""
    means: dict[str, float | None] = {}
    for measure in MEASURES:
        values = [value for value in (getattr(one, measure) for one in scores) if value is not None]
        means[measure] = sum(values) / len(values) if values else None
    return means


def _print_quality(meta: Mapping[str, Meta], scores: Mapping[str, Mapping[str, Scores]]) -> None:
    for title, belongs in GROUPS:
        documents = [name for name in next(iter(scores.values()), {}) if belongs(meta[name])]
        if not documents:
            continue
        click.echo(f"\n{title} ({len(documents)} documents)")
        click.echo(f"{'':28}" + "".join(f"{measure:>8}" for measure in MEASURES))
        for engine, found in scores.items():
            means = mean_scores([found[name] for name in documents])
            row = "".join(f"{'–' if value is None else f'{value:.1f}':>8}" for value in means.values())
            click.echo(f"{engine:28}{row}")


def _print_costs(costs: Mapping[str, Cost]) -> None:
    plain = costs.get("pdfplumber extract_text")
    heads = f"{'pages':>8}{'pages/s':>9}{'start s':>9}{'peak MB':>9}{'grown MB':>10}"
    click.echo(f"\n{'':28}{heads}{'× plain pdfplumber':>20}")
    for engine, cost in costs.items():
        ratio = f"{cost.speed / plain.speed:.1f}" if plain and plain.speed else "–"
        figures = f"{cost.pages:8}{cost.speed:9.1f}{cost.start:9.1f}{cost.peak:9.0f}{cost.growth:10.0f}"
        click.echo(f"{engine:28}{figures}{ratio:>20}")


def _figures(costs: Mapping[str, Cost], scores: Mapping[str, Mapping[str, Scores]]) -> dict[str, Any]:
    return {
        engine: {
            **asdict(cost),
            "documents": {name: asdict(one) for name, one in scores[engine].items()},
        }
        for engine, cost in costs.items()
    }


def _slug(engine: str) -> str:
    return re.sub(r"\W+", "-", engine)


if __name__ == "__main__":
    main()
