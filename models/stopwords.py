"""Dutch words that say nothing of a topic, from `models/data/stopwords_nl.txt`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def stop_words() -> frozenset[str]:
    """Return the words, in small letters; lines that begin with # are headings."""
    text = files("models").joinpath("data/stopwords_nl.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(" ".join(lines).split())
