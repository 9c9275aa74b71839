"""The measures of the extraction benchmark, on texts small enough to reckon by hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.extraction import mean_scores
from benchmarks.scoring import boundaries, longest_rise, score, unique_runs, words

DATA = Path(os.environ.get("STADSPRAAT_DATA", Path(__file__).parents[2] / "shared" / "data"))
TEXT = "de stad groeit en het dorp krimpt nog steeds volgens de raad van toezicht"


def test_words_are_folded() -> None:
    assert words("Noord\u2010Holland’s ﬁets 12 co\u00adördinatie") == [
        "noord-holland's",
        "fiets",
        "coördinatie",
    ]


def test_same_text_scores_full() -> None:
    text = f"{TEXT}\n\nwonen in de wijk is een recht van iedereen"
    scores = score(text, "", text)
    assert (scores.sim, scores.rec, scores.bag, scores.order, scores.cont) == (100,) * 5
    assert (scores.junk, scores.broken, scores.over, scores.para) == (0, 0, 0, 100)


def test_swapped_halves_keep_the_bag_and_lose_the_order() -> None:
    first, second = " ".join(TEXT.split()[:7]), " ".join(TEXT.split()[7:])
    scores = score(TEXT, "", f"{second} {first}")
    assert scores.bag == 100
    assert scores.order == 50
    assert scores.rec == 50


def test_extra_matter_is_no_junk() -> None:
    assert score(TEXT, "tabel een", f"{TEXT} tabel een").junk == 0
    assert score(TEXT, "", f"{TEXT} tabel een").junk == pytest.approx(100 * 2 / 16)


def test_broken_and_eaten_hyphens() -> None:
    reference = "sociaal-ruimtelijke plannen van beleidsmedewerkers"
    scores = score(reference, "", "sociaalruimtelijke plannen van beleids medewerkers")
    assert (scores.broken, scores.over) == (250, 250)
    assert score(reference, "", reference, hyphens=False).broken is None


def test_paragraph_boundaries() -> None:
    found = boundaries("een twee drie vier\n\nvijf zes zeven acht")
    assert found["drie", "vier", "vijf", "zes"] is True
    assert found["twee", "drie", "vier", "vijf"] is False


@given(st.lists(st.integers(0, 50), unique=True))
def test_longest_rise_of_a_sorted_list_is_its_length(numbers: list[int]) -> None:
    assert longest_rise(sorted(numbers)) == len(numbers)
    assert longest_rise(numbers) <= len(numbers)
    assert longest_rise(sorted(numbers, reverse=True)) == min(1, len(numbers))


def test_runs_that_occur_twice_are_left_out() -> None:
    assert unique_runs(["a", "b", "a", "b", "a"], 2) == {}
    assert unique_runs(["a", "b", "c"], 2) == {("a", "b"): 0, ("b", "c"): 1}


def test_mean_leaves_out_what_was_not_asked() -> None:
    one, other = score(TEXT, "", TEXT), score(TEXT, "", TEXT, hyphens=False)
    assert mean_scores([one, other])["broken"] == 0
    assert mean_scores([other])["broken"] is None


@pytest.mark.skipif(not (DATA / "pdf/bench/score.py").exists(), reason="the shared data is not here")
def test_measures_agree_with_the_bench(tmp_path: Path) -> None:
    bench = DATA / "pdf/bench"
    name = "hogent_paper_en"
    text = (bench / name / "ref.txt").read_text("utf-8")
    half = len(text) // 2
    mixed = text[half:] + "\n\nPagina 1\n\n" + text[:half].replace("-", "").replace("tion", "-\ntion", 5)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / f"{name}.txt").write_text(mixed, "utf-8")
    command = [
        sys.executable,
        str(bench / "score.py"),
        str(tmp_path / "out"),
        "--json",
        str(tmp_path / "j"),
        "--only",
        f"^{name}$",
    ]
    subprocess.run(command, check=True, capture_output=True)
    theirs = json.loads((tmp_path / "j").read_text())["out"]["docs"][name]
    ours = score(text, (bench / name / "extra.txt").read_text("utf-8"), mixed)
    names = {"brok": "broken"}
    for measure, value in theirs.items():
        assert getattr(ours, names.get(measure, measure)) == pytest.approx(value, abs=0.1)
