"""The methods paragraph: every number comes from the manifest, and what is unknown is left out."""

import re
from pathlib import Path
from typing import Any

import pytest
from store_sample import fill, made

from corpus.errors import CorpusError
from corpus.manifest import _tesseract_version, last_manifest, recorded
from corpus.methods import Language, methods_text
from corpus.records import Metadata
from corpus.references import REFERENCES, bibtex
from corpus.topic_records import AssignmentRecord, TopicModelRecord, TopicRecord

VERSIONS = {name: f"{at}.1" for at, name in enumerate(one.package for one in REFERENCES if one.package)}
HELD = {
    "files": 1312, "duplicates": 41, "unreadable": 17, "documents": 1254, "near_copies": 23, "pages": 20111,
    "first_year": "1995", "last_year": "2026", "undated": 5, "words": 3_210_987, "passages": 30123,
    "engines": {"ocr": 12, "pdfplumber": 20099}, "annotated": 30001,
    "mentions": {"entity": 45678, "place": 34567}, "pipeline": "rules:ab12",
}  # fmt: skip
MODEL: dict[str, dict[str, object]] = {
    "settings": {
        "used": {
            "seed": 20260101, "neighbors": 15, "components": 5, "layouts": 3, "min_topic_size": 69,
            "min_samples": 7, "words": 10,
        },
        "embedder": "nl_beleid-0.1.0-ab12cd34",
    },
    "figures": {
        "passages": 29999, "fitted_on": 19998, "topics": 87, "outlier_share": 0.1234, "npmi": 0.081,
        "diversity": 0.913,
    },
}  # fmt: skip


def manifest(**changes: Any) -> dict[str, Any]:
    whole = {
        "run": 12, "finished": "2026-05-04T03:02:01+00:00", "versions": {**VERSIONS, "python": "3.12.1"},
        "settings": {}, "counts": {"corpus": HELD}, "topic_model": MODEL,
    }  # fmt: skip
    return whole | changes


