"""Open a PDF with the engine asked for, and say in words why one cannot be opened."""

from __future__ import annotations

import logging
from io import BytesIO
from pathlib import Path

import pikepdf

from corpus.engines.pdfium import PdfiumFile
from corpus.engines.pdfplumber import PlumberFile
from corpus.engines.records import PdfFile
from corpus.errors import UnreadableError

ENGINES = ("pdfplumber", "pdfium")


def open_pdf(path: Path, engine: str = "pdfplumber") -> PdfFile:
    """The open file; raises UnreadableError with the reason where no engine can make anything of it.

    A broken cross-reference table is mended in memory (by pikepdf) and the file tried again.
    """
    for library in ("pdfminer", "pdfplumber", "pikepdf"):
        logging.getLogger(library).setLevel(logging.CRITICAL)  # what they say a user cannot act on
    try:
        opened = _open(path, engine)
        if opened.page_count:
            return opened
        opened.close()
    except Exception as error:
        if _is_locked(error):
            raise UnreadableError(f"{path}: the PDF asks for a password; save a copy without one") from error
    return _open_mended(path, engine)


def _open(source: Path | BytesIO, engine: str) -> PdfFile:
    match engine:
        case "pdfium":
            return PdfiumFile(source)
        case "pdfplumber":
            return PlumberFile(source)
        case _:
            raise ValueError(f"unknown engine {engine!r}: one of {', '.join(ENGINES)}")


def _open_mended(path: Path, engine: str) -> PdfFile:
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            if not len(pdf.pages):
                raise UnreadableError(f"{path}: the PDF has no pages")
            mended = BytesIO()
            pdf.save(mended)
        mended.seek(0)
        return _open(mended, engine)
    except pikepdf.PasswordError as error:
        raise UnreadableError(f"{path}: the PDF asks for a password; save a copy without one") from error
    except UnreadableError:
        raise
    except Exception as error:
        raise UnreadableError(
            f"{path}: damaged, no page can be read ({type(error).__name__}); fetch the file again"
        ) from error


def _is_locked(error: BaseException) -> bool:
    """Whether an engine asks for a password; pdfminer says so only in the type of an argument."""
    if isinstance(error, UnreadableError):
        return False
    names = [type(part).__name__ for part in (error, *error.args)]
    return "PDFPasswordIncorrect" in names or "password" in str(error).lower()
