"""Dates in file names and in Dutch text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import date_in_name, dates_in_text

DUTCH = ["januari", "februari", "maart", "april", "mei", "juni", "juli"]
DUTCH += ["augustus", "september", "oktober", "november", "december"]


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("besluitenlijst_9_juli_2024", "2024-07-09"),
        ("Besluitenlijst B&W 12 maart 2019", "2019-03-12"),
        ("volt_2021", "2021"),
        ("2021", "2021"),
        ("2024-07-09 raadsbrief", "2024-07-09"),
        ("20240709_raadsbrief", "2024-07-09"),
        ("raadsbrief-09-07-2024", "2024-07-09"),
        ("raadsbrief_9.7.2024", "2024-07-09"),
        ("nieuwsbrief juli 2024", "2024-07"),
        ("nieuwsbrief_2024-07", "2024-07"),
        ("nieuwsbrief-dec-2013", "2013-12"),
        ("09juli2024", "2024-07-09"),
        ("coalitieakkoord 2014-2018", ""),
        ("coalitieakkoord 2014-18", ""),
        ("agenda 2019 en 2020", ""),
        ("visie 2040", "2040"),
        ("kst-32813-1", ""),
        ("nota 31 februari 2020", "2020-02"),
        ("rapport", ""),
        ("doc12345678", ""),
        ("A4_1234", ""),
        ("", ""),
    ],
)
def test_date_in_name(stem: str, expected: str) -> None:
    assert date_in_name(stem) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Den Haag, 9 juli 2024", ["2024-07-09"]),
        ("Vastgesteld op 09-07-2024 en 1/2/2025.", ["2024-07-09", "2025-02-01"]),
        ("Zomernummer, juli 2024.", ["2024-07"]),
        ("van 1 jan. 2003 tot 31 dec. 2004", ["2003-01-01", "2004-12-31"]),
        ("July 9, 2024", ["2024-07-09"]),
        ("op 2024-07-09 om tien uur", ["2024-07-09"]),
        ("jaargang 12, juni 2019", ["2019-06"]),
        ("in 2024 kwamen 9 mensen", []),
        ("artikel 3.2.2024", []),
        ("30 februari 2024", ["2024-02"]),
    ],
)
def test_dates_in_text(text: str, expected: list[str]) -> None:
    assert [found.iso for found in dates_in_text(text)] == expected


@given(st.dates(min_value=date(1850, 1, 1), max_value=date(2090, 12, 31)))
def test_written_out_date_is_read_back(day: date) -> None:
    written = f"{day.day} {DUTCH[day.month - 1]} {day.year}"
    (found,) = dates_in_text(f"Raad van {written}: stukken")
    assert found.iso == day.isoformat()
    assert date_in_name(written.replace(" ", "_")) == day.isoformat()
