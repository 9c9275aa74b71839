"""The extractors compared: ours with either engine, and what a user could pick instead. Each path → text."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from corpus.records import RUNNING_TEXT

Extractor = Callable[[Path], str]


def _stadspraat(engine: str) -> Extractor:
    def extract(path: Path) -> str:
        from corpus.reading import ReadOptions, read_content

        options = ReadOptions(engine="pdfium" if engine == "pdfium" else "pdfplumber", ocr="never")
        paragraphs = read_content(path, options=options).paragraphs
        return "\n\n".join(paragraph.text for paragraph in paragraphs if paragraph.role in RUNNING_TEXT)

    return extract


def _pdfplumber(path: Path) -> str:
    import pdfplumber

    pages = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            pages.append(page.extract_text() or "")
            page.close()
    return "\f".join(pages)


def _pdfminer(path: Path) -> str:
    from pdfminer.high_level import extract_text

    return extract_text(path)


def _pypdfium2(path: Path) -> str:
    import pypdfium2  # type: ignore[import-untyped]

    pages = []
    pdf = pypdfium2.PdfDocument(path)
    for index in range(len(pdf)):
        page = pdf[index]
        text_page = page.get_textpage()
        pages.append(str(text_page.get_text_range()).replace("\r\n", "\n"))
        text_page.close()
        page.close()
    pdf.close()
    return "\f".join(pages)


def _pdftotext(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")


def extractors() -> dict[str, Extractor]:
    """The extractors by name; pdftotext only where the program is installed."""
    found: dict[str, Extractor] = {
        "stadspraat": _stadspraat("pdfplumber"),
        "stadspraat --engine pdfium": _stadspraat("pdfium"),
        "pdfplumber extract_text": _pdfplumber,
        "pdfminer.six": _pdfminer,
        "pypdfium2": _pypdfium2,
    }
    if shutil.which("pdftotext"):
        found["pdftotext"] = _pdftotext
    return found
