"""A head's weights and labels in a folder: how the components that are not spaCy's own are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import srsly
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

Matrix = NDArray[np.float32]
_WEIGHTS, _LABELS = "weights.safetensors", "labels.json"


def write_head(folder: Path, weights: Mapping[str, Matrix], labels: Sequence[str]) -> None:
    """Writes the matrices and the labels to `folder`, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    save_file({name: np.ascontiguousarray(w) for name, w in weights.items()}, str(folder / _WEIGHTS))
    srsly.write_json(folder / _LABELS, list(labels))


def read_head(folder: Path) -> tuple[dict[str, Matrix], tuple[str, ...]]:
    """Returns the matrices, as 32-bit floats, and the labels in `folder`."""
    weights = {name: w.astype(np.float32) for name, w in load_file(str(folder / _WEIGHTS)).items()}
    return weights, tuple(str(label) for label in srsly.read_json(folder / _LABELS))
