"""Rules of Dutch spelling at a seam: clashing vowels, and letters that change where a line break cuts."""

from __future__ import annotations

import re
from collections.abc import Callable

_DIAERESIS = {"e": "ë", "i": "ï", "o": "ö", "u": "ü", "a": "ä"}
_DIMINUTIVE = re.compile(r"^tjes?\b")
_OPEN_VOWEL = re.compile(r"(?:[^aeiou]|i)[aou]$")


_CLASHING = frozenset(re.findall(r"\w\w", "aa ae ai au ee ei eu ie ii ij oe oi oo ou ui uu"))


def clashes(first: str, second: str) -> bool:
    """Whether the vowels on either side of the seam would be read as one, so that a compound needs a hyphen.

    The rule is that of the Leidraad bij het Groene Boekje (klinkerbotsing); ij-i is among them
    (zij-instromer).
    """
    a, b = first.lower(), second.lower()
    return a[-1:] + b[:1] in _CLASHING or (a.endswith("ij") and b.startswith("i"))


def mended(left: str, right: str, weight: Callable[[str], float]) -> tuple[str, str]:
    """The two halves of a cut word as they are spelt when joined, for the spelling with most weight.

    `co-ordinatie` gives coördinatie, `re-eel` reëel, `auto-tje` autootje. What is written stands
    unless another spelling weighs more.
    """
    best = (left, right)
    for other in _spellings(left, right):
        if weight("".join(other)) > weight("".join(best)):
            best = other
    return best


def _spellings(left: str, right: str) -> list[tuple[str, str]]:
    found = []
    if left[-1:].lower() in "aeiou" and left and right[:1] in _DIAERESIS:
        found.append((left, _DIAERESIS[right[0]] + right[1:]))
    if _DIMINUTIVE.match(right) and _OPEN_VOWEL.search(left):
        found.append((left + left[-1], right))
    if _DIMINUTIVE.match(right) and left.endswith("é"):
        found.append((left[:-1] + "ee", right))
    return found
