"""The commands as a user meets them: results, exit codes, and one line for what the user can solve."""

import csv
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pdf_sample import write_pdf

from cli import main
from corpus.lock import corpus_lock

ALINEA = (
    "De gemeente Zwolle wil meer woningen bouwen. Volgens de wethouder groeien de steden in het oosten "
    "sneller dan verwacht, en daarom is haast geboden. Ook het station wordt vernieuwd."
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two publications; the corpus is made beside it, in the working folder."""
    monkeypatch.chdir(tmp_path)
    write_publications(tmp_path / "texts")
    return tmp_path / "texts"


@pytest.fixture(scope="module")
def prebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with a corpus of two publications, read once for all tests."""
    place = tmp_path_factory.mktemp("prebuilt")
    write_publications(place / "texts")
    done("add", place / "texts", "--corpus", place / "stadspraat-corpus", "--jobs", "1")
    return place


@pytest.fixture
def corpus(prebuilt: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that corpus in the working folder; the folder of its publications."""
    shutil.copytree(prebuilt / "stadspraat-corpus", tmp_path / "stadspraat-corpus")
    monkeypatch.chdir(tmp_path)
    return prebuilt / "texts"


def write_publications(folder: Path) -> None:
    folder.mkdir()
    write_pdf(folder / "nota_9_juli_2024.pdf", [ALINEA])
    write_pdf(folder / "brief_2021.pdf", ["Beste raad. " + ALINEA, "Met vriendelijke groet."])


def call(*words: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=stdin)


def done(*words: str | Path, stdin: str | bytes | None = None) -> str:
    result = call(*words, stdin=stdin)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def values(*words: str | Path) -> dict[str, object]:
    found = json.loads(done(*words, "--json"))
    assert isinstance(found, dict)
    return found


def lists(found: dict[str, object], name: str) -> list[dict[str, Any]]:
    """The objects listed under a name of what was printed."""
    listed = found[name]
    assert isinstance(listed, list)
    return listed


def problem(*words: str | Path, stdin: str | bytes | None = None) -> str:
    """The one line that a user's problem is told in."""
    result = call(*words, stdin=stdin)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("stadspraat: ")
    assert result.stderr.count("\n") == 1
    return result.stderr


def test_adding_counts_what_was_found(folder: Path) -> None:
    (folder / "leeg.pdf").write_bytes(b"")
    first = values("add", folder, "--jobs", "1")
    skipped = [{"file": str(folder / "leeg.pdf"), "reason": "the file is empty; fetch it again"}]
    expected = {"documents": 2, "found": 3, "added": 2, "unchanged": 0, "pages": 3, "skipped": skipped}
    assert {name: first[name] for name in expected} == expected
    again = values("add", folder, "--jobs", "1")
    assert (again["added"], again["unchanged"], again["skipped"]) == (0, 2, skipped)


def test_the_default_corpus_is_in_the_working_folder(folder: Path) -> None:
    assert "2 documents: 2 added" in done("add", folder)
    assert (folder.parent / "stadspraat-corpus" / "corpus.db").exists()


def test_lemmas_are_searched_after_annotation(corpus: Path) -> None:
    assert values("search", "stad")["lines"] == []
    assert values("annotate")["annotated"] == 2
    assert values("annotate")["annotated"] == 0
    line, _ = lists(values("search", "stad", "--width", "8"), "lines")
    assert (line["left"], line["match"], line["right"]) == ("eien de ", "steden", " in het ")
    assert (line["date"], line["page"]) == ("2021", 1)
    shown = done("search", "stad", "--width", "8").splitlines()
    assert shown[1] == "eien de [steden] in het   nota_9_juli_2024.pdf, p. 1, 2024-07-09"


def test_running_twice_computes_nothing_the_second_time(corpus: Path) -> None:
    first = call("run", corpus, "--json")
    assert first.exit_code == 0
    # Two short texts are too few for topics: that is told, and the report is made all the same.
    assert "no topics: 2 passages" in first.stderr
    made = json.loads(first.stdout)
    assert (made["documents"], made["topics"], made["outlier_share"]) == (2, 0, None)
    assert set(made["seconds"]) == {"add", "annotate", "topics", "report"}
    report = Path(made["report"])
    before = report.stat().st_mtime_ns
    again = json.loads(call("run", corpus, "--json").stdout)
    assert (again["added"], again["annotated"], again["report"]) == (0, 0, made["report"])
    assert report.stat().st_mtime_ns == before


def test_every_run_leaves_a_manifest(corpus: Path) -> None:
    done("add", corpus)
    manifest = json.loads(Path("stadspraat-corpus/report/manifest.json").read_text())
    assert [file["file"] for file in manifest["files"]] == ["brief_2021.pdf", "nota_9_juli_2024.pdf"]
    assert (manifest["command"], manifest["status"]) == ("add", "done")
    assert manifest["versions"]["pdfplumber"]
    assert manifest["counts"]["documents"] == 2


def test_status_tells_what_is_behind(folder: Path) -> None:
    done("add", folder)
    found = values("status")
    assert (found["documents"], found["passages"]) == (2, 2)
    assert found["behind"] == {
        "annotate": "2 passages to annotate",
        "topics": "2 passages not looked at",
        "report": "older than what the corpus holds",
    }
    done("annotate")
    (folder / "brief_2021.pdf").unlink()
    shown = done("status")
    assert "annotate: up to date" in shown
    assert f"no longer there (its text is kept): {folder / 'brief_2021.pdf'}" in shown


def test_the_text_of_a_file(folder: Path) -> None:
    shown = done("text", folder / "nota_9_juli_2024.pdf")
    assert " ".join(shown.split()) == ALINEA
    assert shown.endswith("\n")
    found = values("text", folder / "nota_9_juli_2024.pdf")
    (paragraph,) = lists(found, "paragraphs")
    assert (paragraph["role"], paragraph["page"]) == ("paragraph", 1)
    assert set(paragraph["boxes"][0]) == {"page", "x0", "top", "x1", "bottom"}


def test_the_blocks_of_a_page_are_drawn(folder: Path) -> None:
    result = call("text", folder / "brief_2021.pdf", "--draw", "out")
    assert result.exit_code == 0
    assert sorted(path.name for path in Path("out").iterdir()) == ["page-001.png", "page-002.png"]


@pytest.mark.parametrize(
    "data", ["De heer Jansen woont in Zwolle.", "\ufeffDe stad\r\nZwolle.", "", "\ud7ff\x00"]
)
def test_tagging_needs_no_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: str) -> None:
    monkeypatch.chdir(tmp_path)
    found = json.loads(done("tag", stdin=data.encode()))
    clean = data.lstrip("\ufeff").replace("\r\n", "\n")
    for entity in found["entities"]:
        assert clean[entity["start"] : entity["end"]] == entity["text"]
    assert list(tmp_path.iterdir()) == []


def test_tagging_a_file(tmp_path: Path) -> None:
    path = tmp_path / "tekst.txt"
    path.write_bytes("De coördinatie ligt bij Zwolle.".encode("cp1252"))
    assert "entities" in json.loads(done("tag", path))
    assert "No such file" in problem("tag", tmp_path / "niets.txt")
    path.write_text("stad " * 200_001)
    assert "a text of 1,000,005 characters: 1,000,000 can be tagged" in problem("tag", path)
    path.write_bytes(b"%PDF-1.7")
    assert "no plain text; take its text first with: stadspraat text FILE" in problem("tag", path)


def test_exported_csv_cannot_become_a_formula(folder: Path) -> None:
    (folder / "metadata.csv").write_text("file,title\nbrief_2021.pdf,=HYPERLINK(1)\n")
    done("add", folder)
    rows = list(csv.DictReader(done("export", "documents").splitlines()))
    assert {row["title"] for row in rows} == {"'=HYPERLINK(1)", ""}
    lines = [json.loads(line) for line in done("export", "documents", "--format", "jsonl").splitlines()]
    assert {line["title"] for line in lines} == {"=HYPERLINK(1)", ""}
    assert {"title": "sidecar", "date": "filename", "language": "text"} in [line["origin"] for line in lines]


def test_exported_parquet_is_the_table(corpus: Path) -> None:
    import pandas

    done("export", "passages", "--format", "parquet", "--output", "passages.parquet")
    table = pandas.read_parquet("passages.parquet")
    assert sorted(table["date"]) == ["2021", "2024-07-09"]
    assert len(table) == 2
    assert table["first_page"].tolist() == [1, 1]


def make_newer() -> None:
    from corpus.store import Store

    Store.open(Path("stadspraat-corpus"), create=True).close()
    database = sqlite3.connect("stadspraat-corpus/corpus.db")
    database.execute("PRAGMA user_version = 999")
    database.close()


@pytest.mark.parametrize(
    ("prepare", "words", "told"),
    [
        (None, ["add", "none"], "none: no such file or folder; check the path"),
        (
            None,
            ["text", "none.pdf"],
            "none.pdf: cannot be opened (No such file or directory)",
        ),
        (None, ["status"], "no corpus here; make one with: stadspraat add"),
        (None, ["annotate"], "no corpus here"),
        (None, ["topics"], "no corpus here"),
        (None, ["report"], "no corpus here"),
        (None, ["search", "stad"], "no corpus here"),
        (None, ["export", "passages"], "no corpus here"),
        (make_newer, ["status"], "corpus of version 999"),
        (None, ["add", "texts", "--metadata", "none.csv"], "check --metadata"),
    ],
)
def test_a_problem_of_the_user_is_one_line(
    folder: Path, prepare: Callable[[], None] | None, words: list[str], told: str
) -> None:
    if prepare:
        prepare()
    assert told in problem(*words)


def test_a_corpus_is_not_made_by_reading(folder: Path) -> None:
    problem("annotate")
    assert not Path("stadspraat-corpus").exists()


def test_questions_that_cannot_be_answered(corpus: Path) -> None:
    assert "nothing to search for" in problem("search", "&&&")
    assert "no such table; choose one of files, documents" in problem("export", "gebruikers")
    assert "cannot be written" in problem("export", "files", "--output", "nowhere/files.csv")
    assert "topics need 30 or more" in problem("topics")


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("leeg.pdf", b"", "leeg.pdf: the file is empty"),
        ("tekst.pdf", b"Gewone tekst.", "tekst.pdf: no PDF, although its name says so"),
        ("map.zip", b"PK\x03\x04" + b"\x00" * 40, "map.zip: of an unknown kind"),
        ("half.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type", "half.pdf: "),
    ],
)
def test_files_that_cannot_be_read(folder: Path, name: str, data: bytes, told: str) -> None:
    path = folder / name
    path.write_bytes(data)
    assert told in problem("text", path)
    assert told in problem("add", path, "--corpus", "other")
    result = json.loads(call("add", folder, "--json").stdout)
    assert (result["added"], len(result["skipped"])) == (2, 1)


