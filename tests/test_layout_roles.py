"""Paragraphs and roles: what begins a paragraph, what is a heading, and what is set aside."""

from __future__ import annotations

import pytest
from layout_sample import column, page_of, prose, words_of

from corpus.engines.records import Box, RawPage
from corpus.layout.analysis import analyse
from corpus.layout.asides import is_byline, is_caption, is_credit, is_references_heading, note_mark
from corpus.layout.elements import TextLine
from corpus.layout.records import Block, Word
from corpus.records import Role


def blocks_of(*pages: RawPage) -> list[Block]:
    return [block for layout in analyse(pages) for block in layout.blocks]


def text_of(block: Block) -> str:
    return " ".join(line.text for line in block.lines)


def with_role(blocks: list[Block], role: Role) -> list[str]:
    return [text_of(block) for block in blocks if block.role is role]


def body(top: float = 100) -> list[Word]:
    return column(prose(12), 60, top)


def test_indent_begins_a_paragraph() -> None:
    lines = (
        column(prose(4), 60, 100)
        + column(["Nieuwe alinea springt wat in"], 75, 148)
        + column(prose(3), 60, 160)
    )
    assert [len(block.lines) for block in blocks_of(page_of(lines))] == [4, 4]


def test_white_begins_a_paragraph() -> None:
    assert [
        len(block.lines) for block in blocks_of(page_of(column(prose(5), 60, 100), column(prose(4), 60, 168)))
    ] == [
        5,
        4,
    ]


def test_short_last_line_ends_a_paragraph() -> None:
    lines = [*prose(4), "klaar is het.", *(line.capitalize() for line in prose(4))]
    assert [len(block.lines) for block in blocks_of(page_of(column(lines, 60, 100)))] == [5, 4]


def test_flush_right_text_is_not_torn_apart() -> None:
    lines = ["Dieren worden vaak", "slechts als ding gezien", "en dat is", "iets waar wij tegen zijn"]
    words = [
        word
        for place, line in enumerate(lines)
        for word in words_of(
            line, 400 - sum(5 * len(part) + 3 for part in line.split()) + 3, 110 + 12 * place
        )
    ]
    assert [len(block.lines) for block in blocks_of(page_of(words))] == [4]


def test_hanging_list_items_stay_whole() -> None:
    words = []
    for item in range(3):
        top = 100 + 36 * item
        words += words_of(f"{item + 1}. Wij willen dat de gemeente meer bouwt", 60, top)
        words += words_of("en dat doet zij met het geld van het rijk", 73, top + 12)
        words += words_of("en van de provincie die daar ook over gaat", 73, top + 24)
    found = blocks_of(page_of(words))
    assert [(len(block.lines), block.role) for block in found] == [(3, Role.LIST_ITEM)] * 3


def test_title_headings_and_levels() -> None:
    page = page_of(
        words_of("De toekomst van de stad", 60, 60, size=24),
        words_of("Wonen in de regio", 60, 95, size=14),
        body(110),
        words_of("Bouwen voor ouderen", 60, 290, bold=True),
        body(300),
    )
    found = blocks_of(page)
    assert with_role(found, Role.TITLE) == ["De toekomst van de stad"]
    levels = [(text_of(block), block.level) for block in found if block.role is Role.HEADING]
    assert levels == [("Wonen in de regio", 1), ("Bouwen voor ouderen", 2)]


def test_running_heads_and_numbers_are_set_aside_on_every_page() -> None:
    pages = [
        page_of(
            words_of("Gemeentebegroting 2026", 60, 40, size=8),
            words_of(f"Hoofdstuk {'een' if number < 4 else 'twee'}", 400, 40, size=8),
            column(prose(12, f"bladzijde{'abcdef'[number - 1]}"), 60, 100),
            words_of(f"Pagina {number} van 6", 280, 810, size=8),
            number=number,
        )
        for number in range(1, 7)
    ]
    found = blocks_of(*pages)
    assert len(with_role(found, Role.RUNNING_HEAD)) == 12
    assert with_role(found, Role.PAGE_NUMBER) == [f"Pagina {number} van 6" for number in range(1, 7)]
    assert {block.role for block in found if 90 < block.lines[0].top < 700} == {Role.PARAGRAPH}


