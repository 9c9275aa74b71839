"""Every stored table as rows for people: JSON left readable, and who a row belongs to beside it."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.errors import CorpusError
from corpus.store.base import Database

# What a reader of a row about a passage wants to see next to it.
_WHOSE = "d.title, d.author, d.date, d.source, d.type, d.path"
_PAGE = "p.first_page, p.last_page"
_WHEN = "(coalesce(nullif({0}.date, ''), '~'), {0}.path, {0}.id)"
_BY_HAND = "json_extract(m.figures, '$.hand.{}.\"' || t.topic || '\"')"
_OF_PASSAGE = "JOIN passages p ON p.id = t.passage JOIN documents d ON d.id = p.document"

# Embeddings are left out on purpose: their text hash and model are listed, the vectors are for programs.
LISTINGS: dict[str, str] = {
    "files": "SELECT path, size, sha256, status, reason, document FROM files ORDER BY path",
    "documents": (
        "SELECT id, path, media_type, title, author, date, source, type, language, words, extra, origin,"
        " (SELECT count(*) FROM pages WHERE document = d.id) AS pages,"
        " (SELECT count(*) FROM passages WHERE document = d.id) AS passages"
        " FROM documents d ORDER BY id"
    ),
    # Of two the one that came later is listed as the copy; a date that is unknown counts as late.
    "near_copies": (
        'SELECT late.id AS document, early.id AS "of", t.similarity, t.contained,'
        " late.title, late.date, late.path, early.title AS of_title, early.date AS of_date,"
        " early.path AS of_path FROM near_copies t JOIN documents early JOIN documents late"
        ' ON (early.id = t."of" AND late.id = t.document OR early.id = t.document AND late.id = t."of")'
        f" AND {_WHEN.format('early')} < {_WHEN.format('late')}"
        " ORDER BY late.path, early.path, late.id, early.id"
    ),
    "pages": (
        f"SELECT t.*, {_WHOSE} FROM pages t JOIN documents d ON d.id = t.document"
        " ORDER BY t.document, t.number"
    ),
    "paragraphs": (
        f"SELECT t.*, {_WHOSE} FROM paragraphs t JOIN documents d ON d.id = t.document"
        " ORDER BY t.document, t.ordinal"
    ),
    "passages": (
        "SELECT p.id, p.document, p.ordinal, p.text, p.heading, p.language, p.words,"
        f" {_PAGE}, {_WHOSE}, p.parts, p.sentences, p.regions, p.text_hash"
        " FROM passages p JOIN documents d ON d.id = p.document ORDER BY p.document, p.ordinal"
    ),
    "annotations": (
        "SELECT t.passage, t.fingerprint, t.tokens FROM annotations t JOIN passages p ON p.id = t.passage"
        " ORDER BY p.document, p.ordinal"
    ),
    "mentions": (
        f"SELECT t.*, p.document, {_PAGE}, {_WHOSE} FROM mentions t {_OF_PASSAGE}"
        ' ORDER BY p.document, p.ordinal, t.start, t."end", t.layer, t.label, t.id'
    ),
    "embeddings": (
        "SELECT model, text_hash, length(vector) / 4 AS dimensions FROM embeddings ORDER BY model, text_hash"
    ),
    "topic_models": "SELECT * FROM topic_models ORDER BY id",
    # What was decided by hand stands beside what was computed.
    "topics": (
        f"SELECT t.*, {_BY_HAND.format('names')} AS name_by_hand, {_BY_HAND.format('into')} AS shown_in,"
        f" {_BY_HAND.format('aside')} AS set_aside FROM topics t JOIN topic_models m ON m.id = t.model"
        " ORDER BY t.model, t.topic"
    ),
    "assignments": (
        f"SELECT t.*, topics.label, p.document, p.ordinal, {_PAGE}, {_WHOSE} FROM assignments t {_OF_PASSAGE}"
        " LEFT JOIN topics ON topics.model = t.model AND topics.topic = t.topic"
        " ORDER BY t.model, p.document, p.ordinal"
    ),
    "identities": "SELECT * FROM identities ORDER BY kind, documents DESC, id",
    "voices": (
        f"SELECT t.document, t.name, t.kind, t.identity, {_WHOSE} FROM voices t"
        " JOIN documents d ON d.id = t.document ORDER BY t.identity, t.document, t.name"
    ),
    "municipalities": "SELECT * FROM municipalities ORDER BY gm_code",
    "size_classes": "SELECT * FROM size_classes ORDER BY definition, position",
    "discourse": 'SELECT * FROM discourse ORDER BY "of", "by", "group", share DESC, value',
    "news": "SELECT * FROM news ORDER BY kind, g2 DESC, item",
    "passage_copies": (
        f'SELECT t.passage, t."of", t.likeness, p.document, {_PAGE}, {_WHOSE},'
        " o.document AS of_document, od.title AS of_title, od.date AS of_date, od.source AS of_source"
        f" FROM passage_copies t {_OF_PASSAGE}"
        ' JOIN passages o ON o.id = t."of" JOIN documents od ON od.id = o.document'
        " ORDER BY od.date, o.document, o.ordinal, d.date, p.document, p.ordinal"
    ),
    "arrivals": "SELECT t.document, t.run, d.title, d.path FROM arrivals t JOIN documents d"
    " ON d.id = t.document ORDER BY t.run, d.path, t.document",
    "runs": "SELECT * FROM runs ORDER BY id",
    "stages": "SELECT * FROM stages ORDER BY name",
}


class ListingStore(Database):
    """The part of the store that lists tables for export."""

    def columns(self, table: str) -> tuple[str, ...]:
        """The column names of a listing. Raises CorpusError when there is no such table."""
        cursor = self.database.execute(f"SELECT * FROM ({_listing(table)}) LIMIT 0")
        return tuple(column[0] for column in cursor.description)

    def listing(self, table: str) -> Iterator[tuple[object, ...]]:
        """The rows of a stored table, streamed. Raises CorpusError when there is no such table."""
        return (tuple(row) for row in self.database.execute(_listing(table)))

    def near_copies(self) -> tuple[tuple[str, str, float], ...]:
        """Paths of the documents that say nearly the same, the later one first, with their likeness."""
        sql = f"SELECT path, of_path, similarity FROM ({LISTINGS['near_copies']})"
        return tuple(tuple(row) for row in self.database.execute(sql))


def _listing(table: str) -> str:
    if table not in LISTINGS:
        raise CorpusError(f"{table}: no such table; choose one of {', '.join(LISTINGS)}")
    return LISTINGS[table]
