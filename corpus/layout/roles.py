"""What a block is: title, heading, list item, note or paragraph, told from its look and place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.layout.asides import (
    has_rule_above,
    is_at_foot,
    is_author_line,
    is_caption,
    is_credit,
    is_near_picture,
    is_references_heading,
    note_mark,
)
from corpus.layout.elements import TextLine, body_size
from corpus.layout.pages import PageLines
from corpus.layout.paragraphs import BULLET, NUMBERED
from corpus.layout.records import Block
from corpus.layout.tables import is_contents
from corpus.records import Role

LARGE = 1.12
"""From this many times the body size on, a short block is a heading."""
SMALL = 0.94
_FEWEST_LINES = 10
"""A page with fewer lines of body text has no margin to tell notes by."""
_SENTENCE_END = (".", ";", ",", "?”", ".”")


@dataclass(frozen=True, slots=True)
class RoleFinder:
    """What is usual in a document, to tell what stands out."""

    body: float
    """Font size of most of the text, in points."""
    leading: float
    """Base line distance of body text, in ems."""
    bold_body: bool
    """Whether the body itself is set in a bold face."""
    font: str

    @classmethod
    def of(cls, pages: Sequence[PageLines]) -> RoleFinder:
        """Measure the pages of a document."""
        lines = [line for page in pages for line in page.lines]
        body = body_size(lines)
        faces: Counter[tuple[str, bool]] = Counter()
        for line in lines:
            if abs(line.size - body) < 0.05 * body:
                faces[line.font, line.bold] += round(line.width)
        font, bold = faces.most_common(1)[0][0] if faces else ("", False)
        for page in pages:
            page.measure = _measure(page, body)
        return cls(body, _leading(pages, body), bold, font)

    def block(self, page: PageLines, lines: Sequence[TextLine], boxed: bool) -> Block:
        """The block of these lines, with its role and how sure it is."""
        role, confidence = self._role(page, lines, boxed)
        mark = note_mark(lines) if role is Role.FOOTNOTE else ""
        return Block(page.number, tuple(line.record() for line in lines), role, confidence, note_mark=mark)

    def _role(self, page: PageLines, lines: Sequence[TextLine], boxed: bool) -> tuple[Role, float]:
        text = " ".join(line.text for line in lines)
        small = lines[0].size < SMALL * self.body
        if is_contents(lines):
            return Role.CONTENTS, 0.8
        if is_caption(text, small, lines):
            return Role.CAPTION, 0.9
        if is_credit(text) or is_author_line(lines, text):
            return Role.CREDIT, 0.8
        if self._is_ornament(lines, text):
            return Role.OTHER, 0.7
        if small and self._is_footnote(page, lines):
            return Role.FOOTNOTE, 0.8
        if len(lines) <= 8 and (small or lines[0].italic) and is_near_picture(lines, page.images):
            return Role.CAPTION, 0.6
        if self._is_heading(lines, text) or self._is_small_references_heading(lines, text):
            return Role.HEADING, 0.8
        if small and not boxed and page.is_marginal(lines):
            return Role.MARGINAL, 0.7
        first = lines[0].words[0].text
        if BULLET.match(first) or (NUMBERED.match(first) and len(lines[0].words) > 1):
            return Role.LIST_ITEM, 0.8
        return (Role.SIDEBAR if boxed else Role.PARAGRAPH), 0.9

    def _is_footnote(self, page: PageLines, lines: Sequence[TextLine]) -> bool:
        if not is_at_foot(lines, page, self.body):
            return False
        return bool(note_mark(lines)) or has_rule_above(lines, page)

    def _is_ornament(self, lines: Sequence[TextLine], text: str) -> bool:
        """Whether a block is but a large figure or sign: the number of a chapter, a quotation mark."""
        return len(text) <= 3 and lines[0].size > 1.5 * self.body and not any(map(str.isalpha, text))

    def _is_heading(self, lines: Sequence[TextLine], text: str) -> bool:
        """A short block that is larger, bolder or otherwise set apart, and is no sentence."""
        if len(lines) > 5 or not any(char.isalpha() for char in text):
            return False
        size = lines[0].size
        if size > LARGE * self.body:
            return size > 1.5 * self.body or (len(text) < 250 and not _is_standfirst(lines, text))
        if len(lines) > 3 or len(text) > 160 or size < 0.9 * self.body:
            return False
        bold = all(word.bold for line in lines for word in line.words) and not self.bold_body
        capitals = text.isupper() and len(text) > 4
        face = len(lines) <= 2 and self._is_other_face(lines)
        if bold and _is_numbered_apart(lines):
            return True
        return (bold or capitals or face) and not text.rstrip().endswith(_SENTENCE_END)

    def _is_small_references_heading(self, lines: Sequence[TextLine], text: str) -> bool:
        """Whether a line in a bold face opens a bibliography, whose heading may be as small as its entries.

        Its font may not say that it is bold; then it must be another than the body's.
        """
        if len(lines) > 1 or not is_references_heading(text) or text.endswith(":"):
            return False
        return lines[0].bold or (lines[0].font != self.font and not lines[0].italic)

    def _is_other_face(self, lines: Sequence[TextLine]) -> bool:
        """Whether all words stand in one font that is not the body's, upright and in its size or larger."""
        fonts = {word.font for line in lines for word in line.words}
        return (
            len(fonts) == 1
            and self.font not in fonts
            and not lines[0].italic
            and lines[0].size >= 0.97 * self.body
            and lines[0].words[0].text[:1].isupper()
            and sum(len(line.words) for line in lines) <= 14
        )


def _is_standfirst(lines: Sequence[TextLine], text: str) -> bool:
    """Whether larger type says whole sentences, as the summary above an article does."""
    return len(lines) > 1 and len(text.split()) >= 15 and text.rstrip(" ”’'\"").endswith((".", "!", "?", "…"))


def _is_numbered_apart(lines: Sequence[TextLine]) -> bool:
    """Whether a number stands before a block at a tab's width: an item of an agenda, be it a sentence."""
    words = lines[0].words
    if len(words) < 3 or not re.match(r"^\d{1,2}(?:\.\d{1,2})*[.)]?$", words[0].text):
        return False
    return words[1].x0 - words[0].x1 > lines[0].size


def _measure(page: PageLines, body: float) -> tuple[float, float] | None:
    """Left and right edge of the body text of a page, its few strays aside."""
    lines = [line for line in page.lines if abs(line.size - body) < 0.05 * body and len(line.words) > 3]
    if len(lines) < _FEWEST_LINES or sum(len(line.words) for line in lines) < 0.7 * sum(
        len(line.words) for line in page.lines
    ):
        return None
    lefts, rights = sorted(line.x0 for line in lines), sorted(line.x1 for line in lines)
    stray = len(lines) // 20
    return lefts[stray], rights[-1 - stray]


def _leading(pages: Sequence[PageLines], body: float) -> float:
    steps: Counter[float] = Counter()
    for page in pages[:: max(1, len(pages) // 30)]:
        lines = [line for line in page.lines if abs(line.size - body) < 0.05 * body]
        for upper, lower in pairwise(lines):
            if abs(upper.x0 - lower.x0) < 2 and 0.8 * body < lower.base - upper.base < 2.5 * body:
                steps[round((lower.base - upper.base) / body, 2)] += 1
    return max(steps.items(), key=lambda item: (item[1], -item[0]))[0] if steps else 1.2
