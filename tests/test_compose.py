"""Blocks to paragraphs of clean text with their place on the page."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.layout.records import Block, Line, Word
from corpus.prose.compose import compose
from corpus.records import Paragraph, Role
from corpus.regions import regions_of

LEADING = 12.0


def make_line(text: str, *, x: float = 50, top: float = 100, size: float = 10) -> Line:
    """A line of words five points a character wide."""
    words = []
    for part in text.split(" "):
        words.append(Word(part, x, top, x + 5 * len(part), top + size, size))
        x += 5 * len(part) + 3
    return Line(tuple(words))


def make_block(
    *lines: str, page: int = 1, top: float = 100, x: float = 50, role: Role = Role.PARAGRAPH, size: float = 10
) -> Block:
    made = [make_line(text, x=x, top=top + LEADING * at, size=size) for at, text in enumerate(lines)]
    return Block(page, tuple(made), role, level=1 if role is Role.HEADING else 0)


def texts(*blocks: Block) -> list[str]:
    return [paragraph.text for paragraph in compose(blocks)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["De stad", "groeit."], "De stad groeit."),
        (["het beleids-", "plan van"], "het beleidsplan van"),
        (["in midden-", "en kleinbedrijf"], "in midden- en kleinbedrijf"),
        (["in Noord-", "Holland is"], "in Noord-Holland is"),
        (["de ﬁets­", "paden"], "de fietspaden"),
        (["de co¨ordi-", "natie"], "de coördinatie"),
        (["de sociaal-\u00ad", "economische kant"], "de sociaal-economische kant"),
        (["het beleids\ufffe", "plan"], "het beleidsplan"),
        (["nu R U I M T E voor", "wonen"], "nu RUIMTE voor wonen"),
        (["10\u00a0000 woningen", "erbij"], "10 000 woningen erbij"),
        (["de stad –", "hoe dan ook –", "groeit"], "de stad – hoe dan ook – groeit"),
        (["‘Wij willen dat niet’,", "“zei” hij"], "‘Wij willen dat niet’, “zei” hij"),
        (["\uf0b7 meer groen", "en rust"], "• meer groen en rust"),
    ],
)
def test_lines_become_clean_text(lines: list[str], expected: str) -> None:
    assert texts(make_block(*lines)) == [expected]


def test_paragraph_runs_on_in_the_next_column_and_over_a_caption() -> None:
    blocks = [
        make_block("De wethouder wil dat de", "nieuwe wijk langs het", top=700),
        make_block("De haven in 1996.", role=Role.CAPTION, top=740),
        make_block("kanaal wordt gebouwd.", x=300),
        make_block("Daarna volgt de rest.", x=300, top=140),
    ]
    assert texts(*blocks) == [
        "De wethouder wil dat de nieuwe wijk langs het kanaal wordt gebouwd.",
        "De haven in 1996.",
        "Daarna volgt de rest.",
    ]


def test_word_cut_between_pages_is_joined() -> None:
    first = make_block("met de bestemmings-", page=1, top=700)
    second = make_block("plannen van nu.", page=2)
    (paragraph,) = compose([first, second])
    assert paragraph.text == "met de bestemmingsplannen van nu."
    assert [region.page for region in regions_of(paragraph, 7, 24)] == [1, 2]


def test_headings_stop_a_paragraph_and_two_line_headings_are_one() -> None:
    blocks = [
        make_block("Een zin zonder eind", top=700),
        make_block("Wonen en werken", role=Role.HEADING, page=2),
        make_block("in de oude haven", role=Role.HEADING, page=2, top=112),
        make_block("daarna verder.", page=2, top=140),
    ]
    assert texts(*blocks) == ["Een zin zonder eind", "Wonen en werken in de oude haven", "daarna verder."]


def test_drop_capital_joins_its_word() -> None:
    big = Word("D", 50, 100, 70, 130, 30)
    rest = make_line("e stad groeit.", x=72)
    (paragraph,) = compose([Block(1, (Line((big, *rest.words)),))])
    assert paragraph.text == "De stad groeit."
    assert regions_of(paragraph, 0, 2)[0].x0 == 50
    loose = Block(1, (Line((big,)),))
    assert texts(loose, Block(1, (rest,))) == ["De stad groeit."]


def test_sentence_cut_after_a_drop_capital_runs_on() -> None:
    big = Word("D", 50, 100, 70, 130, 30)
    first = Block(1, (Line((big, *make_line("e stad groeit al ja-", x=72).words)),))
    below = make_block("renlang, zegt de wethouder.", top=114)
    assert texts(first, below) == ["De stad groeit al jarenlang, zegt de wethouder."]


FULL = ["in de oude havenbuurt aan", "het kanaal wil het college", "de komende jaren de wijk van"]


@pytest.mark.parametrize(
    ("second", "joined"),
    [
        (make_block("Piet de Vries laten", "verbouwen tot woningen.", page=2), True),
        (make_block("plan laten bouwen.", page=2), True),
        (make_block("Nieuw begin.", page=2), False),
        (make_block("• nieuw punt", "met meer tekst.", page=2), False),
        (make_block("noot in kleine letters", page=2, size=7), False),
        (make_block("1. Inleiding van alles", "en nog wat.", page=2), False),
    ],
)
def test_what_goes_on_after_a_full_line(second: Block, joined: bool) -> None:
    assert len(texts(make_block(*FULL, top=600), second)) == (1 if joined else 2)


def test_cells_beside_each_other_are_not_joined() -> None:
    cells = [make_block("maatregelen", "om de kosten", x=50), make_block("van de gemeente", x=200)]
    assert texts(*cells) == ["maatregelen om de kosten", "van de gemeente"]


def test_footnotes_run_on_among_themselves() -> None:
    note = make_block("1 Zie de nota van het vorige", role=Role.FOOTNOTE, top=700)
    rest = make_block("college daarover.", role=Role.FOOTNOTE, page=2, top=700)
    assert texts(make_block("De stad groeit."), note, make_block("Ja.", page=2), rest) == [
        "De stad groeit.",
        "1 Zie de nota van het vorige college daarover.",
        "Ja.",
    ]


def test_bulleted_headings_stay_apart() -> None:
    points = [
        make_block("• VOOR IEDEREEN", role=Role.HEADING),
        make_block("• IN DE STAD", role=Role.HEADING, top=112),
    ]
    assert len(texts(*points)) == 2


WORDS = st.text(alphabet="abeknz\u00ad\u00a0-ﬁë.,’R\u200b", min_size=1, max_size=8)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=5)


def check_pieces(paragraph: Paragraph) -> None:
    """Pieces stand in order, cover all but joining spaces, and give the lines back."""
    end = 0
    for piece in paragraph.pieces:
        assert paragraph.text[end : piece.start].strip() == ""
        assert piece.start >= end
        assert len(piece.edges) == 2 * len(piece.raw.split())
        end = piece.end
    assert end == len(paragraph.text)


@settings(deadline=None)
@given(st.lists(LINES, min_size=1, max_size=4))
def test_every_character_keeps_its_place_and_the_lines_can_be_given_back(
    pages: list[list[list[str]]],
) -> None:
    blocks = [
        make_block(*(" ".join(words) for words in lines), page=number)
        for number, lines in enumerate(pages, start=1)
    ]
    paragraphs = compose(blocks)
    for paragraph in paragraphs:
        check_pieces(paragraph)
        for at, character in enumerate(paragraph.text):
            assert len(regions_of(paragraph, at, at + 1)) == (not character.isspace())
    raw = [piece.raw for paragraph in paragraphs for piece in paragraph.pieces]
    printed = [" ".join(" ".join(words).split()) for lines in pages for words in lines]
    visible = re.compile(r"[^\s\u00ad\u200b]|\u00ad$")
    assert [line for line in raw if visible.search(line)] == [
        line for line in printed if visible.search(line)
    ]


def test_unmarked_line_under_a_footnote_belongs_to_it() -> None:
    note = Block(
        1, (make_line("2 A. Honneth, The Struggle for Recognition,", top=700),), Role.FOOTNOTE, note_mark="2"
    )
    more = Block(1, (make_line("Cambridge 2005, p. 177", x=65, top=711),), Role.FOOTNOTE)
    assert texts(note, more) == ["2 A. Honneth, The Struggle for Recognition, Cambridge 2005, p. 177"]
    apart = Block(1, (make_line("Andere noot", x=65, top=730),), Role.FOOTNOTE)
    assert len(texts(note, apart)) == 2
