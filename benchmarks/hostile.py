"""Read thousands of damaged PDFs and side-car files beside sound ones: nothing may be lost but the damaged.

    uv run python -m benchmarks.hostile --pdfs 2000 --sidecars 200

The PDFs are those of the example corpus (or of --folder), damaged by `benchmarks.mutants`. Each must end
as a document or as unreadable with a reason, within its time; the sound files among them must come out as
if they were alone, and the corpus must be sound at the end.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from benchmarks.dumps import dump
from benchmarks.kills import EXAMPLES
from benchmarks.mutants import ANY, PDF, mutant
from corpus.batch import add_files
from corpus.errors import MetadataError
from corpus.executors import SerialExecutor
from corpus.limits import Limits
from corpus.store import Store
from corpus.verify import verify

NEIGHBOURS = 2
"""Sound files among the damaged ones of a batch."""
BATCH = 100


@dataclass
class Outcome:
    """What became of the damaged files."""

    read: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    """How often each reason was given, numbers and names taken out."""
    unexplained: list[str] = field(default_factory=list)
    """Files whose reason is an error of ours or of a library, not what is wrong with the file."""
    problems: list[str] = field(default_factory=list)
    """What must not happen: a file without an outcome, a neighbour lost, a corpus that is not sound."""


@click.command()
@click.option("--pdfs", default=2000, show_default=True, help="Damaged PDFs to read.")
@click.option("--sidecars", default=200, show_default=True, help="Damaged side-car files to read.")
@click.option(
    "--folder", type=click.Path(exists=True, path_type=Path), default=EXAMPLES, help="PDFs to damage."
)
@click.option("--seed", default=1, show_default=True)
@click.option("--seconds", default=60.0, show_default=True, help="Most time for one file.")
@click.option("--jobs", default=0, help="Worker processes.")
def main(pdfs: int, sidecars: int, folder: Path, seed: int, seconds: float, jobs: int) -> None:
    """Print what became of the damaged files; exit 1 when anything else was lost."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="hostile") as place:
        found = read_damaged(Path(place), folder, pdfs, seed, Limits(seconds), jobs)
        described = describe_damaged(Path(place), folder, sidecars, seed)
    click.echo(f"{pdfs} damaged PDFs in {time.perf_counter() - began:.0f} s: {found.read} read all the same")
    for reason, number in found.reasons.most_common():
        click.echo(f"{number:6}  {reason}")
    click.echo(f"{sidecars} damaged side-car files: {described.read} used, the others refused in a line")
    for reason, number in described.reasons.most_common():
        click.echo(f"{number:6}  {reason}")
    for line in found.unexplained:
        click.echo(f"unexplained: {line}")
    problems = [*found.problems, *described.problems]
    for problem in problems:
        click.echo(f"PROBLEM: {problem}")
    raise SystemExit(1 if problems else 0)


def read_damaged(place: Path, folder: Path, count: int, seed: int, limits: Limits, jobs: int) -> Outcome:
    """Add `count` damaged PDFs to a corpus, batch by batch, each with sound ones among them."""
    outcome, sound = Outcome(), [path.read_bytes() for path in sorted(folder.rglob("*.pdf"))]
    with Store.open(place / "corpus", create=True) as store:
        for start in range(0, count, BATCH):
            batch = place / f"batch{start:06d}"
            batch.mkdir()
            for number in range(start, min(start + BATCH, count)):
                kind, data = mutant(sound[number % len(sound)], PDF, seed * 1_000_003 + number)
                (batch / f"{number:06d}_{kind}.pdf").write_bytes(data)
            _add_batch(store, batch, sound[start % len(sound) :][:NEIGHBOURS], limits, jobs, outcome)
        outcome.problems += [f"{one.where}: {one.what}" for one in verify(store, sample=0).findings]
    outcome.problems += _neighbours_lost(place, sound)
    return outcome


def _add_batch(
    store: Store, batch: Path, neighbours: Sequence[bytes], limits: Limits, jobs: int, outcome: Outcome
) -> None:
    for number, data in enumerate(neighbours):
        # A comment at the end makes it a file of its own.
        (batch / f"{number:06d}zz_sound.pdf").write_bytes(data + f"\n% {batch.name} {number}\n".encode())
    try:
        result = add_files(store, [batch], limits=limits, jobs=jobs)
    except Exception as error:
        outcome.problems.append(f"{batch.name}: the run ended by {type(error).__name__}: {error}")
        return
    told = {Path(one.file).name: one.reason for one in result.skipped}
    outcome.problems += [f"{name}: a sound file, {told[name]}" for name in told if "sound" in name]
    outcome.problems += [f"{name}: no reason given" for name, reason in told.items() if not reason.strip()]
    if result.added + len(told) != result.found:
        outcome.problems.append(f"{batch.name}: {result.found} files, but {result.added} + {len(told)}")
    outcome.read += result.added - len(neighbours)
    for name, reason in told.items():
        outcome.reasons[_kind_of(reason)] += 1
        if "reader failed" in reason or "took its process down" in reason:
            outcome.unexplained.append(f"{batch / name}: {reason}")


def _kind_of(reason: str) -> str:
    """A reason without what differs from file to file."""
    return re.sub(r"\S*batch\S*", "FILE", re.sub(r"\d[\d.]*", "N", reason))[:110]


def _neighbours_lost(place: Path, sound: Sequence[bytes]) -> list[str]:
    """Sound files of the corpus that did not come out as they do alone."""
    with Store.open(place / "alone", create=True) as store:
        add_files(store, sorted(place.glob("batch*/*_sound.pdf")))
        expected = dump(store)
    with Store.open(place / "corpus") as store:
        found = dump(store)
    lost = []
    for table in ("documents", "paragraphs", "passages"):
        missing = set(expected[table]) - set(found[table])
        lost += [f"{table} of a sound file is not as it is alone: {row[:200]}" for row in sorted(missing)[:3]]
    return lost


def describe_damaged(place: Path, folder: Path, count: int, seed: int) -> Outcome:
    """Describe some texts by `count` damaged side-car files in turn."""
    outcome, texts = Outcome(), place / "texts"
    texts.mkdir()
    intact = (EXAMPLES / "metadata.csv").read_bytes()
    for path in sorted(EXAMPLES.glob("*.pdf"))[:5]:
        (texts / path.name).with_suffix(".html").write_text(f"<p>De tekst van {path.stem} staat hier.</p>")
    intact = intact.replace(b".pdf", b".html")
    with Store.open(place / "described", create=True) as store:
        for number in range(count):
            kind, data = mutant(intact, ANY, seed * 7919 + number)
            sidecar = place / "metadata.csv"
            sidecar.write_bytes(data)
            try:
                result = add_files(store, [texts], metadata=sidecar, executor=SerialExecutor())
            except MetadataError as error:
                outcome.reasons[_kind_of(str(error).replace(str(sidecar), "FILE"))] += 1
            except Exception as error:
                outcome.problems.append(f"side-car {number} ({kind}): {type(error).__name__}: {error}")
            else:
                outcome.read += 1
                if result.added + result.unchanged != result.found:
                    outcome.problems.append(f"side-car {number} ({kind}): {result.skipped}")
        outcome.problems += [f"{one.where}: {one.what}" for one in verify(store, sample=0).findings]
    return outcome


if __name__ == "__main__":
    main()
