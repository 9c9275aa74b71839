"""A toy encoder in the form of the real one, for tests: random weights, a vocabulary of letters."""

from __future__ import annotations

import string
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from nlp.training.wheel import EncoderShape

SHAPE = EncoderShape(width=32, layers=2, heads=2, inner=64, vocabulary=0, positions=512, eps=1e-12)


def toy_pieces() -> tuple[list[str], list[float]]:
    """Returns special pieces, letters with and without a leading space, and their scores."""
    letters = [*string.ascii_letters, *string.digits, *".,:;?!'-()éë"]
    pieces = [
        "<s>",
        "<pad>",
        "</s>",
        "<unk>",
        "▁",
        "▁passage",
        *letters,
        *(f"▁{letter}" for letter in letters),
    ]
    return pieces, [0.0] * 4 + [-3.0] * (len(pieces) - 4)


def toy_weights(vocabulary: int, seed: int = 0) -> dict[str, NDArray[np.float32]]:
    """Returns random weights with the names of nlp.training.bert.Encoder."""
    chance = np.random.default_rng(seed)
    width, inner = SHAPE.width, SHAPE.inner
    sizes: dict[str, tuple[int, ...]] = {
        "word.weight": (vocabulary, width),
        "position.weight": (SHAPE.positions, width),
        "embedding_norm.bias": (width,),
    }
    for at in range(SHAPE.layers):
        for name, out, into in (
            ("qkv", 3 * width, width),
            ("attention_out", width, width),
            ("inner", inner, width),
            ("outer", width, inner),
        ):
            sizes |= {f"layers.{at}.{name}.weight": (out, into), f"layers.{at}.{name}.bias": (out,)}
        sizes |= {f"layers.{at}.{name}.bias": (width,) for name in ("attention_norm", "norm")}
    weights = {name: chance.normal(0, 0.2, size).astype(np.float32) for name, size in sizes.items()}
    norms = [
        "embedding_norm",
        *(f"layers.{at}.{n}" for at in range(SHAPE.layers) for n in ("attention_norm", "norm")),
    ]
    return weights | {f"{name}.weight": np.ones(width, dtype=np.float32) for name in norms}


def write_toy_encoder(folder: Path) -> Path:
    """Writes a toy encoder's files to `folder` and returns it; skips the test where onnx is not installed."""
    onnx = pytest.importorskip("onnx", reason="onnx writes the toy encoder")
    from dataclasses import replace

    from nlp.training.graph import encoder_graph
    from nlp.training.vocabulary import as_json, tokenizer

    pieces, scores = toy_pieces()
    model = encoder_graph(toy_weights(len(pieces)), replace(SHAPE, vocabulary=len(pieces)), (1, 2))
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(folder / "encoder.onnx"))
    (folder / "tokenizer.json").write_text(as_json(tokenizer(pieces, scores)), encoding="utf-8")
    return folder
