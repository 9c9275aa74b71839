"""Read a file: tell its kind by its bytes, and hand it to the road for that kind."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.errors import PassingError, UnreadableError
from corpus.records import Content

Engine = Literal["pdfplumber", "pdfium"]
Ocr = Literal["auto", "never", "always"]

_OTHER_KINDS = {
    ".txt": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".docx": "docx", ".odt": "odt", ".xml": "xml",
}  # fmt: skip
_PDF_HEAD = 1024
"""A PDF's header may stand behind up to this many bytes of something else (ISO 32000-1, annex H)."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are read."""

    engine: Engine = "pdfplumber"
    """The PDF engine: pdfplumber, or pdfium where speed matters more."""
    ocr: Ocr = "auto"
    """Whether pages without a usable text layer go to OCR: where installed, never, or every page."""
    check: bool = True
    """Whether every page is checked against the second engine."""


def read_content(path: Path, *, options: ReadOptions | None = None) -> Content:
    """The text of a file in reading order, with its place on the page.

    Raises UnreadableError where the file is damaged, locked, empty or of an unknown kind.
    """
    options = options or ReadOptions()
    kind = kind_of(path)
    if kind == "pdf":
        from corpus.pdf import read_pdf

        return read_pdf(path, options)
    from corpus.formats import read_other

    return read_other(path, kind)


def kind_of(path: Path) -> str:
    """pdf, html, xml, docx, odt, markdown or text; the bytes decide, the name only between plain texts."""
    try:
        with path.open("rb") as file:
            head = file.read(_PDF_HEAD)
    except OSError as error:
        raise PassingError(f"{path}: cannot be opened ({error.strerror}); check the path") from error
    if not head.strip(b"\x00\r\n\t "):
        raise UnreadableError(f"{path}: the file is empty; fetch it again")
    if b"%PDF-" in head:
        return "pdf"
    return _other_kind(path, head)


def _other_kind(path: Path, head: bytes) -> str:
    by_name = _OTHER_KINDS.get(path.suffix.lower(), "")
    start = head.lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    if start.startswith(b"pk\x03\x04") and by_name in ("docx", "odt"):
        return by_name
    if start.startswith((b"<!doctype html", b"<html")) or b"<html" in start:
        return "html"
    if start.startswith(b"<?xml") or by_name == "xml":
        return "xml"
    if by_name in ("text", "markdown", "html"):
        return by_name
    reason = "no PDF, although its name says so" if path.suffix.lower() == ".pdf" else "of an unknown kind"
    raise UnreadableError(f"{path}: {reason}; PDF, text, Markdown, HTML, XML, .docx and .odt can be read")
