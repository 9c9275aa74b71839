"""What a corpus holds, in a form that two corpora can be compared by: without clocks and running numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256

from corpus.store import Store
from corpus.store.listings import LISTINGS

# Columns that tell when something was made, not what: a killed run has a number too.
_VOLATILE = {
    "arrivals": {"run"},
    "mentions": {"id"},
    "topic_models": {"created"},
    "stages": {"finished"},
}
_LEFT_OUT = frozenset({"runs"})


def dump(store: Store) -> dict[str, list[str]]:
    """The rows of every table as lines, and the topic models' files by their hash, sorted."""
    found = {name: sorted(_rows(store, name)) for name in LISTINGS if name not in _LEFT_OUT}
    index = store.database.execute(
        "SELECT p.id, i.forms, i.lemmas FROM passages p LEFT JOIN passage_index i ON i.rowid = p.number"
    )
    found["passage_index"] = sorted(repr(tuple(row)) for row in index)
    found["vectors"] = sorted(
        f"{row[0]} {row[1]} {sha256(row[2]).hexdigest()}"
        for row in store.database.execute("SELECT model, text_hash, vector FROM embeddings")
    )
    found["model_files"] = [
        f"{path.relative_to(store.folder)} {sha256(path.read_bytes()).hexdigest()}"
        for path in sorted((store.folder / "topics").rglob("*"))
        if path.is_file()
    ]
    return found


def differences(one: dict[str, list[str]], other: dict[str, list[str]]) -> list[str]:
    """A line for each table that differs, with the first row that only one of the two has."""
    lines = []
    for table in sorted(one.keys() | other.keys()):
        ours, theirs = one.get(table, []), other.get(table, [])
        if ours != theirs:
            odd = next(iter(sorted(set(ours) ^ set(theirs))), "a row that is there twice")
            lines.append(f"{table}: {len(ours)} rows against {len(theirs)}; {odd[:300]}")
    return lines


def _rows(store: Store, name: str) -> Iterator[str]:
    columns = store.columns(name)
    volatile = _VOLATILE.get(name, set())
    for row in store.listing(name):
        values = {
            column: _timeless(column, value)
            for column, value in zip(columns, row, strict=True)
            if column not in volatile
        }
        yield json.dumps(values, ensure_ascii=False, default=repr)


def _timeless(column: str, value: object) -> object:
    """The value without the seconds that a fit took."""
    if column != "figures" or not isinstance(value, str):
        return value
    return {name: one for name, one in json.loads(value).items() if name != "seconds"}
