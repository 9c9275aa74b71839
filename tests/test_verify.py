"""Verifying a corpus: a sound one gives no findings, and every kind of damage is found and named."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pdf_sample import write_pdf

from corpus.batch import add_files
from corpus.executors import SerialExecutor
from corpus.records import Mention, Token
from corpus.rerunning import Stage, annotation_differences, vector_differences
from corpus.store import Store
from corpus.topic_records import AssignmentRecord, TopicModelRecord, TopicRecord
from corpus.verify import Verification, verify

ALINEA = (
    "De gemeente Zwolle wil meer woningen bouwen. Volgens de wethouder groeien de steden in het oosten "
    "sneller dan verwacht, en daarom is haast geboden. Ook het station wordt vernieuwd."
)
NAME_AT = ALINEA.index("Zwolle")


@pytest.fixture(scope="module")
def prebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with publications and a corpus of them, with something of every kind in it."""
    place = tmp_path_factory.mktemp("prebuilt")
    (place / "texts").mkdir()
    write_pdf(place / "texts" / "nota.pdf", [ALINEA, "Tweede bladzijde. " + ALINEA])
    write_pdf(place / "texts" / "brief.pdf", ["Beste raad. " + ALINEA])
    with Store.open(place / "corpus", create=True) as store:
        add_files(store, [place / "texts"], executor=SerialExecutor())
        fill(store)
    return place


def fill(store: Store) -> None:
    """Tokens, mentions, vectors and topics for the passages of a corpus."""
    passages = list(store.passages())
    marks = [(one, one.text.index("Zwolle")) for one in passages]
    annotated = [
        (
            one,
            [Token(at, at + 6, "Zwolle", "PROPN")],
            [Mention("entity", "LOC", at, at + 6, "Zwolle")],
        )
        for one, at in marks
    ]
    store.save_annotations("tagger", annotated)
    vector = np.ones(4, dtype=np.float32)
    store.save_embeddings("toy", [(one.text_hash, vector) for one in passages])
    documents = len({one.document for one in passages})
    (store.folder / "topics" / "0001").mkdir(parents=True)
    store.save_topic_model(
        TopicModelRecord("2026", "fit", {"used": {"languages": ["nl"]}}, folder="topics/0001"),
        [TopicRecord(0, "wonen", (), len(passages), documents)],
        [AssignmentRecord(one.id, 0) for one in passages],
    )


@pytest.fixture
def place(prebuilt: Path, tmp_path: Path) -> Path:
    """A copy of it to damage; its records still name the publications in the original folder."""
    shutil.copytree(prebuilt / "corpus", tmp_path / "corpus")
    return tmp_path


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    with Store.open(place / "corpus") as one:
        yield one


def checked(store: Store, sample: int = 0) -> Verification:
    return verify(store, sample=sample)


def test_a_sound_corpus_has_no_findings_also_when_it_is_read_again(store: Store) -> None:
    found = checked(store, sample=5)
    assert found.findings == ()
    assert (found.documents, found.sources, found.read_again) == (2, 2, 2)
    assert found.passages == store.count("passages") >= 2


DAMAGE = {
    "database": ("DELETE FROM passage_index WHERE rowid = 1", "1 passages are not in the full-text index"),
    "reference": ("DELETE FROM documents WHERE path LIKE '%brief.pdf'", "refers to documents that are not"),
    "hash": ("UPDATE passages SET text_hash = 'x' WHERE number = 1", "its text is not what its hash says"),
    "words": ("UPDATE passages SET words = 3 WHERE number = 1", "its number of words is wrong"),
    "sentence": ("UPDATE passages SET sentences = '[[0,9999]]'", "a sentence lies outside its text"),
    "paragraph": ("UPDATE paragraphs SET text = upper(text)", "its text is not that of paragraph"),
    "parts": ("UPDATE passages SET parts = '[]'", "its parts do not cover its text"),
    "json": ("UPDATE passages SET parts = '[[0]]' WHERE number = 1", "its records cannot be read (TypeError"),
    "gone": ("DELETE FROM paragraphs", "which is not there"),
    "regions": ("UPDATE passages SET regions = '[[1,2,3,4,5]]'", "its boxes are not those of its paragraphs"),
    "pages": ("UPDATE passages SET last_page = 9 WHERE number = 1", "its pages are not those of its boxes"),
    "page": ("DELETE FROM pages", "which the document does not have"),
    "mention": ("UPDATE mentions SET start = start + 1", "entity 'Zwolle' does not stand at"),
    "box": ("UPDATE mentions SET regions = '[]'", "the boxes of entity 'Zwolle' are not those"),
    "token": ('UPDATE annotations SET tokens = \'[[0,9999,"x",""]]\'', "a token lies outside the text"),
    "vector": ("UPDATE embeddings SET vector = x'00' WHERE rowid = 1", "vectors of toy differ in length"),
    "assignment": ("DELETE FROM assignments WHERE rowid = 1", "topic 0 of version 1: says"),
    "topic": ("UPDATE assignments SET topic = 7", "topic 7 of version 1: does not exist, but has"),
}


