"""The company a word keeps: collocations by log-dice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log2

import pandas as pd


def collocations(
    sentences: Iterable[Sequence[str]], node: str, *, span: int = 5, least: int = 3
) -> pd.DataFrame:
    """Return the words within `span` words of `node` in the same sentence, most typical first.

    Columns: word, together (times the word stands near the node), frequency (of the word) and log_dice
    (Rychlý 2008): 14 + log2(2·together / (node + word)), at most 14, independent of the corpus size; one
    point more is twice as typical. A word near two occurrences of the node counts once.
    """
    together: Counter[str] = Counter()
    frequency: Counter[str] = Counter()
    for sentence in sentences:
        frequency.update(sentence)
        together.update(sentence[place] for place in _near(sentence, node, span))
    rows = [
        (word, count, frequency[word], 14 + log2(2 * count / (frequency[node] + frequency[word])))
        for word, count in together.items()
        if count >= least
    ]
    rows.sort(key=lambda row: (-row[3], row[0]))
    return pd.DataFrame(rows, columns=["word", "together", "frequency", "log_dice"])


def _near(sentence: Sequence[str], node: str, span: int) -> list[int]:
    """The places within reach of the node, those of the node itself left out."""
    nodes = [place for place, word in enumerate(sentence) if word == node]
    reach = {other for place in nodes for other in range(place - span, place + span + 1)}
    return sorted(place for place in reach - set(nodes) if 0 <= place < len(sentence))
