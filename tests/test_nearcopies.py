"""Documents that say nearly the same."""

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from store_sample import document_of, made, passages_of

from corpus.batch import add_files
from corpus.executors import SerialExecutor
from corpus.nearcopies import bands_of, find_near_copies, near_copies, shingles
from corpus.records import Metadata
from corpus.schema import MIGRATIONS
from corpus.store import Store

WORDS = [f"woord{number}" for number in range(4000)]


def text(seed: int, words: int = 400) -> str:
    chooser = random.Random(seed)
    return " ".join(chooser.choice(WORDS) for _ in range(words))


def edited(original: str, share: float, seed: int = 9) -> str:
    chooser = random.Random(seed)
    return " ".join("anders" if chooser.random() < share else word for word in original.split())


def test_draft_and_final_are_found_and_strangers_are_not() -> None:
    texts = {str(seed): text(seed) for seed in range(20)}
    texts["final"] = edited(texts["3"], 0.05)
    (pair,) = near_copies(texts)
    assert (pair.first, pair.second) == ("3", "final")
    assert 0.6 < pair.likeness < 1


def test_case_punctuation_and_order_of_documents_do_not_count() -> None:
    original = text(1)
    texts = {"b": original.upper().replace(" ", ", "), "a": original, "c": text(2)}
    (pair,) = near_copies(texts)
    assert (pair.first, pair.second, pair.likeness) == ("a", "b", 1.0)
    assert near_copies(dict(reversed(texts.items()))) == (pair,)


def test_excerpt_is_told_by_what_it_shares() -> None:
    original = text(1)
    (pair,) = near_copies({"whole": original, "part": " ".join(original.split()[:260])})
    assert pair.contained == 1.0
    assert pair.likeness == pytest.approx(0.65, abs=0.02)


def test_short_texts_are_no_copies() -> None:
    assert near_copies({"a": "De raad stemt in.", "b": "De raad stemt in."}) == ()
    assert near_copies({}) == ()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with made(tmp_path) as one:
        yield one


def put(store: Store, name: str, text: str, date: str = "") -> str:
    source, document = document_of(name, text, metadata=Metadata(date=date))
    store.save_document(source, document, passages_of(document), "reading")
    return document.id


def test_bands_are_the_same_on_every_machine_and_short_texts_have_none() -> None:
    bands = bands_of(shingles(" ".join(WORDS[:50])))
    assert len(set(bands)) == 32
    assert bands[:2] == (4298108294187547540, 8036977292772593077)
    assert bands_of(shingles("De raad stemt in.")) == ()


def test_only_new_documents_are_compared_and_with_all(store: Store) -> None:
    put(store, "nota.pdf", text(1), "2020")
    put(store, "brief.pdf", text(2), "2021")
    assert find_near_copies(store) == 0
    put(store, "concept.pdf", edited(text(1), 0.03), "2019-05")
    assert store.documents_without_sketch(1) != ()
    assert find_near_copies(store) == 1
    assert find_near_copies(store) == 0
    # The later one is called the copy, whichever came into the corpus first.
    ((path, of, likeness),) = store.near_copies()
    assert (path, of) == ("/made-up/nota.pdf", "/made-up/concept.pdf")
    assert 0.7 < likeness < 1


def test_a_text_that_is_read_anew_is_compared_anew(store: Store) -> None:
    put(store, "a.pdf", text(1))
    source, document = document_of("b.pdf", edited(text(1), 0.03))
    store.save_document(source, document, passages_of(document), "reading")
    assert find_near_copies(store) == 1
    other = document_of("b.pdf", text(5))[1].content
    anew = type(document)(document.id, document.path, other, document.metadata)
    store.save_document(source, anew, [], "another reading")
    assert store.near_copies() == ()
    assert find_near_copies(store) == 0


def test_the_order_of_adding_changes_no_pair(tmp_path: Path) -> None:
    texts = {f"{seed}.pdf": text(seed) for seed in range(6)}
    texts |= {f"{seed}b.pdf": edited(text(seed), 0.04) for seed in range(3)}
    found = []
    for name, order in (("one", sorted(texts)), ("two", sorted(texts, reverse=True))):
        with made(tmp_path / name) as store:
            for document in order:
                put(store, document, texts[document])
                find_near_copies(store)
            found.append(list(store.listing("near_copies")))
    assert found[0] == found[1]
    assert len(found[0]) == 3


def test_adding_files_finds_near_copies(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, words in (("a", text(1)), ("b", edited(text(1), 0.03)), ("c", text(2))):
        (folder / f"{name}.txt").write_text(words)
    with made(tmp_path) as store:
        result = add_files(store, [folder], executor=SerialExecutor())
        assert result.near_copies == result.counts(store)["near_copies"] == 1
        assert add_files(store, [folder], executor=SerialExecutor()).near_copies == 0


def test_documents_of_a_corpus_of_the_first_version_are_compared_too(tmp_path: Path) -> None:
    with made(tmp_path) as store:
        put(store, "a.pdf", text(1))
        put(store, "b.pdf", edited(text(1), 0.03))
    path = tmp_path / "corpus" / "corpus.db"
    old = tmp_path / "old" / "corpus"
    old.mkdir(parents=True)
    database = sqlite3.connect(old / "corpus.db")
    database.executescript(f"{MIGRATIONS[0]} PRAGMA user_version = 1;")
    database.execute("ATTACH ? AS filled", (str(path),))
    for table in ("documents", "paragraphs"):
        database.execute(f"INSERT INTO {table} SELECT * FROM filled.{table}")
    database.commit()
    database.close()
    with Store.open(tmp_path / "old" / "corpus") as store:
        assert find_near_copies(store) == 1
    backup = sqlite3.connect(tmp_path / "old" / "corpus" / "corpus.db.v1")
    assert backup.execute("SELECT count(*) FROM documents").fetchone() == (2,)
    backup.close()
    assert len(MIGRATIONS) >= 2
