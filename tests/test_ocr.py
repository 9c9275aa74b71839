"""Tesseract's table becomes words; with tesseract installed, a picture of a page becomes its text."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from layout_sample import show, write_operators

from corpus.engines.opening import open_pdf
from corpus.errors import UnreadableError
from corpus.ocr import ocr_language, ocr_page, read_table
from corpus.reading import ReadOptions, read_content

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
needs_tesseract = pytest.mark.skipif(not ocr_language(), reason="tesseract with Dutch is not installed")


def row(line: int, left: int, top: int, height: int, confidence: float, text: str) -> str:
    return f"5\t1\t1\t1\t{line}\t1\t{left}\t{top}\t100\t{height}\t{confidence}\t{text}"


def test_table_becomes_words_in_points() -> None:
    table = "\n".join([HEAD, row(1, 100, 200, 40, 96, "stad"), row(1, 220, 205, 50, 90, "groeit")])
    words, confidence = read_table(table, 0.24)
    assert [word.text for word in words] == ["stad", "groeit"]
    assert words[0].x0 == 24
    assert words[0].x1 == 48
    assert words[0].bottom == words[1].bottom  # one base line, whatever the letters reach
    assert confidence == 93


def test_specks_and_empty_cells_are_left_out() -> None:
    table = "\n".join(
        [HEAD, row(1, 0, 0, 40, 12, "|"), row(1, 0, 0, 40, 95, " "), row(2, 0, 90, 40, 95, "wijk")]
    )
    assert [word.text for word in read_table(table, 1)[0]] == ["wijk"]


def test_heights_near_the_usual_one_are_one_size() -> None:
    rows = [row(line, 0, line * 60, height, 95, "wijk") for line, height in enumerate((40, 44, 36, 90), 1)]
    sizes = [word.size for word in read_table("\n".join([HEAD, *rows]), 1)[0]]
    assert sizes[0] == sizes[1] == sizes[2] != sizes[3]


def test_nothing_read_is_no_words() -> None:
    assert read_table(HEAD, 1) == ([], 0.0)


def scan(path: Path, angle: int = 0) -> None:
    """A PDF of one picture of a page with some lines of text."""
    import pypdfium2  # type: ignore[import-untyped]

    lines = [
        "De gemeente wil meer woningen bouwen",
        "in de wijken rond het oude station",
        "voor starters en ouderen",
    ]
    text = "".join(show(line, 70, 700 - 30 * place, size=18) for place, line in enumerate(lines * 3))
    write_operators(path, [text])
    drawn = pypdfium2.PdfDocument(path)
    picture = drawn[0].render(scale=200 / 72, grayscale=True).to_pil().rotate(angle, expand=True)
    drawn.close()
    with pikepdf.new() as pdf:
        width, height = (842, 595) if angle else (595, 842)
        page = pdf.add_blank_page(page_size=(width, height))
        image = pdf.make_stream(picture.tobytes())
        image.Type, image.Subtype, image.ColorSpace = (
            pikepdf.Name.XObject,
            pikepdf.Name.Image,
            pikepdf.Name.DeviceGray,
        )
        image.Width, image.Height, image.BitsPerComponent = picture.width, picture.height, 8
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
        page.Contents = pdf.make_stream(f"q {width} 0 0 {height} 0 0 cm /Im0 Do Q".encode())
        pdf.save(path.with_name("scan.pdf"))


def test_scan_without_ocr_is_unreadable_and_says_why(tmp_path: Path) -> None:
    scan(tmp_path / "a.pdf")
    with pytest.raises(UnreadableError, match="scan without text"):
        read_content(tmp_path / "scan.pdf", options=ReadOptions(ocr="never"))


def test_missing_tesseract_is_said_with_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan(tmp_path / "a.pdf")
    monkeypatch.setattr("corpus.pdf.ocr_language", lambda: "")
    with pytest.raises(UnreadableError, match="tesseract-ocr-nld"):
        read_content(tmp_path / "scan.pdf")


@needs_tesseract
def test_scan_is_read(tmp_path: Path) -> None:
    scan(tmp_path / "a.pdf")
    content = read_content(tmp_path / "scan.pdf")
    text = " ".join(paragraph.text for paragraph in content.paragraphs)
    assert "meer woningen bouwen" in text
    assert content.pages[0].engine == "ocr"
    assert any("OCR" in warning for warning in content.pages[0].warnings)


@needs_tesseract
def test_page_scanned_on_its_side_is_turned(tmp_path: Path) -> None:
    scan(tmp_path / "a.pdf", angle=90)
    with open_pdf(tmp_path / "scan.pdf") as pdf:
        page = ocr_page(tmp_path / "scan.pdf", pdf.read_page(1))
    if page.turn is None:
        pytest.skip("tesseract's orientation model is not installed")
    assert "gemeente" in [word.text for word in page.words]
    assert page.height > page.width
