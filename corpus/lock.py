"""One writer a corpus: a lock that ends with the process that holds it, however that ends."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from corpus.errors import CorpusError

LOCK = "corpus.lock"


@contextmanager
def corpus_lock(folder: Path, command: str) -> Iterator[None]:
    """Hold the corpus for writing. Raises CorpusError, saying who holds it, when another process does."""
    path = folder / LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise CorpusError(f"{folder}: cannot be written ({error.strerror}); choose --corpus") from error
    try:
        if not _take(file):
            holder = path.read_text(encoding="utf-8", errors="replace").strip() or "another process"
            raise CorpusError(f"{folder}: held by {holder}; wait for it, or end it, and run again")
        since = datetime.now().astimezone().isoformat(timespec="seconds")
        os.ftruncate(file, 0)
        os.pwrite(
            file, f"process {os.getpid()} on {socket.gethostname()} ({command}, since {since})".encode(), 0
        )
        yield
    finally:
        # Closing gives the lock back; the file stays, since removing it would race with a waiting process.
        os.close(file)


def _take(file: int) -> bool:
    """Lock the open file for this process; False when another one has it."""
    try:
        import fcntl
    except ImportError:  # Windows: SQLite's own lock then has to do
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
