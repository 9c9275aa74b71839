"""How far the text of a page can be trusted, and why not: asked of a second engine and of the words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.engines.records import RawPage
from corpus.prose.lexicon import known_share

ENOUGH_WORDS = 20
"""Fewer words say nothing about how many of them are known."""
SAMPLE = 150
"""About so many words of a page are looked up."""
SURE_SHARE = 0.8
"""From this share of known words on, a text is taken for language; below, confidence falls with it."""
GARBLED_SHARE = 0.5
"""Below this share of known words a text layer is garbled and the page better read from its picture."""
ODD_SIGNS = 0.04
"""From this share of odd signs on, a text layer is garbled; good pages have up to .02."""
_ODD = '!"#$<>@\\^`{}~'
"""Signs of the keyboard that Dutch text hardly uses: what a font without its table of characters gives."""
_NOT_ALNUM = re.compile(r"[^\w\n]|_")
SCAN_COVER = 0.5
"""A page with hardly a word and pictures over more than this share is a scan."""
STAMP = 60
"""So many letters a stamp on a scan may have; a page of text has more."""
AGREEMENT = 0.97
"""Engines that agree on fewer words than this are worth a warning."""


@dataclass(frozen=True, slots=True)
class Trust:
    """Confidence from 0 to 1 and, where it is not 1, the reasons in words."""

    confidence: float
    warnings: tuple[str, ...] = ()


def judge(page: RawPage, certainty: float, other_words: Sequence[str] | None) -> Trust:
    """The trust in a page, given the layout's certainty and a second engine's words (None: not asked)."""
    return with_layout(judge_text(page, other_words), certainty)


def judge_text(page: RawPage, other_words: Sequence[str] | None) -> Trust:
    """The trust in a page's words, told before their layout so that the second engine's need not be kept."""
    parts = [_glyphs(page), _odd_signs(page), _language(page), _agreement(page, other_words), _drawn(page)]
    confidence = 0.8 if page.warnings else 1.0
    warnings: list[str] = list(page.warnings)
    for factor, warning in parts:
        confidence *= factor
        warnings += [warning] if warning else []
    return Trust(confidence, tuple(warnings))


def with_layout(trust: Trust, certainty: float) -> Trust:
    """The trust in a page once the layout has said how certain it is of the reading order (0 to 1)."""
    factor, warning = _layout(certainty)
    warnings = (*trust.warnings, warning) if warning else trust.warnings
    return Trust(round(factor * trust.confidence, 3), warnings)


def has_text_layer(pages: Sequence[RawPage]) -> bool:
    """Whether at least half of a document's pages have text of their own."""
    return 2 * sum(_letters(page) >= STAMP for page in pages) >= len(pages)


def needs_ocr(page: RawPage, *, in_text: bool = False) -> str:
    """Why a page should be read from its picture: `scan`, `garbled`, or empty where its text will do.

    In a document that has text (`in_text`), a few words on a picture are the title over a photograph;
    elsewhere they are a stamp on a scan.
    """
    letters = _letters(page)
    if letters < (1 if in_text else STAMP) and page.image_share > SCAN_COVER:
        return "scan"
    if letters and page.unmapped > 0.2 * letters:
        return "garbled"
    if len(page.words) >= ENOUGH_WORDS and (_share(page) < GARBLED_SHARE or _odd_share(page) > ODD_SIGNS):
        return "garbled"
    return ""


@lru_cache(maxsize=4)  # asked twice of a page: whether it needs OCR, and how far to trust it
def _share_of(words: tuple[str, ...]) -> float:
    return known_share(" ".join(words))


def _share(page: RawPage) -> float:
    """The share of known words in a page, judged by a sample of a long one."""
    step = max(1, len(page.words) // SAMPLE)
    return _share_of(tuple(word.text for word in page.words[::step]))


def _letters(page: RawPage) -> int:
    return len(_text(page))


def _odd_share(page: RawPage) -> float:
    """The share of odd signs: single letters are all known words, so that words alone do not tell."""
    text = _text(page)
    return sum(map(text.count, _ODD)) / len(text) if text else 0.0


def _text(page: RawPage) -> str:
    return "".join([word.text for word in page.words])


def _odd_signs(page: RawPage) -> tuple[float, str]:
    share = _odd_share(page)
    if len(page.words) < ENOUGH_WORDS or share <= ODD_SIGNS:
        return 1.0, ""
    return 0.2, f"{share:.0%} of the text are signs that no text uses so often"


def _glyphs(page: RawPage) -> tuple[float, str]:
    glyphs = _letters(page)
    if not page.unmapped or not glyphs:
        return 1.0, ""
    share = min(1.0, page.unmapped / glyphs)
    return 1.0 - share, f"{page.unmapped} of {glyphs} glyphs have no character in the file"


def _language(page: RawPage) -> tuple[float, str]:
    if len(page.words) < ENOUGH_WORDS:
        return 1.0, ""
    share = _share(page)
    if share >= SURE_SHARE:
        return 1.0, ""
    return max(0.05, share / SURE_SHARE), f"only {share:.0%} of the words are known Dutch words"


def _layout(certainty: float) -> tuple[float, str]:
    if certainty >= 0.8:
        return 1.0, ""
    return (
        0.5 + 0.5 * certainty,
        "the reading order is uncertain: no column or band could be told from the white",
    )


def _drawn(page: RawPage) -> tuple[float, str]:
    if page.clipped > 0.05 * len(page.words) + 5:
        return 0.95, f"{page.clipped} words lie outside the visible page and are left out"
    if page.hidden and page.hidden >= 0.5 * len(page.words):
        return 0.9, "the text is an invisible layer under a picture (OCR by whoever made the file)"
    return 1.0, ""


def _agreement(page: RawPage, other: Sequence[str] | None) -> tuple[float, str]:
    if other is None:
        return 1.0, ""
    missing, extra, total = differing_words([word.text for word in page.words], other)
    worst = max(missing, extra)
    if not total or worst <= (1 - AGREEMENT) * total + 2:
        return 1.0, ""
    said = f"{missing} words that a second engine reads are missing" if missing >= extra else ""
    return max(0.2, 1 - worst / total), said or f"{extra} words that a second engine does not read"


def differing_words(ours: Sequence[str], theirs: Sequence[str]) -> tuple[int, int, int]:
    """How many words only the second list has, how many only the first, and of how many.

    A word that only parts or joins differently is no difference: it is looked for in the text without spaces.
    """
    mine, other = _plain(ours), _plain(theirs)
    only_mine, only_other = Counter(mine) - Counter(other), Counter(other) - Counter(mine)
    missing = _absent(only_other, "".join(mine))
    extra = _absent(only_mine, "".join(other))
    return missing, extra, max(len(mine), len(other))


def _absent(words: Counter[str], text: str) -> int:
    return sum(count for word, count in words.items() if word not in text)


def _plain(words: Sequence[str]) -> list[str]:
    """Letters and digits only, ligatures undone, small letters; words without either are left out."""
    # All words at a time: this is done twice for every page.
    folded = unicodedata.normalize("NFKC", "\n".join(words)).casefold()
    return [word for word in _NOT_ALNUM.sub("", folded).split("\n") if word]
