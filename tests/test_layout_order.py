"""Chunks into reading order: columns, bands, headings between them, boxes, and pages that cannot be cut."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from layout_sample import EM, column, page_of, prose, words_of

from corpus.engines.records import Box, RawPage
from corpus.layout.analysis import analyse
from corpus.layout.chunks import make_chunks
from corpus.layout.elements import Chunk, TextLine
from corpus.layout.flow import flows
from corpus.layout.lines import make_lines
from corpus.layout.order import partial_order, reading_order
from corpus.layout.records import Block, Word
from corpus.records import Role

LEFT, RIGHT = 50.0, 310.0


def order_of(page: RawPage) -> list[str]:
    """The first word of each block, in reading order."""
    return [block.lines[0].words[0].text for block in analyse([page])[0].blocks]


def chunk(text: str, x0: float, top: float, x1: float, bottom: float, stream: int = 0) -> Chunk:
    word = Word(text, x0, top, x1, bottom, EM, stream=stream)
    return Chunk([TextLine([word])])


def test_two_columns_are_read_one_after_the_other() -> None:
    page = page_of(column(prose(8, "links"), LEFT, 100), column(prose(8, "rechts"), RIGHT, 100))
    assert order_of(page) == ["links", "rechts"]


def test_columns_on_different_grids() -> None:
    page = page_of(
        column(prose(8, "links"), LEFT, 100), column(prose(7, "rechts"), RIGHT, 104, leading=1.3, size=10)
    )
    assert order_of(page) == ["links", "rechts"]


def test_three_columns_of_unequal_width_under_a_heading() -> None:
    page = page_of(
        words_of("Kop over de hele breedte van deze pagina", 50, 90, size=20),
        column(prose(6, "een"), 50, 120),
        column(["twee is smal"] * 6, 260, 120),
        column(["drie is net zo"] * 6, 350, 120),
    )
    assert order_of(page) == ["Kop", "een", "twee", "drie"]


def test_gaps_that_align_do_not_tear_columns_apart() -> None:
    parts = [
        column(prose(4, f"{side}{row}"), x, top)
        for side, x in (("l", LEFT), ("r", RIGHT))
        for row, top in enumerate((100.0, 165.0, 230.0))
    ]
    assert order_of(page_of(*parts)) == ["l0", "l1", "l2", "r0", "r1", "r2"]


def test_heading_across_the_columns_starts_a_new_band() -> None:
    page = page_of(
        column(prose(5, "a"), LEFT, 100),
        column(prose(5, "b"), RIGHT, 100),
        words_of("Tussenkop over de beide kolommen heen", 120, 200, size=18),
        column(prose(5, "c"), LEFT, 220),
        column(prose(5, "d"), RIGHT, 220),
    )
    assert order_of(page) == ["a", "b", "Tussenkop", "c", "d"]


def test_sentence_that_runs_on_decides_between_columns_and_bands() -> None:
    upper, lower = ["De zin loopt hier nog door en"], ["gaat onder de foto verder tot hier."]
    page = page_of(
        column(prose(3, "De") + upper, LEFT, 100),
        column(["Rechts staat een heel ander verhaal."] * 4, RIGHT, 100),
        column(lower + prose(3, "en"), LEFT, 260),
        column(["Ook dat gaat onderaan gewoon verder."] * 4, RIGHT, 260),
    )
    chunks = make_chunks(make_lines(page.words), ())
    first = [one.lines[0].words[0].text for one in reading_order(chunks, EM).chunks]
    assert first == ["De", "gaat", "Rechts", "Ook"]


def test_box_is_read_as_a_whole() -> None:
    box = Box(300, 95, 560, 200, "#ddeeff")
    page = page_of(
        column(prose(20, "tekst"), LEFT, 100),
        column(["Kader met eigen woorden"] * 3, RIGHT, 105),
        column(["en nog een stuk kader"] * 3, RIGHT, 155),
        column(prose(10, "slot"), RIGHT, 220),
        fills=[box],
    )
    layout = analyse([page])[0]
    roles = {block.lines[0].words[0].text: str(block.role) for block in layout.blocks}
    assert roles["Kader"] == roles["en"] == "sidebar"
    assert roles["tekst"] == roles["slot"] == "paragraph"


def test_partial_order_of_a_pinwheel() -> None:
    around = [
        chunk("a", 0, 0, 60, 30),
        chunk("b", 70, 0, 100, 60),
        chunk("c", 40, 70, 100, 100),
        chunk("d", 0, 40, 30, 100),
    ]
    ordered = [one.lines[0].text for one in partial_order(around)]
    assert ordered.index("a") < ordered.index("d")
    assert ordered.index("b") < ordered.index("c")
    ordered_by_cuts = reading_order(around, EM)
    assert "insertions" in ordered_by_cuts.rule
    assert ordered_by_cuts.certainty < 1


@given(st.permutations(range(6)))
def test_order_does_not_depend_on_the_order_given(places: Sequence[int]) -> None:
    grid = [chunk(str(row * 2 + side), side * 300, row * 60, side * 300 + 200, row * 60 + 50)
            for row in range(3) for side in range(2)]  # fmt: skip
    ordered = reading_order([grid[place] for place in places], EM).chunks
    assert [one.lines[0].text for one in ordered] == ["0", "2", "4", "1", "3", "5"]


@pytest.mark.parametrize(
    ("end", "start", "expected"),
    [
        ("de stad wordt door de ge-", "meente zelf gebouwd en dat kost", 1.0),
        ("de stad wordt nu door de", "gemeente zelf gebouwd en dat kost", 1.0),
        ("de stad wordt door de gemeente gebouwd.", "gemeente zelf gebouwd en dat kost", -1.0),
        ("de stad wordt door de gemeente gebouwd.", "Gemeenten bouwen zelf en dat kost", 0.0),
        ("de stad wordt door de ge-", "Gemeenten bouwen zelf en dat kost", -1.0),
        ("Inhoud", "gemeente zelf gebouwd en dat kost", 0.0),
    ],
)
def test_flow(end: str, start: str, expected: float) -> None:
    one, other = (Chunk([TextLine(words_of(text, 50, 100))]) for text in (end, start))
    assert flows(one, other) == expected


def test_title_in_the_middle_comes_before_the_heading_at_the_left() -> None:
    title = words_of("Verordening speelruimte", 240, 70, size=14, bold=True)
    heading = words_of("Artikel 1. Begrippen", 60, 110, bold=True)
    layout = analyse([page_of(title, heading, column(prose(8), 60, 125))])[0]
    assert [block.lines[0].text.split()[0] for block in layout.blocks] == ["Verordening", "Artikel", "regel"]


def spread(left: list[Word], right: list[Word], *, fills: Sequence[Box]) -> list[Block]:
    """The blocks of a sheet of two pages, each in a frame of its own."""
    frames = [Box(10, 10, 590, 770), Box(610, 10, 1190, 770)]
    page = RawPage(1, 1200, 780, "pdfium", (*left, *right), fills=(*frames, *fills))
    return [block for layout in analyse([page]) for block in layout.blocks]


def test_box_within_the_frame_of_a_page_is_a_side_bar() -> None:
    quote = column(["De historicus omschrijft het zo:", "wij leven in een tijd van kantelen."], 75, 270)
    left = [*column(prose(12), 60, 60), *quote, *column(prose(12, "verder"), 60, 340)]
    found = spread(left, column(prose(30, "rechts"), 660, 60), fills=[Box(60, 255, 290, 320, "#e4eee6")])
    boxed = [" ".join(line.text for line in block.lines) for block in found if block.role is Role.SIDEBAR]
    assert len(boxed) == 1
    assert boxed[0].startswith("De historicus")


def test_frame_round_a_page_with_little_text_is_no_side_bar() -> None:
    found = spread(column(prose(40), 60, 60), column(prose(6, "rechts"), 660, 60), fills=[])
    assert {block.role for block in found} == {Role.PARAGRAPH}
