"""How much memory the reading of one long document takes: how far the peak rises over its pages.

    python -m benchmarks.memory PDF... [--pages 1040] [--engine pdfium]

The PDFs are put together, over and over, to one of at least so many pages. A short document is read first,
so that modules and word lists are loaded; what it costs is not counted.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import click
import pikepdf

from corpus.reading import Engine, ReadOptions, read_content


@click.command()
@click.argument("pdfs", type=click.Path(exists=True, path_type=Path), nargs=-1, required=True)
@click.option("--pages", default=1040, show_default=True, help="The least number of pages.")
@click.option(
    "--engine", type=click.Choice(["pdfplumber", "pdfium"]), default="pdfplumber", show_default=True
)
def main(pdfs: Sequence[Path], pages: int, engine: str) -> None:
    """Print the pages, the peak before and after (MB), and by how much it rose."""
    options = ReadOptions(engine=cast(Engine, engine), ocr="never")
    with tempfile.TemporaryDirectory() as folder:
        short, long = Path(folder) / "short.pdf", Path(folder) / "long.pdf"
        put_together(pdfs, 20, short)
        count = put_together(pdfs, pages, long)
        read_content(short, options=options)
        before = peak()
        read_content(long, options=options)
    click.echo(f"{count} pages: peak {before:.0f} MB before, {peak():.0f} after, {peak() - before:.0f} more")


def put_together(pdfs: Sequence[Path], pages: int, target: Path) -> int:
    """Write one PDF of at least so many pages from these, in turn; returns how many it has."""
    with pikepdf.new() as joined, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # links within the sources are of no use here
        sources = [pikepdf.open(path) for path in pdfs]
        at = 0
        while len(joined.pages) < pages:
            joined.pages.extend(sources[at % len(sources)].pages)
            at += 1
        joined.save(target)
        return len(joined.pages)


def peak() -> float:
    """The most memory this process has held, in MB."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
