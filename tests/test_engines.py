"""Both engines give the same words in the same places, whatever the page does to its coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest
from layout_sample import show, write_operators

from corpus.engines.frame import page_frame
from corpus.engines.opening import ENGINES, open_pdf
from corpus.engines.records import RawPage
from corpus.errors import UnreadableError

MEDIA = (0.0, 0.0, 600.0, 800.0)


def read(path: Path, engine: str, number: int = 1) -> RawPage:
    with open_pdf(path, engine) as pdf:
        return pdf.read_page(number)


def texts(page: RawPage) -> list[str]:
    return [word.text for word in page.words]


@pytest.mark.parametrize(
    ("rotation", "size", "corner"),
    [
        (0, (600, 800), (0, 800)),
        (90, (800, 600), (0, 0)),
        (180, (600, 800), (600, 0)),
        (270, (800, 600), (800, 600)),
    ],
)
def test_frame_brings_the_origin_of_user_space_where_it_is_displayed(
    rotation: int, size: tuple[int, int], corner: tuple[int, int]
) -> None:
    frame = page_frame(MEDIA, MEDIA, rotation)
    assert (frame.width, frame.height) == size
    assert frame.point(0, 0) == corner


def test_frame_starts_at_the_crop_box_and_ignores_one_outside_the_page() -> None:
    assert page_frame(MEDIA, (100, 100, 500, 700), 0).point(100, 700) == (0, 0)
    assert page_frame(MEDIA, (900, 900, 950, 950), 0).width == 600


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("operators", "expected"),
    [
        (show("de stad", 70, 700), ["de", "stad"]),
        ("BT /F1 10 Tf 70 700 Td [(re) -20 (gio)] TJ ET", ["regio"]),  # a kern is no space
        ("BT /F1 10 Tf 70 700 Td [(de) -300 (regio)] TJ ET", ["de", "regio"]),  # a gap is one
        ("BT /F1 10 Tf 4 Tc 70 700 Td (inleiding) Tj ET", ["inleiding"]),  # letters set wide
        (show("vet", 70, 700) + show("vet", 70.3, 700), ["vet"]),  # fake bold
        (show("binnen", 70, 700) + show("buiten", 700, 700), ["binnen"]),
        (show("a", 70, 700) + show("b", 300, 700), ["a", "b"]),
    ],
)
def test_words(tmp_path: Path, engine: str, operators: str, expected: list[str]) -> None:
    write_operators(tmp_path / "a.pdf", [operators])
    assert texts(read(tmp_path / "a.pdf", engine)) == expected


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (50, 60, 500, 800)])
def test_engines_agree_on_the_place_of_every_word(
    tmp_path: Path, rotate: int, crop: Sequence[float] | None
) -> None:
    operators = show("gemeente Assen", 120, 640) + show("RANDSTAD", 90, 500, size=18, font="F2")
    write_operators(tmp_path / "a.pdf", [operators], rotate=rotate, crop=crop)
    ours, theirs = (read(tmp_path / "a.pdf", engine) for engine in ENGINES)
    assert (ours.width, ours.height) == pytest.approx((theirs.width, theirs.height), abs=0.1)
    assert texts(ours) == texts(theirs)
    for one, other in zip(ours.words, theirs.words, strict=True):
        assert (one.x0, one.top, one.x1, one.bottom) == pytest.approx(
            (other.x0, other.top, other.x1, other.bottom), abs=0.6
        )
        assert one.size == pytest.approx(other.size, abs=0.1)
        assert one.bold == other.bold


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("matrix", "x", "y"), [("0 1 -1 0", 300, 200), ("0 -1 1 0", 300, 700)])
def test_page_of_sideways_text_is_turned_upright_and_can_be_pointed_at(
    tmp_path: Path, engine: str, matrix: str, x: float, y: float
) -> None:
    write_operators(tmp_path / "a.pdf", [show("tabel op zijn kant", x, y, matrix=matrix)])
    page = read(tmp_path / "a.pdf", engine)
    assert texts(page) == ["tabel", "op", "zijn", "kant"]
    assert all(word.upright for word in page.words)
    assert (page.width, page.height) == pytest.approx((842, 595))
    assert page.turn is not None
    first = page.words[0]
    assert 0 <= first.x0 < first.x1 <= 842
    assert 0 <= first.top < first.bottom <= 595
    shown = page.turn.box(0, 0, 595, 842)
    assert shown == pytest.approx((0, 0, 842, 595))


@pytest.mark.parametrize("engine", ENGINES)
def test_rules_and_fills(tmp_path: Path, engine: str) -> None:
    operators = "0.9 g 100 100 200 300 re f 0 g 70 650 m 300 650 l S " + show("tekst", 70, 700)
    write_operators(tmp_path / "a.pdf", [operators])
    page = read(tmp_path / "a.pdf", engine)
    assert [(round(box.x0), round(box.top), box.color) for box in page.fills] == [(100, 442, "#e6e6e6")]
    assert [rule.width for rule in page.rules] == pytest.approx([230], abs=2)  # pdfium counts the pen


def test_password_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "slot.pdf"
    write_operators(tmp_path / "a.pdf", [show("geheim", 70, 700)])
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    for engine in ENGINES:
        with pytest.raises(UnreadableError, match="password"):
            open_pdf(path, engine)


@pytest.mark.parametrize("content", [b"%PDF-1.4\n", b"%PDF-1.7\nniets", b"<html>%PDF-</html>"])
def test_damaged_file_is_told_as_such(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "stuk.pdf").write_bytes(content)
    for engine in ENGINES:
        with pytest.raises(UnreadableError, match="stuk"):
            open_pdf(tmp_path / "stuk.pdf", engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_broken_cross_reference_table_is_mended(tmp_path: Path, engine: str) -> None:
    write_operators(tmp_path / "a.pdf", [show("heel gebleven", 70, 700)])
    whole = (tmp_path / "a.pdf").read_bytes()
    (tmp_path / "b.pdf").write_bytes(whole[: whole.rindex(b"startxref")])
    assert texts(read(tmp_path / "b.pdf", engine)) == ["heel", "gebleven"]


@pytest.mark.parametrize("engine", ENGINES)
def test_damaged_page_does_not_stop_the_file(tmp_path: Path, engine: str) -> None:
    write_operators(tmp_path / "a.pdf", ["BT /F9 (x) Tf ((( Tj", show("tweede", 70, 700)])
    with open_pdf(tmp_path / "a.pdf", engine) as pdf:
        pdf.read_page(1)
        assert texts(pdf.read_page(2)) == ["tweede"]
