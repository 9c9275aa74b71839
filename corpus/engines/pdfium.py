"""The fast engine: pdfium, through the raw calls of pypdfium2, asked once per word rather than per glyph."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from math import hypot
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from corpus.engines.frame import Frame, page_frame
from corpus.engines.glyphs import PageShapes, RawWord, bounds_of, clean_glyph, straight_subpaths
from corpus.engines.pages import finish_page
from corpus.engines.records import Box, PdfInfo, RawPage

_MAX_OBJECTS = 3000
"""Drawings with more parts than this are not looked at: they are pictures, not boxes round text."""
_RECTANGLE = 6
"""A path of at most so many parts is taken for the rectangle or rule round it."""
_MAX_SEGMENTS = 3000
"""Parts of larger paths that are looked at on a page."""
_RUNS = re.compile(r"[^ \x02]*\x02|[^ \x02]+")
"""Words: a hyphen at a line's end (which pdfium turns into U+0002 or U+FFFE) closes one."""


@dataclass(slots=True)
class _Look:
    """The typography of a text object; `foot` is how far its font's box reaches below the base line."""

    size: float
    direction: tuple[float, float]
    font: str
    color: str
    hidden: bool
    foot: float | None = None


class PdfiumFile:
    """An open PDF, read page by page."""

    engine = "pdfium"

    def __init__(self, source: Path | BytesIO) -> None:
        self._pdf = pypdfium2.PdfDocument(source)
        self.page_count = len(self._pdf)

    def info(self) -> PdfInfo:
        """The document information dictionary."""
        fields = {key: value for key, value in self._pdf.get_metadata_dict(skip_empty=True).items() if value}
        return PdfInfo(
            fields.get("Title", ""),
            fields.get("Author", ""),
            fields.get("CreationDate", ""),
            tuple(sorted(fields.items())),
        )

    def read_page(self, number: int) -> RawPage:
        """Page `number`, counted from 1; a page that cannot be read comes back empty with a warning."""
        try:
            page = self._pdf[number - 1]
        except pypdfium2.PdfiumError as error:
            return RawPage(
                number, 595.0, 842.0, self.engine, warnings=(f"the page could not be opened ({error})",)
            )
        try:
            return self._read(page, number)
        finally:
            page.close()

    def _read(self, page: Any, number: int) -> RawPage:
        visible = page.get_bbox()  # the boxes inherited, cut to each other
        frame = page_frame(visible, visible, page.get_rotation())
        text_page = page.get_textpage()
        try:
            reader = _TextReader(text_page.raw, frame)
            raw = list(reader.words())
        finally:
            text_page.close()
        size = (frame.width, frame.height)
        return finish_page(number, size, self.engine, raw, _shapes(page, frame), unmapped=reader.unmapped)

    def plain_words(self, number: int) -> tuple[str, ...]:
        """The words of a page in pdfium's own order, without boxes: enough to check another engine."""
        try:
            page = self._pdf[number - 1]
        except pypdfium2.PdfiumError:
            return ()
        try:
            text_page = page.get_textpage()
            try:
                text = str(text_page.get_text_range())
            finally:
                text_page.close()
        finally:
            page.close()
        return tuple(text.replace("\ufffe", "- ").replace("\x02", "- ").split())

    def close(self) -> None:
        """Close the file."""
        self._pdf.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


_text_object_at = ctypes.CFUNCTYPE(ctypes.c_void_p, pdfium.FPDF_TEXTPAGE, ctypes.c_int)(
    ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)
"""The address of a text object, asked for every word: it takes half the time of a pointer to it."""


