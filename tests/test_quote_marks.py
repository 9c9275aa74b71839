"""Pairing quotation marks: every style, nested and unpaired ones, and apostrophes that are none."""

from __future__ import annotations

import pytest

from nlp.quotes.marks import pair_marks


def inside(text: str) -> list[str]:
    return [text[pair.start : pair.end] for pair in pair_marks(text).pairs]


@pytest.mark.parametrize(
    "text",
    [
        "„Ja hoor”, zei ze.",
        "„Ja hoor“, zei ze.",
        "“Ja hoor”, zei ze.",
        "”Ja hoor”, zei ze.",
        "‘Ja hoor’, zei ze.",
        "‚Ja hoor’, zei ze.",
        '"Ja hoor", zei ze.',
        "'Ja hoor', zei ze.",
        "«Ja hoor», zei ze.",
        "»Ja hoor«, zei ze.",
        "« Ja hoor », zei ze.",
        ",,Ja hoor'', zei ze.",
        '„Ja hoor", zei ze.',
        "(“Ja hoor”), zei ze.",
    ],
)
def test_every_style_is_paired(text: str) -> None:
    assert [words.strip() for words in inside(text)] == ["Ja hoor"]
    assert pair_marks(text).unpaired == ()


@pytest.mark.parametrize(
    "text",
    [
        "In ’s-Hertogenbosch en in 't Harde is het ’s avonds stil.",
        "In ‘s-Hertogenbosch en ‘t Zand, met een verkeerd geplaatst teken.",
        "De foto's en video’s van D66’er Bos en de VVD'ers.",
        "Sinds de jaren '70 en de jaren ’80 heeft zo'n wijk z’n tijd gehad.",
        "Hans' huis en Truus’ winkel in Parijs’ mooiste straat.",
        "Dat is 'm, zei ze, da's 'n goeie.",
    ],
)
def test_apostrophes_are_no_marks(text: str) -> None:
    assert inside(text) == []
    assert pair_marks(text).unpaired == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘In ’s-Heerenberg zijn foto’s’, zei hij.", ["In ’s-Heerenberg zijn foto’s"]),
        ("'Het is 's winters stil', zegt ze, 'en koud.'", ["Het is 's winters stil", "en koud."]),
        ("‘Hans’ huis staat leeg’, zegt ze.", ["Hans’ huis staat leeg"]),
        ("“Hij zei: ‘nee’ en liep weg”, vertelt ze.", ["Hij zei: ‘nee’ en liep weg"]),
        ("‘De kop “Stad op slot” was fout’, zegt ze.", ["De kop “Stad op slot” was fout"]),
        ("“Hij zei “nee” tegen mij”, zegt ze.", ["Hij zei “nee” tegen mij"]),
    ],
)  # fmt: skip
def test_marks_within_marks_stay_inside(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "unpaired"),
    [
        ("“De bus rijdt niet.\nZe zegt: “Dat klopt.”", ["Dat klopt."], 1),
        ("“De bus rijdt niet.\n“En de trein ook niet.”", ["De bus rijdt niet.", "En de trein ook niet."], 0),
        ("“De bus rijdt niet.\nDe trein wel.", [], 1),
        ("Een plan” kreeg een naam. “Dat klopt”, zei ze.", ["Dat klopt"], 1),
        ("“Een zegt A. “Twee”, zegt B.", ["Twee"], 1),
        ("De kast is 12\" hoog en «breed.", [], 2),
    ],
)  # fmt: skip
def test_an_unpaired_mark_is_recorded_and_eats_nothing(text: str, expected: list[str], unpaired: int) -> None:
    assert inside(text) == expected
    assert len(pair_marks(text).unpaired) == unpaired


def test_a_pair_that_runs_on_says_so() -> None:
    pairs = pair_marks("„Een begin.\n„Een slot.”").pairs
    assert [pair.runs_on for pair in pairs] == [True, False]
