"""Files packed as zip (.docx, .odt), read with limits so that a small file cannot fill the memory."""

from __future__ import annotations

import zipfile
from pathlib import Path

from corpus.errors import UnreadableError
from corpus.formats.markup import Element, parse_xml

_MOST_BYTES = 100_000_000


def member(path: Path, name: str) -> Element | None:
    """The XML of one packed file, or None where the archive has not got it.

    Raises UnreadableError for a damaged or encrypted archive, and for a member over 100 MB.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if name not in archive.namelist():
                return None
            with archive.open(name) as file:
                data = file.read(_MOST_BYTES + 1)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        RuntimeError,
        EOFError,
        OSError,
        NotImplementedError,
    ) as error:
        raise UnreadableError(f"{path}: cannot be unpacked ({error}); open it and save it anew") from error
    except Exception as error:  # zlib.error is no subclass of any of these
        if type(error).__name__ != "error":
            raise
        raise UnreadableError(f"{path}: is damaged ({error}); fetch it again") from error
    if len(data) > _MOST_BYTES:
        raise UnreadableError(f"{path}: {name} unpacks to more than 100 MB; it is not read for safety")
    return parse_xml(data, path)


def required(path: Path, name: str) -> Element:
    """As `member`, but its absence makes the file unreadable."""
    root = member(path, name)
    if root is None:
        raise UnreadableError(f"{path}: has no {name} inside; it is not what its name says")
    return root
