"""The heads that the encoder is fine-tuned with: tags, lemma trees, sentence starts, biaffine arcs.

They steer the encoder, are trained on when it is finished (nlp.training.heads), and become spaCy's
components. The parser head follows Dozat and Manning, Deep Biaffine Attention for Neural Dependency
Parsing (2017).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from nlp.training.bert import Encoder, mean_pool

FEATURE_LAYERS = (4, 8, 12)
"""The layers whose states are a token's features; the last also carries the passage embedding."""
FEATURES = 384 * len(FEATURE_LAYERS)

FROZEN_LAYERS = 2
"""The lower layers keep what they were: that is cheaper, and holds the embeddings."""

PROJECTIONS = {
    "tags": "tags",
    "pos": "morph",
    "feats": "morph",
    "lemmas": "lemmas",
    "starts": "starts",
    "entities": "entities",
}
"""Which projection of the features each tagging head reads; the parser has one of its own, `parse`.

At run time every component projects the features itself, so that sharing one would save nothing.
"""


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts as tensors; pieces padded to one length, words likewise. Classes of −100 are not known."""

    ids: Tensor
    present: Tensor
    first: Tensor
    """Per word the first piece that overlaps it (batch × words)."""
    last: Tensor
    """Per word the end of the pieces that overlap it, at least `first` + 1."""
    words: Tensor
    """1 where a word stands."""
    sentence: Tensor
    """The number of each word's sentence, −1 where no word stands."""
    classes: dict[str, Tensor]
    heads: Tensor
    labels: Tensor
    teacher: Tensor | None = None
    features: Tensor | None = None
    """The features of the words (batch × words × FEATURES) where the encoder has been run already."""


class Heads(nn.Module):
    """What reads the features of words; `sizes` gives the number of classes of each tagging task."""

    def __init__(
        self, sizes: dict[str, int], labels: int, arc: int = 256, rel: int = 64, width: int = FEATURES
    ) -> None:
        super().__init__()
        self.project = nn.ModuleDict(
            {name: nn.Linear(width, 384) for name in sorted({*PROJECTIONS.values(), "parse"})}
        )
        self.taggers = nn.ModuleDict({name: nn.Linear(384, size) for name, size in sizes.items()})
        self.arc_head, self.arc_child = nn.Linear(384, arc), nn.Linear(384, arc)
        self.rel_head, self.rel_child = nn.Linear(384, rel), nn.Linear(384, rel)
        self.arc = nn.Parameter(torch.zeros(arc + 1, arc))
        self.rel = nn.Parameter(torch.randn(labels, rel + 1, rel + 1) * 0.02)

    def features(self, batch: Batch, dropout: float) -> Tensor:
        """Returns the words' features (batch × words × 1152), which the batch brings along."""
        if batch.features is None:
            raise ValueError("a batch without features, and no encoder to make them")
        return batch.features

    def losses(self, batch: Batch, dropout: float) -> dict[str, Tensor]:
        """Returns the mean loss of each task."""
        return self.task_losses(self.features(batch, dropout), batch, dropout)

    def task_losses(self, features: Tensor, batch: Batch, dropout: float) -> dict[str, Tensor]:
        """Returns the mean loss of each task over the words of the batch."""
        mixed = {name: self.mixed(features, name, dropout) for name in self.project}
        losses = {
            name: _entropy(head(mixed[PROJECTIONS[name]]), batch.classes[name])
            for name, head in self.taggers.items()
        }
        x = mixed["parse"]
        losses["arc"] = _entropy(self.arcs(x, batch, dropout), batch.heads)
        losses["rel"] = _entropy(self.relations(x, batch.heads.clamp(min=0), dropout), batch.labels)
        return losses

    def mixed(self, features: Tensor, name: str, dropout: float) -> Tensor:
        """Returns the projection of the features of that name."""
        dropped = functional.dropout(features, dropout, self.training)
        return functional.dropout(functional.gelu(self.project[name](dropped)), 2 * dropout, self.training)

    def arcs(self, x: Tensor, batch: Batch, dropout: float) -> Tensor:
        """Returns scores batch × child × head; a word that heads itself is a root."""
        child = functional.dropout(functional.gelu(self.arc_child(x)), dropout, self.training)
        head = functional.dropout(functional.gelu(self.arc_head(x)), dropout, self.training)
        scores: Tensor = _with_one(child) @ self.arc @ head.transpose(1, 2)
        # A head stands in the same sentence: at run time the senter has said which that is.
        apart = batch.sentence[:, :, None] != batch.sentence[:, None, :]
        return scores.masked_fill(apart, -1e4)

    def relations(self, x: Tensor, heads: Tensor, dropout: float) -> Tensor:
        """Returns label scores batch × child × label for the given heads."""
        child = functional.dropout(functional.gelu(self.rel_child(x)), dropout, self.training)
        head = functional.dropout(functional.gelu(self.rel_head(x)), dropout, self.training)
        chosen = torch.gather(head, 1, heads[:, :, None].expand(-1, -1, head.shape[-1]))
        return torch.einsum("bwi,lij,bwj->bwl", _with_one(child), self.rel, _with_one(chosen))


class MultiTask(Heads):
    """The encoder with its training heads."""

    def __init__(self, encoder: Encoder, sizes: dict[str, int], labels: int) -> None:
        super().__init__(sizes, labels, width=len(FEATURE_LAYERS) * encoder.shape.width)
        self.encoder = encoder

    def features(self, batch: Batch, dropout: float) -> Tensor:
        """Returns the words' features (batch × words × 1152)."""
        return pool_words(self._hidden(self._states(batch, dropout)), batch)

    def losses(self, batch: Batch, dropout: float) -> dict[str, Tensor]:
        """Returns the mean loss of each task, and of the embedding where a teacher is given."""
        states = self._states(batch, dropout)
        losses: dict[str, Tensor] = {}
        if batch.teacher is not None:
            embedding = mean_pool(states[FEATURE_LAYERS[-1]].float(), batch.present)
            losses["embedding"] = (embedding - batch.teacher).square().sum(-1).mean()
        if batch.words.any() and batch.classes:
            losses |= self.task_losses(pool_words(self._hidden(states), batch), batch, dropout)
        return losses

    def _hidden(self, states: dict[int, Tensor]) -> Tensor:
        return torch.cat([states[layer] for layer in FEATURE_LAYERS], dim=-1).float()

    def _states(self, batch: Batch, dropout: float) -> dict[int, Tensor]:
        """The hidden states by the number of their layer."""
        lower = self.encoder.below(FROZEN_LAYERS, batch.ids, batch.present)
        upper = self.encoder.above(FROZEN_LAYERS, lower[-1], batch.present, dropout)
        return dict(enumerate([*lower, *upper], 1))


def pool_words(hidden: Tensor, batch: Batch) -> Tensor:
    """Returns for each word the mean of the pieces that overlap it."""
    sums = functional.pad(hidden.cumsum(1), (0, 0, 1, 0))
    width = hidden.shape[-1]

    def at(index: Tensor) -> Tensor:
        return torch.gather(sums, 1, index[:, :, None].expand(-1, -1, width))

    return (at(batch.last) - at(batch.first)) / (batch.last - batch.first).clamp(min=1)[:, :, None]


def _with_one(x: Tensor) -> Tensor:
    return functional.pad(x, (0, 1), value=1.0)


def _entropy(scores: Tensor, classes: Tensor) -> Tensor:
    if not (classes >= 0).any():
        return scores.sum() * 0.0
    return functional.cross_entropy(scores.flatten(0, 1).float(), classes.flatten(), ignore_index=-100)
