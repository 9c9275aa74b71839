"""Every passage of the examples can be found on its page, in the boxes stored for it, by a second engine."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest

from corpus.passages import split
from corpus.reading import ReadOptions, read_content
from corpus.records import Passage, Region
from corpus.regions import passage_regions

EXAMPLES = Path(__file__).parent.parent / "examples" / "middelgrote-steden"
MARGIN = 1.5
"""Points round a box: the two engines draw them round glyphs and round the font's own box."""
ALLOWED = 0.2
"""Share that may differ: one letter lost or caught at a line's edge breaks five runs, and lines are short."""
LETTERS = re.compile(r"[^\W\d_]+")


def grams(text: str) -> Counter[str]:
    """Runs of five letters: line-end hyphens and white space are what a box may show otherwise."""
    run = "".join(LETTERS.findall(unicodedata.normalize("NFKC", text))).lower()
    return Counter(run[at : at + 5] for at in range(len(run) - 4))


class Pages:
    """The pages of a PDF as pypdfium2 reads them, asked by box."""

    def __init__(self, path: Path) -> None:
        self._pdf = pdfium.PdfDocument(path)
        self.text_page = cache(lambda number: self._pdf[number - 1].get_textpage())
        self.height = cache(lambda number: self._pdf[number - 1].get_height())

    def inside(self, region: Region) -> str:
        """The text inside a box; pdfium's own coordinates start at the bottom."""
        height = self.height(region.page)
        found = self.text_page(region.page).get_text_bounded(
            left=region.x0 - MARGIN,
            bottom=height - region.bottom - MARGIN,
            right=region.x1 + MARGIN,
            top=height - region.top + MARGIN,
        )
        return str(found)


def missing(passage: Passage, pages: Pages, regions: tuple[Region, ...]) -> float:
    """The share of the passage's runs of letters that its boxes do not hold."""
    wanted = grams(passage.text)
    found = grams(" ".join(map(pages.inside, regions)))
    return (wanted - found).total() / max(wanted.total(), 1)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.pdf")), ids=lambda path: path.stem)
def test_passages_stand_in_their_boxes(path: Path) -> None:
    content = read_content(path, options=ReadOptions(ocr="never"))
    pages = Pages(path)
    passages = split("0" * 64, content.paragraphs)
    assert passages
    for passage in passages:
        regions = passage_regions(passage, content.paragraphs, 0, len(passage.text))
        assert regions, passage.text
        assert missing(passage, pages, regions) <= ALLOWED, (passage.text, regions)


def test_a_box_that_is_off_is_noticed() -> None:
    path = EXAMPLES / "column_1998.pdf"
    content = read_content(path, options=ReadOptions(ocr="never"))
    passage = max(split("0" * 64, content.paragraphs), key=lambda one: len(one.text))
    regions = passage_regions(passage, content.paragraphs, 0, len(passage.text))
    moved = tuple(Region(one.page, one.x0 + 90, one.top, one.x1 + 90, one.bottom) for one in regions)
    assert missing(passage, Pages(path), moved) > 3 * ALLOWED
