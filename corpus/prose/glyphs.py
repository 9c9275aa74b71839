"""Clean the characters of printed words: ligatures, soft hyphens, loose accents, bullets, letter-spacing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

SOFT_HYPHEN = "\u00ad"
# Not NFKC as a whole: that would also turn m² into m2 and ½ into 1⁄2, and the text should stay as printed.
_LIGATURES = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
    "ĳ": "ij",
    "Ĳ": "IJ",
    "\u2010": "-",
    "\u2011": "-",
    # pdfium's own mark for a hyphen at a line's end.
    "\ufffe": "-",
}
# Invisible: soft hyphen, zero-width characters, direction marks, word joiner, byte order mark.
_INVISIBLE = [0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF]
_CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]
_TABLE = str.maketrans({**_LIGATURES, **{chr(code): "" for code in (*_INVISIBLE, *_CONTROLS)}})

# TeX fonts without accented letters print the accent as a glyph of its own before the letter: co¨ordinatie.
_LOOSE_DIAERESIS = re.compile("[¨]([aeiouAEIOU])")
_LOOSE_ACUTE = re.compile("(?<=[^\\W\\d_])´([aeiou])")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PRIVATE_BULLET = re.compile("^[\ue000-\uf8ff]$")


def clean_word(word: str) -> str:
    """The word as it should be read; empty when nothing in it is visible.

    Quotation marks, dashes, superscripts and fractions stay as printed.
    """
    if word.isascii() and word.isprintable():
        return word
    text = word.translate(_TABLE)
    text = _LOOSE_DIAERESIS.sub("\\1\u0308", text)
    text = _LOOSE_ACUTE.sub("\\1\u0301", text)
    text = _SURROGATE.sub("\ufffd", text)
    if _PRIVATE_BULLET.match(text):
        return "•"
    return unicodedata.normalize("NFC", text)


def ends_in_soft_hyphen(word: str) -> bool:
    """Whether the word's last character says that the line break cut it.

    ¬ is what some fonts' encodings make of a soft hyphen.
    """
    return word.endswith((SOFT_HYPHEN, "\u00ac"))


def letter_spaced_runs(words: Sequence[str], edges: Sequence[float]) -> list[tuple[int, int]]:
    """Half-open ranges of words that are the letters of one word set with wide tracking (`R U I M T E`).

    `edges` holds left and right of each word. Two such words beside each other are told apart by
    the wider gap between them. Lower-case letters count only from five on, since `a b c d` is
    more often a list of labels than a word.
    """
    runs: list[tuple[int, int]] = []
    start = 0
    while start < len(words):
        end = start
        while end < len(words) and len(words[end]) == 1 and words[end].isalpha():
            end += 1
        if end - start >= 4:
            runs += [run for run in _split_at_gaps(start, end, edges) if _is_word(words[run[0] : run[1]])]
        start = max(end, start + 1)
    return runs


def _split_at_gaps(start: int, end: int, edges: Sequence[float]) -> list[tuple[int, int]]:
    gaps = [edges[2 * i + 2] - edges[2 * i + 1] for i in range(start, end - 1)]
    wide = 1.5 * max(median(gaps), 0.1)
    cuts = [start, *(start + i + 1 for i, gap in enumerate(gaps) if gap > wide), end]
    return list(pairwise(cuts))


def _is_word(letters: Sequence[str]) -> bool:
    text = "".join(letters)
    if len(text) < (3 if text.isupper() else 5):
        return False
    steps = [ord(b) - ord(a) for a, b in pairwise(text)]
    return len(set(text.lower())) > 1 and set(steps) != {1}
