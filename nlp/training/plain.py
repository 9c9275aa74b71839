"""Dutch without labels: policy passages for the embeddings, word lists for the vocabulary."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import wordfreq

_NEIGHBOURS = ("de", "fr", "es", "it", "pl", "tr", "pt", "sv", "da", "id", "hu", "cs", "ro", "fi")


def policy_texts(data: Path) -> Iterator[str]:
    """Yields the election programmes and motions under `data`/text, file by file, in order of name."""
    for folder, pattern in (("programmas", "*.txt"), ("moties", "*.md")):
        for path in sorted((data / "text" / folder).glob(pattern)):
            yield path.read_text(encoding="utf-8", errors="replace")


def policy_passages(data: Path, count: int, chance: random.Random) -> list[str]:
    """Returns that many passages of 20 to 130 words drawn from the policy texts."""
    runs = [passage for text in policy_texts(data) for passage in _runs(text, chance)]
    return chance.sample(runs, min(count, len(runs)))


def _runs(text: str, chance: random.Random) -> Iterator[str]:
    joined = re.sub(r"\s+", " ", re.sub(r"(?<=[a-z])[-\u00ad]\n(?=[a-z])", "", text))
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z])", joined)
    run: list[str] = []
    limit = chance.randint(20, 130)
    for sentence in sentences:
        run.append(sentence)
        words = sum(len(s.split()) for s in run)
        if words >= limit:
            if words <= 180:
                yield " ".join(run)
            run, limit = [], chance.randint(20, 130)


def word_lists() -> Iterator[str]:
    """Yields frequent words, small and capitalised: all Dutch ones known, English, and the neighbours'."""
    lists = [("nl", 400_000), ("en", 30_000), *((language, 6_000) for language in _NEIGHBOURS)]
    for language, size in lists:
        for word in wordfreq.top_n_list(language, size):
            yield word
            yield word.capitalize()
