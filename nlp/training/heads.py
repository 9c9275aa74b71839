"""Trains the heads on, over what the finished encoder gives in its 8 bits; the encoder is not touched.

Run: python -m nlp.training.heads DATA FINETUNED ENCODER. FINETUNED holds what nlp.training.finetune left and
receives `heads.pt`; ENCODER is the exported encoder. Every text is encoded once, so that an epoch costs
minutes where fine-tuning takes an hour, and the embeddings stay what they are.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from nlp.encoder.session import PassageEncoder
from nlp.training.batches import Item, grouped, to_batch
from nlp.training.documents import TrainingText
from nlp.training.examples import word_features
from nlp.training.learning import WEIGHTS, begin_with, learn, set_rates
from nlp.training.material import Material, read_material
from nlp.training.multitask import Heads
from nlp.training.validate import scores

HEADS_FILE = "heads.pt"
HALFWAY = ("project.entities.", "taggers.entities.")
"""Weights that go only half of the way: names seen so often are learnt by heart."""
_WARM_UP = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast; words are counted with padding."""

    epochs: int = 3
    budget: int = 600
    rate: float = 1e-3
    dropout: float = 0.15
    entity_copies: int = 2
    """How often the labelled texts are taken, with other names each time."""
    seed: int = 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("finetuned", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    options = parser.parse_args()
    torch.set_num_threads(1)
    run(options.data, options.finetuned, PassageEncoder(options.encoder), Plan(epochs=options.epochs))


def run(data: Path, finetuned: Path, encoder: PassageEncoder, plan: Plan) -> None:
    """Writes `heads.pt` to `finetuned`; prints losses and scores on the development sets."""
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    material = read_material(data)
    model = Heads(material.sizes, len(material.classes.labels))
    start = torch.load(finetuned / "multitask.pt")
    begin_with(model, start)
    train(model, encoded(encoder, material.texts(chance, plan.entity_copies)), material, plan, chance)
    begin_with(model, halfway(model.state_dict(), start, HALFWAY))
    torch.save(model.state_dict(), finetuned / HEADS_FILE)
    for name, figures in scores(model, material, lambda texts: [*encoded(encoder, texts)]).items():
        print(name, json.dumps(figures), flush=True)


def halfway(
    trained: Mapping[str, Tensor], start: Mapping[str, Tensor], names: tuple[str, ...]
) -> dict[str, Tensor]:
    """Returns the weights, those of which a name is the beginning halfway between their start and the end.

    The mean of two stages of one training often does better on new texts than either (Wortsman and others,
    Robust fine-tuning of zero-shot models, 2022).
    """
    between = {n: (w + start[n]) / 2 for n, w in trained.items() if n.startswith(names) and n in start}
    return {**trained, **between}


def encoded(encoder: PassageEncoder, texts: Iterable[TrainingText]) -> Iterator[Item]:
    """Yields each text with its words' features, read as one passage; the words stand for the pieces."""
    for text in texts:
        yield with_features(text, torch.from_numpy(word_features(encoder, text)))


def with_features(text: TrainingText, features: Tensor) -> Item:
    """Returns the text with its words' features; no pieces are pooled any more."""
    unpooled = np.zeros(len(text.starts), dtype=np.int64)
    return Item([0] * len(unpooled), unpooled, unpooled, text, features=features)


def train(model: Heads, items: Iterable[Item], material: Material, plan: Plan, chance: random.Random) -> None:
    """Trains the heads for the epochs of the plan, the learning rate falling to nothing."""
    texts = list(items)
    learning = [{"params": list(model.parameters()), "peak": plan.rate}]
    optimiser = torch.optim.AdamW(learning, weight_decay=0.01, betas=(0.9, 0.98))
    groups = [g for _ in range(plan.epochs) for g in grouped(texts, plan.budget, chance)]
    started = time.time()
    for number, group in enumerate(groups):
        set_rates(optimiser, min(number / _WARM_UP, 1.0) * (1.0 - number / len(groups)))
        losses = learn(model, to_batch(group, material.classes), optimiser, plan.dropout)
        if number % 100 == 0:
            loss = sum(WEIGHTS[name] * float(one.detach()) for name, one in losses.items())
            print(f"batch {number}/{len(groups)} {time.time() - started:.0f} s, loss {loss:.3f}", flush=True)


if __name__ == "__main__":
    main()
