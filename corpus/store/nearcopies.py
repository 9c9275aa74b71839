"""Near copies in the store: the bands each document is looked up by, and the pairs that were found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.records import RUNNING_TEXT
from corpus.store.base import Database

if TYPE_CHECKING:
    from corpus.nearcopies import NearCopy, PassageCopy

_ROLES = ", ".join(f"'{role.value}'" for role in sorted(RUNNING_TEXT))


class NearCopyStore(Database):
    """The part of the store that holds what is nearly the same."""

    def documents_without_sketch(self, version: int) -> tuple[str, ...]:
        """The ids of documents that have not been compared by this version, in order."""
        sql = (
            "SELECT d.id FROM documents d LEFT JOIN sketches s ON s.document = d.id"
            " WHERE s.version IS NOT ? ORDER BY d.id"
        )
        return tuple(row["id"] for row in self.database.execute(sql, (version,)))

    def running_text(self, document: str) -> str:
        """The running text of a document, its paragraphs one a line."""
        sql = f"SELECT text FROM paragraphs WHERE document = ? AND role IN ({_ROLES}) ORDER BY ordinal"
        return "\n".join(row["text"] for row in self.database.execute(sql, (document,)))

    def documents_in_bands(self, bands: Sequence[int]) -> tuple[str, ...]:
        """The ids of documents that share one of these bands, in order."""
        marks = ", ".join("?" * len(bands))
        sql = (
            "SELECT DISTINCT s.document FROM sketch_bands b JOIN sketches s ON s.number = b.sketch"
            f" WHERE b.band IN ({marks}) ORDER BY s.document"
        )
        return tuple(row["document"] for row in self.database.execute(sql, tuple(bands)))

    def save_sketch(
        self, document: str, version: int, bands: Sequence[int], pairs: Sequence[NearCopy]
    ) -> None:
        """Keep the bands of a document and the pairs it is one of, in one transaction."""
        with self.transaction() as database:
            database.execute("DELETE FROM sketches WHERE document = ?", (document,))
            number = database.execute(
                "INSERT INTO sketches (document, version) VALUES (?, ?)", (document, version)
            ).lastrowid
            database.executemany(
                "INSERT OR IGNORE INTO sketch_bands VALUES (?, ?)", [(band, number) for band in bands]
            )
            database.executemany(
                "INSERT OR REPLACE INTO near_copies VALUES (?, ?, ?, ?)",
                [(pair.second, pair.first, pair.likeness, pair.contained) for pair in pairs],
            )

    def save_passage_copies(self, copies: Sequence[PassageCopy]) -> None:
        """Put these copies in the place of those there were, in one transaction."""
        with self.transaction() as database:
            database.execute("DELETE FROM passage_copies")
            database.executemany(
                "INSERT INTO passage_copies VALUES (?, ?, ?)",
                [(copy.passage, copy.of, copy.likeness) for copy in copies],
            )

    def passage_copies(self) -> dict[str, str]:
        """For every passage that repeats an earlier one, the id of that."""
        rows = self.database.execute('SELECT passage, "of" FROM passage_copies ORDER BY passage')
        return {row["passage"]: row["of"] for row in rows}

    def forget_sketch(self, document: str) -> None:
        """Take a document out of the comparison, inside the caller's transaction: its text has changed."""
        self.database.execute("DELETE FROM sketches WHERE document = ?", (document,))
        self.database.execute('DELETE FROM near_copies WHERE document = ? OR "of" = ?', (document, document))
