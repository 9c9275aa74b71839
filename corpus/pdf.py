"""The PDF road: engine, OCR where there is no text, layout, prose, and how far each page can be trusted."""

from __future__ import annotations

import gc
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from corpus.engines.opening import open_pdf
from corpus.engines.pdfium import PdfiumFile
from corpus.engines.records import PdfInfo, RawPage
from corpus.engines.turning import Turn
from corpus.errors import UnreadableError
from corpus.layout.analysis import PageLayout, analyse
from corpus.ocr import INSTALL, ocr_language, ocr_page
from corpus.prose.compose import compose
from corpus.records import Content, Metadata, Page, Paragraph, Piece
from corpus.trust import Trust, has_text_layer, judge_text, needs_ocr, with_layout

if TYPE_CHECKING:
    from corpus.reading import ReadOptions

_T = TypeVar("_T")
_WHY = {"scan": "the page is a scan without text", "garbled": "the text layer is garbled"}


@dataclass(frozen=True, slots=True)
class _Read:
    """A page as it was read, and how far its words can be trusted."""

    page: RawPage
    trust: Trust


def read_pdf(path: Path, options: ReadOptions) -> Content:
    """Pages and paragraphs of a PDF; raises UnreadableError where no text can be had from it."""
    with _without_collection():
        return _read_pdf(path, options)


@contextmanager
def _without_collection() -> Iterator[None]:
    """No garbage collection meanwhile: words and lines by the ten thousand, none of them in a cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read_pdf(path: Path, options: ReadOptions) -> Content:
    with open_pdf(path, options.engine) as pdf:
        info = pdf.info()
    read: list[_Read] = []
    layouts = analyse(_noted(_read_pages(path, options), read))
    blocks = deque(block for layout in layouts for block in layout.blocks)
    layouts = [replace(layout, blocks=()) for layout in layouts]
    paragraphs = compose(_drained(blocks))
    if not any(char.isalpha() for paragraph in paragraphs for char in paragraph.text):
        raise UnreadableError(_no_text(path, [one.page for one in read]))
    turns = {one.page.number: one.page.turn for one in read if one.page.turn is not None}
    return Content(_pages(read, layouts), turned_back(paragraphs, turns), _metadata(info))


def _noted(pages: Iterable[_Read], read: list[_Read]) -> Iterator[RawPage]:
    """The pages one by one; of each only what is not its words is kept in `read`."""
    for one in pages:
        read.append(replace(one, page=replace(one.page, words=(), rules=(), fills=())))
        yield one.page


def _drained(items: deque[_T]) -> Iterator[_T]:
    """The items, each let go of as it is handed out: the words of a long document are most of its memory."""
    while items:
        yield items.popleft()


def turned_back(paragraphs: Sequence[Paragraph], turns: Mapping[int, Turn]) -> tuple[Paragraph, ...]:
    """The paragraphs with the boxes on turned pages as those pages are displayed.

    The edges of words are left out there: they run along the line, which is no longer the x axis.
    """
    if not turns:
        return tuple(paragraphs)
    return tuple(
        replace(paragraph, pieces=tuple(_piece_back(piece, turns) for piece in paragraph.pieces))
        for paragraph in paragraphs
    )


def _piece_back(piece: Piece, turns: Mapping[int, Turn]) -> Piece:
    turn = turns.get(piece.region.page)
    return piece if turn is None else replace(piece, region=turn.back(piece.region), edges=())


def read_raw_pages(path: Path, options: ReadOptions) -> Iterator[RawPage]:
    """The pages of a PDF as read, OCR included, before their layout."""
    return (one.page for one in _read_pages(path, options))


def _read_pages(path: Path, options: ReadOptions) -> Iterator[_Read]:
    with ExitStack() as stack:
        pdf = stack.enter_context(open_pdf(path, options.engine))
        second = _second(path, options, stack)
        pages = deque(pdf.read_page(number) for number in range(1, pdf.page_count + 1))
        in_text = has_text_layer(pages)
        for page in _drained(pages):
            reason = "scan" if options.ocr == "always" else needs_ocr(page, in_text=in_text)
            if reason:
                recognised = _by_ocr(path, page, reason, options)
                yield _Read(recognised, judge_text(recognised, None))
            else:
                yield _Read(page, judge_text(page, _other_words(second, page.number)))


def _second(path: Path, options: ReadOptions, stack: ExitStack) -> PdfiumFile | None:
    """The engine that checks the first: pdfium, unless it is the first."""
    if not options.check or options.engine == "pdfium":
        return None
    try:
        second = stack.enter_context(open_pdf(path, "pdfium"))
    except UnreadableError:
        return None
    return second if isinstance(second, PdfiumFile) else None


def _other_words(second: PdfiumFile | None, number: int) -> tuple[str, ...] | None:
    if second is None or number > second.page_count:
        return None
    return second.plain_words(number)


def _by_ocr(path: Path, page: RawPage, reason: str, options: ReadOptions) -> RawPage:
    """The page from its picture, or as it is with a warning that says what is missing."""
    if options.ocr == "never":
        return _warned(page, f"{_WHY[reason]} (OCR is switched off)")
    if not ocr_language():
        return _warned(page, f"{_WHY[reason]}; {INSTALL}")
    return ocr_page(path, page)


def _warned(page: RawPage, warning: str) -> RawPage:
    return replace(page, warnings=(*page.warnings, warning))


def _no_text(path: Path, pages: Sequence[RawPage]) -> str:
    """Why a file gave no text, in one line."""
    reasons = Counter(warning for page in pages for warning in page.warnings)
    scans = sum(bool(page.images) for page in pages)
    most = reasons.most_common(1)[0][0] if reasons else "the pages hold no text"
    return f"{path}: no text on any of its {len(pages)} pages ({scans} with pictures): {most}"


def _pages(read: Sequence[_Read], layouts: Sequence[PageLayout]) -> tuple[Page, ...]:
    pages = []
    for one, layout in zip(read, layouts, strict=True):
        trust = with_layout(one.trust, layout.certainty)
        page = one.page
        width, height = (page.turn.width, page.turn.height) if page.turn else (page.width, page.height)
        pages.append(
            Page(
                page.number,
                width,
                height,
                page.engine,
                layout.rule,
                trust.confidence,
                trust.warnings,
            )
        )
    return tuple(pages)


def _metadata(info: PdfInfo) -> Metadata:
    """The file's own title and author; its date is left to the caller, who knows better sources."""
    origin = tuple((name, "pdf") for name in ("title", "author") if getattr(info, name))
    return Metadata(title=info.title, author=info.author, extra=info.fields, origin=origin)
