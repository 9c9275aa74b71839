"""An encoder in a folder as an embedder, to compare what topics come of its vectors.

    python -m benchmarks.topics_embedder CORPUS --encoder FOLDER [--name NAME]

Embeds the passages of a corpus that have no vector by it yet, and keeps the vectors in the corpus.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import click
import numpy as np
from numpy.typing import NDArray

from corpus.store import Store
from corpus.terminal import progress_bar
from models.embedding import Embedder, embed_corpus, load_embedder
from nlp.encoder.session import PassageEncoder


class FolderEncoder:
    """The ONNX encoder in a folder, under a name that its vectors are kept by."""

    dimensions = 384

    def __init__(self, folder: Path, name: str = "") -> None:
        self.name = name or f"onnx-{folder.name}"
        self._encoder = PassageEncoder(folder)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector per text."""
        return np.stack([self._encoder.embed(text) for text in texts]).astype(np.float32)


def embedder_of(folder: Path | None, name: str = "") -> Embedder:
    """Return the encoder in the folder, or the default embedder."""
    return FolderEncoder(folder, name) if folder else load_embedder()


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("--encoder", type=click.Path(path_type=Path), help="A folder with encoder.onnx.")
@click.option("--name", default="", help="What to keep the vectors under.")
def main(corpus: Path, encoder: Path | None, name: str) -> None:
    """Embed the passages of a corpus and say how long it took."""
    with Store.open(corpus) as store:
        embedder = embedder_of(encoder, name)
        started = perf_counter()
        count = embed_corpus(store, embedder, progress=progress_bar("embed"))
        print(f"{count} passages by {embedder.name} in {perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
