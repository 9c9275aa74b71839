"""Read sources from where the workers of a cluster find them: a bucket, a web server, another folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib import import_module
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from urllib.parse import quote

from corpus.errors import PassingError, UnreadableError
from corpus.preparing import Prepared, Read, prepare, read_file
from corpus.reading import ReadOptions
from corpus.sources import SourceFile


@dataclass(frozen=True, slots=True)
class Mirror:
    """A folder, and the fsspec URL under which other machines find the same files."""

    folder: Path
    url: str

    def prepare(
        self, path: Path, source: SourceFile, options: ReadOptions, read: Read = read_file
    ) -> Prepared:
        """As `corpus.preparing.prepare`, on a copy of the file fetched from the URL.

        Raises PassingError when it is not there, or has other bytes than the file has here.
        """
        with self._fetched(path, source) as (copy, known):
            try:
                return prepare(copy, known, options, read)
            except UnreadableError as error:
                raise UnreadableError(str(error).replace(str(copy), str(path))) from error

    def url_of(self, path: Path) -> str:
        """Where the file is found."""
        relative = PurePath(os.path.relpath(path, os.path.abspath(self.folder)))
        if relative.parts[:1] == ("..",):
            raise PassingError(f"{path}: lies outside {self.folder}, which is what {self.url} mirrors")
        name = "/".join(relative.parts)
        return f"{self.url.rstrip('/')}/{quote(name) if self.url.startswith('http') else name}"

    @contextmanager
    def _fetched(self, path: Path, source: SourceFile) -> Iterator[tuple[Path, SourceFile]]:
        url = self.url_of(path)
        data = _fetch(url, path)
        if sha256(data).hexdigest() != source.sha256:
            raise PassingError(f"{path}: {url} has other bytes than the file; bring it up to date")
        with TemporaryDirectory(prefix="stadspraat-") as folder:
            # The name is kept: dates are read from it.
            copy = Path(folder) / path.name
            copy.write_bytes(data)
            stat = copy.stat()
            yield copy, replace(source, size=stat.st_size, mtime_ns=stat.st_mtime_ns)


def _fetch(url: str, path: Path) -> bytes:
    try:
        fsspec = import_module("fsspec")
    except ImportError as error:
        raise PassingError(
            f"{path}: a mirror needs fsspec on every worker; `pip install 'stadspraat[cluster]'`"
        ) from error
    try:
        with fsspec.open(url, "rb") as file:
            data: bytes = file.read()
    except (OSError, ValueError, ImportError) as error:
        told = " ".join(str(error).split())
        raise PassingError(f"{path}: {url} cannot be fetched by the worker ({told})") from error
    return data
