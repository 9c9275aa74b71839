"""What everything costs: one command, one table, written to docs/performance.md.

    uv run python -m benchmarks.suite --write                     # everything; more than an hour on two cores
    uv run python -m benchmarks.suite --only startup --only idle  # some of it; with --write, those rows

Each measurement runs in processes of its own. Where a figure depends on data of ../shared/data (or
STADSPRAAT_DATA) and it is not there, the row says so.
"""

from __future__ import annotations

import platform
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from benchmarks import suite_parts, suite_scaling
from corpus.executors import processors

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
_BEGIN, _END = "<!-- figures -->", "<!-- end of figures -->"

Part = Callable[[Path], Iterator[tuple[str, str]]]
PARTS: dict[str, tuple[str, Part]] = {
    "extraction": ("Extraction, pages a second", suite_parts.extraction),
    "scaling": ("Two reading processes against one", suite_scaling.scaling),
    "annotation": ("Annotation, words a second", suite_parts.annotation),
    "embedding": ("Embedding and assignment, passages a second", suite_parts.embedding),
    "memory": ("Peak memory", suite_parts.memory),
    "run": ("A whole run on the example", suite_parts.whole_run),
    "real": ("A whole run on the PDFs of ../shared/data/pdf", suite_parts.real_run),
    "share": ("Adding 1 % of documents to 2,000", suite_parts.one_per_cent),
    "idle": ("A run with nothing to do on 10,000 documents", suite_parts.idle),
    "startup": ("Start-up of each command", suite_parts.startup),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: what was measured, of what, and what it came to."""

    measured: str
    of: str
    figure: str


@click.command()
@click.option("--only", multiple=True, type=click.Choice(list(PARTS)), help="Some parts only.")
@click.option("--write", is_flag=True, help="Put the rows into docs/performance.md.")
def main(only: Sequence[str], write: bool) -> None:
    """Measure and print the table."""
    rows: list[Row] = []
    for name in only or PARTS:
        title, part = PARTS[name]
        with tempfile.TemporaryDirectory(prefix="suite") as folder:
            for of, figure in part(Path(folder)):
                rows.append(Row(title, of, figure))
                click.echo(f"{title}: {of}: {figure}", err=True)
    click.echo(table_of(rows))
    if write:
        page = PAGE.read_text("utf-8")
        PAGE.write_text(placed(page, table_of(renewed(rows_of(page), rows))), "utf-8")


def renewed(before: Sequence[Row], now: Sequence[Row]) -> list[Row]:
    """The rows now, with those before of what was not measured now, in the order of the parts."""
    measured = {row.measured for row in now}
    order = [title for title, _ in PARTS.values()]
    kept = [row for row in before if row.measured in order and row.measured not in measured]
    return sorted([*kept, *now], key=lambda row: order.index(row.measured))


def rows_of(page: str) -> list[Row]:
    """The rows of the table between the two marks."""
    table = page.partition(_BEGIN)[2].partition(_END)[0]
    cells = (re.split(r" \| ", line.strip("| ")) for line in table.splitlines() if line.startswith("| "))
    return [Row(*found) for found in cells if len(found) == 3 and found[0] != "measured"]


def table_of(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table, with the machine and the day."""
    lines = [f"| {row.measured} | {row.of} | {row.figure} |" for row in rows]
    return "\n".join([machine(), "", "| measured | of | figure |", "|---|---|---|", *lines])


def placed(page: str, table: str) -> str:
    """The page with the table between its two marks."""
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n{table}\n{_END}{after}"


def machine() -> str:
    """The machine and the day, in a sentence."""
    return (
        f"Measured on {date.today().isoformat()}: {_processor()}, {processors()} processors in use, "
        f"{_memory()} of memory, {platform.system()}, Python {platform.python_version()}."
    )


def _processor() -> str:
    try:
        found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    except OSError:
        found = None
    return found.group(1) if found else platform.processor() or platform.machine()


def _memory() -> str:
    try:
        found = re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text())
    except OSError:
        found = None
    return f"{int(found.group(1)) / 1024**2:.0f} GB" if found else "an unknown amount"


if __name__ == "__main__":
    main()
