"""Abbreviations that a text defines itself: `Planbureau voor de Leefomgeving (PBL)`."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ABBREVIATION = re.compile(
    r"(?<![\w’'&-])([A-ZÀ-Þ][\w’'&-]+(?:[ \u00a0][\w’'&-]+){0,11})"
    r"[ \u00a0]\(([A-Z][\w&-]{1,9})\)"
)
_LINKS = frozenset({"voor", "van", "de", "het", "en", "der", "in", "te", "bij", "op"})


def abbreviations_of(text: str) -> dict[str, str]:
    """Abbreviations the text defines, `Planbureau voor de Leefomgeving (PBL)`, with what they stand for."""
    found: dict[str, str] = {}
    for match in _ABBREVIATION.finditer(text):
        long = _fitting(match[1], match[2])
        if long:
            found.setdefault(match[2], long)
    return found


def _fitting(words: str, short: str) -> str:
    """The tail of the words whose initials give the abbreviation, or an empty string.

    Of several the one with the fewest words that give no letter, so that what stands before a name
    (`Planoloog Arie Bergsma van het Planbureau …`) is no part of it; then the longest.
    """
    parts = words.split()
    letters = [letter.lower() for letter in short if letter.isalpha()]
    tails = [
        parts[at:] for at, word in enumerate(parts) if word[0].isupper() and word[0].lower() == letters[0]
    ]
    fitting = [tail for tail in tails if _is_name(tail, letters) and _spells(" ".join(tail).lower(), letters)]
    if not fitting:
        return ""
    best = min(fitting, key=lambda tail: (_silent(tail, letters), -len(tail)))
    return " ".join(best)


def _is_name(words: Sequence[str], letters: Sequence[str]) -> bool:
    """Whether the small words among them link or give a letter: `Raad voor de leefomgeving` (RLI)."""
    small = [word for word in words if not word[0].isupper()]
    return all(word in _LINKS or word[0] in letters for word in small)


def _silent(words: Sequence[str], letters: Sequence[str]) -> int:
    """How many of the words with a capital can give the abbreviation no letter as their first."""
    initials = [word[0].lower() for word in words if word[0].isupper()]
    return sum(initial not in letters for initial in initials) + max(0, len(initials) - len(letters))


def _spells(words: str, letters: Sequence[str]) -> bool:
    """Whether the letters occur in order, most of them at the start of a word or of a part of it."""
    at = 0
    for letter in letters:
        at = words.find(letter, at) + 1
        if at == 0:
            return False
    initials = {word[0] for word in words.split()}
    return sum(letter in initials for letter in letters) * 2 > len(letters)
