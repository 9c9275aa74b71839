"""Which words can be punctuation marks, by their characters alone."""

from __future__ import annotations

import unicodedata

_BRACKETS = "<>|~"
"""Mathematical signs by their category that also serve as marks."""
_OTHER_SYMBOLS = "%&‰"


def is_mark(text: str) -> bool:
    """Tells whether a word can be a punctuation mark: without letters and digits, and no `%` or `€`."""
    return not any(char.isalnum() for char in text) and not all(map(_is_symbol, text))


def _is_symbol(char: str) -> bool:
    mathematical = unicodedata.category(char) in ("Sm", "Sc") and char not in _BRACKETS
    return mathematical or char in _OTHER_SYMBOLS
