"""Passage embeddings by the encoder alone, for texts that the pipeline has not annotated."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import srsly
from numpy.typing import NDArray

from corpus.errors import PipelineError
from nlp.pipeline import BELEID_FOLDER

if TYPE_CHECKING:
    from nlp.encoder.session import PassageEncoder

ENCODER_HASH = "encoder"
"""The key in a pipeline's meta.json that tells which encoder it holds."""


class BeleidEmbedder:
    """The shipped encoder: the same vectors as `Doc._.embedding`, tokens not looked at."""

    dimensions = 384

    def __init__(self, folder: Path = BELEID_FOLDER) -> None:
        self._folder = folder
        self._model: PassageEncoder | None = None

    def __reduce__(self) -> tuple[type[BeleidEmbedder], tuple[Path]]:
        # To another process it goes without its model, which is loaded there.
        return BeleidEmbedder, (self._folder,)

    @property
    def name(self) -> str:
        """Name and content of the encoder, known without loading it."""
        return embeddings_name(self._folder)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector of length 1 per text (texts × 384), each text read by itself and to its end."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        encoder = self._loaded()
        return np.stack([encoder.embed(text) for text in texts])

    def _loaded(self) -> PassageEncoder:
        from nlp.encoder.session import PassageEncoder

        self._model = self._model or PassageEncoder(self._folder / "encoder")
        return self._model


def embeddings_name(folder: Path = BELEID_FOLDER) -> str:
    """What identifies the vectors of the encoder in the pipeline in `folder`."""
    try:
        meta = srsly.read_json(folder / "meta.json")
        return f"nl_beleid-{meta['version']}-{meta[ENCODER_HASH][:8]}"
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PipelineError(
            f"{folder}: the shipped pipeline is not there; install stadspraat again"
        ) from error
