"""Passages → vectors: embedders behind one small protocol, and the store's vectors brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import EntryPoint
from itertools import islice
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.errors import PipelineError
from corpus.executors import HERE, Workers, in_order

Progress = Callable[[int, int], None]
"""Called with what is done and the total."""

Vectors = NDArray[np.float32]

DEFAULT = "beleid"
_SHIPPED = "nlp.encoder.embedder:BeleidEmbedder"
BATCH = 32
_WORTHWHILE = 4 * BATCH
"""With fewer passages one process is done before others have loaded the model."""
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


class SentenceTransformers:
    """Any model of the sentence-transformers library that is on this machine."""

    def __init__(self, model: str) -> None:
        self._path = model
        self._model: Any = None

    @property
    def name(self) -> str:
        """The model's name as the user gave it, known without loading it."""
        return f"sentence-transformers:{self._path}"

    def __reduce__(self) -> tuple[type[SentenceTransformers], tuple[str]]:
        return SentenceTransformers, (self._path,)

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
    """Return the embedder of that name: `beleid` or empty, else one of sentence-transformers on this machine.

    Nothing heavy is loaded until the first text is embedded.
    """
    return _shipped() if name in ("", DEFAULT) else SentenceTransformers(name)


def silent(done: int, total: int) -> None:
    """The progress of whoever does not want to hear of it."""


def embed_corpus(
    store: VectorStore, embedder: Embedder, *, workers: Workers = HERE, progress: Progress = silent
) -> int:
    """Embed every passage text that has no vector yet, on the `workers`; return how many were computed.

    A vector is kept by (model, text hash) and never computed twice; batches are saved as they are
    ready, so that an interrupted run goes on where it stopped.
    """
    waiting = list(store.missing_embeddings(embedder.name))
    done = 0
    with workers.executor(worthwhile=len(waiting) >= _WORTHWHILE) as executor:
        for batch, vectors in _embedded(embedder, executor, _batches(waiting, BATCH)):
            store.save_embeddings(embedder.name, [(key, vectors[row]) for row, (key, _) in enumerate(batch)])
            done += len(batch)
            progress(done, len(waiting))
    return done


def _embedded(
    embedder: Embedder, executor: Executor | None, batches: Iterable[list[tuple[str, str]]]
) -> Iterator[tuple[list[tuple[str, str]], Vectors]]:
    """Each batch of hash and text with its vectors, in order."""
    if executor is None:
        yield from ((batch, embedder.embed([text for _, text in batch])) for batch in batches)
        return
    for batch, future in in_order(executor, _Work(embedder), batches):
        yield batch, future.result()


@dataclass(frozen=True, slots=True)
class _Work:
    """Embeds a batch in another process, which loads the model once."""

    embedder: Embedder

    def __call__(self, batch: list[tuple[str, str]]) -> Vectors:
        embedder = _LOADED.setdefault(self.embedder.name, self.embedder)
        return embedder.embed([text for _, text in batch])


_LOADED: dict[str, Embedder] = {}
"""In a worker: the embedders that came with earlier batches, their models in memory."""


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _shipped() -> Embedder:
    """The encoder of the shipped pipeline. It is nlp's: named here, and found when it is needed."""
    embedder: Embedder = EntryPoint(DEFAULT, _SHIPPED, "stadspraat.embedders").load()()
    return embedder


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
