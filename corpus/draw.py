"""Pages as pictures with every block boxed, numbered in reading order and named by its role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageDraw, ImageFont

from corpus.records import Content, Region, Role

_COLORS = {
    Role.TITLE: "#b30000",
    Role.HEADING: "#d95f02",
    Role.PARAGRAPH: "#1b6ca8",
    Role.LIST_ITEM: "#1b9e77",
    Role.SIDEBAR: "#6a51a3",
}
_ASIDE = "#8a8a8a"


class Mark(NamedTuple):
    """A box to draw: where, what is written at its corner, and its role."""

    region: Region
    label: str
    role: Role


def marks_of(content: Content) -> list[Mark]:
    """One mark for every paragraph and page it stands on, numbered in reading order."""
    return [
        Mark(region, f"{number} {paragraph.role}", paragraph.role)
        for number, paragraph in enumerate(content.paragraphs, start=1)
        for region in _merged(piece.region for piece in paragraph.pieces)
    ]


def draw_pages(path: Path, marks: Sequence[Mark], folder: Path, *, scale: float = 1.5) -> list[Path]:
    """Write `page-001.png`, … to the folder for every page with marks; returns the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, picture in _pictures(path, {mark.region.page for mark in marks}, scale):
        _draw(picture, [mark for mark in marks if mark.region.page == number], scale)
        target = folder / f"page-{number:03d}.png"
        picture.save(target)
        written.append(target)
    return written


def _pictures(path: Path, numbers: Iterable[int], scale: float) -> Iterator[tuple[int, Image.Image]]:
    pdf = pypdfium2.PdfDocument(path)
    try:
        for number in sorted(numbers):
            page = pdf[number - 1]
            yield number, page.render(scale=scale).to_pil().convert("RGB")
            page.close()
    finally:
        pdf.close()


def _draw(picture: Image.Image, marks: Sequence[Mark], scale: float) -> None:
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=round(7 * scale))
    for region, label, role in marks:
        color = _COLORS.get(role, _ASIDE)
        box = (
            region.x0 * scale - 1,
            region.top * scale - 1,
            region.x1 * scale + 1,
            region.bottom * scale + 1,
        )
        pen.rectangle(box, outline=color, width=max(1, round(scale)))
        written = pen.textbbox((box[0], box[1]), label, font=font, anchor="lb")
        pen.rectangle(written, fill="white")
        pen.text((box[0], box[1]), label, fill=color, font=font, anchor="lb")


def _merged(regions: Iterable[Region]) -> list[Region]:
    """One box for lines that follow each other in a column; a new one where the text moves on."""
    merged: list[Region] = []
    for region in regions:
        last = merged[-1] if merged else None
        if last is None or region.page != last.page or region.top < last.top or _apart(last, region):
            merged.append(region)
        else:
            merged[-1] = Region(
                last.page,
                min(last.x0, region.x0),
                last.top,
                max(last.x1, region.x1),
                max(last.bottom, region.bottom),
            )
    return merged


def _apart(one: Region, other: Region) -> bool:
    return min(one.x1, other.x1) <= max(one.x0, other.x0)
