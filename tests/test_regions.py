"""From characters back to boxes on the page."""

import pytest

from corpus.passages import split
from corpus.records import Paragraph, Piece, Region, Role
from corpus.regions import passage_regions, regions_of


def piece(start: int, end: int, raw: str, *, page: int = 1, top: float = 0) -> Piece:
    """Words of ten points a character with a gap of ten."""
    edges, x = [], 0.0
    for word in raw.split():
        edges += [x, x + 10 * len(word)]
        x += 10 * (len(word) + 1)
    return Piece(start, end, raw, Region(page, 0, top, x - 10, top + 10), tuple(edges))


# The printed lines are `de be-`, `leids nota` and, on the next page, `R U I M van ﬁets`.
TEXT = "de beleids nota RUIM van fiets"
PARAGRAPH = Paragraph(
    0,
    Role.PARAGRAPH,
    TEXT,
    (piece(0, 5, "de be-"), piece(5, 15, "leids nota", top=20), piece(16, 30, "R U I M van ﬁets", page=2)),
)


@pytest.mark.parametrize(
    ("text", "boxes"),
    [
        ("de", [(1, 0, 20)]),
        ("beleids", [(1, 30, 60), (1, 0, 50)]),
        ("nota", [(1, 60, 100)]),
        ("RUIM", [(2, 0, 70)]),
        ("van", [(2, 80, 110)]),
        ("fiets", [(2, 120, 160)]),
        ("nota RUIM van", [(1, 60, 100), (2, 0, 110)]),
        (TEXT, [(1, 0, 60), (1, 0, 100), (2, 0, 160)]),
    ],
)
def test_boxes_are_tight_round_the_words(text: str, boxes: list[tuple[int, float, float]]) -> None:
    start = TEXT.index(text)
    found = regions_of(PARAGRAPH, start, start + len(text))
    assert [(region.page, region.x0, region.x1) for region in found] == boxes


def test_nothing_has_no_box() -> None:
    assert regions_of(PARAGRAPH, 3, 3) == ()
    assert regions_of(PARAGRAPH, 15, 16) == ()
    assert regions_of(Paragraph(0, Role.PARAGRAPH, "De stad.", anchor="line 1"), 0, 3) == ()


def test_passage_leads_to_the_boxes_of_its_paragraphs() -> None:
    second = Paragraph(1, Role.LIST_ITEM, "meer groen", (piece(0, 10, "meer groen", page=3),))
    (passage,) = split("d", (PARAGRAPH, second))
    start = passage.text.index("groen")
    (found,) = passage_regions(passage, (second, PARAGRAPH), start, start + 5)
    assert (found.page, found.x0, found.x1) == (3, 50, 100)
    pages = [region.page for region in passage_regions(passage, (PARAGRAPH, second), 0, len(passage.text))]
    assert pages == [1, 1, 2, 3]
