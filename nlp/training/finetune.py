"""Fine-tunes the encoder on the treebank while its sentence embeddings stay what they were.

Run: python -m nlp.training.finetune DATA OUT. DATA holds `ud/` and `text/`; OUT receives the weights.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from nlp.training.batches import Classes, Item, grouped, item, masked, pieces, to_batch
from nlp.training.bert import Encoder, mean_pool, mixed_precision
from nlp.training.convert import load_trimmed
from nlp.training.documents import TrainingText
from nlp.training.learning import begin_with, learn, set_rates
from nlp.training.material import Material, read_material
from nlp.training.multitask import FROZEN_LAYERS, MultiTask
from nlp.training.plain import policy_passages
from nlp.training.validate import scores

PLAIN_PASSAGES = 5000
TEACHERS_FILE = "teachers.npz"
_WARM_UP = 50
"""Over how many batches the learning rate rises."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast; pieces are counted with padding."""

    epochs: int = 3
    budget: int = 600
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    dropout: float = 0.1
    masked: float = 0.05
    """The share of the pieces that are hidden from the model where it learns from labels."""
    plain_share: float = 0.2
    entity_copies: int = 1
    minutes: float = 0.0
    """Where it is not 0, training ends after this time."""
    hold: float = 0.0
    """The share of the training after which the learning rate begins to fall to nothing."""
    seed: int = 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--start", type=Path, help="go on from these weights (multitask.pt)")
    parser.add_argument("--minutes", type=float, default=0.0, help="stop by the clock")
    parser.add_argument("--hold", type=float, default=0.0, help="share of the time at the full learning rate")
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    plan = Plan(epochs=options.epochs, minutes=options.minutes, hold=options.hold, seed=options.seed)
    run(options.data, options.out, plan, options.start)


def run(data: Path, out: Path, plan: Plan, start: Path | None = None) -> None:
    """Writes `encoder.pt` (weights) and `classes.json` to `out`; prints losses and scores on the way."""
    torch.manual_seed(plan.seed)
    encoder, tokenizer = load_trimmed(data, out)
    material = read_material(data)
    material.save_classes(out)
    model = MultiTask(encoder, material.sizes, len(material.classes.labels))
    texts = policy_passages(data, PLAIN_PASSAGES, random.Random(1))
    plain = _teachers(encoder, tokenizer, texts, out / TEACHERS_FILE)
    if start is not None:
        begin_with(model, torch.load(start))
    Course(model, tokenizer, material, plain, plan, out).run()
    for name, figures in scores(model, material, lambda texts: _items(tokenizer, texts)).items():
        print(name, json.dumps(figures), flush=True)


class Course:
    """The training as it goes on: how many batches it has seen, and since when."""

    def __init__(
        self,
        model: MultiTask,
        tokenizer: Tokenizer,
        material: Material,
        plain: Sequence[Item],
        plan: Plan,
        out: Path,
    ) -> None:
        self._model, self._tokenizer, self._material = model, tokenizer, material
        self._plain, self._plan, self._out = plain, plan, out
        self._chance = random.Random(plan.seed)
        self._optimiser = _optimiser(model, plan)
        self._batches, self._started = 0, time.time()

    def run(self) -> None:
        """Takes every step of the plan and writes the weights, at the end and on the way."""
        for group, gone in self._groups():
            self._step(group, gone)
        self._save()

    def _groups(self) -> Iterator[tuple[list[Item], float]]:
        """Yields what is learnt from in each step, and the share of the training gone before it."""
        for _ in range(self._plan.epochs):
            groups = self._epoch()
            for group in groups:
                gone = self._gone(self._plan.epochs * len(groups))
                if gone >= 1:
                    return
                yield group, gone

    def _epoch(self) -> list[list[Item]]:
        plan, chance = self._plan, self._chance
        texts = _items(self._tokenizer, self._material.texts(chance, plan.entity_copies))
        groups = list(grouped(texts, plan.budget, chance))
        unlabelled = list(grouped(self._plain, plan.budget, chance))
        groups += unlabelled[: round(plan.plain_share * len(groups))]
        chance.shuffle(groups)
        return groups

    def _gone(self, batches: int) -> float:
        """The share of the training that is done: of its minutes where they are given, or of its batches."""
        minutes = self._plan.minutes
        return (time.time() - self._started) / (60 * minutes) if minutes else self._batches / batches

    def _step(self, group: Sequence[Item], gone: float) -> None:
        plan, number = self._plan, self._batches
        set_rates(self._optimiser, min(number / _WARM_UP, 1.0) * min(1.0, (1.0 - gone) / (1.0 - plan.hold)))
        batch = to_batch(group, self._material.classes)
        batch = batch if batch.teacher is not None else masked(batch, plan.masked)
        losses = learn(self._model, batch, self._optimiser, plan.dropout)
        if number % 50 < 2:
            self._told(losses)
        self._batches += 1
        if self._batches % 400 == 0:
            self._save()

    def _told(self, losses: Mapping[str, torch.Tensor]) -> None:
        rounded = {name: round(float(loss.detach()), 4) for name, loss in losses.items()}
        print(f"batch {self._batches}, {time.time() - self._started:.0f} s", rounded, flush=True)

    def _save(self) -> None:
        torch.save(self._model.state_dict(), self._out / "multitask.pt")
        torch.save(self._model.encoder.state_dict(), self._out / "encoder.pt")


def _items(tokenizer: Tokenizer, texts: Iterable[TrainingText]) -> list[Item]:
    """The texts in pieces, those left out that are longer than the encoder reads."""
    return [one for text in texts if (one := item(tokenizer, text)) is not None]


def _teachers(encoder: Encoder, tokenizer: Tokenizer, texts: Sequence[str], kept: Path) -> list[Item]:
    """The texts with their original embeddings, which `kept` keeps for the next run."""
    nothing = np.zeros(0, dtype=np.int64)
    items = [Item(pieces(tokenizer, t)[0][:510], nothing, nothing, None) for t in texts]
    if not kept.exists():
        np.savez(kept, vectors=_original_vectors(encoder, items))
    vectors = np.load(kept)["vectors"]
    return [Item(i.ids, nothing, nothing, None, v) for i, v in zip(items, vectors, strict=True)]


def _original_vectors(encoder: Encoder, items: Sequence[Item]) -> NDArray[np.float32]:
    rows = []
    for one in items:
        batch = to_batch([one], Classes({}, {}, lambda _: [], {}))
        with torch.no_grad(), mixed_precision():
            states = encoder(batch.ids, batch.present)
        rows.append(mean_pool(states[-1].float(), batch.present)[0].numpy())
    return np.stack(rows)


def _optimiser(model: MultiTask, plan: Plan) -> torch.optim.Optimizer:
    encoder = model.encoder
    for frozen in (encoder.word, encoder.position, encoder.embedding_norm, *encoder.layers[:FROZEN_LAYERS]):
        frozen.requires_grad_(False)
    body = [p for p in encoder.parameters() if p.requires_grad]
    heads = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": body, "peak": plan.rate}, {"params": heads, "peak": plan.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


if __name__ == "__main__":
    main()
