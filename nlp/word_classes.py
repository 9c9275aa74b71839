"""Which words are function words: a coarse part of speech for the closed classes, by list."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_LIST = Path(__file__).parent / "data" / "lists" / "function_words.csv"
_SYMBOLS = frozenset("€%§+=$£&")


def word_class(word: str) -> str:
    """The universal part of speech of a function word or number, or an empty string for any other word.

    A word of several classes has the one it is in most often; a rule cannot tell them apart.
    """
    listed = _classes().get(word.lower().replace("’", "'"))
    if listed:
        return listed
    if word[:1].isdigit():
        return "NUM" if word.replace(".", "").replace(",", "").isdigit() else ""
    if any(letter.isalnum() for letter in word):
        return ""
    return "SYM" if word in _SYMBOLS else "PUNCT"


@cache
def _classes() -> dict[str, str]:
    with _LIST.open(encoding="utf-8", newline="") as file:
        return {row["word"]: row["class"] for row in csv.DictReader(file)}
