"""Files are told apart by their bytes, and a PDF is read from words to paragraphs, pages and pictures."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from layout_sample import show, write_operators
from PIL import Image

from corpus.draw import draw_pages, marks_of
from corpus.errors import UnreadableError
from corpus.reading import ReadOptions, kind_of, read_content
from corpus.records import RUNNING_TEXT, Role

DATA = Path(os.environ.get("STADSPRAAT_DATA", Path(__file__).parents[2] / "shared" / "data"))


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", b"%PDF-1.7\n", "pdf"),
        ("zonder_naam", b"\n\n%PDF-1.4", "pdf"),
        ("a.pdf", b"<!DOCTYPE html><html>", "html"),
        ("a.txt", b"De stad", "text"),
        ("a.md", b"# De stad", "markdown"),
        ("a.xml", b"<?xml version='1.0'?><a/>", "xml"),
        ("a.docx", b"PK\x03\x04rest", "docx"),
    ],
)
def test_kind(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert kind_of(tmp_path / name) == kind


@pytest.mark.parametrize(
    ("name", "content", "why"), [("a.pdf", b"", "empty"), ("a.bin", b"\x01\x02", "unknown kind")]
)
def test_unreadable(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableError, match=why):
        read_content(tmp_path / name)


def test_missing_file_is_the_users_to_solve(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="check the path"):
        read_content(tmp_path / "weg.pdf")


def two_columns(path: Path) -> None:
    left = [
        "De gemeente wil de komende",
        "jaren meer woningen bou-",
        "wen voor ouderen en star-",
        "ters die nu niets kunnen",
    ]
    right = [
        "vinden in de stad of in",
        "de dorpen eromheen. Dat is",
        "de kern van het nieuwe",
        "beleid van de raad.",
    ]
    operators = show("Wonen in de stad van morgen", 60, 770, size=24, font="F2")
    for x, lines in ((310, right), (60, left)):  # the right column is written first
        operators += "".join(show(line, x, 720 - 14 * place) for place, line in enumerate(lines))
    write_operators(path, [operators])


@pytest.mark.parametrize("engine", ["pdfplumber", "pdfium"])
def test_two_columns_become_one_paragraph(tmp_path: Path, engine: str) -> None:
    two_columns(tmp_path / "a.pdf")
    options = ReadOptions(engine="pdfium" if engine == "pdfium" else "pdfplumber")
    content = read_content(tmp_path / "a.pdf", options=options)
    assert [paragraph.role for paragraph in content.paragraphs] == [Role.TITLE, Role.PARAGRAPH]
    assert content.paragraphs[1].text == (
        "De gemeente wil de komende jaren meer woningen bouwen voor ouderen en starters die nu niets kunnen "
        "vinden in de stad of in de dorpen eromheen. Dat is de kern van het nieuwe beleid van de raad."
    )
    assert content.pages[0].engine == engine
    assert content.pages[0].rule
    assert content.pages[0].confidence == 1


def test_pages_are_drawn_with_their_boxes(tmp_path: Path) -> None:
    two_columns(tmp_path / "a.pdf")
    marks = marks_of(read_content(tmp_path / "a.pdf"))
    assert [mark.label for mark in marks] == ["1 title", "2 paragraph", "2 paragraph"]
    (picture,) = draw_pages(tmp_path / "a.pdf", marks, tmp_path / "out", scale=1.0)
    with Image.open(picture) as drawn:
        assert drawn.size == (595, 842)
        colors = drawn.convert("RGB").getcolors(1_000_000) or []
    assert (179, 0, 0) in {color for _, color in colors}


@pytest.mark.skipif(not (DATA / "pdf/bench").is_dir(), reason="the shared data is not here")
@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("amt_handbook__shuf", 99.5),
        ("hogent_paper_en__shuf", 99.5),
        ("nl_hogent_pandoc__shuf", 99.5),
        ("pmc4391421", 99.8),
    ],
)
def test_order_on_the_bench(name: str, least: float) -> None:
    from benchmarks.scoring import score

    folder = DATA / "pdf/bench" / name
    content = read_content(folder / "doc.pdf", options=ReadOptions(engine="pdfium", ocr="never"))
    text = "\n\n".join(paragraph.text for paragraph in content.paragraphs if paragraph.role in RUNNING_TEXT)
    reference, extra = ((folder / part).read_text("utf-8") for part in ("ref.txt", "extra.txt"))
    scores = score(reference, extra, text)
    assert scores.order >= least
    assert scores.sim >= 80
