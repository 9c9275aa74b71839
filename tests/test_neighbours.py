"""The nearest points by cosine: the same as scikit-learn finds, itself first, whatever the number held."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.neighbors import NearestNeighbors  # type: ignore[import-untyped]

from models import neighbours
from models.neighbours import nearest


@given(st.integers(2, 60), st.integers(1, 15), st.integers(0, 1000))
def test_they_are_those_of_a_reference(size: int, count: int, seed: int) -> None:
    points = np.random.default_rng(seed).normal(size=(size, 8))
    found = nearest(points, count)
    asked = min(count, size)
    expected = NearestNeighbors(n_neighbors=asked, metric="cosine").fit(points).kneighbors(points)[0]
    assert found.rows.shape == (size, asked)
    assert np.allclose(found.distances, expected, atol=1e-5)
    assert found.rows[:, 0].tolist() == list(range(size))


def test_doubles_and_nothing_lie_where_they_should() -> None:
    points = np.array([[1.0, 0.0], [2.0, 0.0], [0.0, 0.0], [-1.0, 0.0]])
    found = nearest(points, 4)
    assert found.rows[0].tolist() == [0, 1, 2, 3]
    assert found.distances[0].tolist() == [0.0, 0.0, 1.0, 2.0]
    assert found.rows[1].tolist() == [1, 0, 2, 3]
    assert found.distances[2].tolist() == [0.0, 1.0, 1.0, 1.0]


def test_it_does_not_matter_how_many_are_compared_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    points = np.random.default_rng(3).normal(size=(50, 16))
    whole = nearest(points, 7)
    monkeypatch.setattr(neighbours, "_CELLS", 60)
    by_one = nearest(points, 7)
    assert np.array_equal(whole.rows, by_one.rows)
    assert np.allclose(whole.distances, by_one.distances, atol=1e-6)
