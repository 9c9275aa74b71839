"""Where a text stands in another order than its reference."""

from __future__ import annotations

import pytest

from benchmarks.misplaced import Stretch, misplaced, rising
from corpus.records import Paragraph, Piece, Region, Role


def paragraph(ordinal: int, text: str, page: int) -> Paragraph:
    piece = Piece(0, len(text), text, Region(page, 60, 60, 300, 72), ())
    return Paragraph(ordinal, Role.PARAGRAPH, text, (piece,))


ONE = "de raad stemt in met het plan voor de nieuwe wijk"
TWO = "wethouder visser noemt de brug over het kanaal veel te duur en ook te smal"


def test_page_that_the_reference_has_elsewhere_is_named() -> None:
    read = [paragraph(0, ONE, 4), paragraph(1, TWO, 5)]
    found, shared = misplaced(f"{TWO}\n\n{ONE}", read)
    assert found == [Stretch(4, 8, "de raad stemt in", "voor de nieuwe wijk")]
    assert shared == 8 + 12


def test_text_in_order_has_nothing_misplaced() -> None:
    assert misplaced(f"{ONE}\n\n{TWO}", [paragraph(0, ONE, 1), paragraph(1, TWO, 2)])[0] == []


@pytest.mark.parametrize(
    ("numbers", "kept"),
    [([], set()), ([3, 1, 2], {1, 2}), ([0, 5, 1, 2, 6], {0, 2, 3, 4}), ([4, 3], {1})],
)
def test_rising(numbers: list[int], kept: set[int]) -> None:
    assert rising(numbers) == kept
