"""What a block is: title, heading, list item or paragraph, told from its look and place."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.layout.elements import TextLine, body_size
from corpus.layout.pages import PageLines
from corpus.layout.paragraphs import BULLET, NUMBERED
from corpus.layout.records import Block
from corpus.records import Role

if TYPE_CHECKING:
    from corpus.layout.analysis import PageLayout


@dataclass(frozen=True, slots=True)
class RoleFinder:
    """What is usual in a document, to tell what stands out."""

    body: float
    leading: float
    """Base line distance of body text, in ems."""

    @classmethod
    def of(cls, pages: Sequence[PageLines]) -> RoleFinder:
        """Measure the pages of a document."""
        lines = [line for page in pages for line in page.lines]
        body = body_size(lines)
        return cls(body, _leading(pages, body))

    def block(self, page: PageLines, lines: Sequence[TextLine], boxed: bool) -> Block:
        """The block of these lines, with its role."""
        record = tuple(line.record() for line in lines)
        return Block(page.number, record, self._role(lines, boxed))

    def finish(self, layouts: list[PageLayout]) -> list[PageLayout]:
        """What can only be said of the whole document."""
        return layouts

    def _role(self, lines: Sequence[TextLine], boxed: bool) -> Role:
        first = lines[0]
        if len(lines) <= 4 and (first.size > 1.12 * self.body or all(line.bold for line in lines)):
            return Role.HEADING
        if BULLET.match(first.words[0].text) or NUMBERED.match(first.words[0].text):
            return Role.LIST_ITEM
        return Role.SIDEBAR if boxed else Role.PARAGRAPH


def _leading(pages: Sequence[PageLines], body: float) -> float:
    steps: Counter[float] = Counter()
    for page in pages[:: max(1, len(pages) // 30)]:
        lines = [line for line in page.lines if abs(line.size - body) < 0.05 * body]
        for upper, lower in itertools.pairwise(lines):
            if abs(upper.x0 - lower.x0) < 2 and 0.8 * body < lower.base - upper.base < 2.5 * body:
                steps[round((lower.base - upper.base) / body, 2)] += 1
    return max(steps.items(), key=lambda item: (item[1], -item[0]))[0] if steps else 1.2
