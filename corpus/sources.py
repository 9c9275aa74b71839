"""Source files: found below the paths the user gave, and known by the SHA-256 of their bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from corpus.errors import UnreadableError

SIDECAR = "metadata.csv"
"""The name of a side-car metadata file; see `corpus.metadata`."""

CORPUS_FILE = "corpus.db"
"""What makes a folder a corpus."""

_PASSED_OVER = frozenset({SIDECAR, "desktop.ini", "thumbs.db"})
_ABOUT = frozenset({"readme", "license", "licence"})
_PLAIN = frozenset({".txt", ".md"})
_PRINTED = frozenset({".pdf", ".html", ".htm", ".docx", ".odt", ".xml"})


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file on disk and its bytes when it was last looked at."""

    path: str
    """Absolute; bytes that are no text in the file system's encoding are written as \\xNN."""
    size: int
    mtime_ns: int
    sha256: str


def find_files(paths: Sequence[Path], *, corpus: Path | None = None) -> tuple[Path, ...]:
    """The files at or below these paths, absolute, each once, sorted by path.

    Left out of folders: hidden files, side-car files (the metadata, a README, plain text kept beside a PDF
    of the same name, or in a folder below it that holds nothing else) and corpora. A file that is named
    is always taken. Raises UnreadableError when a path does not exist.
    """
    found: set[Path] = set()
    for path in map(_absolute, paths):
        if path.is_dir():
            found.update(_below(path, corpus.resolve() if corpus else None))
        elif path.exists():
            found.add(path)
        else:
            raise UnreadableError(f"{path}: no such file or folder; check the path")
    return tuple(sorted(found, key=os.fsencode))


def identify(path: Path, known: Mapping[str, SourceFile]) -> SourceFile:
    """The file as it is now; bytes of the same size and time as when last seen are not read again.

    Raises UnreadableError when the file has gone, cannot be read, or changes while it is read.
    """
    key = path_key(path)
    before = _stat(path)
    old = known.get(key)
    if old and (old.size, old.mtime_ns) == (before.st_size, before.st_mtime_ns):
        return old
    digest = _digest(path)
    after = _stat(path)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise UnreadableError(f"{path}: changed while it was read; run again when it is complete")
    return SourceFile(key, after.st_size, after.st_mtime_ns, digest)


def path_key(path: Path) -> str:
    """How the store writes a path: absolute, and always text."""
    return os.fsencode(os.path.abspath(path)).decode("utf-8", "backslashreplace")


def _absolute(path: Path) -> Path:
    # Not resolve(): a link is known by the name the user gave it.
    return Path(os.path.abspath(path))


def _below(folder: Path, corpus: Path | None) -> Iterator[Path]:
    """The files below a folder, links followed; a folder met before (a loop) is not entered again."""
    seen: set[Path] = set()
    printed: dict[Path, set[str]] = {}
    for name, folders, files in os.walk(folder, followlinks=True):
        here = Path(name)
        if here.resolve() in seen or here.resolve() == corpus or CORPUS_FILE in files:
            folders.clear()
            continue
        seen.add(here.resolve())
        folders[:] = sorted(entry for entry in folders if not entry.startswith("."))
        printed[here] = {_stem(file) for file in files if _suffix(file) in _PRINTED}
        for file in _publications(files, printed[here], printed.get(here.parent, set())):
            if (here / file).is_file():
                yield here / file


def _publications(names: Sequence[str], printed: set[str], printed_above: set[str]) -> list[str]:
    """The file names of a folder that are publications by their name, given the names of printed ones."""
    shown = [name for name in names if not name.startswith((".", "~$")) and name.lower() not in _PASSED_OVER]
    plain = {name for name in shown if _suffix(name) in _PLAIN}
    if all(_stem(name) in printed_above for name in plain):
        beside = plain
    else:
        beside = {name for name in plain if _stem(name) in printed or _stem(name).lower() in _ABOUT}
    return [name for name in shown if name not in beside]


def _stem(name: str) -> str:
    return os.path.splitext(name)[0]


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _stat(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except OSError as error:
        raise UnreadableError(f"{path}: {error.strerror}; check the file") from error


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableError(f"{path}: {error.strerror}; check the file") from error
