"""The default engine: pdfplumber opens the file, pdfminer interprets its pages."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pdfplumber
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import resolve1

from corpus.engines.frame import Frame, page_frame
from corpus.engines.glyphs import GlyphDevice
from corpus.engines.pages import finish_page
from corpus.engines.records import PdfInfo, RawPage


class PlumberFile:
    """An open PDF, read page by page."""

    engine = "pdfplumber"

    def __init__(self, source: Path | BytesIO) -> None:
        self._pdf = pdfplumber.open(source)
        try:
            self._pages = self._pdf.pages
        except Exception:
            self._pdf.close()
            raise
        self.page_count = len(self._pages)
        self._device = GlyphDevice(self._pdf.rsrcmgr)
        self._interpreter = PDFPageInterpreter(self._pdf.rsrcmgr, self._device)

    def info(self) -> PdfInfo:
        """The document information dictionary."""
        fields = {str(key): str(value) for key, value in self._pdf.metadata.items() if value}
        return PdfInfo(
            fields.get("Title", ""),
            fields.get("Author", ""),
            fields.get("CreationDate", ""),
            tuple(sorted(fields.items())),
        )

    def read_page(self, number: int) -> RawPage:
        """Page `number`, counted from 1; a page that cannot be read comes back empty with a warning."""
        page = self._pages[number - 1]
        frame = _frame(page)
        self._device.start()
        warnings: tuple[str, ...] = ()
        try:
            matrix = (frame.a, frame.b, frame.c, frame.d, frame.e, frame.f)
            self._interpreter.render_contents(page.page_obj.resources, page.page_obj.contents, ctm=matrix)
        except Exception as error:  # a damaged page must not stop the document
            warnings = (f"the page could not be read to its end ({type(error).__name__}: {error})"[:200],)
        finally:
            self._device.finish()
            page.close()
        size = (frame.width, frame.height)
        device = self._device
        return finish_page(
            number,
            size,
            self.engine,
            device.words,
            device.shapes,
            unmapped=device.unmapped,
            warnings=warnings,
        )

    def close(self) -> None:
        """Close the file and forget its pages."""
        self._pdf.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _frame(page: Any) -> Frame:
    """The page's frame; a missing or broken box falls back on A4."""
    attrs = page.page_obj.attrs
    media = _box(page.page_obj.mediabox) or (0.0, 0.0, 595.0, 842.0)
    crop = _box(resolve1(attrs.get("CropBox"))) or media
    return page_frame(media, crop, int(page.rotation or 0))


def _box(value: Any) -> tuple[float, float, float, float] | None:
    try:
        x0, y0, x1, y1 = (float(resolve1(side)) for side in value)
    except (TypeError, ValueError):
        return None
    return x0, y0, x1, y1
