"""Agreement between two labellings of the same sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.training.agreement import Agreement, agreement, differences, paired, report
from nlp.training.marked import MarkedSentence, parse_sentence
from nlp.training.standoff import row_of, write_rows


def _sentence(line: str, document: str = "brief") -> MarkedSentence:
    return MarkedSentence(document, "letter", "train", *parse_sentence(line))


FIRST = [_sentence("[Emmen|GPE] vraagt [Shell|ORG] om [2024|DATE]."), _sentence("Niets te zien.")]
SECOND = [_sentence("[Emmen|ORG] vraagt [Shell|ORG] om 2024."), _sentence("Niets te zien.")]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("", Agreement(3, 2, 1)),
        ("ORG", Agreement(1, 2, 1)),
        ("GPE", Agreement(1, 0, 0)),
        ("EVENT", Agreement(0, 0, 0)),
    ],
)
def test_spans_count_when_borders_and_label_are_the_same(label: str, expected: Agreement) -> None:
    pairs, _ = paired(FIRST, SECOND)
    assert agreement(pairs, label) == expected


def test_f_is_the_harmonic_mean_of_both_ways() -> None:
    one = Agreement(first=4, second=2, both=2)
    precision, recall = 2 / 2, 2 / 4
    assert one.f == pytest.approx(2 * precision * recall / (precision + recall))
    assert Agreement(0, 0, 0).f == 1


def test_sentences_pair_by_document_and_text() -> None:
    pairs, missing = paired(FIRST, [*SECOND, _sentence("Niets te zien.", "ander"), _sentence("Iets anders.")])
    assert (len(pairs), missing) == (2, 2)


def test_only_sentences_that_differ_are_shown() -> None:
    pairs, _ = paired(FIRST, SECOND)
    assert [difference.first.text for difference in differences(pairs)] == [FIRST[0].text]


def test_the_report_names_what_differs(tmp_path: Path) -> None:
    header = "## brief | letter | train\n"
    (tmp_path / "second").mkdir()
    (tmp_path / "own.txt").write_text(header + "De [SP|ORG] wint.\n[Oss|GPE] ook.\n", encoding="utf-8")
    (tmp_path / "second" / "own.txt").write_text(header + "De [SP|ORG] wint.\nOss ook.\n", encoding="utf-8")
    lines = report(tmp_path, tmp_path / "second").splitlines()
    assert lines[0] == "2 sentences labelled twice, 0 not found"
    assert lines[1] == "2 of 2 labels (100.0%) are labelled twice"
    assert lines[3].split() == ["all", "2", "1", "1", "0.667"]
    assert lines[-2:] == ["- [Oss|GPE] ook.", "+ Oss ook."]


def test_the_second_labels_are_of_sentences_that_exist() -> None:
    assert report().splitlines()[0].endswith(" 0 not found")


def test_mending_a_first_label_does_not_raise_the_figure(tmp_path: Path) -> None:
    header = "## brief | letter | train\n"
    (tmp_path / "second" / "before").mkdir(parents=True)
    (tmp_path / "own.txt").write_text(header + "[Oss|GPE] ook.\n[Ede|GPE] niet.\n", encoding="utf-8")
    (tmp_path / "second" / "own.txt").write_text(header + "[Oss|GPE] ook.\n", encoding="utf-8")
    (tmp_path / "second" / "before" / "own.txt").write_text(header + "[Oss|ORG] ook.\n", encoding="utf-8")
    lines = report(tmp_path, tmp_path / "second").splitlines()
    assert lines[1] == "1 of 2 labels (50.0%) are labelled twice"
    assert lines[3].split() == ["all", "1", "1", "0", "0.000"]


def test_labels_that_stand_off_are_compared_where_their_documents_are_given(tmp_path: Path) -> None:
    text = "De SP wint. Oss ook."
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "brief.txt").write_text(text, encoding="utf-8")
    (tmp_path / "second").mkdir()
    write_rows(tmp_path / "standoff_1.jsonl", [row_of("brief.txt", text, (0, 11), "De [SP|ORG] wint.")])
    write_rows(tmp_path / "second" / "standoff_1.jsonl", [row_of("brief.txt", text, (0, 11), "De SP wint.")])
    without = report(tmp_path, tmp_path / "second").splitlines()
    assert without[0] == "0 sentences labelled twice, 0 not found"
    lines = report(tmp_path, tmp_path / "second", tmp_path / "data").splitlines()
    assert lines[0] == "1 sentences labelled twice, 0 not found"
    assert lines[-2:] == ["- De [SP|ORG] wint.", "+ De SP wint."]