class _TextReader:
    """Cuts pdfium's characters into words; typography is asked per text object, places twice per word."""

    def __init__(self, text_page: Any, frame: Frame) -> None:
        self._page = text_page
        self._frame = frame
        self._looks: dict[int, _Look] = {}
        self._plain = (frame.a, frame.b, frame.c, frame.d) == (1, 0, 0, -1)
        self.unmapped = 0
        # One set of C variables for all calls: making them anew would double the time of a page.
        self._x, self._y, self._loose = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        self._matrix, self._name, self._flags = (
            pdfium.FS_MATRIX(),
            ctypes.create_string_buffer(128),
            ctypes.c_int(),
        )
        self._rgba = [ctypes.c_uint() for _ in range(4)]

    def words(self) -> Iterator[RawWord]:
        """The words in the order of pdfium's characters."""
        start = 0
        text = self._characters()
        for match in _RUNS.finditer(text):
            begin, end = match.span()
            spaced = begin > start and not self._generated(text, start, begin)
            yield from self._parts(text, begin, end, spaced)
            start = end

    def _characters(self) -> str:
        """All characters of the page, one per index; white space and control characters as spaces."""
        page = self._page
        count = pdfium.FPDFText_CountChars(page)
        buffer = (ctypes.c_ushort * (count + 1))()
        if pdfium.FPDFText_GetText(page, 0, count, buffer) == count + 1:
            text = bytes(buffer)[:-2].decode("utf-16-le", "replace")
            if len(text) == count:  # no character was left out or took two units: places are indices
                return text.translate(_PLAIN)
        unicode_of = pdfium.FPDFText_GetUnicode
        return "".join([_char(unicode_of(page, index)) for index in range(count)])

    def _generated(self, text: str, start: int, end: int) -> bool:
        """Whether the space before a word is pdfium's own guess; asked for single letters only."""
        alone = end + 1 >= len(text) or text[end + 1] == " "
        return alone and bool(pdfium.FPDFText_IsGenerated(self._page, max(start, end - 1)))

    def _parts(self, text: str, begin: int, end: int, spaced: bool) -> list[RawWord]:
        """One word, or several where what pdfium ran together lies on different base lines or far apart."""
        look = self._look_of(begin)
        u0, v = self._origin(begin, look)
        u1, foot = self._far_edge(end - 1, look)
        if look.foot is None:
            look.foot = self._far_edge(begin, look)[1] - v
        size = look.size
        if -0.1 * size <= foot - v - look.foot <= 0.1 * size and 0 <= u1 - u0 < 1.1 * size * (end - begin):
            return [self._word(text[begin:end], u0, u1, v, look, begin, spaced)]
        return list(self._cut(text, begin, end, spaced))

    def _cut(self, text: str, begin: int, end: int, spaced: bool) -> Iterator[RawWord]:
        """Go glyph by glyph through a run that cannot be one word."""
        first, look = begin, self._look_of(begin)
        u0, v = self._origin(begin, look)
        edge, before = self._far_edge(begin, look)[0], u0
        for index in range(begin + 1, end):
            here = self._look_of(index)
            u, base = self._origin(index, here)
            in_ligature = u == before  # its characters have one glyph, and so one origin, between them
            before = u
            overlaps = u - edge <= -0.5 * look.size and not in_ligature
            if abs(base - v) > 0.1 * look.size or overlaps or u - edge >= 0.5 * look.size:
                yield self._word(text[first:index], u0, edge, v, look, first, spaced)
                first, look, u0, v, spaced = index, here, u, base, False
            edge = self._far_edge(index, here)[0]
        yield self._word(text[first:end], u0, edge, v, look, first, spaced)

    def _word(
        self, text: str, u0: float, u1: float, v: float, look: _Look, first: int, spaced: bool
    ) -> RawWord:
        if not text.isalnum():
            text = clean_glyph(text.replace("\x02", "-"))
            self.unmapped += text.count("\ufffd")
        return RawWord(
            text, u0, u1, v, look.size, look.direction, look.font, look.color, first, spaced, look.hidden
        )

    def _origin(self, index: int, look: _Look) -> tuple[float, float]:
        """Where a character begins on its base line, in the frame turned with the text."""
        pdfium.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        frame, x, y = self._frame, self._x.value, self._y.value
        cos, sin = look.direction
        if self._plain and cos == 1.0 and not sin:  # by far the most common: nothing is turned
            return x + frame.e, frame.f - y
        x, y = frame.a * x + frame.c * y + frame.e, frame.b * x + frame.d * y + frame.f
        return (x * cos + y * sin, y * cos - x * sin) if sin else (x * cos, y * cos)

    def _far_edge(self, index: int, look: _Look) -> tuple[float, float]:
        """Where a character ends along its base line, and the foot of its font's box across it."""
        box = self._loose
        pdfium.FPDFText_GetLooseCharBox(self._page, index, box)
        frame = self._frame
        cos, sin = look.direction
        if self._plain and cos == 1.0 and not sin:
            return box.right + frame.e, frame.f - box.bottom
        x0, y0 = frame.point(box.left, box.bottom)
        x1, y1 = frame.point(box.right, box.top)
        return max(x0 * cos + y0 * sin, x1 * cos + y1 * sin), max(y0 * cos - x0 * sin, y1 * cos - x1 * sin)

    def _look_of(self, index: int) -> _Look:
        """The typography of the text object a character belongs to."""
        key = _text_object_at(self._page, index)
        known = self._looks.get(key)
        if known is None:
            known = self._looks[key] = self._ask_look(index)
        return known

    def _ask_look(self, index: int) -> _Look:
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(self._page, index, matrix)
        frame = self._frame
        a = frame.a * matrix.a + frame.c * matrix.b
        b = frame.b * matrix.a + frame.d * matrix.b
        stretch = hypot(a, b) or 1.0
        size = pdfium.FPDFText_GetFontSize(self._page, index) * (hypot(matrix.c, matrix.d) or 1.0)
        self._name.value = b""
        pdfium.FPDFText_GetFontInfo(self._page, index, self._name, 128, self._flags)
        font = self._name.value.decode("utf-8", "replace")
        text_object = pdfium.FPDFText_GetTextObject(self._page, index)
        hidden = bool(text_object) and pdfium.FPDFTextObj_GetTextRenderMode(text_object) == 3
        return _Look(
            abs(size) or 1.0, (round(a / stretch, 3), round(b / stretch, 3)), font, self._color(index), hidden
        )

    def _color(self, index: int) -> str:
        red, green, blue, alpha = self._rgba
        if not pdfium.FPDFText_GetFillColor(self._page, index, red, green, blue, alpha):
            return ""
        return f"#{red.value:02x}{green.value:02x}{blue.value:02x}"


