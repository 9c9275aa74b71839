"""The precision of claims on running text: judgements, hashes of sentences, what is still found."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.claims_running import (
    Judgement,
    read_judgements,
    sample,
    score,
    sentence_hash,
    sentences_of,
)

RIGHT = "De sluiting leidt tot onrust in het dorp."
WRONG = "De scholen leiden tot 2030 de leerlingen rond."


def folder_with(tmp_path: Path, text: str) -> Path:
    for name in ("programmas", "moties"):
        folder = tmp_path / "text" / name
        folder.mkdir(parents=True)
        for number in range(40):
            (folder / f"{name}_{number:02}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_sentences_are_joined_over_lines(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Kop\nOrginele text\nDe slui-\nting leidt tot\nonrust. Meer niet.\n", encoding="utf-8")
    assert list(sentences_of(file)) == ["De sluiting leidt tot onrust.", "Meer niet."]


def test_a_claim_that_is_found_again_counts(tmp_path: Path) -> None:
    data = folder_with(tmp_path, RIGHT)
    at = {"split": "dev", "file": "programmas_00.txt", "sentence": sentence_hash(RIGHT), "cue": "leiden tot"}
    good = Judgement(**at, cause=(0, 12), effect=(23, 40), right=True)
    bad = Judgement(**at, cause=(0, 12), effect=(23, 40), right=False)
    elsewhere = Judgement(**{**at, "cue": "zorgen voor"}, cause=(0, 12), effect=(23, 40), right=False)
    value = score(data, [good, bad, elsewhere])
    assert (value.right, value.wrong, value.right_before, value.wrong_before) == (1, 1, 1, 2)
    assert (value.now, round(value.before, 3)) == (0.5, 0.333)


def test_a_sample_gives_rows_without_a_verdict(tmp_path: Path) -> None:
    rows = list(sample(folder_with(tmp_path, RIGHT), 3, seed=1))
    assert len(rows) == 3
    assert {row[3] for row in rows} == {"leiden tot"}
    assert all(row[0] == row[8] == "" for row in rows)


def test_the_judgements_hold_no_text() -> None:
    rows = read_judgements()
    assert len(rows) >= 300
    assert all(len(row.sentence) == 16 and row.cause != row.effect for row in rows)


def test_precision_on_programmes() -> None:
    data = os.environ.get("STADSPRAAT_DATA")
    if not data:
        pytest.skip("STADSPRAAT_DATA does not name the folder with text/programmas")
    value = score(Path(data), [row for row in read_judgements() if row.split == "test"])
    assert value.now >= 0.75