def test_settings_are_read_strictly(folder: Path) -> None:
    done("add", folder)
    settings = Path("stadspraat-corpus/stadspraat.toml")
    settings.write_text("[reading]\nengin = 'pdfium'\n")
    assert "no setting `engin` under [reading]; known are engine" in problem("add", folder)
    settings.write_text("[reading]\nengine = 'pdfium'\n")
    assert values("add", folder)["added"] == 2


def test_who_holds_the_corpus_is_told_and_readers_work(corpus: Path) -> None:
    done("add", corpus)
    with corpus_lock(Path("stadspraat-corpus"), "run"):
        told = problem("add", corpus)
        assert f"held by process {os.getpid()}" in told
        assert "(run, since" in told
        assert "2 documents" in done("status")
    done("add", corpus)


@pytest.mark.parametrize(
    "words", [["frobnicate"], ["run"], ["search"], ["export", "files", "--format", "xls"]]
)
def test_wrong_usage_is_2(words: list[str]) -> None:
    assert call(*words).exit_code == 2


def test_a_bug_keeps_its_traceback(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("corpus.adding.add_files", broken)
    result = call("add", folder)
    assert isinstance(result.exception, ZeroDivisionError)


def test_help_loads_nothing_heavy() -> None:
    script = "import sys; from cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.splitlines()[-1].split())
    heavy = {"numpy", "pandas", "spacy", "pdfplumber", "bertopic", "sklearn", "plotly", "jinja2", "lxml"}
    assert loaded & heavy == set()


def test_the_version_is_told() -> None:
    assert done("--version").startswith("stadspraat, version ")


def test_a_sound_corpus_is_verified_and_damage_is_told(corpus: Path) -> None:
    values("annotate")
    found = values("verify", "--sample", "1")
    assert (found["findings"], found["documents"], found["read_again"]) == ([], 2, 1)
    database = sqlite3.connect("stadspraat-corpus/corpus.db")
    database.execute("UPDATE passages SET words = 1 WHERE number = 1")
    database.commit()
    database.close()
    result = call("verify", "--sample", "0")
    assert result.exit_code == 1
    told, summary = result.stdout.splitlines()
    assert told.endswith("its number of words is wrong")
    assert summary.endswith("0 documents done again: 1 findings")


def test_the_methods_of_a_corpus_are_printed_with_its_figures(corpus: Path) -> None:
    english, dutch = done("methods"), done("methods", "--language", "nl")
    assert "which left 2 documents of " in english
    assert "Those with pages have 3 of them." in english
    assert "2 documenten over" in dutch
    assert re.search(r"\b3\b[^.]*pagina|pagina[^.]*\b3\b", dutch)
    assert done("methods", "--bibtex").startswith("@software{stadspraat,")
