"""Which pieces a token covers, and windows over long texts."""

from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.encoder.pooling import covering_pieces, token_means
from nlp.encoder.windows import windows


def ranges(pieces: list[tuple[int, int]], tokens: list[tuple[int, int]]) -> list[tuple[int, int]]:
    columns = [np.array([span[side] for span in spans]) for spans in (pieces, tokens) for side in (0, 1)]
    first, last = covering_pieces(*columns)
    return list(zip(first.tolist(), last.tolist(), strict=True))


@pytest.mark.parametrize(
    ("pieces", "tokens", "expected"),
    [
        pytest.param([(0, 2), (2, 5)], [(0, 2), (2, 5)], [(0, 1), (1, 2)], id="one to one"),
        pytest.param(
            [(0, 2), (2, 5), (5, 9)], [(0, 5), (6, 9)], [(0, 2), (2, 3)], id="leading space in a piece"
        ),
        pytest.param([(0, 4)], [(0, 2), (2, 4)], [(0, 1), (0, 1)], id="two tokens in one piece"),
        pytest.param(
            [(0, 2), (2, 3), (3, 5)], [(0, 2), (3, 5)], [(0, 1), (2, 3)], id="a piece of space alone"
        ),
        pytest.param(
            [(0, 2), (4, 6)], [(0, 2), (2, 3), (4, 6)], [(0, 1), (0, 1), (1, 2)], id="a token without a piece"
        ),
        pytest.param([(3, 5)], [(0, 1), (3, 5)], [(0, 1), (0, 1)], id="nothing before it either"),
    ],
)
def test_covering_pieces(
    pieces: list[tuple[int, int]], tokens: list[tuple[int, int]], expected: list[tuple[int, int]]
) -> None:
    assert ranges(pieces, tokens) == expected


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=12), st.lists(st.integers(1, 4), min_size=1, max_size=12)
)
def test_a_token_covers_exactly_the_pieces_that_overlap_it(a: list[int], b: list[int]) -> None:
    ends, token_ends = list(accumulate(a)), list(accumulate(b))
    pieces = list(zip([0, *ends], ends, strict=False))
    tokens = [span for span in zip([0, *token_ends], token_ends, strict=False) if span[0] < ends[-1]]
    for (start, end), (first, last) in zip(tokens, ranges(pieces, tokens), strict=True):
        overlapping = [at for at, piece in enumerate(pieces) if piece[0] < end and start < piece[1]]
        assert list(range(first, last)) == overlapping


def test_token_means_are_the_mean_of_each_range() -> None:
    pieces = np.array([[0.0, 2.0], [4.0, 2.0], [1.0, 1.0]], dtype=np.float32)
    means = token_means(pieces, np.array([0, 2]), np.array([2, 3]))
    assert means.tolist() == [[2.0, 2.0], [1.0, 1.0]]
    assert token_means(pieces, np.array([], dtype=np.int64), np.array([], dtype=np.int64)).shape == (0, 2)


@pytest.mark.parametrize(
    ("starts", "longest", "expected"),
    [
        ("", 4, [(0, 0)]),
        ("x.x.", 4, [(0, 4)]),
        ("x.x.x", 4, [(0, 4), (4, 5)]),
        ("x.x..x", 4, [(0, 2), (2, 6)]),
        ("x.....", 4, [(0, 4), (4, 6)]),
    ],
)
def test_windows_end_where_a_word_begins(starts: str, longest: int, expected: list[tuple[int, int]]) -> None:
    assert windows([mark == "x" for mark in starts], longest) == expected


@given(st.lists(st.booleans(), max_size=60), st.integers(1, 9))
def test_windows_hold_every_piece_once_and_none_too_many(starts: list[bool], longest: int) -> None:
    cut = windows(starts, longest)
    assert [at for a, b in cut for at in range(a, b)] == list(range(len(starts)))
    assert all(b - a <= longest for a, b in cut)
