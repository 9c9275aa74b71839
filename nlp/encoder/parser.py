"""A biaffine dependency parser on the encoder's features, as a spaCy component.

The heads are small matrices, run by numpy: Dozat and Manning, Deep Biaffine Attention for Neural
Dependency Parsing (2017). Sentences must be known (a senter goes before it); each gets one tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import srsly
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import SimpleFrozenList

from corpus.errors import PipelineError
from nlp.encoder.gelu import gelu
from nlp.encoder.spanning import best_tree

Matrix = NDArray[np.float32]
_WEIGHTS, _LABELS = "weights.safetensors", "labels.json"
ROOT = "ROOT"


@dataclass(frozen=True, slots=True)
class Biaffine:
    """The parser's matrices, named as in nlp.training.multitask, and its labels."""

    weights: dict[str, Matrix]
    labels: tuple[str, ...]

    def arcs(self, features: Matrix) -> tuple[Matrix, Matrix]:
        """Returns arc scores (words × words, row the word, column its head) and the projected words."""
        x = gelu(self._linear("project", features))
        child, head = gelu(self._linear("arc_child", x)), gelu(self._linear("arc_head", x))
        scores: Matrix = (_with_one(child) @ self.weights["arc"] @ head.T).astype(np.float32)
        return scores, x

    def relations(self, x: Matrix, heads: NDArray[np.int64]) -> NDArray[np.int64]:
        """Returns the label of each word under its head; only a root is labelled as one."""
        child = _with_one(gelu(self._linear("rel_child", x)))
        head = _with_one(gelu(self._linear("rel_head", x)))[heads]
        # rel holds labels × child × head, kept as child × (labels · head): one product for all labels.
        mixed = (child @ self.weights["rel"]).reshape(len(x), len(self.labels), -1)
        scores = np.einsum("wlj,wj->wl", mixed, head)
        if ROOT in self.labels:
            scores[heads != np.arange(len(heads)), self.labels.index(ROOT)] = -np.inf
        best: NDArray[np.int64] = scores.argmax(axis=1)
        return best

    def _linear(self, name: str, x: Matrix) -> Matrix:
        result: Matrix = x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return result


def _with_one(x: Matrix) -> Matrix:
    return np.concatenate([x, np.ones((len(x), 1), dtype=np.float32)], axis=1)


class BiaffineParser:
    """Sets head and relation of every token from `Doc.tensor`, sentence by sentence."""

    def __init__(self, name: str = "parser", model: Biaffine | None = None) -> None:
        self.name = name
        self.model = model

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
        bounds = sentence_bounds(doc)
        scores, x = self.model.arcs(np.asarray(doc.tensor, dtype=np.float32))
        heads = np.concatenate([start + best_tree(scores[start:end, start:end]) for start, end in bounds])
        labels = self.model.relations(x, heads)
        set_dependencies(doc, heads, [self.model.labels[i] for i in labels])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Yields the Docs in turn."""
        return map(self, stream)

    def to_disk(self, path: Path, *, exclude: Iterable[str] = SimpleFrozenList()) -> None:
        """Writes weights and labels to the folder `path`."""
        if self.model is None:
            return
        path.mkdir(parents=True, exist_ok=True)
        save_file(
            {name: np.ascontiguousarray(w) for name, w in self.model.weights.items()}, str(path / _WEIGHTS)
        )
        srsly.write_json(path / _LABELS, list(self.model.labels))

    def from_disk(self, path: Path, *, exclude: Iterable[str] = SimpleFrozenList()) -> BiaffineParser:
        """Takes weights and labels from the folder `path`."""
        weights = {name: w.astype(np.float32) for name, w in load_file(str(Path(path) / _WEIGHTS)).items()}
        self.model = Biaffine(weights, tuple(str(label) for label in srsly.read_json(Path(path) / _LABELS)))
        return self


def set_dependencies(doc: Doc, heads: NDArray[np.int64], labels: list[str]) -> None:
    """Writes heads (positions in the Doc) and relations; sentences follow from the roots."""
    strings = doc.vocab.strings
    offsets = (heads - np.arange(len(heads))).astype(np.int64)
    columns = np.empty((len(doc), 2), dtype=np.uint64)
    columns[:, 0] = offsets.astype(np.uint64)
    columns[:, 1] = [strings.add(label) for label in labels]
    doc.from_array(["HEAD", "DEP"], columns)  # type: ignore[arg-type]


def sentence_bounds(doc: Doc) -> list[tuple[int, int]]:
    """Returns the tokens of each sentence as half-open ranges."""
    starts = [token.i for token in doc if token.i == 0 or token.is_sent_start]
    return list(zip(starts, [*starts[1:], len(doc)], strict=True))


@Language.factory(
    "stadspraat_parser", requires=["doc.tensor"], assigns=["token.dep", "token.head", "doc.sents"]
)
def make_parser(nlp: Language, name: str) -> BiaffineParser:
    """Returns the component, its weights still to be read."""
    return BiaffineParser(name)
