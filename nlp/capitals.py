"""Lines in capitals, where those of a word say nothing."""

from __future__ import annotations

_SHARE = 0.7
_FEW = 12


def in_capitals(text: str, at: int) -> bool:
    """Whether most letters of the line round a character offset are capitals; of a few letters, never."""
    line = text[text.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]
    letters = [letter for letter in line if letter.isalpha()]
    return len(letters) > _FEW and sum(letter.isupper() for letter in letters) > _SHARE * len(letters)
