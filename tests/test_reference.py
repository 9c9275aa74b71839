"""Reference facts: what the annotate stage leaves in a corpus about municipalities and their size."""

import sqlite3
from pathlib import Path

import pytest
from store_sample import document_of, made

from corpus.schema import MIGRATIONS
from corpus.store import Store
from nlp.gazetteer import load_gazetteer
from nlp.reference import municipality_records, size_class_records
from nlp.stage import bring_up_to_date


def test_every_municipality_is_kept_once_and_read_back(tmp_path: Path) -> None:
    records, classes = municipality_records(), size_class_records()
    with made(tmp_path) as store:
        store.save_reference(records, classes)
        store.save_reference(records, classes)
        assert store.municipalities() == records
        assert sorted(store.size_classes(), key=repr) == sorted(classes, key=repr)
    assert {record.gm_code for record in records} == set(load_gazetteer().municipalities)


def test_every_municipality_has_its_class_under_every_definition() -> None:
    classes = size_class_records()
    for record in municipality_records():
        if record.population is None:
            assert record.size_classes == {}
            continue
        for definition, chosen in record.size_classes.items():
            holding = [c.id for c in classes if c.definition == definition and c.holds(record.population)]
            assert holding == [chosen]
        assert set(record.size_classes) == {each.definition for each in classes}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Almelo", {"50-100": "middelgroot", "platform31": "middelgroot", "cbs": "5"}),
        ("Utrecht", {"50-100": "groot", "platform31": "groot", "cbs": "8"}),
        ("Urk", {"50-100": "klein", "platform31": "klein", "cbs": "4"}),
    ],
)
def test_size_of_some_known_municipalities(name: str, expected: dict[str, str]) -> None:
    (record,) = (r for r in municipality_records() if r.name == name and r.gm_code == r.today)
    assert record.size_classes == expected


def test_what_no_longer_exists_leads_to_what_does() -> None:
    records = {record.gm_code: record for record in municipality_records()}
    assert all(records[record.today].today == record.today for record in records.values())
    assert records[records["GM0457"].today].name == "Amsterdam"  # Weesp, 24 March 2022


def test_annotate_stage_leaves_the_facts(tmp_path: Path) -> None:
    with made(tmp_path) as store:
        bring_up_to_date(store, None, lambda done, total: None)
        assert len(store.municipalities()) == len(municipality_records())


def test_latest_documents_are_those_of_the_last_run_that_added(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        for name in ("a.pdf", "b.pdf"):
            run = store.start_run("add", {}, {})
            source, document = document_of(name, "De steden groeien.")
            store.save_document(source, document, (), "t")
            if name == "a.pdf":
                assert store.latest_documents() == frozenset()
            store.finish_run(run, "done")
        store.finish_run(store.start_run("report", {}, {}), "done")
        assert store.latest_documents() == {document.id}
        store.save_document(source, document, (), "read anew")
        assert store.latest_documents() == {document.id}


def test_documents_of_an_older_corpus_came_before_what_is_added_now(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    database = sqlite3.connect(folder / "corpus.db")
    database.executescript("".join(MIGRATIONS[:2]) + "PRAGMA user_version = 2;")
    values = ("a" * 64, "a.pdf", *[""] * 7, "{}", "{}", "{}", 3, "f")
    database.execute(f"INSERT INTO documents VALUES ({', '.join('?' * len(values))})", values)
    database.commit()
    database.close()
    with Store.open(folder) as store:
        assert store.latest_documents() == frozenset()
        run = store.start_run("add", {}, {})
        source, document = document_of("b.pdf", "De steden groeien.")
        store.save_document(source, document, (), "t")
        store.finish_run(run, "done")
        assert store.latest_documents() == {document.id}
