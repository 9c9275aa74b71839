"""The whole road on a small corpus: publications in, report out; then nothing to do; then one file more."""

from __future__ import annotations

import json
import re
import shutil
from html import escape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli import main

EXAMPLES = Path(__file__).parent.parent / "examples" / "middelgrote-steden"
FIRST = (
    "beleidsnota_detailhandel_roosendaal",
    "hoofdstuk_groeikernen",
    "hoofdstuk_winkelleegstand_2016",
    "interview_planoloog_2019",
    "notulen_raad_almelo_12_november_2015",
    "raadsbrief_emmen_9_juli_2024",
)
LATER = "column_1998"


def command(*words: object) -> str:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.stdout


def values(*words: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(command(*words, "--json"))
    return found


@pytest.fixture(scope="module")
def road(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Three runs over one folder: the first, one with nothing new, one with a file more."""
    folder = tmp_path_factory.mktemp("road")
    publications, corpus = folder / "publications", folder / "corpus"
    publications.mkdir()
    for name in FIRST:
        shutil.copy(EXAMPLES / f"{name}.pdf", publications)
    shutil.copy(EXAMPLES / "metadata.csv", publications)
    (publications / "damaged.pdf").write_bytes(b"%PDF-1.7\nnothing of a document")
    run = ("run", publications, "--corpus", corpus, "--jobs", 1)
    runs = {"first": values(*run), "idle": values(*run)}
    shutil.copy(EXAMPLES / f"{LATER}.pdf", publications)
    assignments = exported(corpus, "assignments")
    return runs | {"more": values(*run), "corpus": corpus, "assignments": assignments}


def exported(corpus: Path, table: str) -> list[dict[str, Any]]:
    lines = command("export", table, "--corpus", corpus, "--format", "jsonl").splitlines()
    return [json.loads(line) for line in lines]


def test_every_stage_did_its_work(road: dict[str, Any]) -> None:
    first = road["first"]
    assert first["documents"] == first["added"] == len(FIRST)
    assert first["pages"] >= len(FIRST)
    assert first["passages"] == first["annotated"] >= 30
    assert first["topics"] >= 1
    assert 0 <= first["outlier_share"] < 1
    assert set(first["seconds"]) == {"add", "annotate", "topics", "report"}


def test_a_file_that_cannot_be_read_is_told_with_its_reason(road: dict[str, Any]) -> None:
    (skipped,) = road["first"]["skipped"]
    assert skipped["file"].endswith("damaged.pdf")
    assert skipped["reason"]


def test_a_second_run_has_nothing_to_do(road: dict[str, Any]) -> None:
    idle = road["idle"]
    assert (idle["added"], idle["annotated"]) == (0, 0)
    assert idle["unchanged"] == len(FIRST)
    assert (idle["topics"], idle["passages"]) == (road["first"]["topics"], road["first"]["passages"])


def test_one_file_more_is_one_file_of_work(road: dict[str, Any]) -> None:
    first, more = road["first"], road["more"]
    assert (more["added"], more["unchanged"]) == (1, len(FIRST))
    assert more["annotated"] == more["passages"] - first["passages"] > 0


def test_what_was_assigned_stays(road: dict[str, Any]) -> None:
    before = {row["passage"]: row["topic"] for row in road["assignments"]}
    after = {row["passage"]: row["topic"] for row in exported(road["corpus"], "assignments")}
    assert before.items() <= after.items()
    assert len(after) == road["more"]["passages"]


def test_the_report_shows_every_topic_and_asks_for_nothing(road: dict[str, Any]) -> None:
    html = Path(road["more"]["report"]).read_text(encoding="utf-8")
    assert all(escape(row["label"]) in html for row in exported(road["corpus"], "topics"))
    # A link that the reader may follow is no request; these would be.
    assert re.findall(r'src=["\']?http|<link[^>]+http|url\(["\']?http|@import', html) == []


def test_a_word_is_found_by_its_lemma(road: dict[str, Any]) -> None:
    found = values("search", "stad", "--corpus", road["corpus"])
    assert any("steden" in json.dumps(line).lower() for line in found["lines"])


def test_the_manifest_lists_the_sources(road: dict[str, Any]) -> None:
    manifest = Path(road["first"]["report"]).with_name("manifest.json").read_text(encoding="utf-8")
    assert all(name in manifest for name in FIRST)
