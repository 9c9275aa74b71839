"""Lines for the terminal: results for people, and a progress bar that only a terminal gets."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from os.path import basename
from typing import TYPE_CHECKING, Any

from corpus.concordance import KwicLine
from corpus.status import Status

if TYPE_CHECKING:
    from corpus.verify import Verification

_BAR = 30


def progress_bar(label: str) -> Callable[[int, int], None]:
    """A function to be told of progress: a bar on standard error, or nothing where that is no terminal."""
    if not sys.stderr.isatty():
        return lambda done, total: None

    def show(done: int, total: int) -> None:
        filled = _BAR * done // max(total, 1)
        end = "\n" if done >= total else ""
        bar = "#" * filled + "." * (_BAR - filled)
        print(f"\r{label:<10} [{bar}] {done}/{total}", end=end, file=sys.stderr, flush=True)

    return show


def run_lines(values: Mapping[str, Any]) -> Iterator[str]:
    """What `run`, `add`, `annotate` and `topics` did, as far as each has something to tell."""
    if "added" in values:
        yield (
            f"{values['documents']} documents: {values['added']} added, {values['unchanged']} unchanged, "
            f"{len(values['skipped'])} skipped; {values['pages']} pages, {values['passages']} passages"
        )
        if values.get("near_copies"):
            yield f"{values['near_copies']} pairs of documents say nearly the same; see: stadspraat status"
        yield from (f"  skipped {one['file']}: {one['reason']}" for one in values["skipped"])
    if "annotated" in values:
        yield f"{values['annotated']} passages annotated"
    if "topics" in values:
        yield f"{values['topics']} topics, {_share(values['outlier_share'])} of the passages without one"
    if "report" in values:
        yield f"report: {values['report']}"


def table_lines(rows: Sequence[Mapping[str, object]]) -> Iterator[str]:
    """Rows of one shape as a table; numbers to the right, texts to the left."""
    if not rows:
        return
    names = list(rows[0])
    cells = [names, *([str(row[name]) for name in names] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(names))]
    numeric = [not isinstance(rows[0][name], str) for name in names]
    for row in cells:
        aligned = (
            cell.rjust(width) if number else cell.ljust(width)
            for cell, width, number in zip(row, widths, numeric, strict=True)
        )
        yield "  ".join(aligned).rstrip()


def kwic_lines(lines: Sequence[KwicLine], width: int) -> Iterator[str]:
    """Concordance lines with the matches below each other; then document, page and date."""
    longest = max((len(line.match) for line in lines), default=0)
    for line in lines:
        place = [basename(line.path), f"p. {line.page}" if line.page else "", line.date]
        gap = " " * (longest - len(line.match))
        shown = f"{line.left:>{width}}[{line.match}]{gap}{line.right:<{width}}"
        yield f"{shown}  {', '.join(filter(None, place))}"


def status_lines(status: Status) -> Iterator[str]:
    """The state of a corpus, most important first."""
    counts = status.counts
    yield (
        f"{counts['documents']} documents ({counts['pages']} pages, {counts['passages']} passages) "
        f"from {counts['files']} files: {counts['duplicates']} duplicate, {len(status.unreadable)} unreadable"
    )
    if status.topics:
        share = _share(status.topics["outlier_share"])
        yield (
            f"topic model {status.topics['version']}: {status.topics['topics']} topics, {share} without one"
        )
    for stage, lack in status.behind.items():
        yield f"{stage}: {lack or 'up to date'}"
    yield from (f"unreadable: {file}: {reason}" for file, reason in status.unreadable)
    yield from (f"no longer there (its text is kept): {file}" for file in status.gone)
    yield from (f"changed on disk (both versions are kept): {path}" for path in status.replaced)
    for file, of, likeness in status.near_copies:
        yield f"near copy: {file} is {likeness:.0%} the same as {of}"
    for file, page, confidence, reason in status.doubtful_pages:
        yield f"doubtful page: {file}, p. {page}: {confidence:.2f}, {reason or 'no reason noted'}"


def verification_lines(found: Verification) -> Iterator[str]:
    """A line for each finding, and one that sums up."""
    yield from (f"{one.check}: {one.where}: {one.what}" for one in found.findings)
    looked = (
        f"{found.documents} documents, {found.passages} passages and {found.sources} sources checked, "
        f"{found.read_again} documents done again"
    )
    yield f"{looked}: {f'{len(found.findings)} findings' if found.findings else 'all sound'}"


def _share(share: Any) -> str:
    return f"{share:.1%}" if isinstance(share, float) else "unknown share"
