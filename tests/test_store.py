"""The store: what is put in comes out, and what is there stays."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_sample import content_of, document_of, fill, made, passages_of, tokens_of

from corpus.errors import CorpusError
from corpus.records import Content, Document, Mention, Metadata, Page, Paragraph, Piece, Region, Role
from corpus.schema import MIGRATIONS, VERSION, migrate
from corpus.sources import SourceFile
from corpus.store import FileRecord, Store
from corpus.store.codec import storable, storable_content
from corpus.topic_records import AssignmentRecord, TopicModelRecord, TopicRecord


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with made(tmp_path) as one:
        yield one


# Any text at all: hypothesis makes lone surrogates and NULs too.
texts = st.text(st.characters(codec=None), max_size=30)
lengths = st.floats(0, 2000, allow_nan=False)
regions = st.builds(Region, st.integers(1, 9), lengths, lengths, lengths, lengths)
pieces = st.builds(
    Piece, st.integers(0, 99), st.integers(0, 99), texts, regions, st.lists(lengths, max_size=4).map(tuple)
)
paragraphs = st.builds(
    Paragraph,
    st.just(0),
    st.sampled_from(Role),
    texts,
    st.lists(pieces, max_size=3).map(tuple),
    st.floats(0, 1),
    st.integers(0, 6),
    texts,
    texts,
    st.lists(st.lists(texts, max_size=3).map(tuple), max_size=3).map(tuple),
    st.sampled_from(["", "nl", "fy"]),
)
pages = st.builds(
    Page, st.just(1), lengths, lengths, texts, texts, st.floats(0, 1), st.lists(texts, max_size=2).map(tuple)
)
columns = st.dictionaries(texts.map(storable), texts, max_size=3).map(lambda one: tuple(one.items()))
metadata = st.builds(Metadata, texts, texts, texts, texts, texts, texts, columns, columns)
contents = st.builds(
    lambda page, parts, own: Content(
        (page,), tuple(replace(one, ordinal=at) for at, one in enumerate(parts)), own
    ),
    pages,
    st.lists(paragraphs, max_size=4),
    metadata,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=contents, known=metadata)
def test_stored_is_read_back(store: Store, content: Content, known: Metadata) -> None:
    source = SourceFile("/made-up/a.pdf", 1, 1, "a" * 64)
    document = Document("a" * 64, source.path, content, known)
    store.save_document(source, document, [], "reading")
    assert store.content(document.id) == storable_content(content)
    assert next(store.documents()).metadata == storable_content(Content((), (), known)).metadata


@given(texts)
def test_what_cannot_be_stored_is_replaced_one_for_one(text: str) -> None:
    clean = storable(text)
    assert len(clean) == len(text)
    assert storable(clean) == clean
    assert clean.encode().decode() == clean
    assert all(new == old or new == "\ufffd" for new, old in zip(clean, text, strict=True))


def test_passages_come_by_document_and_ordinal(store: Store) -> None:
    saved = fill(store, "b.pdf", "Een.", "Twee.", "Drie.") + fill(store, "a.pdf", "Vier.")
    expected = sorted(saved, key=lambda one: (one.document, one.ordinal))
    assert list(store.passages()) == expected
    assert store.passages_of(expected[0].document)[0] == expected[0]


def test_slices_leave_nothing_out(store: Store) -> None:
    saved = fill(store, "lang.pdf", *(f"Alinea {number}." for number in range(1203)))
    assert [one.ordinal for one in store.passages()] == list(range(1203))
    assert len(store.tokens([one.id for one in saved])) == 1203


def test_annotating_while_reading_visits_each_passage_once(store: Store) -> None:
    fill(store, "a.pdf", *(f"Alinea {number}." for number in range(700)))
    seen = []
    for passage in store.passages_without_annotation("new"):
        seen.append(passage.ordinal)
        store.save_annotations("new", [(passage, tokens_of(passage.text), [])])
    assert seen == list(range(700))
    assert list(store.passages_without_annotation("new")) == []
    assert len(list(store.passages_without_annotation("tagger"))) == 700


def test_mentions_carry_their_box(store: Store) -> None:
    (passage,) = fill(store, "a.pdf", "De steden groeien.")
    mention = Mention("place", "GPE", 3, 9, "steden", (("code", "GM0193"), ("size", 130_000)))
    store.save_annotations("new", [(passage, tokens_of(passage.text), [mention])])
    assert list(store.mentions("place")) == [(passage.id, mention)]
    assert list(store.mentions("entity")) == []
    (row,) = store.listing("mentions")
    shown = dict(zip(store.columns("mentions"), row, strict=True))
    assert shown["regions"] == "[[1,50.0,60.0,400.0,72.0]]"
    assert shown["first_page"] == 1


def test_annotating_again_replaces(store: Store) -> None:
    (passage,) = fill(store, "a.pdf", "De steden groeien.")
    for label in ("GPE", "LOC"):
        store.save_annotations("new", [(passage, [], [Mention("entity", label, 3, 9, "steden")])])
    assert [mention.label for _, mention in store.mentions()] == ["LOC"]


def test_reading_again_keeps_what_hangs_on_passages_that_stayed(store: Store) -> None:
    first, second = fill(store, "a.pdf", "Dit blijft zo.", "Dit verandert.")
    source, document = document_of("a.pdf", "Dit blijft zo.", "Dit verandert.")
    changed = replace(document, content=content_of("Dit blijft zo.", "Dit is anders."))
    store.save_document(source, changed, passages_of(changed), "reading 2")
    kept = [one.id for one in store.passages()]
    assert first.id in kept
    assert second.id not in kept
    assert set(store.tokens(kept)) == {first.id}
    assert [line.match for line in store.search("blijft anders verandert")] == []
    assert len(store.search("anders")) == 1
    assert store.search("verandert") == []


def test_a_failing_step_leaves_nothing_behind(store: Store) -> None:
    source, document = document_of("a.pdf", "Een.")
    (passage,) = passages_of(document)
    stray = replace(passage, document="b" * 64)
    with pytest.raises(sqlite3.IntegrityError):
        store.save_document(source, document, [passage, stray], "reading")
    assert store.count("documents") == store.count("passages") == store.count("files") == 0


def test_vectors_come_back_in_the_order_asked(store: Store) -> None:
    saved = fill(store, "a.pdf", "Een.", "Twee.", "Een.")
    missing = list(store.missing_embeddings("toy"))
    assert sorted(text for _, text in missing) == ["Een.", "Twee."]
    vectors = [(key, np.array([len(text), 0.25], dtype=np.float32)) for key, text in missing]
    store.save_embeddings("toy", vectors)
    assert list(store.missing_embeddings("toy")) == []
    assert len(list(store.missing_embeddings("other"))) == 2
    found = store.vectors("toy", [one.text_hash for one in saved])
    assert found.dtype == np.float32
    assert found.tolist() == [[4.0, 0.25], [5.0, 0.25], [4.0, 0.25]]


def test_a_missing_vector_is_told(store: Store) -> None:
    with pytest.raises(CorpusError, match="has no vector of toy; run: stadspraat topics"):
        store.vectors("toy", ["f" * 64])


def test_topic_models_are_kept_and_one_is_current(store: Store) -> None:
    saved = fill(store, "a.pdf", "Een.", "Twee.")
    topic = TopicRecord(0, "wonen", (("woning", 0.5),), 2, 1, "#123456", 1.0, 2.0, (saved[0].id,))
    assignments = [
        AssignmentRecord(one.id, at - 1, 0.5, "assigned", 1.0, 2.0) for at, one in enumerate(saved)
    ]
    first = store.save_topic_model(TopicModelRecord("now", "f1"), [topic], assignments)
    second = store.save_topic_model(TopicModelRecord("now", "f2", {"seed": 1}, {"k": [1]}), [topic], [])
    current = store.current_topic_model()
    assert current == TopicModelRecord("now", "f2", {"seed": 1}, {"k": [1]}, "", True, second)
    assert store.topics(first) == (replace(topic, model=first),)
    assert list(store.assignments(first)) == [replace(one, model=first) for one in assignments]
    assert store.outliers(first) == (1, 2)
    store.make_current(first)
    assert [one.current for one in store.topic_models()] == [True, False]


def test_a_version_that_is_not_there_cannot_be_current(store: Store) -> None:
    number = store.save_topic_model(TopicModelRecord("now", "f"), [], [])
    with pytest.raises(CorpusError, match="not in this corpus"):
        store.make_current(number + 1)
    assert store.current_topic_model() is not None


def test_an_assignment_is_for_good(store: Store) -> None:
    first, second = fill(store, "a.pdf", "Een.", "Twee.")
    topic = TopicRecord(0, "wonen", (), 1, 1)
    model = store.save_topic_model(TopicModelRecord("now", "f"), [topic], [AssignmentRecord(first.id, 0)])
    store.extend_topic_model(model, [replace(topic, passages=2)], [AssignmentRecord(second.id, 0)])
    with pytest.raises(CorpusError, match="assigned already"):
        store.extend_topic_model(model, [], [AssignmentRecord(second.id, -1)])
    assert [one.topic for one in store.assignments(model)] == [0, 0]
    assert store.topics(model)[0].passages == 2


def test_runs_and_stages_are_remembered(store: Store) -> None:
    run = store.start_run("run", {"seed": 1}, {"python": "3.11"})
    (record,) = store.runs()
    assert (record.status, record.finished) == ("running", "")
    store.finish_run(run, "done", {"documents": 3}, {"add": 0.5})
    (record,) = store.runs()
    assert (record.status, record.counts, record.seconds) == ("done", {"documents": 3}, {"add": 0.5})
    assert store.stage_inputs("annotate") == ""
    store.finish_stage("annotate", "x")
    assert store.stage_inputs("annotate") == "x"


def test_files_are_remembered_by_path(store: Store) -> None:
    record = FileRecord(SourceFile("/made-up/b.pdf", 3, 4, "c" * 64), "unreadable", "leeg", "f", None)
    store.save_file(record)
    store.save_file(replace(record, reason="versleuteld"))
    assert list(store.files()) == [replace(record, reason="versleuteld")]


def test_a_corpus_is_there_or_made(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no corpus here; make one with: stadspraat add"):
        Store.open(tmp_path / "none")
    assert not (tmp_path / "none").exists()
    made(tmp_path).close()
    with Store.open(tmp_path / "corpus") as store:
        assert store.count("documents") == 0


def test_another_kind_of_file_is_no_corpus(tmp_path: Path) -> None:
    (tmp_path / "corpus.db").write_bytes(b"Beste raad, " * 100)
    with pytest.raises(CorpusError, match="cannot be opened as a corpus"):
        Store.open(tmp_path)


def test_a_newer_corpus_is_refused(tmp_path: Path) -> None:
    made(tmp_path).close()
    database = sqlite3.connect(tmp_path / "corpus" / "corpus.db")
    database.execute(f"PRAGMA user_version = {VERSION + 1}")
    database.close()
    with pytest.raises(CorpusError, match=rf"corpus of version {VERSION + 1}.*install a newer stadspraat"):
        Store.open(tmp_path / "corpus")


def test_an_older_corpus_is_brought_forward_with_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with made(tmp_path) as store:
        fill(store, "a.pdf", "Een.")
    more = (*MIGRATIONS, "CREATE TABLE notes (text TEXT) STRICT;")
    monkeypatch.setattr("corpus.schema.MIGRATIONS", more)
    monkeypatch.setattr("corpus.schema.VERSION", len(more))
    with Store.open(tmp_path / "corpus") as store:
        assert store.count("notes") == 0
        assert store.count("passages") == 1
    copy = sqlite3.connect(tmp_path / "corpus" / f"corpus.db.v{VERSION}")
    assert copy.execute("SELECT count(*) FROM passages").fetchone() == (1,)
    copy.close()


@pytest.mark.parametrize("version", range(1, VERSION))
def test_a_corpus_of_every_earlier_version_is_brought_forward(tmp_path: Path, version: int) -> None:
    (tmp_path / "corpus").mkdir()
    database = sqlite3.connect(tmp_path / "corpus" / "corpus.db")
    for script in MIGRATIONS[:version]:
        database.executescript(script)
    database.execute(f"PRAGMA user_version = {version}")
    database.execute(
        "INSERT INTO documents VALUES ('ab', '/n.pdf', 'pdf', 'Nota', '', '2001', '', '', 'nl', '{}', '{}',"
        " '{}', 3, 'reading 1')"
    )
    database.execute(
        "INSERT INTO passages VALUES (1, 'ab-00000-cd', 'ab', 0, 'Een oude zin.', 'cd', '', 'nl',"
        " '[[0, 0, 13, 0]]', '[[0, 13]]', 1, 1, '[]', 3)"
    )
    database.execute("INSERT INTO runs VALUES (1, 'add', '2026', '2026', 'done', '{}', '{}', '{}', '{}')")
    database.commit()
    database.close()
    with Store.open(tmp_path / "corpus") as store:
        assert store.database.execute("PRAGMA user_version").fetchone()[0] == VERSION
        assert [one.text for one in store.passages()] == ["Een oude zin."]
        assert [one.metadata.title for one in store.documents()] == ["Nota"]
        with made(tmp_path / "new") as fresh:
            assert schema_of(store) == schema_of(fresh)
        fill(store, "b.pdf", "Een nieuwe zin.")
        assert store.count("passages") == 2
    copy = sqlite3.connect(tmp_path / "corpus" / f"corpus.db.v{version}")
    assert copy.execute("PRAGMA user_version").fetchone() == (version,)
    assert copy.execute("SELECT text FROM passages").fetchall() == [("Een oude zin.",)]
    copy.close()


def test_an_older_corpus_can_be_opened_by_two_at_once(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    path = tmp_path / "corpus" / "corpus.db"
    slow = sqlite3.connect(path, isolation_level=None)
    slow.executescript(f"{MIGRATIONS[0]} PRAGMA user_version = 1;")
    overtaken: list[str] = []

    def overtake(statement: str) -> None:
        # The first has seen the old version; before it begins, the second does all there is to do.
        if "BEGIN IMMEDIATE" in statement and not overtaken:
            overtaken.append(statement)
            Store.open(tmp_path / "corpus").close()

    slow.set_trace_callback(overtake)
    migrate(slow, path)
    assert overtaken
    assert slow.execute("PRAGMA user_version").fetchone()[0] == VERSION
    slow.close()


def schema_of(store: Store) -> list[tuple[str, str]]:
    rows = store.database.execute("SELECT name, coalesce(sql, '') FROM sqlite_master ORDER BY name")
    return [(row[0], row[1]) for row in rows]


def test_a_migration_that_fails_leaves_the_version_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path).close()
    broken = (*MIGRATIONS, "CREATE TABLE notes (text TEXT) STRICT; CREATE TABLE passages (x);")
    with monkeypatch.context() as patch:
        patch.setattr("corpus.schema.MIGRATIONS", broken)
        patch.setattr("corpus.schema.VERSION", len(broken))
        with pytest.raises(CorpusError):
            Store.open(tmp_path / "corpus")
    with Store.open(tmp_path / "corpus") as store:
        names = {row[0] for row in store.database.execute("SELECT name FROM sqlite_master")}
    assert "notes" not in names


def test_a_folder_that_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with made(tmp_path) as store:
        fill(store, "a.pdf", "Een.")

    def refuse(path: Path) -> sqlite3.Connection:
        error = sqlite3.OperationalError("attempt to write a readonly database")
        error.sqlite_errorcode = sqlite3.SQLITE_READONLY_DIRECTORY
        raise error

    monkeypatch.setattr("corpus.store.base._connect_to_write", refuse)
    with Store.open(tmp_path / "corpus") as store:
        assert [one.text for one in store.passages()] == ["Een."]
        with pytest.raises(CorpusError, match=r"cannot write to the corpus \(attempt to write a readonly"):
            store.finish_stage("annotate", "x")


def test_a_reader_sees_the_corpus_while_it_is_written(tmp_path: Path) -> None:
    with made(tmp_path) as writer, Store.open(tmp_path / "corpus") as reader:
        fill(writer, "a.pdf", "Een.")
        with writer.transaction() as database:
            database.execute("DELETE FROM documents")
            assert reader.count("documents") == 1
        assert reader.count("documents") == 0
