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

_PASSED_OVER = frozenset({SIDECAR, "desktop.ini", "thumbs.db"})
_ABOUT_THE_FOLDER = frozenset({"readme", "license", "licence"})
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

    Left out of folders: hidden files, side-car files (the metadata, a README, the plain text kept beside
    a PDF of the same name) and the corpus itself. A file that is named is always taken. Raises
    UnreadableError when a path does not exist.
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
    return os.fsencode(_absolute(path)).decode("utf-8", "backslashreplace")


def _absolute(path: Path) -> Path:
    # Not resolve(): a link is known by the name the user gave it.
    return Path(os.path.abspath(path))


def _below(folder: Path, corpus: Path | None) -> Iterator[Path]:
    """The files below a folder, links followed; a folder met before (a loop) is not entered again."""
    seen: set[Path] = set()
    for name, folders, files in os.walk(folder, followlinks=True):
        real = Path(name).resolve()
        if real in seen or real == corpus:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(entry for entry in folders if not entry.startswith("."))
        yield from (path for file in _publications(files) if (path := Path(name, file)).is_file())


def _publications(names: Sequence[str]) -> Iterator[str]:
    """The file names of a folder that are publications by their name."""
    printed = {stem for stem, suffix in map(os.path.splitext, names) if suffix.lower() in _PRINTED}
    for name in names:
        stem, suffix = os.path.splitext(name)
        hidden = name.startswith((".", "~$")) or name.lower() in _PASSED_OVER
        beside = suffix.lower() in _PLAIN and (stem in printed or stem.lower() in _ABOUT_THE_FOLDER)
        if not hidden and not beside:
            yield name


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
