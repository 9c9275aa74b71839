"""Running heads: what is one, and what only looks like one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from layout_sample import column, page_of, prose, words_of

from corpus.engines.records import RawPage
from corpus.layout.heads import set_heads_aside
from corpus.layout.pages import page_lines
from corpus.layout.records import Word

LETTERS = "abcdefgh"


def aside(pages: Sequence[RawPage]) -> list[str]:
    """The texts set aside, page by page."""
    made = [page_lines(page) for page in pages]
    set_heads_aside(made)
    return [line.text for page in made for line in [*page.heads, *page.folios]]


def pages_with(*tops: Sequence[Word], first: int = 1) -> list[RawPage]:
    return [
        page_of(top, column(prose(12, f"bladzijde{LETTERS[place]}"), 60, 120), number=first + place)
        for place, top in enumerate(tops)
    ]


def test_alternating_heads_of_two_pages_are_known_by_their_counting_numbers() -> None:
    found = aside(pages_with(words_of("12 Heerlen Voorop", 60, 50), words_of("Programma 2026 13", 400, 50)))
    assert found == ["12 Heerlen Voorop", "Programma 2026 13"]


def test_head_of_a_letters_second_page() -> None:
    found = aside(pages_with([], words_of("Raadsbrief over wonen", 60, 50, size=8)))
    assert found == ["Raadsbrief over wonen"]


def test_large_line_at_one_height_is_a_heading_whatever_page_it_is_on() -> None:
    titles = [
        words_of(f"Artikel over de {name}", 60, 60, size=24) for name in ("stad", "wijk", "buurt", "raad")
    ]
    assert aside(pages_with(*titles)) == []


def test_heads_that_change_by_chapter() -> None:
    heads = [words_of(name, 60, 50, size=8) for name in ("Wonen", "Wonen", "Zorg", "Werken", "Onderwijs")]
    assert len(aside(pages_with(*heads))) == 5


@pytest.mark.parametrize("text", ["7", "- 7 -", "Pagina 7 van 12", "blz. 7", "vii"])
def test_lone_number_at_the_foot(text: str) -> None:
    page = page_of(column(prose(12), 60, 120), words_of(text, 290, 815), number=7)
    assert aside([page]) == [text]


def test_number_in_the_text_is_no_page_number() -> None:
    page = page_of(column([*prose(5), "1998", *prose(5)], 60, 120))
    assert aside([page]) == []


@pytest.mark.parametrize(
    ("row", "is_head"),
    [
        ([("Zeeuwse Stem", 60), ("zaterdag 4 juli 2020", 200), ("pagina 5", 400)], True),
        ([("14", 60), ("Stad & Streek", 400)], True),
        ([("De Vechtbode", 60), ("maart 2022", 400)], True),
        ([("Adriaan Wisse", 60), ("stadsgeograaf in Utrecht", 300)], False),
        ([("Zaterdag 4 juli 2020 begint het", 60)], False),
    ],
)
def test_first_row_of_a_single_page_in_small_type(row: list[tuple[str, int]], is_head: bool) -> None:
    words = [word for text, x in row for word in words_of(text, x, 40, size=8)]
    found = aside(pages_with(words))
    assert sorted(found) == (sorted(text for text, _ in row) if is_head else [])


def test_first_row_in_the_size_of_the_text_is_kept() -> None:
    assert aside(pages_with([*words_of("Hoofdstuk", 60, 40), *words_of("mei 2020", 400, 40)])) == []
