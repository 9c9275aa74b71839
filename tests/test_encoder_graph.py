"""The encoder's graph: weights that no processor overflows on, channels apart, and the whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from encoder_sample import SHAPE, toy_pieces, toy_weights

pytest.importorskip("onnx", reason="onnx writes the graph")

from nlp.training.graph import encoder_graph, quantise_rows

IDS = np.array([[0, 5, 7, 9, 12, 30, 2]])


def states(ranges: dict[str, Any] | None) -> np.ndarray:
    import onnxruntime

    weights = toy_weights(len(toy_pieces()[0]))
    weights["layers.0.inner.bias"][3] = 40.0
    model = encoder_graph(weights, replace(SHAPE, vocabulary=len(toy_pieces()[0])), (1, 2), ranges)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    result: np.ndarray = session.run(["states"], {"ids": IDS})[0]
    return result


@pytest.mark.parametrize("spread", [0.01, 1.0, 30.0])
def test_two_neighbouring_weights_never_overflow_16_bits(spread: float) -> None:
    weight = np.random.default_rng(1).standard_t(2, (64, 96)).astype(np.float32) * spread
    quantised, scales = quantise_rows(weight)
    pairs = np.abs(quantised.astype(np.int32)).reshape(64, -1, 2).sum(axis=2)
    assert pairs.max() * 255 <= 2**15 - 1
    assert np.abs(quantised * scales[:, None] - weight).max() <= scales.max() * 0.51


def test_a_row_of_noughts_stays_one() -> None:
    quantised, scales = quantise_rows(np.zeros((2, 4), dtype=np.float32))
    assert not quantised.any()
    assert (scales == 1).all()


def test_an_outlying_channel_is_multiplied_apart_to_the_same_result() -> None:
    ranges = {
        f"layers.{at}.{name}": np.ones(64 if name == "outer" else 32)
        for at in (0, 1)
        for name in ("inner", "outer")
    }
    ranges["layers.0.outer"][3] = 40.0
    apart, plain = states(ranges), states(None)
    assert apart.shape == plain.shape == (1, 7, 64)
    cosine = (apart * plain).sum(-1) / np.linalg.norm(apart, axis=-1) / np.linalg.norm(plain, axis=-1)
    assert cosine.min() > 0.98
    assert not np.array_equal(apart, plain)
