"""Scores of a pipeline's output against a treebank or labelled entities, by character offsets.

Everything is compared on characters, so that gold tokens and a pipeline's own tokens are scored alike:
a gold token that the pipeline cut differently counts as wrong in every column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Word:
    """One token with its analysis; `head` is the character offset where its head starts, a root's own."""

    start: int
    end: int
    pos: str = ""
    tag: str = ""
    lemma: str = ""
    head: int = -1
    dep: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is known of a text: words, sentences and entities (half-open character offsets)."""

    words: tuple[Word, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    entities: tuple[tuple[int, int, str], ...] = ()


@dataclass
class Tally:
    """Counts that add up over texts, and the figures that follow from them."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Analysis, found: Analysis) -> None:
        """Counts one text."""
        by_place = {(word.start, word.end): word for word in found.words}
        for word in gold.words:
            self.counts["words"] += 1
            other = by_place.get((word.start, word.end))
            if other is not None:
                self.counts["tokens"] += 1
                self.counts.update(_agreed(word, other))
        self._spans("sentences", gold.sentences, found.sentences)
        self._spans("entities", gold.entities, found.entities)
        for label in sorted({span[2] for span in (*gold.entities, *found.entities)}):
            self._spans(label, *([s for s in a.entities if s[2] == label] for a in (gold, found)))

    def _spans(self, name: str, gold: Iterable[object], found: Iterable[object]) -> None:
        wanted, given = Counter(gold), Counter(found)
        self.counts[f"{name} wanted"] += wanted.total()
        self.counts[f"{name} given"] += given.total()
        self.counts[f"{name} right"] += (wanted & given).total()

    def share(self, name: str) -> float:
        """Returns the share of gold words that agree in pos, tag, lemma, uas, las or tokens."""
        return self.counts[name] / max(1, self.counts["words"])

    def f_score(self, name: str) -> float:
        """Returns F1 of sentences, entities or one entity label."""
        total = self.counts[f"{name} wanted"] + self.counts[f"{name} given"]
        return 2 * self.counts[f"{name} right"] / max(1, total)


def _agreed(gold: Word, found: Word) -> Iterable[str]:
    same_head = gold.head == found.head
    checks = {
        "pos": gold.pos == found.pos,
        "tag": gold.tag == found.tag,
        "lemma": gold.lemma == found.lemma,
        "uas": same_head,
        "las": same_head and gold.dep.lower() == found.dep.lower(),
        "underscores": "_" in found.lemma,
    }
    return [name for name, holds in checks.items() if holds]


def renamed(
    entities: Sequence[tuple[int, int, str]], names: dict[str, str]
) -> tuple[tuple[int, int, str], ...]:
    """Returns the entities under another label set; labels that it does not have are left out."""
    return tuple((start, end, names[label]) for start, end, label in entities if label in names)
