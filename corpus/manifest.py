"""The manifest of a run: what was read, with which versions and settings, and what came out."""

from __future__ import annotations

import json
import os
import platform
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import file_digest, sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.metadata import files as files_of
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.export import whole_file
from corpus.stages import Costs
from corpus.store import RunRecord, Store

_LIBRARIES = (
    "stadspraat", "pdfplumber", "pdfminer.six", "pypdfium2", "spacy", "simplemma", "wordfreq", "onnxruntime",
    "tokenizers",
    "bertopic", "umap-learn", "hdbscan", "scikit-learn", "numpy", "pandas",
)  # fmt: skip
# Packages that carry models: their files are known by their hashes.
_MODELS = ("simplemma", "wordfreq")

FILE = Path("report", "manifest.json")


@dataclass
class Run:
    """A run under way: what it counts, and what each stage costs."""

    store: Store
    counts: dict[str, Any] = field(default_factory=dict)
    costs: Costs = field(default_factory=Costs)

    def stage(self, name: str) -> AbstractContextManager[None]:
        """Measure what happens inside as the cost of a stage."""
        return self.costs.of(name)

    def values(self) -> dict[str, Any]:
        """All there is to tell of the run, as values for JSON."""
        return {**self.counts, "seconds": self.costs.seconds, "memory_mb": self.costs.memory_mb}


@contextmanager
def recorded(store: Store, command: str, settings: Mapping[str, object]) -> Iterator[Run]:
    """A run on record: in the store, and when it is done in the manifest beside the report."""
    run = Run(store)
    number = store.start_run(command, settings, versions())
    try:
        yield run
    except BaseException as error:
        told = " ".join(str(error).split()) or type(error).__name__
        store.finish_run(number, "failed", {**run.counts, "error": told}, run.costs.seconds)
        raise
    store.finish_run(number, "done", {**run.counts, "corpus": store.holdings()}, run.costs.seconds)
    write_manifest(store, number, store.folder / FILE)


def versions() -> dict[str, str]:
    """The versions of Python, SQLite, tesseract and every library that a result depends on; '' for none."""
    found = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    return found | {name: _version(name) for name in _LIBRARIES} | {"tesseract": _tesseract_version()}


@cache
def _tesseract_version() -> str:
    """What tesseract says it is; pages without a text layer are read by it."""
    program = shutil.which("tesseract")
    if program is None:
        return ""
    try:
        ran = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return "unknown"
    told = f"{ran.stdout} {ran.stderr}".split()
    return told[1] if told[:1] == ["tesseract"] and len(told) > 1 else "unknown"


def write_manifest(store: Store, run: int, path: Path) -> None:
    """Write the manifest of a run as JSON; files are named from the folder they have in common."""
    record = next(one for one in store.runs() if one.id == run)
    path.parent.mkdir(exist_ok=True)
    with whole_file(path) as file:
        text = json.dumps(manifest_of(store, record), ensure_ascii=False, indent=2)
        file.write(f"{text}\n".encode())


def last_manifest(store: Store) -> dict[str, Any]:
    """The manifest of the last run that was completed. Raises CorpusError where there is none."""
    done = [one for one in store.runs() if one.status == "done" and "corpus" in one.counts]
    if not done:
        raise CorpusError(f"{store.folder}: no completed run on record; first: stadspraat run PATH")
    return manifest_of(store, done[-1])


def manifest_of(store: Store, run: RunRecord) -> dict[str, Any]:
    """All that is on record of a run, with the topics that are current and the hash of every file."""
    files = list(store.files())
    base = _common_folder([one.source.path for one in files])
    model = store.current_topic_model()
    return {
        "run": run.id,
        "command": run.command,
        "started": run.started,
        "finished": run.finished,
        "status": run.status,
        "versions": dict(run.versions),
        "settings": dict(run.settings),
        "counts": dict(run.counts),
        "seconds": dict(run.seconds),
        "package_hashes": {name: _package_hash(name) for name in _MODELS},
        "topic_model": {
            "version": model.id,
            "created": model.created,
            "fingerprint": model.fingerprint,
            "settings": dict(model.settings),
            "figures": dict(model.figures),
            "sha256": _hashes(store.folder / model.folder),
        }
        if model
        else None,
        "files": [
            {
                "file": os.path.relpath(one.source.path, base),
                "sha256": one.source.sha256,
                "status": one.status,
                "reason": one.reason,
            }
            for one in files
        ],
    }


def _common_folder(paths: list[str]) -> str:
    try:
        return os.path.commonpath([os.path.dirname(path) for path in paths])
    except ValueError:  # no files, or on several drives
        return os.sep


def _package_hash(name: str) -> str:
    """A hash of all files of an installed package, from the hashes its installer noted; empty: unknown."""
    try:
        files = files_of(name) or []
    except PackageNotFoundError:
        return ""
    # What the installer itself adds differs from machine to machine.
    noted = sorted(f"{one} {one.hash.value}" for one in files if one.hash and one.parts[0] == name)
    return sha256("\n".join(noted).encode()).hexdigest() if noted else ""


def _hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file in a folder, by its name."""
    found = {}
    for path in sorted(folder.glob("*")):
        with path.open("rb") as file:
            found[path.name] = file_digest(file, "sha256").hexdigest()
    return found


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
