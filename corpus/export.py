"""Stored tables as files: CSV, JSON lines and Parquet."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal

from corpus.errors import CorpusError
from corpus.store import Store
from corpus.tables import table

Format = Literal["csv", "parquet", "jsonl"]

# A cell that begins so is run as a formula by spreadsheets (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export_table(store: Store, name: str, form: Format, target: BinaryIO) -> None:
    """Write a stored table; CSV and JSON lines are streamed, so that memory stays flat.

    In CSV, text that a spreadsheet would run as a formula gets an apostrophe before it. In JSON lines
    nested columns are nested. Raises CorpusError when there is no such table.
    """
    if form == "parquet":
        table(store, name).to_parquet(target, index=False)
        return
    write = _write_csv if form == "csv" else _write_jsonl
    text = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
    try:
        write(store, name, text)
    finally:
        text.detach()


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that is there in full or not at all. Raises CorpusError when it cannot be written."""
    beside = path.with_name(f"{path.name}.part")
    try:
        with beside.open("wb") as file:
            yield file
        os.replace(beside, path)
    except OSError as error:
        raise CorpusError(f"{path}: cannot be written ({error.strerror}); choose another file") from error
    finally:
        beside.unlink(missing_ok=True)


def safe_cell(value: object) -> object:
    """The value as it may stand in a CSV that people open in a spreadsheet."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _write_csv(store: Store, name: str, target: io.TextIOBase) -> None:
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(store.columns(name))
    for row in store.listing(name):
        writer.writerow([safe_cell(value) for value in row])


def _write_jsonl(store: Store, name: str, target: io.TextIOBase) -> None:
    columns = store.columns(name)
    for row in store.listing(name):
        values = {
            column: json.loads(value) if column in NESTED and isinstance(value, str) else value
            for column, value in zip(columns, row, strict=True)
        }
        target.write(json.dumps(values, ensure_ascii=False) + "\n")


NESTED = frozenset(
    {
        "counts", "data", "extra", "figures", "origin", "own", "parts", "pieces", "regions", "representative",
        "rows", "seconds", "sentences", "settings", "size_classes", "tokens", "versions", "warnings", "words",
    }
)  # fmt: skip
"""Columns that hold JSON."""
