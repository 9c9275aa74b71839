"""The printed lines of a PDF or text file as pdfium gives them: rough, but the same for all methods."""

from __future__ import annotations

from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]


def lines_of(path: Path) -> list[str]:
    """The lines of a PDF's pages in the order of the content stream, or of a text file.

    A file that pdfium cannot open gives none.
    """
    if path.suffix != ".pdf":
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return []
    try:
        return [line for page in document for line in _page_lines(page)]
    finally:
        document.close()


def _page_lines(page: pypdfium2.PdfPage) -> list[str]:
    text_page = page.get_textpage()
    # pdfium marks a hyphen that it takes for the line break's own as U+FFFE or U+0002.
    text = text_page.get_text_range().replace("\ufffe", "-\n").replace("\x02", "-\n")
    text_page.close()
    page.close()
    return list(text.splitlines())
