"""What the systems are measured on: treebank passages and labelled sentences, with their analysis."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from benchmarks.pipeline_scores import Analysis, Word
from nlp.training.documents import Length, TrainingText, passages, up_to_90
from nlp.training.labelled import read_labelled
from nlp.training.marked import MarkedSentence
from nlp.training.treebank import plain_lemmas, read_treebank


@dataclass(frozen=True, slots=True)
class Gold:
    """A text, its words with the spaces after them, and what the annotators say of it."""

    text: str
    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    analysis: Analysis


def treebank(path: Path, length: Length = up_to_90) -> list[Gold]:
    """Returns a treebank as passages of such lengths, lemmas without underscores."""
    sentences = [plain_lemmas(sentence) for sentence in read_treebank(path)]
    return [_from_treebank(text) for text in passages(sentences, random.Random(0), length)]


def _from_treebank(text: TrainingText) -> Gold:
    words, sentences, heads = list[Word](), list[tuple[int, int]](), text.heads
    for s in text.sentences:
        first = len(words)
        rows = zip(s.pos, s.tags, s.lemmas, s.deps, strict=True)
        for at, (pos, tag, lemma, dep) in enumerate(rows, first):
            head = text.starts[heads[at]]
            words.append(Word(text.starts[at], text.ends[at], pos, tag, lemma, head, dep))
        sentences.append((words[first].start, words[-1].end))
    forms = tuple(word for s in text.sentences for word in s.words)
    spaces = tuple(end < start for end, start in zip(text.ends, (*text.starts[1:], 0), strict=True))
    return Gold(text.text.rstrip(), forms, spaces, Analysis(tuple(words), tuple(sentences)))


def labelled(part: str, shared: Path | None = None, longest: int = 90) -> list[Gold]:
    """Returns the labelled sentences of a part, neighbours as one text of up to `longest` words.

    Those that stand off from their text are read where `shared`, the folder of texts, is there.
    """
    chosen = [
        s for s in read_labelled(shared=shared if shared and shared.is_dir() else None) if s.part == part
    ]
    golds = list[Gold]()
    for _, group in groupby(chosen, key=lambda sentence: sentence.document):
        golds += map(_joined, _runs(list(group), longest))
    return golds


def _runs(sentences: list[MarkedSentence], longest: int) -> Iterator[list[MarkedSentence]]:
    run, words = list[MarkedSentence](), 0
    for sentence in sentences:
        count = len(sentence.text.split())
        if run and words + count > longest:
            yield run
            run, words = [], 0
        run, words = [*run, sentence], words + count
    yield run


def _joined(sentences: list[MarkedSentence]) -> Gold:
    text, entities = "", list[tuple[int, int, str]]()
    for sentence in sentences:
        text += " " if text else ""
        entities += [(a + len(text), b + len(text), label) for a, b, label in sentence.spans]
        text += sentence.text
    return Gold(text, (), (), Analysis(entities=tuple(entities)))


def policy_passages(data: Path, count: int) -> Sequence[str]:
    """Returns passages of policy text for timing, the same in every run."""
    from nlp.training.plain import policy_passages as drawn

    return drawn(data, count, random.Random(7))
