"""What every component reads of a token, in one product: all their projections of the features together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.encoder.onnx_session import open_session

PROJECTIONS_FILE = "projections.onnx"


class Projections:
    """The components' projections side by side (tokens × width); each component knows its columns."""

    def __init__(self, file: Path) -> None:
        self._session = open_session(file)
        self.width = int(self._session.get_outputs()[0].shape[1])

    def __call__(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Returns the projected features of the tokens."""
        if not len(features):
            return np.zeros((0, self.width), dtype=np.float32)
        projected: NDArray[np.float32] = self._session.run(["projected"], {"features": features})[0]
        return projected
