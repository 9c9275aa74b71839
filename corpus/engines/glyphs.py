"""A pdfminer device that makes words while the page is interpreted, without an object per glyph.

pdfminer's own `LTChar` costs more than the interpretation of the page; here a glyph is a few numbers in
the word being built, and what a font says of a glyph is looked up once per font.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import hypot
from typing import Any

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdffont import PDFFont, PDFType3Font, PDFUnicodeNotDefined

from corpus.engines.frame import Quad
from corpus.engines.records import Box

SPACE_GAP = 0.15
"""A gap wider than this share of the font size parts two words (pdfplumber's fixed 3 points fuses them)."""
OVERPRINT = 0.12
"""The same glyph again within this share of the size is fake bold, not a double letter."""
UNMAPPED = "\ufffd"


@dataclass(slots=True)
class RawWord:
    """A word while it is built: `u` runs along the writing direction, `v` is the base line."""

    text: str
    u0: float
    u1: float
    v: float
    size: float
    direction: tuple[float, float]
    font: str
    color: object
    stream: int
    spaced: bool
    """Whether a space glyph stood before it."""
    hidden: bool = False


@dataclass(slots=True)
class PageShapes:
    """What is drawn on a page beside text."""

    rules: list[Box] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)

    def add(self, box: Box, linewidth: float) -> None:
        """Keep a drawn line or rectangle as what it is: a thin rule or an area."""
        if min(box.width, box.height) <= max(3.0, min(linewidth, 6.0)):
            if max(box.width, box.height) > 8:
                self.rules.append(box)
        elif min(box.width, box.height) > 10:
            self.fills.append(box)


class GlyphDevice(PDFDevice):
    """Collects the words and shapes of one page; its matrix must lead to display coordinates."""

    def __init__(self, resources: Any) -> None:
        super().__init__(resources)
        self._fonts: dict[int, dict[int, tuple[str, float]]] = {}
        self._held: list[PDFFont] = []
        self.start()

    def start(self) -> None:
        """Forget the page before."""
        self.words: list[RawWord] = []
        self.shapes = PageShapes()
        self.unmapped = 0
        self._letters: list[str] = []
        self._spaced = False
        self._glyph_count = 0
        self._u0 = self._u1 = self._last = self._v = self._size = 0.0
        self._direction = (1.0, 0.0)
        self._look: tuple[str, object, bool] = ("", None, False)
        self._first = 0

    def finish(self) -> None:
        """Close the word at the end of the page."""
        self._flush()

    # -- text ---------------------------------------------------------------------------------

    def render_string(self, textstate: Any, seq: Iterable[Any], ncs: Any, graphicstate: Any) -> None:
        """Show the glyphs of one text operator (ISO 32000-1, 9.4.4)."""
        font: PDFFont = textstate.font
        fontsize, scale = textstate.fontsize, textstate.scaling * 0.01
        a, b, c, d, e, f = _product(textstate.matrix, self.ctm)
        x, y = textstate.linematrix
        stretch = hypot(a, b) or 1e-6
        cos, sin = a / stretch, b / stretch
        y_rise = y + textstate.rise
        # Base line and origin of this operator, in the frame that is turned with the text.
        across_x, across_y = e + c * y_rise, f + d * y_rise
        start, v = across_x * cos + across_y * sin, across_y * cos - across_x * sin
        size = abs(fontsize) * hypot(c, d)
        if isinstance(font, PDFType3Font):
            size *= min(1.5, max(0.5, abs(font.get_height()) or 1.0))
        self._begin_run(
            v, size or 1.0, (cos, sin), (font.fontname, graphicstate.ncolor, textstate.render == 3)
        )
        glyphs = self._glyphs_of(font)
        charspace, wordspace = textstate.charspace * scale, textstate.wordspace * scale
        if font.is_multibyte():
            wordspace = 0.0
        unit, back = fontsize * scale, 0.001 * fontsize * scale
        limit = SPACE_GAP * self._size
        between = False
        for item in seq:
            if isinstance(item, (int, float)):
                x -= item * back
                between = True
                continue
            if not isinstance(item, bytes):
                continue
            for cid in font.decode(item):
                if between:
                    x += charspace
                between = True
                text, width = glyphs.get(cid) or self._learn(glyphs, font, cid)
                advance = width * unit
                u = start + stretch * x
                if text:
                    self._add(text, u, u + stretch * advance, limit)
                else:
                    self._flush()
                    self._spaced = True
                x += advance
                if cid == 32:
                    x += wordspace
        textstate.linematrix = (x, y)

    def _begin_run(
        self, v: float, size: float, direction: tuple[float, float], look: tuple[str, object, bool]
    ) -> None:
        """A new operator goes on with the open word only on the same base line and in the same direction."""
        if self._letters and (abs(v - self._v) > 0.1 * size or not _parallel(direction, self._direction)):
            self._flush()
        if not self._letters:
            self._v, self._direction, self._look, self._size = v, direction, look, size
        else:
            self._size = max(self._size, size)
        self._next = (v, direction, look, size)

    def _add(self, text: str, u0: float, u1: float, limit: float) -> None:
        self._glyph_count += 1
        letters = self._letters
        if letters:
            gap = u0 - self._u1
            if text == letters[-1] and abs(u0 - self._last) < OVERPRINT * self._size:
                return
            if gap > limit or gap < -0.5 * self._size:
                self._flush()
        if not self._letters:
            self._v, self._direction, self._look, self._size = self._next
            self._u0, self._first = u0, self._glyph_count
        self._letters.append(text)
        self._last = u0
        self._u1 = u1

    def _flush(self) -> None:
        if not self._letters:
            return
        font, color, hidden = self._look
        self.words.append(
            RawWord(
                "".join(self._letters), self._u0, self._u1, self._v, self._size, self._direction, font, color,
                self._first, self._spaced, hidden,
            )
        )  # fmt: skip
        self._letters = []
        self._spaced = False

    def _glyphs_of(self, font: PDFFont) -> dict[int, tuple[str, float]]:
        known = self._fonts.get(id(font))
        if known is None:
            known = self._fonts[id(font)] = {}
            self._held.append(font)  # so that its id is not given to another font
        return known

    def _learn(self, glyphs: dict[int, tuple[str, float]], font: PDFFont, cid: int) -> tuple[str, float]:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNMAPPED
        text = clean_glyph(text)
        if UNMAPPED in text:
            self.unmapped += 1
            return text, font.char_width(cid)  # not kept, so that every occurrence is counted
        glyphs[cid] = (text, font.char_width(cid))
        return glyphs[cid]

    # -- shapes -------------------------------------------------------------------------------

    def render_image(self, name: str, stream: Any) -> None:
        """A picture fills the unit square of its matrix."""
        self.shapes.images.append(Box(*bounds_of(self.ctm, [(0, 0), (1, 0), (0, 1), (1, 1)])))

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        """Keep straight rules and rectangles; curves say nothing of the layout."""
        for points in straight_subpaths(path):
            color = color_name(graphicstate.ncolor) if fill else ""
            self.shapes.add(Box(*bounds_of(self.ctm, points), color), graphicstate.linewidth or 0)


