"""Plain text as people hand it over: from a file or standard input."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import UnreadableError
from corpus.formats.encoding import decode
from corpus.store.codec import storable


def read_plain(path: Path, data: bytes | None = None) -> str:
    """The text of a plain text file, or of `data` when that is given, line ends as \\n.

    Raises UnreadableError when there is no such file, or it is no plain text.
    """
    if data is None:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UnreadableError(f"{path}: {error.strerror}; check the path") from error
    if data.startswith((b"%PDF", b"PK\x03\x04")):
        raise UnreadableError(f"{path}: no plain text; take its text first with: stadspraat text FILE")
    return storable(decode(data))