def test_repeated_label_inside_the_text_is_no_running_head() -> None:
    pages = [
        page_of(
            words_of(f"{number}.b.{7 - number} Onderwerp {'abcdef'[number]}", 60, 60, bold=True),
            words_of("Besluit:", 60, 75),
            column(prose(12, f"bladzijde{'abcdef'[number]}"), 60, 90),
            number=number,
        )
        for number in range(1, 6)
    ]
    assert with_role(blocks_of(*pages), Role.RUNNING_HEAD) == []


def test_table_is_kept_as_rows() -> None:
    labels = ["Lasten wonen", "Lasten zorg", "Baten rijk", "Saldo"]
    words = body(100)
    for row, label in enumerate(labels):
        words += words_of(label, 60, 300 + 14 * row)
        for place, amount in enumerate(("1.250", "980", "-12,5")):
            words += words_of(amount, 300 + 80 * place, 300 + 14 * row)
    table = next(block for block in blocks_of(page_of(words)) if block.role is Role.TABLE)
    assert table.rows[0] == ("Lasten wonen", "1.250", "980", "-12,5")
    assert len(table.rows) == 4


def test_columns_of_prose_are_no_table() -> None:
    page = page_of(column(prose(9, "links"), 50, 100), column(prose(9, "rechts"), 310, 100))
    assert with_role(blocks_of(page), Role.TABLE) == []


def test_contents_are_set_aside() -> None:
    entries = [
        f"{name} {'.' * 40} {number}" for name, number in (("Inleiding", 3), ("Wonen", 7), ("Zorg", 12))
    ]
    found = blocks_of(page_of(words_of("Inhoud", 60, 80, size=16), column(entries, 60, 100), body(300)))
    assert sum(text.count("....") > 0 for text in with_role(found, Role.CONTENTS)) >= 1
    assert not any("...." in text for text in with_role(found, Role.PARAGRAPH))


def test_footnote_keeps_its_mark() -> None:
    note = column(["12 Zie de nota van de raad over wonen."], 60, 700, size=7)
    page = page_of(body(), body(400), note)
    found = [block for block in blocks_of(page) if block.role is Role.FOOTNOTE]
    assert [(block.note_mark, text_of(block)[:6]) for block in found] == [("12", "12 Zie")]


def test_pull_quote_says_again_what_the_text_says() -> None:
    said = "wij bouwen liever een wijk waar iedereen elkaar nog kent"
    page = page_of(
        column([*prose(6), said, *prose(6)], 60, 100),
        column(["wij bouwen liever een wijk", "waar iedereen elkaar nog kent"], 120, 400, size=16),
        body(470),
    )
    assert with_role(blocks_of(page), Role.PULL_QUOTE) == [said]


def test_bibliography_ends_with_the_next_heading() -> None:
    page = page_of(
        body(),
        words_of("Literatuur", 60, 290, size=14),
        column(
            ["Jansen, P. (1998). Wonen in de stad. Assen.", "Visser, K. (2004). De regio. Emmen."], 60, 300
        ),
        words_of("Bijlage over de wijk", 60, 360, size=14),
        body(380),
    )
    found = blocks_of(page)
    assert with_role(found, Role.OTHER)[0] == "Literatuur"
    assert any("Jansen" in text for text in with_role(found, Role.OTHER))
    assert not any("regel" in text for text in with_role(found, Role.OTHER))


