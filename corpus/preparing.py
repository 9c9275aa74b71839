"""One file to all the store keeps of it; this is what runs in a worker process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from shutil import which

from corpus import frontpage
from corpus.errors import UnreadableError
from corpus.limits import Limits
from corpus.passages import split
from corpus.reading import ReadOptions, read_content
from corpus.records import Content, Metadata, Passage
from corpus.sources import SourceFile
from corpus.store.codec import storable_content

READING_VERSION = 3
"""To be raised when the same bytes are read differently, so that corpora are brought up to date."""

Read = Callable[[Path, ReadOptions], Content]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a file gave."""

    content: Content
    passages: tuple[Passage, ...]
    proposed: Metadata
    """What its text says of title, author, date and language."""


def read_file(path: Path, options: ReadOptions) -> Content:
    """The content of a file; the reading function that `prepare` uses unless told otherwise."""
    return read_content(path, options=options)


def prepare(path: Path, source: SourceFile, options: ReadOptions, read: Read = read_file) -> Prepared:
    """Read the file and split it into passages.

    Raises UnreadableError when it cannot be read, holds no text, or is not what was hashed any more.
    """
    content = storable_content(read(path, options))
    if not any(paragraph.text.strip() for paragraph in content.paragraphs):
        raise UnreadableError(f"{path}: no text in it; if it is a scan, install OCR (see the README)")
    now = path.stat()
    if (now.st_size, now.st_mtime_ns) != (source.size, source.mtime_ns):
        raise UnreadableError(f"{path}: changed while it was read; run again when it is complete")
    passages = split(source.sha256, content.paragraphs)
    return Prepared(content, passages, propose(content, passages))


def propose(content: Content, passages: Sequence[Passage]) -> Metadata:
    """What the text itself says of the publication, for fields that nothing better is known of."""
    found = frontpage.propose(content.paragraphs)
    language = _main_language(passages)
    origin = (*found.origin, ("language", "text")) if language else found.origin
    return replace(found, language=language, origin=origin)


def _main_language(passages: Sequence[Passage]) -> str:
    """The language of most of the words; empty where no passage is long enough to tell."""
    words: Counter[str] = Counter()
    for passage in passages:
        words[passage.language] += len(passage.text.split())
    words.pop("", None)
    return words.most_common(1)[0][0] if words else ""


def fingerprint(options: ReadOptions) -> str:
    """What makes a reading: our version of it, the libraries and the options."""
    libraries = " ".join(f"{name} {_version(name)}" for name in ("pdfplumber", "pdfminer.six", "pypdfium2"))
    check = "checked" if options.check else "unchecked"
    return f"reading {READING_VERSION}; {libraries}; {options.engine}, ocr {options.ocr}, {check}"


def failure_fingerprint(options: ReadOptions, limits: Limits) -> str:
    """What made a failure: a file is tried again when OCR was installed since, or the limits are others."""
    ocr = "present" if which("tesseract") else "absent"
    return f"{fingerprint(options)}; tesseract {ocr}; {limits.seconds:g} s, {limits.memory} bytes"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"
