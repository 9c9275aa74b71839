"""The full-text index: passages that answer a query, with what a concordance needs of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from corpus.concordance import FoundPassage, KwicLine, concordance
from corpus.records import Paragraph, Passage
from corpus.store.annotations import AnnotationStore
from corpus.store.passages import COLUMNS, passage_from_row


class SearchStore(AnnotationStore):
    """The part of the store that searches."""

    def search_passages(self, expression: str) -> Iterator[FoundPassage]:
        """The passages that match an FTS5 expression, by date, document and ordinal."""
        sql = (
            f"SELECT {COLUMNS}, p.id, d.path, d.title, d.date FROM passages p"
            " JOIN documents d ON d.id = p.document"
            " WHERE p.number IN (SELECT rowid FROM passage_index WHERE passage_index MATCH ?)"
            " ORDER BY d.date, d.path, d.id, p.ordinal"
        )
        return map(self._found, self.database.execute(sql, (expression,)))

    def search(self, query: str, *, width: int = 60, limit: int | None = None) -> list[KwicLine]:
        """Concordance lines for what a user typed; see `corpus.concordance` for the query language.

        Raises QueryError when there is nothing to search for.
        """
        return list(concordance(self, query, width=width, limit=limit))

    def _found(self, row: sqlite3.Row) -> FoundPassage:
        passage = passage_from_row(row)
        return FoundPassage(
            passage,
            self.tokens([passage.id]).get(passage.id, ()),
            row["path"],
            row["title"],
            row["date"],
            tuple(_pages(passage, self.paragraphs_behind([passage]))),
        )


def _pages(passage: Passage, paragraphs: Mapping[int, Paragraph]) -> Iterator[tuple[int, int, int]]:
    """Start and end in the passage, and the page, of every printed line behind it."""
    for part in passage.parts:
        shift = part.start - part.offset
        for piece in paragraphs[part.paragraph].pieces:
            yield max(part.start, piece.start + shift), min(part.end, piece.end + shift), piece.region.page
