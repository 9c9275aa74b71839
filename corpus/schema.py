"""The tables of `corpus.db` and the numbered migrations that bring an older corpus up to them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from corpus.errors import CorpusError

MIGRATIONS: tuple[str, ...] = (
    # 1: the tables of the first version.
    """
    CREATE TABLE documents (
        id TEXT PRIMARY KEY,            -- SHA-256 of the file's bytes
        path TEXT NOT NULL,             -- where it was first read
        media_type TEXT NOT NULL,
        title TEXT NOT NULL, author TEXT NOT NULL, date TEXT NOT NULL,
        source TEXT NOT NULL, type TEXT NOT NULL, language TEXT NOT NULL,
        extra TEXT NOT NULL,            -- JSON object: further columns of the side-car file
        origin TEXT NOT NULL,           -- JSON object: field -> where it came from
        own TEXT NOT NULL,              -- JSON object: the metadata inside the file itself
        words INTEGER NOT NULL,
        fingerprint TEXT NOT NULL       -- of the reading that made this record
    ) STRICT;
    CREATE TABLE files (
        path TEXT PRIMARY KEY,
        size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('read', 'duplicate', 'unreadable')),
        reason TEXT NOT NULL,
        fingerprint TEXT NOT NULL,      -- of the reading, so that a failure is tried again by a newer one
        document TEXT REFERENCES documents (id) ON DELETE SET NULL
    ) STRICT;
    CREATE INDEX files_document ON files (document);
    CREATE TABLE pages (
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        number INTEGER NOT NULL, width REAL NOT NULL, height REAL NOT NULL,
        engine TEXT NOT NULL, rule TEXT NOT NULL, confidence REAL NOT NULL,
        warnings TEXT NOT NULL,         -- JSON array
        PRIMARY KEY (document, number)
    ) STRICT;
    CREATE TABLE paragraphs (
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL, role TEXT NOT NULL, text TEXT NOT NULL, level INTEGER NOT NULL,
        confidence REAL NOT NULL, anchor TEXT NOT NULL, note_mark TEXT NOT NULL, language TEXT NOT NULL,
        pieces TEXT NOT NULL,           -- JSON: [start, end, raw, [page, x0, top, x1, bottom], [edges]] each
        rows TEXT NOT NULL,             -- JSON: the cells of a table
        PRIMARY KEY (document, ordinal)
    ) STRICT;
    CREATE TABLE passages (
        number INTEGER PRIMARY KEY,     -- only to tie the full-text index; use `id` to refer to a passage
        id TEXT NOT NULL UNIQUE,
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL, text TEXT NOT NULL, text_hash TEXT NOT NULL,
        heading TEXT NOT NULL, language TEXT NOT NULL,
        parts TEXT NOT NULL,            -- JSON: [paragraph, start, end, offset] each
        sentences TEXT NOT NULL,        -- JSON: [start, end] each
        first_page INTEGER, last_page INTEGER,
        regions TEXT NOT NULL,          -- JSON: [page, x0, top, x1, bottom] each
        words INTEGER NOT NULL,
        UNIQUE (document, ordinal)
    ) STRICT;
    CREATE INDEX passages_text_hash ON passages (text_hash);
    CREATE TABLE annotations (
        passage TEXT PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE,
        fingerprint TEXT NOT NULL,
        tokens TEXT NOT NULL            -- JSON: [start, end, lemma, pos] each
    ) STRICT;
    CREATE TABLE mentions (
        id INTEGER PRIMARY KEY,
        passage TEXT NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
        layer TEXT NOT NULL, label TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        text TEXT NOT NULL,
        data TEXT NOT NULL,             -- JSON object
        regions TEXT NOT NULL           -- JSON, as in passages
    ) STRICT;
    CREATE INDEX mentions_passage ON mentions (passage);
    CREATE INDEX mentions_layer ON mentions (layer, label);
    CREATE TABLE embeddings (
        model TEXT NOT NULL, text_hash TEXT NOT NULL,
        vector BLOB NOT NULL,           -- float32, little-endian
        PRIMARY KEY (model, text_hash)
    ) STRICT;
    CREATE TABLE topic_models (
        id INTEGER PRIMARY KEY,
        created TEXT NOT NULL, fingerprint TEXT NOT NULL, settings TEXT NOT NULL, figures TEXT NOT NULL,
        folder TEXT NOT NULL, current INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE topics (
        model INTEGER NOT NULL REFERENCES topic_models (id) ON DELETE CASCADE,
        topic INTEGER NOT NULL, label TEXT NOT NULL,
        words TEXT NOT NULL,            -- JSON: [word, weight] each
        passages INTEGER NOT NULL, documents INTEGER NOT NULL, color TEXT NOT NULL,
        x REAL NOT NULL, y REAL NOT NULL,
        representative TEXT NOT NULL,   -- JSON: passage ids
        PRIMARY KEY (model, topic)
    ) STRICT;
    CREATE TABLE assignments (
        model INTEGER NOT NULL REFERENCES topic_models (id) ON DELETE CASCADE,
        passage TEXT NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
        topic INTEGER NOT NULL,         -- -1: none
        confidence REAL NOT NULL,
        how TEXT NOT NULL CHECK (how IN ('fit', 'assigned', 'nearest')),
        x REAL NOT NULL, y REAL NOT NULL,
        PRIMARY KEY (model, passage)
    ) STRICT;
    CREATE INDEX assignments_passage ON assignments (passage);
    CREATE TABLE runs (
        id INTEGER PRIMARY KEY,
        command TEXT NOT NULL, started TEXT NOT NULL, finished TEXT NOT NULL, status TEXT NOT NULL,
        versions TEXT NOT NULL, settings TEXT NOT NULL, counts TEXT NOT NULL, seconds TEXT NOT NULL
    ) STRICT;
    CREATE TABLE stages (
        name TEXT PRIMARY KEY,
        inputs TEXT NOT NULL,           -- digest of all the stage was made from
        finished TEXT NOT NULL
    ) STRICT;
    -- Diacritics are folded so that `financien` finds `financiën`; a query that carries them is held to
    -- them afterwards (corpus.concordance), so that `één` does not find `een`.
    CREATE VIRTUAL TABLE passage_index USING fts5 (
        forms, lemmas, tokenize = 'unicode61 remove_diacritics 2', prefix = '3'
    );
    """,
    # 2: documents that say nearly the same.
    """
    CREATE TABLE sketches (
        number INTEGER PRIMARY KEY,     -- only to tie the bands; it depends on the order of adding
        document TEXT NOT NULL UNIQUE REFERENCES documents (id) ON DELETE CASCADE,
        version INTEGER NOT NULL        -- of corpus.nearcopies; a document without one is to be compared
    ) STRICT;
    CREATE TABLE sketch_bands (
        band INTEGER NOT NULL,          -- hash of some MinHash minima: documents that share one may be alike
        sketch INTEGER NOT NULL REFERENCES sketches (number) ON DELETE CASCADE,
        PRIMARY KEY (band, sketch)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sketch_bands_sketch ON sketch_bands (sketch);
    CREATE TABLE near_copies (
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        "of" TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- the lower id of the two
        similarity REAL NOT NULL,       -- Jaccard index of their runs of three words
        contained REAL NOT NULL,        -- share of the shorter one's runs found in the longer one
        PRIMARY KEY (document, "of")
    ) STRICT;
    CREATE INDEX near_copies_of ON near_copies ("of");
    """,
    # 3: reference facts of municipalities, discourse tables, and when a document came in.
    """
    CREATE TABLE municipalities (
        gm_code TEXT PRIMARY KEY, name TEXT NOT NULL, province TEXT NOT NULL, corop TEXT NOT NULL,
        population INTEGER, population_year INTEGER,    -- the newest known
        lon REAL NOT NULL, lat REAL NOT NULL, randstad INTEGER NOT NULL,
        network TEXT NOT NULL,          -- G4, G40 or empty
        growth_centre INTEGER NOT NULL,
        today TEXT NOT NULL,            -- code of the municipality it is (part of) now
        size_classes TEXT NOT NULL      -- JSON object: definition -> class
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE size_classes (
        definition TEXT NOT NULL, position INTEGER NOT NULL,
        class TEXT NOT NULL, label TEXT NOT NULL, definition_label TEXT NOT NULL, source TEXT NOT NULL,
        least INTEGER NOT NULL, below INTEGER,
        PRIMARY KEY (definition, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE discourse (
        "of" TEXT NOT NULL, "by" TEXT NOT NULL, "group" TEXT NOT NULL, value TEXT NOT NULL,
        passages INTEGER NOT NULL, documents INTEGER NOT NULL,
        share REAL NOT NULL, low REAL NOT NULL, high REAL NOT NULL,
        group_passages INTEGER NOT NULL, group_documents INTEGER NOT NULL, enough INTEGER NOT NULL,
        log_odds REAL NOT NULL, z REAL NOT NULL,
        PRIMARY KEY ("of", "by", "group", value)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE news (
        kind TEXT NOT NULL, item TEXT NOT NULL,
        batch INTEGER NOT NULL, rest INTEGER NOT NULL,  -- how often in the newest documents, and elsewhere
        g2 REAL NOT NULL, p REAL NOT NULL, log_ratio REAL NOT NULL,
        dispersion REAL NOT NULL,       -- Gries's DP over the newest documents
        documents INTEGER NOT NULL,
        PRIMARY KEY (kind, item)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE arrivals (
        document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
        run INTEGER NOT NULL            -- that added it; 0: before this was kept
    ) STRICT, WITHOUT ROWID;
    INSERT INTO arrivals SELECT id, 0 FROM documents;
    -- However a document is written, the run that goes on is the one that added it.
    CREATE TRIGGER documents_arrive AFTER INSERT ON documents BEGIN
        INSERT OR IGNORE INTO arrivals
        VALUES (new.id, coalesce((SELECT max(id) FROM runs WHERE status = 'running'), 0));
    END;
    """,
    # 4: what a killed run and the one that completes it add came in together.
    """
    DROP TRIGGER documents_arrive;
    CREATE TRIGGER documents_arrive AFTER INSERT ON documents BEGIN
        INSERT OR IGNORE INTO arrivals VALUES (new.id, coalesce((
            SELECT min(id) FROM runs
            WHERE id > (SELECT coalesce(max(id), 0) FROM runs WHERE status = 'done')
        ), 0));
    END;
    """,
    # 5: who is who: one identity for each person and organisation of the corpus.
    """
    CREATE TABLE identities (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation')),
        name TEXT NOT NULL, role TEXT NOT NULL, organisation TEXT NOT NULL,
        names TEXT NOT NULL,            -- JSON array: everything it is called
        documents INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE voices (
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        name TEXT NOT NULL, kind TEXT NOT NULL,     -- as the document has it
        identity TEXT NOT NULL REFERENCES identities (id) ON DELETE CASCADE,
        PRIMARY KEY (document, name, kind)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX voices_identity ON voices (identity);
    """,
    # 6: passages that repeat an earlier one.
    """
    CREATE TABLE passage_copies (
        passage TEXT PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE,
        "of" TEXT NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
        likeness REAL NOT NULL          -- Jaccard index of their runs of three words
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX passage_copies_of ON passage_copies ("of");
    """,
)

VERSION = len(MIGRATIONS)


def migrate(database: sqlite3.Connection, path: Path) -> None:
    """Bring the database at `path` to this version; an older one is first copied to `corpus.db.vN`.

    Raises CorpusError when the corpus was made by a newer stadspraat.
    """
    found = version_of(database)
    if found > VERSION:
        raise CorpusError(
            f"{path.parent}: corpus of version {found}, this stadspraat reads up to {VERSION}; "
            "install a newer stadspraat, or choose another folder with --corpus"
        )
    if 0 < found < VERSION:
        _back_up(database, path.with_name(f"{path.name}.v{found}"))
    for number in range(found + 1, VERSION + 1):
        # One transaction a step: a kill leaves the old version or the new one, nothing between.
        # Another process may have taken it while we waited to begin: then the first statement fails, since
        # its text is no JSON.
        script = (
            "BEGIN IMMEDIATE;\n"
            f"SELECT json('taken') FROM pragma_user_version WHERE user_version <> {number - 1};\n"
            f"{MIGRATIONS[number - 1]}\nPRAGMA user_version = {number};\nCOMMIT;"
        )
        try:
            database.executescript(script)
        except sqlite3.OperationalError:
            if database.in_transaction:
                database.execute("ROLLBACK")
            if version_of(database) < number:
                raise


def version_of(database: sqlite3.Connection) -> int:
    """The number of the last migration the database has had; 0 for an empty one."""
    version: int = database.execute("PRAGMA user_version").fetchone()[0]
    return version


def _back_up(database: sqlite3.Connection, target: Path) -> None:
    """Copy the database as it is, by SQLite's own backup so that the WAL is included."""
    copy = sqlite3.connect(target)
    try:
        database.backup(copy)
    finally:
        copy.close()
