"""A biaffine dependency parser on the encoder's features, as a spaCy component.

The heads are small matrices, run by numpy: Dozat and Manning, Deep Biaffine Attention for Neural
Dependency Parsing (2017). Sentences must be known (a senter goes before it); each gets one tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import SimpleFrozenList

from corpus.errors import PipelineError
from nlp.encoder.gelu import gelu
from nlp.encoder.head_files import read_head, write_head
from nlp.encoder.punctuation import attached
from nlp.encoder.signs import is_mark
from nlp.encoder.spanning import best_tree

Matrix = NDArray[np.float32]
ROOT = "ROOT"
LONGEST = 250
"""Tokens in a sentence."""


_NEVER = np.float32(-1e6)
_PART = 64
"""Words labelled in one product."""
PARTS = ("arc_child", "arc_head", "rel_child", "rel_head")


@dataclass(frozen=True, slots=True)
class Projected:
    """The words of a text as children and as heads, for arcs and for labels (words × width each)."""

    arc_child: Matrix
    arc_head: Matrix
    rel_child: Matrix
    rel_head: Matrix

    def part(self, start: int, end: int) -> Projected:
        """Returns a range of the words."""
        return Projected(*(getattr(self, name)[start:end] for name in PARTS))


@dataclass(frozen=True, slots=True)
class Biaffine:
    """The parser's matrices, named as in nlp.training.multitask, and its labels.

    Without a matrix `project` the words come projected (`Doc.tensor` holds them from column `start` on).
    """

    weights: dict[str, Matrix]
    labels: tuple[str, ...]
    start: int = 0

    def projected(self, features: Matrix) -> Projected:
        """Returns what the words are as children and as heads."""
        if "project.weight" not in self.weights:
            arc, rel = len(self.weights["arc"]) - 1, len(self.weights["rel"]) - 1
            bounds = np.cumsum([self.start, arc, arc, rel, rel])
            return Projected(*(features[:, a:b] for a, b in pairwise(bounds)))
        x = gelu(self._linear("project", features))
        return Projected(*(gelu(self._linear(name, x)) for name in PARTS))

    def arcs(self, words: Projected) -> Matrix:
        """Returns arc scores (words × words, row the word, column its head)."""
        scores: Matrix = (_with_one(words.arc_child) @ self.weights["arc"] @ words.arc_head.T).astype(
            np.float32
        )
        return scores

    def relations(self, words: Projected, heads: NDArray[np.int64]) -> NDArray[np.int64]:
        """Returns the label of each word under its head; only a root is labelled as one."""
        child, head = _with_one(words.rel_child), _with_one(words.rel_head)[heads]
        # A part at a time stays in the processor's cache, and a long text within the memory.
        parts = [slice(at, at + _PART) for at in range(0, len(heads), _PART)]
        scores = np.concatenate([self._label_scores(child[part], head[part]) for part in parts])
        if ROOT in self.labels:
            scores[heads != np.arange(len(heads)), self.labels.index(ROOT)] = -np.inf
        best: NDArray[np.int64] = scores.argmax(axis=1)
        return best

    def _label_scores(self, child: Matrix, head: Matrix) -> Matrix:
        """The score of each label (words × labels) for words and their heads."""
        # rel holds labels × child × head, kept as child × (labels · head): one product for all labels.
        mixed = (child @ self.weights["rel"]).reshape(len(child), len(self.labels), -1)
        scores: Matrix = np.matmul(mixed, head[:, :, None])[:, :, 0]
        return scores

    def _linear(self, name: str, x: Matrix) -> Matrix:
        result: Matrix = x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return result


def _with_one(x: Matrix) -> Matrix:
    return np.concatenate([x, np.ones((len(x), 1), dtype=np.float32)], axis=1)


class BiaffineParser:
    """Sets head and relation of every token from `Doc.tensor`, sentence by sentence."""

    def __init__(self, name: str = "parser", model: Biaffine | None = None, start: int = 0) -> None:
        self.name = name
        self.model = model
        self.start = start

    @property
    def labels(self) -> tuple[str, ...]:
        """The relations the parser gives."""
        return self.model.labels if self.model else ()

    def __call__(self, doc: Doc) -> Doc:
        """Returns the Doc with dependencies; raises PipelineError where the parser has no weights."""
        if self.model is None:
            raise PipelineError("the parser has no weights; load the pipeline with spacy.load")
        if not len(doc):
            return doc
        words = self.model.projected(np.asarray(doc.tensor, dtype=np.float32))
        marks = np.array([is_mark(token.text) for token in doc])
        heads = np.empty(len(doc), dtype=np.int64)
        sentences = sentence_bounds(doc)
        for start, end in sentences:
            scores = without_heads(self.model.arcs(words.part(start, end)), marks[start:end])
            heads[start:end] = best_tree(scores) + start
        labels = [self.model.labels[i] for i in self.model.relations(words, heads)]
        for start, end in sentences:
            sentence = [token.text for token in doc[start:end]]
            own = (heads[start:end] - start).tolist()
            heads[start:end] = np.add(attached(sentence, own, labels[start:end]), start)
        set_dependencies(doc, heads, labels)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Yields the Docs in turn."""
        return map(self, stream)

    def to_disk(self, path: Path, *, exclude: Iterable[str] = SimpleFrozenList()) -> None:
        """Writes weights and labels to the folder `path`."""
        if self.model is not None:
            write_head(path, self.model.weights, self.model.labels)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = SimpleFrozenList()) -> BiaffineParser:
        """Takes weights and labels from the folder `path`."""
        weights, labels = read_head(Path(path))
        self.model = Biaffine(weights, labels, self.start)
        return self


def without_heads(scores: Matrix, barred: NDArray[np.bool_]) -> Matrix:
    """Returns the arc scores with the barred words as nobody's head, where there are others."""
    if barred.any() and not barred.all():
        scores[:, barred] = _NEVER
    return scores


def set_dependencies(doc: Doc, heads: NDArray[np.int64], labels: list[str]) -> None:
    """Writes heads (positions in the Doc) and relations; sentences follow from the roots."""
    strings = doc.vocab.strings
    offsets = (heads - np.arange(len(heads))).astype(np.int64)
    columns = np.empty((len(doc), 2), dtype=np.uint64)
    columns[:, 0] = offsets.astype(np.uint64)
    columns[:, 1] = [strings.add(label) for label in labels]
    doc.from_array(["HEAD", "DEP"], columns)  # type: ignore[arg-type]


def sentence_bounds(doc: Doc) -> list[tuple[int, int]]:
    """Returns the tokens of each sentence as half-open ranges; one of more than LONGEST tokens is cut.

    Only tables and lists of names are that long, and time and memory grow with the square.
    """
    starts = [token.i for token in doc if token.i == 0 or token.is_sent_start]
    bounds = zip(starts, [*starts[1:], len(doc)], strict=True)
    return [(at, min(at + LONGEST, end)) for start, end in bounds for at in range(start, end, LONGEST)]


@Language.factory(
    "stadspraat_parser",
    requires=["doc.tensor"],
    assigns=["token.dep", "token.head", "doc.sents"],
    default_config={"start": 0},
)
def make_parser(nlp: Language, name: str, start: int) -> BiaffineParser:
    """Returns the component, its weights still to be read; `start`: its first column of what is projected."""
    return BiaffineParser(name, start=start)
