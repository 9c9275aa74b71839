"""The encoder as a spaCy component: fills `Doc.tensor` for the components after it, and `Doc._.embedding`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import SimpleFrozenList

from nlp.encoder.projecting import PROJECTIONS_FILE, Projections
from nlp.encoder.session import MAPPING_FILE, MODEL_FILE, TOKENIZER_FILE, PassageEncoder

_FILES = (MODEL_FILE, TOKENIZER_FILE, MAPPING_FILE, PROJECTIONS_FILE)
EMBEDDING = "embedding"
"""`Doc._.embedding`: the unit vector of the text (384 float32), None before the encoder has run."""

if not Doc.has_extension(EMBEDDING):
    Doc.set_extension(EMBEDDING, default=None)


class EncoderComponent:
    """Encodes each Doc by itself. The weights are read when the first text comes, or when they are named.

    `Doc.tensor` gets the features (tokens × 1152), or where the folder holds the components' projections,
    those of the features.
    """

    def __init__(self, name: str = "encoder", folder: Path | None = None) -> None:
        self.name = name
        self._folder = folder
        self._encoder: PassageEncoder | None = None
        self._projections: Projections | None = None

    @property
    def encoder(self) -> PassageEncoder:
        """The loaded encoder; raises PipelineError where its files are missing."""
        if self._encoder is None:
            folder = self._folder or Path(".")
            self._encoder = PassageEncoder(folder)
            file = folder / PROJECTIONS_FILE
            self._projections = Projections(file) if file.is_file() else None
        return self._encoder

    @property
    def width(self) -> int:
        """The width of `Doc.tensor` after this component."""
        width = self.encoder.feature_width
        return self._projections.width if self._projections else width

    def __call__(self, doc: Doc) -> Doc:
        """Returns the Doc with its features and its embedding; one that has both is left as it is."""
        if doc.tensor.shape == (len(doc), self.width) and len(doc):
            return doc
        starts = np.array([token.idx for token in doc], dtype=np.int64)
        ends = starts + np.array([len(token) for token in doc], dtype=np.int64)
        encoding = self.encoder.encode(doc.text, starts, ends)
        features = encoding.features
        doc.tensor = self._projections(features) if self._projections else features  # type: ignore[assignment]
        doc._.set(EMBEDDING, encoding.embedding)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Yields the Docs in turn; the batch size has no part in the result."""
        return map(self, stream)

    def to_disk(self, path: Path, *, exclude: Iterable[str] = SimpleFrozenList()) -> None:
        """Copies weights and tokenizer to the folder `path`."""
        path.mkdir(parents=True, exist_ok=True)
        for source in (((self._folder or Path(".")) / name) for name in _FILES):
            if source.is_file():
                (path / source.name).write_bytes(source.read_bytes())

    def from_disk(self, path: Path, *, exclude: Iterable[str] = SimpleFrozenList()) -> EncoderComponent:
        """Takes weights and tokenizer from the folder `path`, on first use."""
        self._folder, self._encoder, self._projections = Path(path), None, None
        return self


@Language.factory(
    "stadspraat_encoder", assigns=["doc.tensor", f"doc._.{EMBEDDING}"], default_config={"folder": None}
)
def make_encoder(nlp: Language, name: str, folder: str | None) -> EncoderComponent:
    """Returns the component; `folder` names the weights where they do not lie in the pipeline itself."""
    return EncoderComponent(name, Path(folder) if folder else None)


@Language.factory("stadspraat_release")
def make_release(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Returns `release_features` as a component; the end of a pipeline."""
    return release_features


def release_features(doc: Doc) -> Doc:
    """Returns the Doc without its features (11 kB a token), the embedding kept."""
    empty: NDArray[np.float32] = np.zeros(0, dtype=np.float32)
    doc.tensor = empty  # type: ignore[assignment]
    return doc
