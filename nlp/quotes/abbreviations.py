"""Abbreviations that a text defines itself: `Planbureau voor de Leefomgeving (PBL)`."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ABBREVIATION = re.compile(
    r"(?<![\w’'&-])([A-ZÀ-Þ][\w’'&-]+(?:[ \u00a0](?:voor|van|de|het|en|der|in|te|[A-ZÀ-Þ][\w’'&-]+)){0,11})"
    r"[ \u00a0]\(([A-Z][\w&-]{1,9})\)"
)


def abbreviations_of(text: str) -> dict[str, str]:
    """Abbreviations the text defines, `Planbureau voor de Leefomgeving (PBL)`, with what they stand for."""
    found: dict[str, str] = {}
    for match in _ABBREVIATION.finditer(text):
        long = _fitting(match[1], match[2])
        if long:
            found.setdefault(match[2], long)
    return found


def _fitting(words: str, short: str) -> str:
    """The longest tail of the words whose initials give the abbreviation, or an empty string."""
    parts = words.split()
    letters = [letter.lower() for letter in short if letter.isalpha()]
    for at in range(len(parts)):
        tail = parts[at:]
        if tail[0][0].lower() == letters[0] and _spells(" ".join(tail).lower(), letters):
            return " ".join(tail)
    return ""


def _spells(words: str, letters: Sequence[str]) -> bool:
    """Whether the letters occur in order, most of them at the start of a word or of a part of it."""
    at = 0
    for letter in letters:
        at = words.find(letter, at) + 1
        if at == 0:
            return False
    initials = {word[0] for word in words.split()}
    return sum(letter in initials for letter in letters) * 2 > len(letters)
