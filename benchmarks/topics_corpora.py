"""Corpora to measure topics on: folders of text files with a metadata.csv, which `stadspraat add` reads.

    python -m benchmarks.topics_corpora programmes FOLDER --passages 8000
    python -m benchmarks.topics_corpora motions FOLDER

Both read the development data (STADSPRAAT_DATA, default ../shared/data) and write outside the repository.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import click
import numpy as np

from corpus.sentences import sentence_spans
from models.sampling import fair_sample

DATA = Path(os.environ.get("STADSPRAAT_DATA", Path(__file__).parents[2] / "shared" / "data"))
# fmt: off
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)
# fmt: on
_PROPOSED = re.compile(r"Voorgesteld (\d{1,2}) ([a-z]+) (\d{4})")


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage of about 100 words, and what is known of the document it is from."""

    document: str
    title: str
    date: str
    source: str
    type: str
    text: str


@click.group()
def main() -> None:
    """Write a corpus to measure topics on."""


@main.command("programmes")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--passages", default=8000, show_default=True, help="Passages to take, 0 for all.")
def write_programmes(folder: Path, passages: int) -> None:
    """The national election programmes 1994–2021: equally many passages of every programme, by chance."""
    write(folder, sampled(list(programmes()), passages))


@main.command("motions")
@click.argument("folder", type=click.Path(path_type=Path))
def write_motions(folder: Path) -> None:
    """The motions of the Tweede Kamer, 2023."""
    write(folder, list(motions()))


def sampled(pieces: list[Piece], count: int, seed: int = 1) -> list[Piece]:
    """Return `count` pieces in their order, equally many of every document while it has them; all for 0."""
    if not count:
        return pieces
    taken = fair_sample([piece.document for piece in pieces], count, seed)
    return [pieces[int(row)] for row in np.flatnonzero(taken)]


def programmes() -> Iterator[Piece]:
    """Every passage of the programmes; a file name is `party_year.txt`."""
    for file in sorted((DATA / "text" / "programmas").glob("*.txt")):
        party, _, year = file.stem.rpartition("_")
        title = f"Verkiezingsprogramma {party} {year}"
        for text in cut(file.read_text(encoding="utf-8", errors="replace"), 100):
            yield Piece(file.stem, title, year, party, "verkiezingsprogramma", text)


def motions() -> Iterator[Piece]:
    """Every passage of the motions: what the chamber considers and asks, without heads and names."""
    for file in sorted((DATA / "text" / "moties").glob("*.md")):
        record = file.read_text(encoding="utf-8")
        original = record.partition("## Orginele text:")[2].partition("## Prompt")[0]
        title = record.partition("## Onderwerp:")[2].strip().partition("\n")[0]
        for text in cut(considered(original), 120):
            yield Piece(file.stem, title, proposed(original), "Tweede Kamer", "motie", text)


def considered(text: str) -> str:
    """Return what the chamber considers and asks, without the head of the paper and the names below."""
    begun = re.split(r"gehoord\s+de\s+beraadslaging,?", text, maxsplit=1, flags=re.IGNORECASE)[-1]
    return "De Kamer, gehoord de beraadslaging, " + begun.partition("orde van de dag")[0].strip()


def proposed(text: str) -> str:
    """Return when a motion was proposed (ISO 8601), empty where it does not say."""
    found = _PROPOSED.search(re.sub(r"\s+", " ", text))
    if not found or found[2] not in _MONTHS:
        return ""
    return f"{found[3]}-{_MONTHS.index(found[2]) + 1:02d}-{int(found[1]):02d}"


def cut(text: str, words: int) -> list[str]:
    """Cut a text with hard line breaks and dot leaders into passages of whole sentences."""
    text = re.sub(r"(\w)-\n(\w)", r"\1\2", re.sub(r"\.{4,}.*", "", text))
    text = re.sub(r"\s+", " ", text).strip()
    found: list[str] = []
    held: list[str] = []
    for start, end in sentence_spans(text):
        held += text[start:end].split()
        if len(held) >= words:
            found.append(" ".join(held))
            held = []
    return [*found, " ".join(held)] if len(held) >= words * 0.4 else found


def write(folder: Path, pieces: list[Piece]) -> None:
    """Write a text file per document, a paragraph for every passage, and their metadata."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "metadata.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["file", "title", "date", "source", "type"])
        for document, found in groupby(pieces, key=lambda piece: piece.document):
            passages = list(found)
            first = passages[0]
            name = f"{document}.txt"
            rows.writerow([name, first.title, first.date, first.source, first.type])
            (folder / name).write_text("\n\n".join(piece.text for piece in passages) + "\n", encoding="utf-8")
    print(f"{len(pieces)} passages of {len({piece.document for piece in pieces})} documents in {folder}")


if __name__ == "__main__":
    main()
