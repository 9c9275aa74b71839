"""Fine-tuning: what is hidden from the encoder, and which of its layers learn; needs torch."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from nlp.training.batches import BEGIN, END, PAD, UNKNOWN, Classes, Item, masked, to_batch  # noqa: E402
from nlp.training.bert import Encoder  # noqa: E402
from nlp.training.documents import TrainingText, join  # noqa: E402
from nlp.training.learning import begin_with, learn  # noqa: E402
from nlp.training.multitask import FROZEN_LAYERS, Batch, MultiTask  # noqa: E402
from nlp.training.treebank import Sentence  # noqa: E402
from nlp.training.wheel import EncoderShape  # noqa: E402

SHAPE = EncoderShape(vocabulary=50, width=24, layers=12, heads=2, inner=16, positions=20, eps=1e-6)
NOTHING = np.zeros(0, dtype=np.int64)


def sentence(text: str) -> Sentence:
    words = tuple(text.split())
    same, n = ("",) * len(words), len(words)
    return Sentence("cdb/1", words, (True,) * n, words, same, same, same, (0,) * n, same)


def batch_of(text: TrainingText) -> Batch:
    words = np.arange(len(text.starts))
    return to_batch(
        [Item([10] * len(words), words, words + 1, text)], Classes({}, {}, lambda s: [0] * len(s.words), {})
    )


def batch() -> Batch:
    rows = [[BEGIN, 10, 11, 12, END], [BEGIN, 20, END]]
    items = [Item(ids, NOTHING, NOTHING, None, np.ones(24, dtype=np.float32)) for ids in rows]
    return to_batch(items, Classes({}, {}, lambda _: [], {}))


@pytest.mark.parametrize(("share", "left"), [(0.0, 4), (1.0, 0)])
def test_pieces_are_hidden_but_never_marks_and_padding(share: float, left: int) -> None:
    before, after = batch().ids, masked(batch(), share).ids
    fixed = (before == BEGIN) | (before == END) | (before == PAD)
    assert torch.equal(before[fixed], after[fixed])
    assert int((after[~fixed] != UNKNOWN).sum()) == left


def test_about_the_share_of_the_pieces_is_hidden() -> None:
    torch.manual_seed(1)
    long = replace(batch(), ids=torch.full((10, 1000), 10))
    assert float((masked(long, 0.1).ids == UNKNOWN).float().mean()) == pytest.approx(0.1, abs=0.01)


def test_the_lower_layers_stay_and_the_upper_ones_come_nearer_to_the_teacher() -> None:
    torch.manual_seed(1)
    model = MultiTask(Encoder(SHAPE), {"starts": 2}, 3)
    for layer in model.encoder.layers[:FROZEN_LAYERS]:
        layer.requires_grad_(False)
    before = {name: weights.clone() for name, weights in model.encoder.layers.state_dict().items()}
    optimiser = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=1e-3)
    losses = [float(learn(model, batch(), optimiser, 0.0)["embedding"].detach()) for _ in range(10)]
    moved = {n.split(".")[0] for n, w in model.encoder.layers.state_dict().items() if not w.equal(before[n])}
    assert losses[-1] < losses[0]
    assert moved == {str(number) for number in range(FROZEN_LAYERS, SHAPE.layers)}


def test_weights_of_another_shape_are_left_as_they_were() -> None:
    model, other = MultiTask(Encoder(SHAPE), {"starts": 2}, 3), MultiTask(Encoder(SHAPE), {"starts": 5}, 3)
    own = model.taggers["starts"].weight.clone()
    begin_with(model, other.state_dict())
    assert torch.equal(model.taggers["starts"].weight, own)
    assert torch.equal(model.arc_head.weight, other.arc_head.weight)


@pytest.mark.parametrize(("first", "start"), [("Hij zei :", -100), ("Hij kwam .", 1), ("eerst ;", -100)])
def test_whether_a_colon_ends_a_sentence_is_not_learnt(first: str, start: int) -> None:
    sentences = [sentence(first), sentence("Ja .")]
    known = batch_of(join(sentences)).classes["starts"][0].tolist()
    words = len(first.split())
    assert known == [1, *[0] * (words - 1), start, 0]
