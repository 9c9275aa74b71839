"""Words, lines and small PDFs made on the spot, to test the layout with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pikepdf

from corpus.engines.frame import ASCENT, DESCENT
from corpus.engines.records import Box, RawPage
from corpus.layout.records import Word

EM = 10.0


def words_of(
    text: str, x: float, base: float, *, size: float = EM, bold: bool = False, step: float = 0.5
) -> list[Word]:
    """The words of a line that begins at x on a base line; every letter is `step` ems wide."""
    made, left = [], x
    for place, word in enumerate(text.split()):
        right = left + step * size * len(word)
        font = "Serif-Bold" if bold else "Serif"
        made.append(
            Word(
                word, left, base - ASCENT * size, right, base + DESCENT * size, size, font, bold, stream=place
            )
        )
        left = right + 0.3 * size
    return made


def column(
    lines: Sequence[str], x: float, top: float, *, size: float = EM, leading: float = 1.2
) -> list[Word]:
    """Lines one under the other."""
    return [
        word
        for place, line in enumerate(lines)
        for word in words_of(line, x, top + size + place * leading * size, size=size)
    ]


def page_of(
    *parts: Sequence[Word], number: int = 1, rules: Sequence[Box] = (), fills: Sequence[Box] = ()
) -> RawPage:
    """An A4 page with these words."""
    words = tuple(word for part in parts for word in part)
    return RawPage(number, 595.0, 842.0, "pdfplumber", words, tuple(rules), tuple(fills))


def prose(count: int, start: str = "regel") -> list[str]:
    """Lines of prose of nearly the same length; the sentence runs through all of them."""
    return [f"{start} {place} van de lopende zin gaat hier" for place in range(count)]


def write_operators(
    path: Path, pages: Sequence[str], *, rotate: int = 0, crop: Sequence[float] | None = None
) -> None:
    """A PDF whose pages are drawn by these content operators; the font /F1 is Helvetica, /F2 its bold."""
    with pikepdf.new() as pdf:
        fonts = {
            name: pdf.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Font,
                    Subtype=pikepdf.Name.Type1,
                    BaseFont=pikepdf.Name(base),
                    Encoding=pikepdf.Name.WinAnsiEncoding,
                )
            )
            for name, base in (("/F1", "/Helvetica"), ("/F2", "/Helvetica-Bold"))
        }
        for operators in pages:
            page = pdf.add_blank_page(page_size=(595, 842))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts))
            page.Contents = pdf.make_stream(operators.encode("cp1252"))
            if rotate:
                page.Rotate = rotate
            if crop:
                page.CropBox = pikepdf.Array(list(crop))
        pdf.save(path, deterministic_id=True)


def show(
    text: str, x: float, y: float, *, size: float = 11, font: str = "F1", matrix: str = "1 0 0 1"
) -> str:
    """The operators that print a text at (x, y) in PDF user space."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {matrix} {x} {y} Tm ({escaped}) Tj ET\n"
