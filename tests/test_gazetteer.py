"""The tables of municipalities: complete, consistent, and made again from their sources."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nlp.data.build_gazetteer import build_gazetteer, plain_name
from nlp.gazetteer import FOLDER, full_date, kilometres, load_gazetteer, read_table

DATA = Path(os.environ.get("STADSPRAAT_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
GAZETTEER = load_gazetteer()
TODAY = [m for m in GAZETTEER.municipalities.values() if not m.end]


def test_population_adds_up_to_that_of_the_country() -> None:
    assert len(TODAY) == 342
    assert 17_900_000 < sum(m.populations[-1][1] for m in TODAY) < 18_300_000


@pytest.mark.parametrize(
    ("province", "least", "most"),
    [
        ("Groningen", 580_000, 620_000),
        ("Fryslân", 640_000, 680_000),
        ("Drenthe", 490_000, 520_000),
        ("Overijssel", 1_150_000, 1_220_000),
        ("Flevoland", 430_000, 480_000),
        ("Gelderland", 2_100_000, 2_200_000),
        ("Utrecht", 1_380_000, 1_450_000),
        ("Noord-Holland", 2_900_000, 3_060_000),
        ("Zuid-Holland", 3_750_000, 3_950_000),
        ("Zeeland", 380_000, 400_000),
        ("Noord-Brabant", 2_580_000, 2_720_000),
        ("Limburg", 1_110_000, 1_150_000),
    ],
)
def test_population_of_each_province(province: str, least: int, most: int) -> None:
    assert least < sum(m.populations[-1][1] for m in TODAY if m.province == province) < most


def test_every_municipality_is_in_one_of_forty_corop_areas() -> None:
    assert len({m.corop for m in TODAY}) == 40
    assert all(m.corop for m in TODAY)


def test_centres_lie_in_the_netherlands() -> None:
    assert all(3.3 < m.lon < 7.3 and 50.7 < m.lat < 53.6 for m in TODAY)


def test_every_succession_ends_in_a_municipality_of_today() -> None:
    codes = {m.code for m in TODAY}
    assert all(GAZETTEER.on(code, "9999-12-31").code in codes for code in GAZETTEER.municipalities)


@pytest.mark.parametrize(
    ("code", "date", "name"),
    [
        ("GM0612", "2014-12-31", "Spijkenisse"),
        ("GM0612", "2015-01-01", "Nissewaard"),
        ("GM0788", "2020-06-01", "Haaren"),
        ("GM0788", "2021-06-01", "Oisterwijk"),
        ("GM0457", "2023-01-01", "Amsterdam"),
        ("GM0241", "2016-07-01", "Berg en Dal"),
    ],
)
def test_municipality_on_a_date(code: str, date: str, name: str) -> None:
    assert GAZETTEER.on(code, date).name == name


def test_a_divided_municipality_names_all_its_successors() -> None:
    names = [GAZETTEER.municipalities[code].name for code, _ in GAZETTEER.municipalities["GM0788"].successors]
    assert names == ["Oisterwijk", "Vught", "Boxtel", "Tilburg"]


def test_predecessors_are_those_of_the_date() -> None:
    assert [m.name for m in GAZETTEER.predecessors("GM1948", "2016-01-01")] == [
        *("Schijndel", "Sint-Oedenrode", "Veghel"),
    ]
    assert GAZETTEER.predecessors("GM1948", "2024-01-01") == ()


@pytest.mark.parametrize(
    ("date", "year"), [("2010-01-01", 2015), ("2018-06-01", 2015), ("2019-01-01", 2021), ("9999", 2026)]
)
def test_population_is_that_of_the_nearest_year(date: str, year: int) -> None:
    known = GAZETTEER.municipalities["GM0114"].population(date)
    assert known is not None
    assert known[0] == year


def test_networks_and_growth_centres() -> None:
    by_name = {m.name: m for m in TODAY}
    assert [m.name for m in TODAY if m.network == "G4"] == [
        "'s-Gravenhage",
        "Amsterdam",
        "Rotterdam",
        "Utrecht",
    ]
    assert sum(m.network == "G40" for m in TODAY) == 41
    assert by_name["Assen"].network_on("2017-01-01") == ""
    assert by_name["Assen"].network_on("2019-01-01") == "G40"
    assert by_name["Nissewaard"].growth_centre
    assert GAZETTEER.municipalities["GM0612"].growth_centre
    assert not by_name["Emmen"].growth_centre


@pytest.mark.parametrize(
    ("given", "day"),
    [("", "9999-12-31"), ("2016", "2016-07-01"), ("2016-02", "2016-02-15"), ("2016-02-03", "2016-02-03")],
)
def test_dates_of_any_precision(given: str, day: str) -> None:
    assert full_date(given) == day


def test_distance_between_two_towns() -> None:
    by_name = {m.name: (m.lon, m.lat) for m in TODAY}
    assert 120 < kilometres(by_name["Amsterdam"], by_name["Enschede"]) < 150


@pytest.mark.parametrize(
    ("official", "plain"),
    [
        ("Beek (L.)", "Beek"),
        ("Rijswijk (GLD)", "Rijswijk"),
        ("Bavel AC", "Bavel"),
        ("Loo Gld", "Loo"),
        ("Ede", "Ede"),
    ],
)
def test_additions_are_no_part_of_the_name(official: str, plain: str) -> None:
    assert plain_name(official) == plain


def test_tables_kept_by_hand_name_existing_municipalities() -> None:
    official = {m.official for m in TODAY}
    assert {row["official"] for row in read_table("everyday_names")} <= official
    assert {row["municipality"] for row in read_table("neighbourhoods")} <= official
    provinces = {m.province for m in TODAY}
    assert {p for row in read_table("regions") for p in row["provinces"].split("|")} <= provinces


@pytest.mark.skipif(not (DATA / "gazetteer").is_dir(), reason=f"the source tables are not at {DATA}")
def test_the_tables_are_what_the_script_makes(tmp_path: Path) -> None:
    made = build_gazetteer(DATA / "gazetteer", tmp_path)
    assert made["municipalities"] == 342
    for name in made:
        assert (tmp_path / f"{name}.csv").read_bytes() == (FOLDER / f"{name}.csv").read_bytes(), name


def test_the_script_makes_the_tables_from_small_sources(tmp_path: Path) -> None:
    sources = {
        "gemeenten_2026.csv": "gm_code,naam,provincie,corop,inwoners_recent_gemeentle,inwoners_2021_cbs,"
        "inwoners_2016,lon,lat,randstad_cbs2008\nGM0888,Beek (L.),Limburg,,16143,15875,,5.8,50.9,0\n"
        "GM0034,Almere,Flevoland,Almere,230000,214000,,5.2,52.3,1\n"
        "GM1992,Voorne aan Zee,Zuid-Holland,,73993,,,4.1,51.8,1\nGM0406,Huizen,Noord-Holland,X,1,1,1,5,52,1\n"
        "GM0777,Etten-Leur,Noord-Brabant,West,1,1,1,5,52,0\n",
        "gemeente_opvolging.csv": "oude_code,oude_naam,nieuwe_code,nieuwe_naam,datum,"
        "aandeel_adressen,bron\n"
        "GM0001,Oud,GM0888,Beek,19820101,,x\n",
        "woonplaatsen_2020.csv": "naam,wp_code,gm_code,gemeente,provincie\n"
        "Beek (L),WP1,GM0888,Beek,Limburg\n",
        "g4_g40.csv": "gm_code,naam,groep,toegetreden,bron\nGM0034,Almere,G40,2009-04-28,x\n",
        "groeikernen_gezien.csv": "naam,huidige_gemeente,gezien_in\nAlmere,Almere,x\n",
    }
    for name, text in sources.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    build_gazetteer(tmp_path, tmp_path / "out")
    rows = (tmp_path / "out" / "municipalities.csv").read_text(encoding="utf-8").splitlines()
    assert rows[1] == "GM0888,Beek (L.),Limburg,Zuid-Limburg,,15875,16143,5.8,50.9,0"
    assert ",Flevoland,Flevoland," in rows[2], "a COROP-plus area is brought back to its COROP area"
    assert "1982-01-01" in (tmp_path / "out" / "dissolved.csv").read_text(encoding="utf-8")
