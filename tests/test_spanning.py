"""The best dependency tree against all trees, on small sentences."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.encoder.spanning import best_tree, is_tree

matrices = st.integers(1, 5).flatmap(
    lambda n: st.lists(st.integers(-20, 20), min_size=n * n, max_size=n * n).map(
        lambda values: np.array(values, dtype=np.float32).reshape(n, n)
    )
)


@pytest.mark.parametrize(
    ("heads", "expected"),
    [([0], True), ([0, 0], True), ([0, 1], False), ([1, 0], False), ([1, 2, 2], True), ([1, 0, 2], False)],
)
def test_a_tree_has_one_root_and_no_cycle(heads: list[int], expected: bool) -> None:
    assert is_tree(np.array(heads)) is expected


@given(matrices)
def test_no_tree_scores_higher(scores: np.ndarray) -> None:
    words = np.arange(len(scores))
    found = best_tree(scores)
    assert is_tree(found)
    trees = (np.array(heads) for heads in product(range(len(scores)), repeat=len(scores)))
    best = max(scores[words, tree].sum() for tree in trees if is_tree(tree))
    assert scores[words, found].sum() == best


def test_a_cycle_of_the_best_arcs_is_opened_where_it_costs_least() -> None:
    # 1 and 2 choose each other; the root is 0.
    scores = np.array([[9, 0, 0], [2, -9, 8], [5, 8, -9]], dtype=np.float32)
    assert best_tree(scores).tolist() == [0, 2, 0]