def clean_glyph(text: str) -> str:
    """The character without control characters; empty for white space."""
    if text.isalnum():
        return text
    if not text.strip("\x00\u200b\u200c\u200d\ufeff \t\n\r\xa0"):
        return ""
    text = text.replace("\x00", "").replace("\uf0b7", "•").replace("\uf0a7", "▪")
    return "".join(UNMAPPED if _unmapped(char) else char for char in text if not char.isspace())


def _unmapped(char: str) -> bool:
    return char < " " or "\x7f" <= char <= "\x9f" or "\ue000" <= char <= "\uf8ff"


def color_name(color: object) -> str:
    """`#rrggbb` for a gray, RGB or CMYK colour, empty for patterns and the unknown."""
    parts = (
        [color]
        if isinstance(color, (int, float))
        else list(color)
        if isinstance(color, (tuple, list))
        else []
    )
    if not parts or not all(isinstance(part, (int, float)) for part in parts):
        return ""
    values = [min(1.0, max(0.0, float(part))) for part in parts]
    if len(values) == 1:
        values *= 3
    if len(values) == 4:
        values = [(1 - value) * (1 - values[3]) for value in values[:3]]
    return "#" + "".join(f"{round(255 * value):02x}" for value in values) if len(values) == 3 else ""


def _product(m: Any, n: Any) -> tuple[float, float, float, float, float, float]:
    """The matrix that applies `m` first, then `n`."""
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _parallel(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) + abs(one[1] - other[1]) < 0.02


def bounds_of(matrix: Any, points: Sequence[tuple[float, float]]) -> Quad:
    """The box round points once they are mapped by a matrix."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x, y in points]
    ys = [b * x + d * y + f for x, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def straight_subpaths(path: Sequence[Any]) -> list[list[tuple[float, float]]]:
    """The corner points of each subpath that is a line or has the corners of a rectangle."""
    subpaths: list[list[tuple[float, float]]] = []
    curved = False
    for operator, *numbers in path[:4000]:
        if operator == "m":
            subpaths.append([])
            curved = False
        elif operator in "cvy":
            curved = True
        if curved and subpaths and subpaths[-1]:
            subpaths[-1] = []
        if subpaths and not curved and len(numbers) >= 2:
            subpaths[-1].append((float(numbers[-2]), float(numbers[-1])))
    return [points for points in subpaths if 2 <= len(points) <= 6 and _axis_parallel(points)]


def _axis_parallel(points: Sequence[tuple[float, float]]) -> bool:
    pairs = itertools.pairwise(points)
    return all(abs(p[0] - q[0]) < 0.5 or abs(p[1] - q[1]) < 0.5 for p, q in pairs)
