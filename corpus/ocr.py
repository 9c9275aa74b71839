"""Pages without a usable text layer: drawn by pdfium, read by tesseract, an outside program."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from statistics import median
from typing import cast

import pypdfium2  # type: ignore[import-untyped]
from PIL.Image import Image

from corpus.engines.frame import ASCENT, DESCENT
from corpus.engines.records import RawPage
from corpus.engines.turning import Turn
from corpus.layout.records import Word

INSTALL = "install tesseract with Dutch (Debian: apt install tesseract-ocr tesseract-ocr-nld)"
DPI = 300
"""What tesseract's models were trained for."""
LEAST_CONFIDENCE = 30
"""Words tesseract gives less than this (of 100) are mostly specks and rules."""
SURE_TURN = 2.0
"""How sure tesseract must be that a page lies on its side (its scale begins at 0; 15 is very sure)."""
_DIRECTIONS = {90: (0, -1), 180: (-1, 0), 270: (0, 1)}
"""Clockwise degrees that make a page upright, and the direction its text runs in before."""
_SECONDS = 180


@cache
def ocr_language() -> str:
    """The tesseract language to use, or empty where tesseract or its Dutch is not installed."""
    if shutil.which("tesseract") is None:
        return ""
    try:
        said = subprocess.run(
            ["tesseract", "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        ).stdout.split()
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return "nld" if "nld" in said else ""


def ocr_page(path: Path, page: RawPage) -> RawPage:
    """The page read from its picture; the page as it was, with a warning, where no picture or text comes."""
    try:
        picture = _picture(path, page.number)
        turn = _turn(picture)
        upright = _turned(picture, turn) if turn else picture
        words, confidence = read_table(_tesseract(_png(upright), "3"), 72 / DPI)
    except (OSError, ValueError, pypdfium2.PdfiumError, subprocess.SubprocessError) as error:
        return replace(page, warnings=(*page.warnings, f"OCR failed ({type(error).__name__})"))
    width, height = turn.size if turn else (picture.width * 72 / DPI, picture.height * 72 / DPI)
    warning = f"read by OCR, mean word confidence {confidence:.0f} of 100"
    return RawPage(
        page.number, width, height, "ocr", tuple(words), warnings=(*page.warnings, warning), turn=turn
    )


def _turn(picture: Image) -> Turn | None:
    """How a page that lies on its side or head must be turned, as tesseract's orientation model says."""
    try:
        said = _tesseract(_png(picture), "0", language="osd")
    except subprocess.CalledProcessError:  # no model for orientation, or too few letters
        return None
    found = re.search(r"Rotate: (\d+)\s+Orientation confidence: ([\d.]+)", said)
    direction = _DIRECTIONS.get(int(found[1])) if found and float(found[2]) >= SURE_TURN else None
    return Turn(*direction, picture.width * 72 / DPI, picture.height * 72 / DPI) if direction else None


def _turned(picture: Image, turn: Turn) -> Image:
    clockwise = next(angle for angle, direction in _DIRECTIONS.items() if direction == (turn.cos, turn.sin))
    return picture.rotate(-clockwise, expand=True)


def _picture(path: Path, number: int) -> Image:
    pdf = pypdfium2.PdfDocument(path)
    try:
        page = pdf[number - 1]
        image = page.render(scale=DPI / 72, grayscale=True).to_pil()
        page.close()
    finally:
        pdf.close()
    return cast("Image", image)


def _png(picture: Image) -> bytes:
    out = BytesIO()
    picture.save(out, format="PNG")
    return out.getvalue()


def _tesseract(picture: bytes, mode: str, language: str = "") -> str:
    """Tesseract's table of words (mode 3) or its word on the orientation (mode 0).

    One thread, since pages are read in parallel elsewhere.
    """
    command = [
        "tesseract",
        "stdin",
        "stdout",
        "-l",
        language or ocr_language(),
        "--dpi",
        str(DPI),
        "--psm",
        mode,
    ]
    command += ["tsv"] if mode == "3" else []
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(
        command, input=picture, capture_output=True, timeout=_SECONDS, check=True, env=environment
    )
    return done.stdout.decode("utf-8", "replace")


def read_table(table: str, scale: float) -> tuple[list[Word], float]:
    """The words of tesseract's table, in points (`scale` a pixel), and their mean confidence (0 to 100)."""
    lines: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for row in csv.DictReader(StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row.get("level") == "5" and (row["text"] or "").strip() and float(row["conf"]) >= LEAST_CONFIDENCE:
            lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(row)
    sizes = _sizes([_height(line) * scale for line in lines.values()])
    words: list[Word] = []
    for line, size in zip(lines.values(), sizes, strict=True):
        foot = median(int(row["top"]) + int(row["height"]) for row in line) * scale
        words += [_word(row, foot, size, scale, len(words) + place) for place, row in enumerate(line)]
    confidences = [float(row["conf"]) for line in lines.values() for row in line]
    return words, sum(confidences) / len(confidences) if confidences else 0.0


def _height(line: Sequence[dict[str, str]]) -> float:
    top = min(int(row["top"]) for row in line)
    return max(int(row["top"]) + int(row["height"]) for row in line) - top


def _sizes(heights: Sequence[float]) -> list[float]:
    """Font sizes: heights vary with the letters of a line, so those near the usual one are taken for it."""
    if not heights:
        return []
    usual = median(heights)
    return [round(usual if abs(height - usual) < 0.3 * usual else height, 1) for height in heights]


def _word(row: dict[str, str], foot: float, size: float, scale: float, place: int) -> Word:
    x0 = int(row["left"]) * scale
    x1 = x0 + int(row["width"]) * scale
    return Word(
        row["text"].strip(),
        round(x0, 2),
        round(foot - ASCENT * size, 2),
        round(x1, 2),
        round(foot + DESCENT * size, 2),
        size,
        stream=place,
    )