@pytest.mark.parametrize(
    ("language", "known", "told"),
    [
        ("en", {"tesseract": "5.3.0"}, "read by optical character recognition (tesseract 5.3.0)."),
        ("nl", {"tesseract": "5.3.0"}, "gelezen met tekenherkenning (tesseract 5.3.0)."),
        ("en", {"tesseract": ""}, "read by optical character recognition."),
        ("nl", {}, "gelezen met tekenherkenning."),
    ],
)
def test_the_program_that_read_scans_is_named_where_it_is_known(
    language: Language, known: dict[str, str], told: str
) -> None:
    assert told in methods_text(manifest(versions={**VERSIONS, **known}), language)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("tesseract 5.3.0\n leptonica-1.82.0", "5.3.0"), ("something else", "unknown"), ("", "unknown")],
)
def test_tesseract_says_which_it_is(
    printed: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "tesseract"
    program.write_text(f"#!/bin/sh\nprintf '%s' '{printed}'\n")
    program.chmod(0o755)
    monkeypatch.setattr("corpus.manifest.shutil.which", lambda name: str(program))
    assert _tesseract_version.__wrapped__() == expected
    monkeypatch.setattr("corpus.manifest.shutil.which", lambda name: None)
    assert _tesseract_version.__wrapped__() == ""


def test_the_paragraph_in_english() -> None:
    text = methods_text(manifest())
    for told in (
        "Of 1,312 files, 41 had the same bytes as another and 17 could not be read",
        "1,254 documents of 3,210,987 words of running text. Those with pages have 20,111 of them.",
        "12 pages without usable text were read by optical character recognition",
        "from 1995 to 2026; 5 are undated",
        "23 pairs of documents were near copies",
        "multilingual-e5-small (trained further: nl_beleid 0.1.0-ab12cd34; Wang et al. 2024)",
        "(15 neighbours, 5 dimensions, 3 layouts, seed 20260101)",
        "fitted on 19,998 of 29,999 passages",
        "87 topics; 12.3% of the passages belong to none (NPMI coherence 0.08, topic diversity 0.91)",
        "run 12, completed on 2026-05-04",
    ):
        assert told in text


def test_the_paragraph_in_dutch_writes_numbers_as_dutch_does() -> None:
    text = methods_text(manifest(), "nl")
    assert "Van 1.312 bestanden" in text
    assert "87 onderwerpen; 12,3% van de passages" in text
    assert "startgetal 20260101" in text


@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_number_is_made_up(language: Language) -> None:
    """Each number printed stands in the manifest, or in the few words that name a method."""
    whole = manifest()
    known = {*re.findall(r"\d+", str(whole)), "1997", "2024", "5", "0", "6", "12", "3", "08", "91"}
    printed = re.sub(r"(?<=\d)[.,](?=\d{3}\b)", "", methods_text(whole, language))
    assert set(re.findall(r"\d+", printed)) <= known


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_there_was_not_is_not_told(language: Language) -> None:
    nothing = {"near_copies": 0, "annotated": 0, "pages": 0, "engines": {}}
    bare = manifest(topic_model=None, counts={"corpus": {**HELD, **nothing}})
    text = methods_text(bare, language)
    assert "BERTopic" not in text
    assert "spaCy" not in text
    assert "Broder" not in text
    assert " pag" not in text
    assert "{" not in text


@pytest.mark.parametrize(
    ("engines", "reading", "told", "not_told"),
    [
        ({"pdfplumber": 7}, {}, "pdfplumber", "optical"),
        ({"pdfium": 7}, {"engine": "pdfium"}, "pypdfium2", "pdfplumber"),
        ({"pdfplumber": 7}, {"check": False}, "pdfplumber", "second engine"),
        # The settings have changed since; the pages know better.
        ({"pdfium": 7}, {"engine": "pdfplumber"}, "PDFs were read with pypdfium2", "pdfplumber"),
        ({}, {}, "documents", "PDFs"),
    ],
)
def test_the_engine_that_was_used_is_named(
    engines: dict[str, int], reading: dict[str, object], told: str, not_told: str
) -> None:
    held = {**HELD, "engines": engines}
    text = methods_text(manifest(settings={"reading": reading}, counts={"corpus": held}))
    assert told in text
    assert not_told not in text


def test_references_are_whole_entries_with_their_versions() -> None:
    text = bibtex(VERSIONS)
    assert text.count("@") == len(REFERENCES)
    for entry in text.split("\n\n"):
        assert entry.count("{") == entry.count("}")
        assert re.match(r"@(software|misc|article|inproceedings)\{[a-z0-9]+,\n", entry)
    assert f"version = {{{VERSIONS['pdfplumber']}}}" in text
    assert "@software{spacy" not in bibtex({**VERSIONS, "spacy": ""})


def test_a_manifest_has_what_the_corpus_held_when_the_run_was_done(tmp_path: Path) -> None:
    with made(tmp_path) as store:
        with pytest.raises(CorpusError, match="no completed run on record"):
            last_manifest(store)
        passages = fill(store, "a.pdf", "Een tekst over de stad.", metadata=Metadata(date="2021-03"))
        (store.folder / "topics").mkdir()
        (store.folder / "topics" / "weights").write_bytes(b"1")
        store.save_topic_model(
            TopicModelRecord("2026", "fit", MODEL["settings"], MODEL["figures"], folder="topics"),
            [TopicRecord(0, "wonen", (), 1, 1)],
            [AssignmentRecord(passages[0].id, 0)],
        )
        with recorded(store, "run", {}):
            pass
        found = last_manifest(store)
    held = found["counts"]["corpus"]
    assert (held["documents"], held["first_year"], held["words"], held["annotated"]) == (1, "2021", 5, 1)
    assert held["pipeline"] == "tagger"
    assert found["topic_model"]["sha256"]["weights"].startswith("6b86b273ff34fce1")
    assert len(found["package_hashes"]["simplemma"]) == 64
    assert "1 passages were annotated" in methods_text(found)