def test_small_text_under_a_picture_is_its_caption() -> None:
    picture = Box(60, 300, 300, 450)
    caption = column(["De nieuwe wijk aan de rand van de stad"], 60, 453, size=8)
    page = page_of(body(), caption, body(520))
    page = RawPage(1, page.width, page.height, page.engine, page.words, images=(picture,))
    assert with_role(blocks_of(page), Role.CAPTION) == ["De nieuwe wijk aan de rand van de stad"]


@pytest.mark.parametrize(
    ("text", "small", "expected"),
    [
        ("Figuur 3. Aandeel ouderen per wijk", False, True),
        ("Tabel 6.2: Baten en lasten", False, True),
        ("Tabel 6.2 Recapitulatie", True, True),
        ("Figuur 3 laat zien dat de stad groeit.", False, False),
        ("Kaart van de regio", True, False),
    ],
)
def test_caption(text: str, small: bool, expected: bool) -> None:
    assert is_caption(text, small, [TextLine(words_of(text, 60, 100))]) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foto: Anna de Wit", True),
        ("© 2021 Gemeente Hoogveen", True),
        ("Tekst en beeld: redactie", True),
        ("Beeldende kunst is van iedereen.", False),
        ("redactie@stadsblad.example", True),
        ("Meer weten? Op www.stadsblad.example staat het hele verslag van de avond in de wijk.", False),
    ],
)
def test_credit(text: str, expected: bool) -> None:
    assert is_credit(text) is expected


@pytest.mark.parametrize(
    "text", ["Literatuur", "5. Bronnen", "Noten", "Geraadpleegde literatuur", "References"]
)
def test_references_heading(text: str) -> None:
    assert is_references_heading(text)


def test_ordinary_heading_opens_no_bibliography() -> None:
    assert not is_references_heading("Literatuur en cultuur in de stad")


@pytest.mark.parametrize(
    ("text", "mark"), [("12 Zie de nota", "12"), ("* Met dank", "*"), ("3Zie de nota", ""), ("4De raad", "4")]
)
def test_note_mark(text: str, mark: str) -> None:
    assert note_mark([TextLine(words_of(text, 60, 100))]) == ("3" if text.startswith("3Z") else mark)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Anna de Wit en Jan van den Berg", True), ("De stad groeit", False), ("Inleiding", False)],
)
def test_byline(text: str, expected: bool) -> None:
    assert is_byline([TextLine(words_of(text, 60, 100))]) is expected


def test_larger_sentences_over_an_article_are_no_heading() -> None:
    lines = [
        "De kleine steden groeien harder dan het land,",
        "zegt de nieuwe studie van het bureau, maar",
        "de voorzieningen groeien niet met ze mee.",
    ]
    assert with_role(blocks_of(page_of(column(lines, 60, 60, size=13), body(120))), Role.HEADING) == []


def test_numbered_item_of_an_agenda_is_a_heading_although_it_ends_as_a_sentence() -> None:
    item = words_of("7", 60, 80, bold=True) + words_of(
        "Instellen van beroep tegen de uitspraak.", 85, 80, bold=True
    )
    assert len(with_role(blocks_of(page_of(item, body())), Role.HEADING)) == 1


def test_small_note_in_the_margin_is_told_from_the_text() -> None:
    note = column(["zie ook", "de nota van", "vorig jaar"], 420, 130, size=8)
    blocks = blocks_of(page_of(column(prose(14), 60, 100), note))
    assert with_role(blocks, Role.MARGINAL) == ["zie ook de nota van vorig jaar"]


def test_small_text_within_the_measure_is_no_marginal_note() -> None:
    note = column(["zie ook", "de nota van", "vorig jaar"], 160, 290, size=8)
    assert with_role(blocks_of(page_of(column(prose(14), 60, 100), note)), Role.MARGINAL) == []


def test_colophon_is_set_aside_to_the_next_heading_of_its_size() -> None:
    head, next_head = words_of("Colofon", 60, 60, size=14), words_of("Nieuws", 60, 160, size=14)
    names = column(["Redactie A. Bakker en B. Smit", "Oplage 500"], 60, 75)
    blocks = blocks_of(page_of(head, names, next_head, column(prose(12), 60, 180)))
    assert " ".join(with_role(blocks, Role.OTHER)).startswith("Colofon Redactie A. Bakker")
    assert "Nieuws" not in with_role(blocks, Role.OTHER)


