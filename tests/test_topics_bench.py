"""What the topic benchmarks read and make."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from topics_sample import blobs, topic_passages

from benchmarks.topics_corpora import Piece, considered, cut, proposed, sampled, write
from benchmarks.topics_fits import Corpus, perturbed
from benchmarks.topics_history import Course


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("MOTIE VAN HET LID JANSEN\nVoorgesteld 26 januari\n2023\nDe Kamer,", "2023-01-26"),
        ("Voorgesteld 5 mei 2022", "2022-05-05"),
        ("Voorgesteld 5 maj 2022", ""),
        ("De Kamer,", ""),
    ],
)
def test_the_date_of_a_motion(text: str, date: str) -> None:
    assert proposed(text) == date


@pytest.mark.parametrize(
    "head",
    [
        "Nr. 3\nMOTIE VAN DE LEDEN A EN B\nDe Kamer,\ngehoord de beraadslaging,",
        "De kamer, Gehoord  de\nberaadslaging,",
    ],
)
def test_a_motion_without_its_head_and_names(head: str) -> None:
    text = f"{head}\nverzoekt de regering iets,\nen gaat over tot de orde van de dag.\nJansen"
    found = considered(text)
    assert found.startswith("De Kamer, gehoord de beraadslaging, verzoekt de regering iets,")
    assert "Jansen" not in found
    assert "MOTIE" not in found


def test_passages_are_whole_sentences() -> None:
    found = cut("Een twee drie vier vijf. Zes zeven acht negen tien. Elf twaalf. Hoofdstuk ....... 3\n", 5)
    assert found == ["Een twee drie vier vijf.", "Zes zeven acht negen tien.", "Elf twaalf. Hoofdstuk"]


def pieces(sizes: dict[str, int]) -> list[Piece]:
    return [
        Piece(name, f"Titel {name}", "2010", "Partij", "programma", f"{name} {number}.")
        for name, size in sizes.items()
        for number in range(size)
    ]


def test_a_sample_takes_equally_many_of_every_document() -> None:
    found = [piece.document for piece in sampled(pieces({"a": 20, "b": 20, "c": 2}), 12)]
    assert {name: found.count(name) for name in "abc"} == {"a": 5, "b": 5, "c": 2}
    assert sampled(pieces({"a": 3}), 0) == pieces({"a": 3})


def test_a_folder_is_written(tmp_path: Path) -> None:
    write(tmp_path, pieces({"a": 2, "b": 1}))
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "a 0.\n\na 1.\n"
    with (tmp_path / "metadata.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["file"] for row in rows] == ["a.txt", "b.txt"]
    assert rows[0]["date"] == "2010"


def test_repeated_passages_differ() -> None:
    vectors, _ = blobs(2, 10)
    passages = topic_passages(2, 10)
    corpus = Corpus("toy", ["x"] * 20, tuple(passages), vectors)
    words, moved = perturbed(corpus, 50)
    assert len(words) == len(moved) == 50
    assert len({one.id for one in words}) == 50
    assert len({tuple(vector) for vector in moved}) == 50
    assert np.allclose(np.linalg.norm(moved, axis=1), 1, atol=1e-6)
    assert set(words[25].lemmas) <= set(passages[5].lemmas)
    assert len(words[25].lemmas) == len(words[25].positions) == len(words[25].forms)
    # Moved, but less than passages lie apart.
    assert (moved[20:40] * vectors).sum(axis=1).min() > 0.97


@pytest.mark.parametrize(
    ("early", "late", "sure"),
    [
        ((0.1, 0.08, 0.12), (0.2, 0.15, 0.25), True),
        ((0.2, 0.15, 0.25), (0.1, 0.08, 0.12), True),
        ((0.1, 0.05, 0.16), (0.2, 0.15, 0.25), False),
    ],
)
def test_a_change_is_sure_when_the_intervals_are_apart(
    early: tuple[float, float, float], late: tuple[float, float, float], sure: bool
) -> None:
    course = Course("x", (), early, late)
    assert course.sure is sure
    assert course.change == pytest.approx(late[0] - early[0])
