"""Which pages the order of a text loses to its reference on: where to look, and who is wrong.

    python -m benchmarks.misplaced --bench FOLDER DOCUMENT...

For every page with misplaced four-word runs, their number and the ends of each misplaced stretch. The
reference of the party programmes is made by machine, so that each stretch must be held against the page.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import click

from benchmarks.scoring import unique_runs, words
from corpus.reading import ReadOptions, read_content
from corpus.records import RUNNING_TEXT, Paragraph

_APART = 6
"""Misplaced runs with fewer right ones between them are one stretch."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Runs of the reference that stand elsewhere in our text: on which page, how many, both ends."""

    page: int
    runs: int
    first: str
    last: str


def misplaced(reference: str, paragraphs: Sequence[Paragraph]) -> tuple[list[Stretch], int]:
    """The misplaced stretches in the order of the reference, and the number of runs in both texts."""
    placed = [one for paragraph in paragraphs for one in _placed_words(paragraph)]
    ours, theirs = unique_runs([word for word, _ in placed]), unique_runs(words(reference))
    shared = [run for run in sorted(theirs, key=theirs.__getitem__) if run in ours]
    kept = rising([ours[run] for run in shared])
    lost = [place for place in range(len(shared)) if place not in kept]
    stretches = []
    for part in _stretches(lost, [placed[ours[run]][1] for run in shared]):
        first, last = shared[part[0]], shared[part[-1]]
        page = placed[ours[first]][1]
        stretches.append(Stretch(page, len(part), " ".join(first), " ".join(last)))
    return stretches, len(shared)


def rising(numbers: Sequence[int]) -> set[int]:
    """The places of a longest rising subsequence (patience sorting with links back)."""
    ends: list[int] = []
    tops: list[int] = []
    back: list[int] = []
    for place, number in enumerate(numbers):
        pile = bisect_left(ends, number)
        ends[pile : pile + 1] = [number]
        tops[pile : pile + 1] = [place]
        back.append(tops[pile - 1] if pile else -1)
    kept: set[int] = set()
    place = tops[-1] if tops else -1
    while place >= 0:
        kept.add(place)
        place = back[place]
    return kept


def _placed_words(paragraph: Paragraph) -> Iterator[tuple[str, int]]:
    """The words of a paragraph, each with its page."""
    pieces = iter(paragraph.pieces)
    piece = next(pieces)
    for part in re.finditer(r"\S+", paragraph.text):
        while part.start() >= piece.end:
            piece = next(pieces)
        yield from ((word, piece.region.page) for word in words(part.group()))


def _stretches(lost: Sequence[int], pages: Sequence[int]) -> list[list[int]]:
    """Neighbouring places on one page together."""
    parts = [[lost[0]]] if lost else []
    for one, other in pairwise(lost):
        if other - one > _APART or pages[one] != pages[other]:
            parts.append([])
        parts[-1].append(other)
    return parts


@click.command()
@click.option("--bench", type=click.Path(exists=True, path_type=Path), required=True, help="Bench folder.")
@click.argument("names", nargs=-1, required=True)
def main(bench: Path, names: Sequence[str]) -> None:
    """Print the misplaced stretches of these documents of a bench, by page."""
    for name in names:
        options = ReadOptions(engine="pdfium", ocr="never")
        read = read_content(bench / name / "doc.pdf", options=options).paragraphs
        running = [paragraph for paragraph in read if paragraph.role in RUNNING_TEXT]
        found, shared = misplaced((bench / name / "ref.txt").read_text("utf-8"), running)
        lost = sum(stretch.runs for stretch in found)
        click.echo(f"{name}: {lost} of {shared} runs misplaced")
        for stretch in sorted(found, key=lambda stretch: (stretch.page, -stretch.runs)):
            click.echo(f"  page {stretch.page:3} {stretch.runs:5}  {stretch.first} … {stretch.last}")


if __name__ == "__main__":
    main()
