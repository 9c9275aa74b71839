"""Write the report of a corpus."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import CorpusError
from corpus.report.load import Tables, load
from corpus.report.page import render

FILE = "report.html"


def build_report(store: Tables, folder: Path) -> Path:
    """Write `report.html` into the folder, which is made where it is missing; the path of the file.

    The page stands on its own and opens without a network. The same corpus gives the same bytes.
    Raises CorpusError when the file cannot be written.
    """
    path = folder / FILE
    page = render(load(store), folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Written beside and moved, so that a reader never meets half a report.
        beside = path.with_suffix(".html.part")
        beside.write_text(page, encoding="utf-8", errors="replace", newline="\n")
        beside.replace(path)
    except OSError as error:
        raise CorpusError(
            f"{path}: cannot write the report ({error.strerror}); free space or choose --corpus"
        ) from error
    return path
