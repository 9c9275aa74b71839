"""Ruled tables, upright rules, and words that cannot be seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from layout_sample import column, page_of, prose, show, words_of, write_operators

from corpus.engines.opening import open_pdf
from corpus.engines.records import Box, RawPage
from corpus.layout.analysis import analyse
from corpus.layout.grids import find_grids
from corpus.layout.lines import make_lines
from corpus.layout.records import Block, Word
from corpus.records import Role

XS, YS = (60, 160, 300, 500), (100, 130, 160, 190)


def ruled(xs: tuple[int, ...] = XS, ys: tuple[int, ...] = YS) -> list[Box]:
    across = [Box(xs[0], y, xs[-1], y) for y in ys]
    return across + [Box(x, ys[0], x, ys[-1]) for x in xs]


def cells(texts: list[list[str]]) -> list[Word]:
    return [
        word
        for y, row in zip(YS, texts, strict=False)
        for x, text in zip(XS, row, strict=False)
        for part, line in enumerate(text.split("\n"))
        for word in words_of(line, x + 4, y + 12 + 11 * part, size=9)
    ]


def blocks_of(*pages: RawPage) -> list[Block]:
    return [block for layout in analyse(pages) for block in layout.blocks]


WORDS = [
    ["dag", "zaal", "wie"],
    ["maandag", "grote zaal", "het hele\ncollege"],
    ["dinsdag", "kleine zaal", "de wethouders"],
]


def test_ruled_table_of_words_is_set_aside_with_its_cells() -> None:
    above, below = column(prose(4), 60, 30), column(prose(4), 60, 220)
    blocks = blocks_of(page_of(above, cells(WORDS), below, rules=ruled()))
    assert [block.role for block in blocks] == [Role.PARAGRAPH, Role.TABLE, Role.PARAGRAPH]
    assert blocks[1].rows == tuple(tuple(cell.replace("\n", " ") for cell in row) for row in WORDS)


def test_outer_rules_may_be_left_out() -> None:
    rules = [rule for rule in ruled() if rule.width or rule.x0 not in (XS[0], XS[-1])]
    grids = find_grids(make_lines(cells(WORDS), rules), rules, ())
    assert [[len(row) for row in grid.texts] for grid in grids] == [[3, 3, 3]]


def test_one_path_or_many_pieces_make_the_same_rules() -> None:
    pieces = [
        Box(x, rule.top, x + 20, rule.top) for rule in ruled() if rule.width for x in range(60, 500, 20)
    ]
    pieces += [rule for rule in ruled() if not rule.width]
    assert len(find_grids(make_lines(cells(WORDS), pieces), pieces, ())) == 1


def test_sentences_in_cells_are_read_row_by_row() -> None:
    said = [
        ["1", "de brug wordt\nin mei hersteld.", "het college gaat akkoord met het voorstel."],
        ["2", "de haven krijgt\neen nieuwe kade.", "de raad wordt hierover per brief ingelicht."],
    ]
    blocks = blocks_of(page_of(cells(said), rules=ruled(ys=YS[:3])))
    text = " ".join(line.text for block in blocks for line in block.lines)
    assert not [block for block in blocks if block.role in (Role.TABLE, Role.SIDEBAR)]
    assert text.split() == [word for row in said for cell in row for word in cell.split()]


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param([Box(290, 90, 290, 260)], id="a rule between two columns"),
        pytest.param([Box(60, 90, 540, 260, "")], id="a frame round the page"),
        pytest.param([Box(60, y, 540, y) for y in (90, 260)], id="rules over and under"),
    ],
)
def test_ruled_columns_are_no_table(rules: list[Box]) -> None:
    page = page_of(column(prose(12), 62, 100), column(prose(12, "andere"), 310, 100), rules=rules)
    assert {block.role for block in blocks_of(page)} == {Role.PARAGRAPH}


def test_no_line_goes_through_an_upright_rule() -> None:
    words = column(["de stad"], 70, 100) + column(["het dorp"], 109, 100)
    assert [line.text for line in make_lines(words)] == ["de stad het dorp"]
    divided = make_lines(words, [Box(107, 80, 107, 200)])
    assert [line.text for line in divided] == ["de stad", "het dorp"]


def test_white_words_over_others_are_not_read() -> None:
    ghost = [
        Word(word.text, word.x0, word.top, word.x1, word.bottom, word.size, color="#ffffff")
        for word in words_of("humor is a serious thing and so are angels", 60, 118)
    ]
    blocks = blocks_of(page_of(column(prose(6), 60, 100), ghost))
    assert [block.role for block in blocks] == [Role.PARAGRAPH, Role.OTHER]
    assert "humor" in blocks[1].lines[0].text


def test_white_words_on_a_ground_are_read() -> None:
    title = [
        Word(word.text, word.x0, word.top, word.x1, word.bottom, word.size, color="#ffffff")
        for word in words_of("witte letters op een donkere balk", 60, 90, size=16)
    ]
    blocks = blocks_of(page_of(title, column(prose(6), 60, 120)))
    assert "witte letters" in blocks[0].lines[0].text


@pytest.mark.parametrize("engine", ["pdfplumber", "pdfium"])
def test_rules_drawn_as_one_path_are_found(tmp_path: Path, engine: str) -> None:
    path = tmp_path / "rooster.pdf"
    across = "".join(f"60 {y} m 500 {y} l " for y in (700, 670, 640, 610))
    down = "".join(f"{x} 610 m {x} 700 l " for x in (60, 160, 300, 500))
    write_operators(path, [across + down + "S " + show("maandag", 64, 680)])
    with open_pdf(path, engine) as pdf:
        page = pdf.read_page(1)
    assert sorted(round(rule.top) for rule in page.rules if rule.width > 100) == [142, 172, 202, 232]
    assert sorted(round(rule.x0) for rule in page.rules if rule.height > 50) == [60, 160, 300, 500]


def test_words_that_fill_their_cell_are_one_line() -> None:
    walls = [Box(x, 80, x, 130) for x in (60, 200)]
    spread = [*words_of("een", 64, 100), *words_of("nieuwe", 101, 100), *words_of("fietsroute", 153.0, 100)]
    shift = 196 - spread[-1].x1
    middle = (spread[0].x1 + spread[-1].x0 + shift) / 2 - 15
    spread = [*words_of("een", 64, 100), *words_of("nieuwe", middle, 100), *words_of("fietsroute", 146, 100)]
    assert [line.text for line in make_lines(spread, walls)] == ["een nieuwe fietsroute"]
