"""The trimmed vocabulary cuts Dutch as the full one does, and keeps what single characters need."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.training.vocabulary import as_json, count_pieces, tokenizer, trim
from nlp.training.wheel import EncoderShape, WheelModel

PIECES = (
    "<s>",
    "<pad>",
    "</s>",
    "<unk>",
    "▁",
    "▁de",
    "▁wo",
    "ning",
    "bouw",
    "▁woning",
    "w",
    "o",
    "n",
    "i",
    "g",
    "▁城市",
    "ä",
    "ﬀ",
)
SCORES = np.array([0, 0, 0, 0, -3, -2, -4, -4, -4, -5, -7, -7, -7, -7, -7, -9, -9, -9], dtype=np.float32)
MODEL = WheelModel(EncoderShape(32, 0, 2, 64, len(PIECES), 512, 1e-12), PIECES, SCORES, {})
FULL = tokenizer(PIECES, SCORES)


def cut(text: str) -> list[str]:
    return list(FULL.encode(text, add_special_tokens=False).tokens)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de woningbouw", ["▁de", "▁woning", "bouw"]),
        ("de  woning", ["▁de", "▁woning"]),
        ("de\nwoning", ["▁de", "▁woning"]),
        ("wo\u00adning", ["▁woning"]),
    ],
)
def test_white_space_is_one_space_and_soft_hyphens_go(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_special_single_and_counted_pieces_stay() -> None:
    kept = trim(MODEL, Counter({"▁woning": 2, "bouw": 1}), least=2)
    assert set(PIECES) - set(kept.pieces) == {"▁de", "▁wo", "ning", "bouw", "▁城市"}
    assert [PIECES[row] for row in kept.rows] == list(kept.pieces)
    assert kept.scores.tolist() == SCORES[kept.rows].tolist()


def test_the_most_probable_latin_pieces_stay_uncounted() -> None:
    kept = trim(MODEL, Counter(), latin_best=2)
    assert {"▁de", "▁wo"} <= set(kept.pieces)
    assert "▁城市" not in kept.pieces


@given(
    st.lists(st.sampled_from(["de", "woning", "bouw", "woningbouw", "wo", "ning"]), min_size=1, max_size=8)
)
def test_counted_text_is_cut_as_before(words: list[str]) -> None:
    text = " ".join(words)
    kept = trim(MODEL, count_pieces(FULL, [text]))
    trimmed = tokenizer(kept.pieces, kept.scores)
    assert trimmed.encode(text, add_special_tokens=False).tokens == cut(text)


def test_the_tokenizer_survives_its_json() -> None:
    again = type(FULL).from_str(as_json(FULL))
    assert again.encode("de woning", add_special_tokens=False).tokens == cut("de woning")
