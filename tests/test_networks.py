"""The networks of a corpus as files that Gephi opens."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from report_sample import corpus

from corpus.errors import CorpusError
from corpus.facets import Arrow
from corpus.networks import claims_network, export_named, speakers_network, write_network
from corpus.report.data import PassageRow, ReportData

AGEING, CARE, SHOPS = "theme/stad=vergrijzing", "theme/stad=zorg", "theme/stad=winkels"
BLOK, MOOI = "speaker=Sandra Blok", "speaker==Pieter Mooi"
LABELS = {AGEING: "Vergrijzing", CARE: "Zorg", SHOPS: "Winkels", BLOK: "Sandra Blok", MOOI: "=Pieter Mooi"}


def arrow(cause: str, effect: str, **other: Any) -> Arrow:
    told: dict[str, Any] = {
        "direction": "more",
        "negated": False,
        "hedged": False,
        "holder": "",
        "text": "…",
    } | other
    return Arrow(cause, effect, **told)


def passage(number: int, *tags: str, arrows: tuple[Arrow, ...] = ()) -> PassageRow:
    return PassageRow(f"p{number}", 0, "…", 1, tags=frozenset(tags), arrows=arrows)


DATA = ReportData(
    "proef",
    passages=(
        passage(1, BLOK, CARE, arrows=(arrow(AGEING, CARE), arrow(AGEING, CARE, direction="less"))),
        passage(2, BLOK, MOOI, CARE, SHOPS, arrows=(arrow(AGEING, CARE, negated=True),)),
        passage(3, SHOPS, arrows=(arrow(CARE, SHOPS, hedged=True),)),
    ),
    labels=LABELS,
)


def test_an_arrow_counts_its_statements() -> None:
    network = claims_network(DATA)
    assert [node.attributes["label"] for node in network.nodes] == ["Vergrijzing", "Winkels", "Zorg"]
    assert [(edge.source, edge.target, dict(edge.attributes)) for edge in network.edges] == [
        (AGEING, CARE, {"weight": 3, "less": 1, "negated": 1, "hedged": 0}),
        (CARE, SHOPS, {"weight": 1, "less": 0, "negated": 0, "hedged": 1}),
    ]


def test_a_speaker_is_joined_to_the_themes_of_the_passages_that_quote_them() -> None:
    edges = {(edge.source, edge.target): edge.attributes["weight"] for edge in speakers_network(DATA).edges}
    assert edges == {(BLOK, CARE): 2, (BLOK, SHOPS): 1, (MOOI, CARE): 1, (MOOI, SHOPS): 1}


def written(form: str) -> str:
    file = io.BytesIO()
    write_network(speakers_network(DATA), form, file)
    return file.getvalue().decode()


def test_graphml_holds_every_node_and_edge() -> None:
    root = ET.fromstring(written("graphml"))
    names = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert (names.count("node"), names.count("edge")) == (4, 4)


def test_csv_has_the_columns_gephi_asks_for() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv"))))
    assert len(rows) == 4
    assert set(rows[0]) == {"Source", "Target", "weight"}


@pytest.mark.parametrize(
    ("name", "form"), [("claims-network", "parquet"), ("documents", "graphml"), ("nothing", "csv")]
)
def test_what_cannot_be_written_is_told_first(tmp_path: Path, name: str, form: str) -> None:
    with corpus(tmp_path) as store, pytest.raises(CorpusError):
        export_named(store, name, form)


@pytest.mark.parametrize("name", ["claims-network", "speakers-network", "documents"])
def test_a_corpus_gives_its_tables_and_networks(tmp_path: Path, name: str) -> None:
    file = io.BytesIO()
    with corpus(tmp_path) as store:
        export_named(store, name, "csv")(file)
    assert file.getvalue().splitlines()[0]
