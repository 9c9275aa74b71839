"""Golden text of the example publications against what is read from their PDFs.

    python -m benchmarks.golden [--engine pdfium] [--folder FOLDER]

Prints per document the likeness (longest common word sequence) and the order, and the mean of both; exits
with 1 where the mean likeness is below the bar.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import click

from benchmarks.peers import extractors
from benchmarks.scoring import Scores, score

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "middelgrote-steden"
BAR = 99.0
"""The mean likeness, 0 to 100, that is asked for."""
_EXTRACTORS = {"pdfplumber": "stadspraat", "pdfium": "stadspraat --engine pdfium"}


@dataclass(frozen=True, slots=True)
class GoldenScore:
    """A publication and how well its running text was read."""

    name: str
    scores: Scores


def golden_scores(paths: Sequence[Path], engine: str) -> Iterator[GoldenScore]:
    """The score of each PDF against the golden text beside it; `extra/` holds what may appear besides."""
    extract = extractors()[_EXTRACTORS[engine]]
    for path in paths:
        extra = path.parent / "extra" / f"{path.stem}.txt"
        also = extra.read_text("utf-8") if extra.exists() else ""
        reference = path.with_suffix(".txt").read_text("utf-8")
        yield GoldenScore(path.stem, score(reference, also, extract(path)))


@click.command()
@click.option("--engine", type=click.Choice(sorted(_EXTRACTORS)), default="pdfplumber", show_default=True)
@click.option(
    "--folder", type=click.Path(exists=True, path_type=Path), default=FOLDER, help="PDFs and texts."
)
def main(engine: str, folder: Path) -> None:
    """Print the likeness of every publication to its golden text."""
    found = list(golden_scores(sorted(folder.glob("*.pdf")), engine))
    click.echo(f"{'':44}{'sim':>7}{'order':>7}{'junk':>7}{'para':>7}")
    for one in found:
        click.echo(_row(one.name, [one.scores]))
    click.echo(_row(f"mean of {len(found)}", [one.scores for one in found]))
    if _mean([one.scores.sim for one in found]) < BAR:
        sys.exit(1)


def _row(name: str, scores: Sequence[Scores]) -> str:
    columns = [[cast(float, getattr(one, measure)) for one in scores] for measure in _SHOWN]
    return f"{name:44}" + "".join(f"{_mean(column):7.1f}" for column in columns)


_SHOWN = ("sim", "order", "junk", "para")


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    main()
