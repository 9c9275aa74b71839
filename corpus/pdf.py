"""The PDF road: engine, layout, prose, and what is to be said of each page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.engines.opening import open_pdf
from corpus.engines.records import PdfInfo, RawPage
from corpus.errors import UnreadableError
from corpus.layout.analysis import PageLayout, analyse
from corpus.prose.compose import compose
from corpus.records import Content, Metadata, Page

if TYPE_CHECKING:
    from corpus.reading import ReadOptions


def read_pdf(path: Path, options: ReadOptions) -> Content:
    """Pages and paragraphs of a PDF; raises UnreadableError where no text can be had from it."""
    with open_pdf(path, options.engine) as pdf:
        raw = [pdf.read_page(number) for number in range(1, pdf.page_count + 1)]
        info = pdf.info()
    layouts = analyse(raw)
    paragraphs = compose([block for layout in layouts for block in layout.blocks])
    if not paragraphs:
        raise UnreadableError(f"{path}: none of its {len(raw)} pages has text; it needs OCR")
    return Content(_pages(raw, layouts), paragraphs, _metadata(info))


def _pages(raw: Sequence[RawPage], layouts: Sequence[PageLayout]) -> tuple[Page, ...]:
    return tuple(
        Page(page.number, page.width, page.height, page.engine, layout.rule, layout.certainty, page.warnings)
        for page, layout in zip(raw, layouts, strict=True)
    )


def _metadata(info: PdfInfo) -> Metadata:
    """The file's own title and author; its date is left to the caller, who knows better sources."""
    origin = tuple((name, "pdf") for name in ("title", "author") if getattr(info, name))
    return Metadata(title=info.title, author=info.author, extra=info.fields, origin=origin)
