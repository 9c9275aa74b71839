"""Entities as a spaCy component: BIO labels from the encoder's features, under the labels' grammar.

The head is the one the encoder was fine-tuned with, moved here as it is; numpy runs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import SimpleFrozenList

from corpus.errors import PipelineError
from nlp.encoder.bio import allowed, best_sequence, spans
from nlp.encoder.gelu import gelu
from nlp.encoder.head_files import read_head, write_head

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LabelScorer:
    """A projection and a linear layer (`project`, `output`: weight and bias each) and the BIO labels.

    Without `project` the words come projected (`Doc.tensor` holds them from column `start` on).
    """

    weights: dict[str, Matrix]
    labels: tuple[str, ...]
    start: int = 0

    def scores(self, features: Matrix) -> Matrix:
        """Returns the logarithm of each label's probability (words × labels)."""
        x = self._projected(features)
        raw = x @ self.weights["output.weight"].T + self.weights["output.bias"]
        raw -= raw.max(axis=1, keepdims=True)
        result: Matrix = raw - np.log(np.exp(raw).sum(axis=1, keepdims=True))
        return result

    def _projected(self, features: Matrix) -> Matrix:
        if "project.weight" not in self.weights:
            return features[:, self.start : self.start + self.weights["output.weight"].shape[1]]
        return gelu(features @ self.weights["project.weight"].T + self.weights["project.bias"])


class EntityTagger:
    """Sets `Doc.ents` from `Doc.tensor`; entities that another component has set are replaced."""

    def __init__(self, name: str = "ner", model: LabelScorer | None = None, start: int = 0) -> None:
        self.name = name
        self.model = model
        self.start = start

    @property
    def labels(self) -> tuple[str, ...]:
        """The kinds of entity it gives."""
        found = self.model.labels if self.model else ()
        return tuple(sorted({label[2:] for label in found if label != "O"}))

    def __call__(self, doc: Doc) -> Doc:
        """Returns the Doc with entities; raises PipelineError where the component has no weights."""
        if self.model is None:
            raise PipelineError("the entity tagger has no weights; load the pipeline with spacy.load")
        words = [token.i for token in doc if not token.is_space]
        if words:
            doc.ents = self._entities(doc, words, np.asarray(doc.tensor, dtype=np.float32)[words])
        return doc

    def _entities(self, doc: Doc, words: list[int], features: Matrix) -> list[Span]:
        """The spans found; white space between words was not scored and may stand inside one."""
        assert self.model is not None
        labels = self.model.labels
        bio = best_sequence(self.model.scores(features), allowed(labels), labels)
        found = sorted(spans(bio))
        return [Span(doc, words[start], words[end - 1] + 1, label=label) for start, end, label in found]

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Yields the Docs in turn."""
        return map(self, stream)

    def to_disk(self, path: Path, *, exclude: Iterable[str] = SimpleFrozenList()) -> None:
        """Writes weights and labels to the folder `path`."""
        if self.model is not None:
            write_head(path, self.model.weights, self.model.labels)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = SimpleFrozenList()) -> EntityTagger:
        """Takes weights and labels from the folder `path`."""
        weights, labels = read_head(Path(path))
        self.model = LabelScorer(weights, labels, self.start)
        return self


@Language.factory(
    "stadspraat_entities",
    requires=["doc.tensor"],
    assigns=["doc.ents", "token.ent_type"],
    default_config={"start": 0},
)
def make_entity_tagger(nlp: Language, name: str, start: int) -> EntityTagger:
    """Returns the component, its weights still to be read; `start`: its first column of what is projected."""
    return EntityTagger(name, start=start)
