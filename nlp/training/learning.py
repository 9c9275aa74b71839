"""One step of learning, the same whether the encoder learns with its heads or the heads alone."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

from nlp.training.bert import mixed_precision
from nlp.training.multitask import Batch, Heads

WEIGHTS = {
    "tags": 1.0,
    "pos": 0.7,
    "feats": 0.3,
    "lemmas": 0.7,
    "starts": 0.5,
    "arc": 1.0,
    "rel": 1.0,
    "entities": 1.0,
    "embedding": 100.0,
}
"""What each loss weighs in the sum that is brought down."""


def begin_with(model: Heads, weights: Mapping[str, Tensor]) -> None:
    """Gives the model those weights that have their names and shapes; the others stay as they are."""
    own = model.state_dict()
    fitting = {n: w for n, w in weights.items() if n in own and own[n].shape == w.shape}
    model.load_state_dict(own | fitting)


def set_rates(optimiser: torch.optim.Optimizer, factor: float) -> None:
    """Sets every learning rate to this share of its group's `peak`."""
    for group in optimiser.param_groups:
        group["lr"] = group["peak"] * factor


def learn(model: Heads, batch: Batch, optimiser: torch.optim.Optimizer, dropout: float) -> dict[str, Tensor]:
    """Takes one step down the weighted sum of the losses; returns each of them as it was before."""
    model.train()
    with mixed_precision():
        losses = model.losses(batch, dropout)
    total = torch.stack([WEIGHTS[name] * loss.float() for name, loss in losses.items()]).sum()
    optimiser.zero_grad(set_to_none=True)
    total.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()
    return losses