_PLAIN = dict.fromkeys((*range(33), 160, 65535, 65533), " ") | {0x02: "\x02", 0xFFFE: "\x02"}


@lru_cache(maxsize=4096)
def _char(code: int) -> str:
    """A character for a code of pdfium's; white space and control characters become a space."""
    if code in (0x02, 0xFFFE):
        return "\x02"
    if code <= 0x20 or code in (0xA0, 0xFFFF) or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return " "
    return chr(code)


def _shapes(page: Any, frame: Frame) -> PageShapes:
    """Rules, filled areas and pictures of a page."""
    shapes = PageShapes()
    left = _MAX_SEGMENTS
    for handle, kind, box in _objects(page.raw, frame):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            shapes.images.append(box)
        elif (segments := pdfium.FPDFPath_CountSegments(handle)) <= _RECTANGLE:
            thin = min(box.width, box.height) <= 3
            shapes.add(box if thin else replace(box, color=_fill_color(handle)), 0)
        elif segments <= left:
            left -= segments
            color = _fill_color(handle)
            for part in _parts(handle, segments, frame):
                shapes.add(replace(part, color=color), 0)
    return shapes


def _parts(handle: Any, segments: int, frame: Frame) -> Iterator[Box]:
    """The lines and rectangles a path is made of: a whole table's rules may be one path."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, matrix)
    path: list[tuple[Any, ...]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(handle, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind not in (pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_LINETO):
            return  # a drawing: its straight parts say nothing of the layout
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        path.append(("m" if kind == pdfium.FPDF_SEGMENT_MOVETO else "l", x.value, y.value))
    for points in straight_subpaths(path):
        to_page = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
        yield Box(*frame.box(*bounds_of(to_page, points)))


def _objects(page: Any, frame: Frame) -> Iterator[tuple[Any, int, Box]]:
    """Paths and pictures with their boxes; forms are not entered (their parts are rarely layout)."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
        handle = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind not in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH):
            continue
        if pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
            yield handle, kind, Box(*frame.box(left.value, bottom.value, right.value, top.value))


def _fill_color(handle: Any) -> str:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(handle, mode, stroke) or not mode.value:
        return ""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha) or not alpha.value:
        return ""
    return f"#{red.value:02x}{green.value:02x}{blue.value:02x}"