@pytest.mark.parametrize("name", sorted(DAMAGE))
def test_damage_is_found_and_named(store: Store, name: str) -> None:
    statement, told = DAMAGE[name]
    store.database.execute("PRAGMA foreign_keys = OFF")
    store.database.execute(statement)
    lines = [f"{one.where}: {one.what}" for one in checked(store).findings]
    assert any(told in line for line in lines), lines


def test_a_file_of_which_pages_were_overwritten_is_told(place: Path) -> None:
    path = place / "corpus" / "corpus.db"
    data = bytearray(path.read_bytes())
    # Some page in the middle; the first holds what SQLite needs to open it at all.
    at = 4096 * (len(data) // 4096 // 2)
    data[at : at + 64] = b"\xff" * 64
    path.write_bytes(data)
    with Store.open(place / "corpus") as store:
        found = checked(store).findings
    assert found
    assert any(one.check == "database" for one in found)


def test_sources_are_known_by_their_bytes(prebuilt: Path, tmp_path: Path) -> None:
    shutil.copytree(prebuilt / "texts", tmp_path / "texts")
    with Store.open(tmp_path / "corpus", create=True) as store:
        add_files(store, [tmp_path / "texts"], executor=SerialExecutor())
        brief = tmp_path / "texts" / "brief.pdf"
        before = brief.stat()
        data = bytearray(brief.read_bytes())
        data[-30] ^= 1
        brief.write_bytes(data)
        # Same size and time: only the bytes tell.
        os.utime(brief, ns=(before.st_atime_ns, before.st_mtime_ns))
        (tmp_path / "texts" / "nota.pdf").unlink()
        found = {Path(one.where).name: one.what for one in checked(store, sample=2).findings}
    assert found == {
        "brief.pdf": "has other bytes than when it was read; add it again",
        "nota.pdf": "No such file or directory; check the file",
    }


def test_another_reading_is_told(store: Store) -> None:
    with store.transaction() as database:
        database.execute("UPDATE pages SET confidence = 0.123")
    kinds = {(one.check, one.what) for one in checked(store, sample=2).findings}
    assert kinds == {("reading", "its pages come out otherwise when it is read again")}


def test_a_corpus_of_another_version_says_why_nothing_was_read_again(store: Store) -> None:
    with store.transaction() as database:
        database.execute("UPDATE documents SET fingerprint = 'reading 0'")
    (finding,) = checked(store, sample=2).findings
    assert finding.what.startswith("read by another version or other settings")


STAGES = (
    Stage("annotate", fill, annotation_differences),
    Stage("embed", lambda again: None, vector_differences),
)


def test_stages_done_again_for_a_sample_give_the_same(store: Store) -> None:
    assert verify(store, sample=2, stages=STAGES).findings == ()


@pytest.mark.parametrize(
    ("statement", "check", "told"),
    [
        ("UPDATE annotations SET fingerprint = 'other'", "annotate", "annotated by another pipeline"),
        ("UPDATE annotations SET tokens = '[]'", "annotate", "its tokens come out otherwise"),
        ("UPDATE mentions SET label = 'PER'", "annotate", "mentions came out as"),
        ("UPDATE embeddings SET vector = zeroblob(16)", "embed", "its vector by toy comes out otherwise"),
    ],
)
def test_a_stage_that_comes_out_otherwise_is_told(
    store: Store, statement: str, check: str, told: str
) -> None:
    with store.transaction() as database:
        database.execute(statement)
    findings = verify(store, sample=1, stages=STAGES).findings
    assert findings
    assert {one.check for one in findings} == {check}
    assert all(told in one.what for one in findings)
    values = verify(store, sample=1, stages=STAGES).values()["findings"]
    assert isinstance(values, list)
    assert values[0]["check"] == check
