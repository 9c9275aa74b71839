"""Stored tables as pandas tables and files."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from store_sample import fill, made

from corpus.errors import CorpusError
from corpus.export import NESTED, Format, export_table, safe_cell, whole_file
from corpus.records import Mention, Metadata
from corpus.store import Store
from corpus.tables import TABLES, table
from corpus.topic_records import AssignmentRecord, TopicModelRecord, TopicRecord


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with made(tmp_path) as one:
        known = Metadata(title="=1+1", author='Bakker, "de"', date="2024", extra=(("n", "1"),))
        first, second = fill(
            one, "a.pdf", "De steden groeien.", "- een lijst\nin twee regels", metadata=known
        )
        one.save_annotations("t", [(first, [], [Mention("place", "GPE", 3, 9, "steden", (("x", 1),))])])
        topic = TopicRecord(0, "wonen", (("huis", 0.5),), 2, 1)
        assigned = [AssignmentRecord(first.id, 0), AssignmentRecord(second.id, -1)]
        one.save_topic_model(TopicModelRecord("nu", "f"), [topic], assigned)
        yield one


def exported(store: Store, name: str, form: Format) -> bytes:
    target = io.BytesIO()
    export_table(store, name, form, target)
    return target.getvalue()


@pytest.mark.parametrize("name", TABLES)
def test_every_table_comes_in_every_format(store: Store, name: str) -> None:
    import pandas

    frame = table(store, name)
    rows = len(frame)
    assert next(csv.reader(io.StringIO(exported(store, name, "csv").decode()))) == list(frame.columns)
    lines = exported(store, name, "jsonl").decode().splitlines()
    assert len(lines) == rows
    assert all(list(json.loads(line)) == list(frame.columns) for line in lines)
    assert len(pandas.read_parquet(io.BytesIO(exported(store, name, "parquet")))) == rows


def test_rows_about_passages_say_whose_they_are(store: Store) -> None:
    for name in ("passages", "mentions", "assignments", "pages", "paragraphs"):
        frame = table(store, name)
        assert set(frame["title"]) == {"=1+1"}, name
        assert set(frame["date"]) == {"2024"}, name
    assert list(table(store, "assignments")["label"].fillna("")) == ["wonen", ""]
    assert list(table(store, "documents")["passages"]) == [2]


def test_csv_survives_and_is_no_formula(store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(store, "passages", "csv").decode(), newline="")))
    assert [row["text"] for row in rows] == ["De steden groeien.", "'- een lijst\nin twee regels"]
    assert {row["title"] for row in rows} == {"'=1+1"}
    assert {row["author"] for row in rows} == {'Bakker, "de"'}


def test_json_lines_are_nested_and_as_stored(store: Store) -> None:
    (line,) = exported(store, "documents", "jsonl").decode().splitlines()
    assert (json.loads(line)["extra"], json.loads(line)["title"]) == ({"n": "1"}, "=1+1")
    (line,) = exported(store, "topics", "jsonl").decode().splitlines()
    assert json.loads(line)["words"] == [["huis", 0.5]]


def test_every_json_column_is_known_as_nested(store: Store) -> None:
    for name in TABLES:
        for column, value in zip(store.columns(name), next(iter(store.listing(name)), ()), strict=False):
            if isinstance(value, str) and value[:1] in "[{" and value:
                assert column in NESTED, (name, column)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx", "=HYPERLINK(1)"])
def test_cells_that_would_be_formulas(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["tekst", "", "a=1", -1, -0.5, None, "'x"])
def test_cells_that_are_left_as_they_are(value: object) -> None:
    assert safe_cell(value) is value


def test_a_table_that_is_not_there_is_told(store: Store) -> None:
    with pytest.raises(CorpusError, match="users: no such table; choose one of files, documents"):
        table(store, "users")


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("before")
    with pytest.raises(KeyboardInterrupt):
        interrupted_while_writing(path)
    assert path.read_text() == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["out.csv"]


def interrupted_while_writing(path: Path) -> None:
    with whole_file(path) as file:
        file.write(b"half")
        raise KeyboardInterrupt
