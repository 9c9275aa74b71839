"""Sections set aside: bibliographies in small type, keywords, reports of referees, labels of figures."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from layout_sample import column, page_of, prose, words_of

from corpus.engines.records import Box, RawPage
from corpus.layout.analysis import analyse
from corpus.layout.records import Block, Word
from corpus.records import RUNNING_TEXT, Role

ENTRIES = ["Jansen P. Wonen in de stad. Assen 1998.", "Visser K. De regio. Emmen 2004."]


def blocks_of(*pages: RawPage) -> list[Block]:
    return [block for layout in analyse(pages) for block in layout.blocks]


def texts(blocks: Sequence[Block], *roles: Role) -> list[str]:
    return [" ".join(line.text for line in block.lines) for block in blocks if block.role in roles]


def running(*pages: RawPage) -> str:
    return "\n".join(texts(blocks_of(*pages), *RUNNING_TEXT))


def article(*more: list[Word]) -> RawPage:
    """Text with a bibliography in small type under a heading as small."""
    return page_of(
        column(prose(12), 60, 100),
        words_of("References", 60, 280, size=8, bold=True),
        column(ENTRIES, 60, 285, size=8),
        *more,
    )


def test_bibliography_under_a_heading_in_small_type_is_set_aside() -> None:
    text = running(article())
    assert "References" not in text
    assert "Jansen" not in text
    assert "regel 11" in text


def test_body_text_ends_a_bibliography_in_small_type() -> None:
    assert "vervolg 0" in running(article(column(prose(6, "vervolg"), 60, 330)))


def test_references_without_a_face_of_their_own_open_nothing() -> None:
    small = column(["Bronnen", *ENTRIES], 60, 285, size=8)
    assert "Jansen" in running(page_of(column(prose(12), 60, 100), small))


REVIEW = (
    words_of("Open Peer Review", 60, 60, size=16, bold=True),
    words_of("Referee Report 29 January 2015", 60, 90, bold=True),
    column(["I think that this manuscript can be printed.", *prose(6, "oordeel")], 60, 100),
)


def test_reports_of_referees_behind_the_bibliography_are_no_running_text() -> None:
    pages = (article(), page_of(*REVIEW, number=2), page_of(column(prose(9, "slot"), 60, 60), number=3))
    blocks = blocks_of(*pages)
    assert not {"oordeel", "slot", "Referee"} & set(" ".join(texts(blocks, *RUNNING_TEXT)).split())
    assert any("oordeel 3" in text for text in texts(blocks, Role.OTHER))


def test_larger_heading_behind_the_reports_is_text_again() -> None:
    appendix = words_of("Appendix on the wards", 60, 300, size=20, bold=True)
    page = page_of(*REVIEW, appendix, column(prose(6, "bijlage"), 60, 320), number=2)
    assert "bijlage 2" in running(article(), page)


@pytest.mark.parametrize("head", ["Peer review", "Open peer review", "Referee reports"])
def test_section_on_peer_review_within_the_text_stays(head: str) -> None:
    page = page_of(
        column(prose(9), 60, 60),
        words_of(head, 60, 190, size=14, bold=True),
        words_of("Reviewer comments were weighed", 60, 212, bold=True),
        column(prose(6, "oordeel"), 60, 220),
    )
    assert "oordeel 3" in running(page, article())


@pytest.mark.parametrize(
    ("lines", "aside"),
    [
        (["Keywords: city, growth, housing"], True),
        (["Trefwoorden: stad, groei en wonen"], True),
        (["Opleiding: ruimtelijke ordening", "Sleutelwoorden: stad, groei"], True),
        (["Trefwoorden zijn volgens de raad niet nodig."], False),
        (["De raad stemt in met het voorstel over", "Keywords: zo heet de nieuwe nota van de stad"], False),
    ],
)
def test_keywords_are_no_running_text(lines: list[str], aside: bool) -> None:
    page = page_of(column(lines, 60, 60), column(prose(12), 60, 110))
    assert (lines[-1] not in running(page)) is aside


def figure(label: str, *, text: str = "", drawn: bool = True, size: float = 8) -> RawPage:
    return page_of(
        column(prose(12), 60, 60),
        words_of(label, 90, 300, size=size),
        column([text] if text else [], 60, 310),
        words_of("Figuur 3. De delen van de brug", 60, 350, size=8, bold=True),
        column(prose(12, "verder"), 60, 380),
        fills=[Box(70, 240, 200, 290, "#aabbcc")] if drawn else [],
    )


@pytest.mark.parametrize(
    ("page", "aside"),
    [
        (figure("Linker pijler"), True),
        (figure("Linker pijler", drawn=False), False),
        (figure("Linker pijler", size=10), False),
        (figure("Linker pijler", text="De tekst gaat hier tussen door."), False),
        (figure("De pijler draagt de brug."), False),
        (figure("De pijlers die de brug dragen staan aan de oever"), False),
    ],
)
def test_small_words_of_a_drawing_over_its_caption_are_labels(page: RawPage, aside: bool) -> None:
    assert ("pijler" not in running(page)) is aside


def test_page_number_that_counts_by_chapter() -> None:
    page = page_of(column(prose(12), 60, 60), words_of("7-45", 500, 800))
    assert texts(blocks_of(page), Role.PAGE_NUMBER) == ["7-45"]
