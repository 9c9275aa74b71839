"""The map back onto the original sentence embeddings."""

import numpy as np

from nlp.training.calibrate import Matrix, agreement, apply, best_fit, fit

CHANCE = np.random.default_rng(4)


def unit(x: np.ndarray) -> Matrix:
    result: Matrix = (x / np.linalg.norm(x, axis=1, keepdims=True)).astype(np.float32)
    return result


def test_a_heavy_penalty_leaves_the_last_layer_as_it_is() -> None:
    pooled = CHANCE.normal(size=(50, 12)).astype(np.float32)
    target = unit(pooled[:, -4:])
    assert np.allclose(apply(pooled, fit(pooled, target, 1e9)), target, atol=1e-4)


def test_a_turned_space_is_turned_back() -> None:
    target = unit(CHANCE.normal(size=(400, 4)))
    turn = np.linalg.qr(CHANCE.normal(size=(4, 4)))[0]
    pooled = np.concatenate([CHANCE.normal(size=(400, 8)), target @ turn], axis=1).astype(np.float32)
    before = agreement(unit(pooled[:, -4:]), target)
    after = agreement(apply(pooled, best_fit(pooled, target)), target)
    assert after.cosine > 0.999 > before.cosine
    assert after.neighbours > 0.95


def test_equal_embeddings_agree_fully() -> None:
    vectors = unit(CHANCE.normal(size=(30, 6)))
    figures = agreement(vectors, vectors)
    assert np.allclose([figures.cosine, figures.neighbours, figures.similarity], 1.0)
