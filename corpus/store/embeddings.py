"""Sentence vectors in the store, kept by model and text hash so that the same text is computed once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.errors import CorpusError
from corpus.store.base import Database

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BATCH = 500


class EmbeddingStore(Database):
    """The part of the store that holds vectors."""

    def missing_embeddings(self, model: str) -> Iterator[tuple[str, str]]:
        """Text hash and text of every passage text that has no vector of this model, by hash."""
        sql = (
            "SELECT text_hash, text FROM passages p WHERE NOT EXISTS (SELECT 1 FROM embeddings e"
            " WHERE e.model = ? AND e.text_hash = p.text_hash)"
            " AND text_hash > ? GROUP BY text_hash ORDER BY text_hash LIMIT ?"
        )
        for row in self.slices(sql, (model,), ("",)):
            yield row["text_hash"], row["text"]

    def save_embeddings(self, model: str, vectors: Sequence[tuple[str, NDArray[np.float32]]]) -> None:
        """Store the vector of each text hash, in one transaction."""
        rows = [(model, text_hash, vector.astype("<f4").tobytes()) for text_hash, vector in vectors]
        with self.transaction() as database:
            database.executemany("INSERT OR REPLACE INTO embeddings VALUES (?, ?, ?)", rows)

    def vectors(self, model: str, text_hashes: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of these texts, one a row (n × dimensions), in the order asked.

        Raises CorpusError when one of them has not been embedded by this model.
        """
        import numpy as np

        found: dict[str, bytes] = {}
        wanted = list(dict.fromkeys(text_hashes))
        for start in range(0, len(wanted), _BATCH):
            found.update(self._blobs(model, wanted[start : start + _BATCH]))
        try:
            rows = [np.frombuffer(found[text_hash], dtype="<f4") for text_hash in text_hashes]
        except KeyError as error:
            raise CorpusError(
                f"passage text {error.args[0][:8]} has no vector of {model}; run: stadspraat topics"
            ) from error
        return np.stack(rows).astype(np.float32) if rows else np.empty((0, 0), dtype=np.float32)

    def _blobs(self, model: str, hashes: Sequence[str]) -> dict[str, bytes]:
        marks = ", ".join("?" * len(hashes))
        sql = f"SELECT text_hash, vector FROM embeddings WHERE model = ? AND text_hash IN ({marks})"
        return {row["text_hash"]: row["vector"] for row in self.database.execute(sql, (model, *hashes))}
