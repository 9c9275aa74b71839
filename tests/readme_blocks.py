"""The output that README.md shows, printed by the commands themselves when cog rewrites the page.

`uv run cog -r -I tests README.md` writes it; `tests/test_docs.py` checks that it is current.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from click.testing import CliRunner

from cli import main

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Work in another folder for a while."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@cache
def workplace() -> Path:
    """A folder with the examples, read and annotated, but without topics, which take long."""
    folder = Path(mkdtemp(prefix="stadspraat-readme-"))
    shutil.copytree(ROOT / "examples" / "middelgrote-steden", folder / "examples" / "middelgrote-steden")
    with inside(folder):
        run("add", "examples/middelgrote-steden", "--jobs", "1")
        run("annotate")
    return folder


def run(*words: str, stdin: str = "") -> str:
    """What a command prints on standard output; an exit code other than 0 is an error here."""
    result = CliRunner().invoke(main, words, input=stdin)
    if result.exit_code:
        raise RuntimeError(f"{words}: {result.output}")
    return result.stdout


def block(command: str, words: tuple[str, ...], *, stdin: str = "", first: int = 0) -> str:
    """A Markdown block with a command as typed and what it prints, or the first lines of it."""
    with inside(workplace()):
        lines = run(*words, stdin=stdin).rstrip("\n").splitlines()
    shown = [*lines[:first], "…"] if first and len(lines) > first else lines
    return "\n".join(["```console", f"$ {command}", *shown, "```"])