def test_entries_under_in_this_issue_are_contents() -> None:
    head = words_of("In dit nummer", 60, 60, size=14)
    entries = [
        word
        for row, text in enumerate(("Van de redactie 1", "De brug 2", "Wonen in de wijk 4"))
        for word in words_of(text, 60, 90 + 30 * row)
    ]
    blocks = blocks_of(page_of(head, entries, column(prose(12), 60, 200)))
    assert len(with_role(blocks, Role.CONTENTS)) == 4


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("Door Anna de Wit", True),
        ("Tekst Jan Bos", True),
        ("Foto Els Kok", True),
        ("Door de wind waaien bomen om", False),
        ("Beeld van de stad", False),
        ("Door Amsterdam stroomt de Amstel", False),
    ],
)
def test_line_that_names_the_author_is_a_credit(text: str, credit: bool) -> None:
    blocks = blocks_of(page_of(words_of(text, 60, 80), body(110)))
    assert (with_role(blocks, Role.CREDIT) == [text]) is credit


def test_dash_within_a_sentence_begins_no_item() -> None:
    lines = [
        "de stad is, zegt men, een plaats van 'gemeen',",
        "– de term is niet van hem – en van wat daar nog",
    ]
    lines[0] = lines[0].removesuffix(",")
    assert with_role(blocks_of(page_of(column([*lines, *prose(6)], 60, 100))), Role.LIST_ITEM) == []


_SAID = "wij bouwen liever een wijk waar iedereen elkaar nog kent"


def _repeating(*parts: list[Word]) -> list[str]:
    return with_role(
        blocks_of(page_of(column([*prose(6), _SAID, *prose(5), "en zo is het."], 60, 60), *parts)),
        Role.PULL_QUOTE,
    )


@pytest.mark.parametrize(("size", "stop"), [(10, "."), (14, "")])
def test_sub_heading_that_repeats_the_text_is_no_pull_quote(size: float, stop: str) -> None:
    head = words_of(_SAID.capitalize() + stop, 60, 260, bold=True, size=size, step=0.4)
    assert _repeating(head, column(["Hier begint het dan.", *prose(5)], 60, 268)) == []


def test_sub_heading_over_an_indented_list_is_no_pull_quote() -> None:
    head = words_of(_SAID.upper(), 60, 260, bold=True, size=14, step=0.4)
    assert _repeating(head, column(["1. Er komt een nieuwe wijk.", *prose(5)], 95, 275)) == []


def test_bold_sentence_in_the_middle_of_another_is_a_pull_quote() -> None:
    said = f"{_SAID.capitalize()}."
    bold = words_of(said, 60, 260, bold=True)
    torn = column([*prose(6), _SAID, *prose(6)], 60, 60)
    found = blocks_of(page_of(torn, bold, column(["Regel die verder gaat.", *prose(5)], 60, 275)))
    assert with_role(found, Role.PULL_QUOTE) == [said]


def test_sentence_in_quotation_marks_over_a_paragraph_is_a_pull_quote() -> None:
    quoted = words_of(f"‘{_SAID.capitalize()}.’", 60, 260, bold=True, size=14, step=0.4)
    assert len(_repeating(quoted, column(["Hier begint het dan.", *prose(5)], 60, 275))) == 1


def test_title_that_the_text_repeats_stays_the_title() -> None:
    said = "de verborgen kanten van het leven in de kleine stad"
    page = page_of(
        words_of(said.capitalize(), 60, 60, size=16, bold=True, step=0.4),
        column([*prose(6), said, *prose(5)], 120, 100),
    )
    assert with_role(blocks_of(page), Role.TITLE) == [said.capitalize()]
