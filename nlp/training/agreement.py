"""How far two labellings of the same sentences agree: `python -m nlp.training.agreement [DATA]`.

Where a first label was mended after the comparison, `second/before` keeps it as it was, so that mending
does not raise the figure. Labels that stand off from their text are compared where DATA is given.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.training.marked import LABELS, MarkedSentence, read_marked, render_sentence
from nlp.training.standoff import read_standoff

FIRST = Path(__file__).parent / "ner"
SECOND = FIRST / "second"
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Spans of each labelling and how many both have, with the same borders and the same label."""

    first: int
    second: int
    both: int

    @property
    def f(self) -> float:
        """The F score of one labelling measured by the other; 1 where neither has a span."""
        total = self.first + self.second
        return 2 * self.both / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence that was labelled in two ways."""

    first: MarkedSentence
    second: MarkedSentence


def paired(
    first: Iterable[MarkedSentence], second: Iterable[MarkedSentence]
) -> tuple[list[tuple[MarkedSentence, MarkedSentence]], int]:
    """Returns the sentences in both, by document and text, and how many of `second` are not in `first`."""
    known = {(one.document, one.text): one for one in first}
    others = list(second)
    pairs = [(known[_key(one)], one) for one in others if _key(one) in known]
    return pairs, len(others) - len(pairs)


def _key(sentence: MarkedSentence) -> Key:
    return sentence.document, sentence.text


def agreement(pairs: Sequence[tuple[MarkedSentence, MarkedSentence]], label: str = "") -> Agreement:
    """Returns the agreement over all spans, or over those with one label."""
    counts = [(_spans(one, label), _spans(other, label)) for one, other in pairs]
    both = sum(len(one & other) for one, other in counts)
    return Agreement(sum(len(one) for one, _ in counts), sum(len(other) for _, other in counts), both)


def _spans(sentence: MarkedSentence, label: str) -> set[tuple[int, int, str]]:
    return {span for span in sentence.spans if not label or span[2] == label}


def differences(pairs: Iterable[tuple[MarkedSentence, MarkedSentence]]) -> Iterator[Difference]:
    """Yields the pairs whose spans are not the same."""
    return (Difference(one, other) for one, other in pairs if set(one.spans) != set(other.spans))


def _read(folder: Path, shared: Path | None) -> list[MarkedSentence]:
    marked = [sentence for path in sorted(folder.glob("*.txt")) for sentence in read_marked(path)]
    return marked + (read_standoff(shared, folder)[0] if shared is not None else [])


def report(first: Path = FIRST, second: Path = SECOND, shared: Path | None = None) -> str:
    """Returns the share labelled twice, agreement per label, and every sentence in which the two differ.

    `shared` is the folder of the documents; without it labels that stand off from their text are left out.
    """
    labelled = _read(first, shared)
    pairs, missing = paired([*labelled, *_read(second / "before", shared)], _read(second, shared))
    total, twice = sum(len(one.spans) for one in labelled), agreement(pairs).first
    lines = [
        f"{len(pairs)} sentences labelled twice, {missing} not found",
        f"{twice} of {total} labels ({twice / max(1, total):.1%}) are labelled twice",
        "label   first second  both     F",
    ]
    for label in ("", *LABELS):
        one = agreement(pairs, label)
        lines.append(f"{label or 'all':7}{one.first:6}{one.second:7}{one.both:6}{one.f:6.3f}")
    for difference in differences(pairs):
        for sign, sentence in (("-", difference.first), ("+", difference.second)):
            lines.append(f"{sign} {render_sentence(sentence.text, sentence.spans)}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(report(shared=Path(sys.argv[1]) if len(sys.argv) > 1 else None))
