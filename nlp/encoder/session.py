"""Runs the encoder: pieces by the Hugging Face tokenizer, states by ONNX Runtime, features by token."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from corpus.errors import PipelineError
from nlp.encoder.onnx_session import open_session
from nlp.encoder.pooling import Offsets, covering_pieces, token_means
from nlp.encoder.windows import windows

MODEL_FILE = "encoder.onnx"
TOKENIZER_FILE = "tokenizer.json"
MAPPING_FILE = "embedding.npy"
"""The map from pooled states to the embedding ((width + 1) × dimensions, bias last); may be absent."""
PREFIX = "passage: "
"""What e5 was trained to see before a text that is looked up (Wang et al., Text Embeddings by
Weakly-Supervised Contrastive Pre-training, 2022)."""
LONGEST = 510
_SURROGATE = re.compile("[\ud800-\udfff]")
_BEGIN, _END = 0, 2


@dataclass(frozen=True, slots=True)
class Encoding:
    """What one pass over a text gives: token features (tokens × width) and the text's unit vector."""

    features: NDArray[np.float32]
    embedding: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Pieces:
    ids: NDArray[np.int64]
    starts: Offsets
    ends: Offsets
    begins_word: list[bool]


class PassageEncoder:
    """The encoder on one core, a text at a time, so that no result depends on its neighbours.

    Activations are quantised with the range found in the call: two texts in one call would share it.
    """

    def __init__(self, folder: Path) -> None:
        """Loads the weights and the tokenizer in `folder`; raises PipelineError where they are missing."""
        if not (folder / TOKENIZER_FILE).is_file():
            raise PipelineError(f"{folder}: no {TOKENIZER_FILE} in this folder; install stadspraat again")
        self._session = open_session(folder / MODEL_FILE)
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        self._prefix = self._tokenizer.encode(PREFIX.rstrip(), add_special_tokens=False).ids
        self.feature_width = int(self._session.get_outputs()[0].shape[2])
        mapping = folder / MAPPING_FILE
        self._mapping = np.load(mapping).astype(np.float32) if mapping.is_file() else None
        self.dimensions = int(self._session.get_modelmeta().custom_metadata_map["dimensions"])

    def encode(self, text: str, starts: Offsets, ends: Offsets) -> Encoding:
        """Returns the features of the tokens at these character offsets, and the text's embedding."""
        pieces = self._pieces(text)
        parts = self._windows(pieces)
        states = np.concatenate([part[1 + len(self._prefix) : -1] for part in parts])
        return Encoding(_token_features(states, pieces, starts, ends), self._embedding(_mean(parts)))

    def pooled(self, text: str) -> NDArray[np.float32]:
        """Returns the mean of all states of a text (the features' width)."""
        return _mean(self._windows(self._pieces(text)))

    def embed(self, text: str) -> NDArray[np.float32]:
        """Returns the unit vector of a text (384 values), without looking at tokens."""
        nowhere = np.zeros(0, dtype=np.int64)
        return self.encode(text, nowhere, nowhere).embedding

    def _pieces(self, text: str) -> _Pieces:
        # A lone surrogate is no text; anything of one character keeps the offsets.
        encoding = self._tokenizer.encode(_SURROGATE.sub("�", text), add_special_tokens=False)
        offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
        begins = [token.startswith("▁") for token in encoding.tokens]
        return _Pieces(np.array(encoding.ids, dtype=np.int64), offsets[:, 0], offsets[:, 1], begins)

    def _windows(self, pieces: _Pieces) -> list[NDArray[np.float32]]:
        room = LONGEST - len(self._prefix)
        return [self._states(pieces.ids[start:end]) for start, end in windows(pieces.begins_word, room)]

    def _states(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        framed = np.concatenate([[_BEGIN], self._prefix, ids, [_END]]).astype(np.int64)
        states: NDArray[np.float32] = self._session.run(["states"], {"ids": framed[None]})[0][0]
        return states

    def _embedding(self, pooled: NDArray[np.float32]) -> NDArray[np.float32]:
        """The pooled states as a unit vector; without a map, their last layer is what e5 gives."""
        if self._mapping is None:
            vector = pooled[-self.dimensions :]
        else:
            vector = pooled @ self._mapping[:-1] + self._mapping[-1]
        unit: NDArray[np.float32] = (vector / np.linalg.norm(vector)).astype(np.float32)
        return unit


def _mean(parts: list[NDArray[np.float32]]) -> NDArray[np.float32]:
    """The mean over the pieces of all windows, frame and prefix included, as e5 was trained."""
    mean: NDArray[np.float32] = np.concatenate(parts).mean(axis=0)
    return mean


def _token_features(
    states: NDArray[np.float32], pieces: _Pieces, starts: Offsets, ends: Offsets
) -> NDArray[np.float32]:
    if not len(states) or not len(starts):
        return np.zeros((len(starts), states.shape[1]), dtype=np.float32)
    return token_means(states, *covering_pieces(pieces.starts, pieces.ends, starts, ends))
