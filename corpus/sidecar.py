"""Side-car metadata: a CSV file with a row for each publication, as people really save them.

Columns: `file` (needed; relative to the CSV's folder), `title`, `author`, `date`, `source`, `type`,
`language`, or in Dutch `bestand`, `titel`, `auteur`, `datum`, `bron`, `soort`, `taal`; every further column
is kept as it is. A row that cannot be used costs one warning, never the run.
"""

from __future__ import annotations

import csv
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path

from corpus.dates import dates_in_text
from corpus.errors import MetadataError
from corpus.records import Metadata
from corpus.sources import SIDECAR

_DUTCH = {
    "bestand": "file", "bestandsnaam": "file", "filename": "file", "titel": "title", "auteur": "author",
    "datum": "date", "bron": "source", "soort": "type", "taal": "language",
}  # fmt: skip
_KNOWN = frozenset({"file", "title", "author", "date", "source", "type", "language"})
_MOST_CHARACTERS = 1_000_000
"""Of one cell; the csv module's own limit is 131,072."""
_YEAR_OR_MONTH = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2]))?")
_DAY = re.compile(r"([12]\d{3}-\d\d-\d\d)(?:[T ]\d\d:\d\d.*)?")


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a side-car file says, by the file it speaks of, and what in it could not be used."""

    rows: Mapping[Path, Metadata] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def read_sidecar(path: Path, files: Sequence[Path]) -> Sidecar:
    """The metadata a CSV file holds for these files (absolute paths).

    Raises MetadataError when it cannot be read at all or has no `file` column.
    """
    table = _lines(path)
    header = _header(path, next(table, []))
    folder = Path(os.path.abspath(path.parent))
    known = {_key(file): file for file in files}
    rows: dict[Path, Metadata] = {}
    warnings: list[str] = []
    for number, cells in enumerate(table, start=2):
        if not any(cells):
            continue
        values = dict(zip(header, cells, strict=False))
        verdict = _judge(values, len(cells) - len(header), folder, known, rows)
        warnings += [f"{path.name}, row {number}: {line}" for line in verdict.lines]
        if verdict.file is not None:
            rows[verdict.file] = _metadata(values)
    return Sidecar(rows, tuple(warnings))


def find_sidecars(files: Sequence[Path], paths: Sequence[Path], named: Path | None = None) -> Sidecar:
    """The metadata for these files: from the file the user named, else from `metadata.csv` beside them.

    It may stand in a file's own folder or in one above it, up to the path the user gave; the nearest
    row counts. Raises MetadataError as `read_sidecar` does.
    """
    if named is not None:
        return read_sidecar(named, files)
    given = {Path(os.path.abspath(path)) for path in paths}
    folders = {above for folder in {file.parent for file in files} for above in _up_to(folder, given)}
    rows: dict[Path, Metadata] = {}
    warnings: list[str] = []
    # The nearest folder has the longest path, and comes last.
    for folder in sorted(folders, key=lambda folder: (len(folder.parts), str(folder))):
        if (folder / SIDECAR).is_file():
            found = read_sidecar(folder / SIDECAR, [file for file in files if file.is_relative_to(folder)])
            rows.update(found.rows)
            warnings += found.warnings
    return Sidecar(rows, tuple(warnings))


def _up_to(folder: Path, given: set[Path]) -> list[Path]:
    """The folder and those above it, up to the one the user gave; the folder alone where it is in none."""
    above = [folder, *folder.parents]
    last = max((at for at, folder in enumerate(above) if folder in given), default=0)
    return above[: last + 1]


def iso_date(written: str) -> str:
    """The date in ISO 8601, as precise as written (2024, 2024-07, 2024-07-09); '' when it is none.

    Dutch order and names are understood: `9-7-2024`, `9 juli 2024`, `juli 2024`.
    """
    text = written.strip()
    if _YEAR_OR_MONTH.fullmatch(text):
        return text
    if day := _DAY.fullmatch(text):
        try:
            return date.fromisoformat(day[1]).isoformat()
        except ValueError:
            return ""
    found = dates_in_text(text)
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(text))
    return found[0].iso if whole else ""


@dataclass(frozen=True, slots=True)
class _Verdict:
    """The file a row speaks of, if it can be used, and what there is to say about the row."""

    file: Path | None
    lines: tuple[str, ...] = ()


def _judge(
    values: Mapping[str, str],
    surplus: int,
    folder: Path,
    known: Mapping[str, Path],
    rows: Mapping[Path, Metadata],
) -> _Verdict:
    written = values.get("file", "").strip()
    if not written:
        return _Verdict(None, ("no file named; row left out",))
    target = Path(os.path.normpath(folder / written.replace("\\", "/")))
    if not target.is_relative_to(folder):
        return _Verdict(None, (f"{written!r} lies outside the folder of the side-car file; row left out",))
    file = known.get(_key(target))
    if file is None:
        # A file that is there but was not asked for now is no mistake of the table.
        missing = not _exists(target)
        return _Verdict(None, (f"{written!r}: no such file; row left out",) if missing else ())
    if file in rows:
        return _Verdict(None, (f"{written!r} stands here twice; the first row counts",))
    lines = [f"{surplus} cells more than columns; they are left out"] if surplus > 0 else []
    if values.get("date", "").strip() and not iso_date(values["date"]):
        lines.append(f"{values['date']!r} is no date (2024-07-09, 2024-07, 2024 or 9 juli 2024); not used")
    return _Verdict(file, tuple(lines))


def _metadata(values: Mapping[str, str]) -> Metadata:
    fields = {name: values.get(name, "").strip() for name in _KNOWN}
    extra = tuple((name, value) for name, value in values.items() if name not in _KNOWN)
    day = iso_date(fields["date"])
    if fields["date"] and not day:
        extra += (("date (as given)", fields["date"]),)
    return Metadata(
        title=fields["title"],
        author=fields["author"],
        date=day,
        source=fields["source"],
        type=fields["type"],
        language=fields["language"],
        extra=extra,
    )


def _header(path: Path, cells: Sequence[str]) -> list[str]:
    names = [_DUTCH.get(name.strip().lower(), name.strip()) for name in cells]
    names = [name.lower() if name.lower() in _KNOWN else name for name in names]
    if "file" not in names:
        # A quotation mark that is never closed makes one name of many lines.
        columns = " ".join(", ".join(names).split())[:200] or "none"
        raise MetadataError(f"{path}: no column `file` (columns: {columns}); add one with the file names")
    # A name used twice would hide the first column.
    return [name if name and name not in names[:at] else f"column {at + 1}" for at, name in enumerate(names)]


def _lines(path: Path) -> Iterator[list[str]]:
    """The rows of the CSV file, header first; what follows a row that breaks the parser is left out."""
    # Not splitlines(), which takes form feeds and the like for line ends.
    lines = list(StringIO(_decode(path), newline=""))
    if lines and (told := re.match(r"sep=(.)\s*$", lines[0])):
        delimiter, lines = told[1], lines[1:]
    else:
        delimiter = max(";,\t", key=lambda mark: lines[0].count(mark)) if lines else ","
    csv.field_size_limit(_MOST_CHARACTERS)
    try:
        yield from csv.reader(lines, delimiter=delimiter)
    except csv.Error as error:
        raise MetadataError(f"{path}: not a CSV file ({error}); save it again as CSV in UTF-8") from error


def _decode(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise MetadataError(f"{path}: {error.strerror}; check --metadata") from error
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_odd(data)


def _decode_odd(data: bytes) -> str:
    """Bytes that are not UTF-8: mostly cp1252 (Excel on a Dutch Windows), else UTF-8 with a slip in it."""
    loose = data.decode("utf-8-sig", "replace")
    wrong = loose.count("\ufffd")
    right = sum(letter > "\x7f" for letter in loose) - wrong
    return loose if right > wrong else data.decode("cp1252", "replace")


def _key(path: Path) -> str:
    # macOS writes é as e and an accent; a table typed elsewhere does not.
    return unicodedata.normalize("NFC", str(path))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        # Too long, or with a NUL: no file of that name can be there.
        return False
