"""Source files: found below the paths the user gave, and known by the SHA-256 of their bytes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file on disk and its bytes when it was last looked at."""

    path: str
    """Absolute; bytes that are no text in the file system's encoding are written as \\xNN."""
    size: int
    mtime_ns: int
    sha256: str
