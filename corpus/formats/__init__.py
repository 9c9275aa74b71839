"""Formats without pages (text, Markdown, HTML, .docx, .odt, official XML): anchors instead of boxes."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from corpus.errors import UnreadableError
from corpus.records import Content

_READERS = {
    "text": "plain",
    "markdown": "markdown",
    "html": "html",
    "docx": "docx",
    "odt": "odt",
    "xml": "official",
}
_MOST_BYTES = 200_000_000


def read_other(path: Path, kind: str) -> Content:
    """The text of a file that is no PDF; `kind` is text, markdown, html, docx, odt or xml.

    Raises UnreadableError where the file is damaged, too large, or has no text.
    """
    if kind not in _READERS:
        raise UnreadableError(
            f"{path}: of an unknown kind ({kind}); give a PDF, text, HTML, XML, .docx or .odt"
        )
    if path.stat().st_size > _MOST_BYTES:
        raise UnreadableError(f"{path}: larger than {_MOST_BYTES // 10**6} MB; split it into documents")
    reader = import_module(f"corpus.formats.{_READERS[kind]}")
    content: Content = reader.read(path)
    if not content.paragraphs:
        raise UnreadableError(f"{path}: holds no text; check that it is the right file")
    return content
