"""The places a text speaks of: found, told from words and persons, and tied to a municipality on a date."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.places import score
from nlp.place_forms import forms_of
from nlp.places import Place, document_evidence, find_places
from nlp.size_classes import size_definitions


def found(text: str, date: str = "") -> list[tuple[str, str]]:
    """Text and municipality (or area) of each place."""
    return [(place.text, place.municipality or place.name) for place in find_places(text, date)]


def only(text: str, date: str = "") -> Place:
    (place,) = find_places(text, date)
    return place


def test_what_is_said_to_lie_beside_a_name_tells_which_of_its_places_is_meant() -> None:
    places = find_places("De burgemeester van Bergen, bij Alkmaar, sprak met die van Bergen in Limburg.")
    assert [(p.name, p.province) for p in places if p.name == "Bergen"] == [
        ("Bergen", "Noord-Holland"),
        ("Bergen", "Limburg"),
    ]


def test_an_adjective_before_a_village_is_of_its_province() -> None:
    levels = [place.level for place in find_places("Het Groningse Loppersum en de Groningse binnenstad.")]
    assert levels == ["province", "town", "municipality"]


def test_a_part_of_a_province_is_a_region() -> None:
    assert only("Dit speelt in Noord-Holland Noord.").level == "region"


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        # towns, everyday names and abbreviations
        ("Er is een plan voor Hoofddorp.", "", [("Hoofddorp", "Haarlemmermeer")]),
        ("In Den Bosch is feest.", "", [("Den Bosch", "'s-Hertogenbosch")]),
        ("In 's-Gravenhage is feest.", "", [("'s-Gravenhage", "'s-Gravenhage")]),
        ("Zij wonen in A'dam.", "", [("A'dam", "Amsterdam")]),
        ("Naar Alphen a/d Rijn.", "", [("Alphen a/d Rijn", "Alphen aan den Rijn")]),
        ("Bergen op Zoom is geen Bergen.", "", [("Bergen op Zoom", "Bergen op Zoom"), ("Bergen", "Bergen")]),
        ("UTRECHT EN AMERSFOORT GROEIEN", "", [("UTRECHT", "Utrecht"), ("AMERSFOORT", "Amersfoort")]),
        ("Amsterdam-Noord is in trek.", "", [("Amsterdam-Noord", "Amsterdam")]),
        ("De lijn Zwolle-Emmen rijdt.", "", [("Zwolle", "Zwolle"), ("Emmen", "Emmen")]),
        # what stands right behind the name decides
        ("De raad van Bergen, bij Alkmaar.", "", [("Bergen", "Bergen"), ("Alkmaar", "Alkmaar")]),
        # the date decides
        ("Veghel bouwt.", "2010", [("Veghel", "Veghel")]),
        ("Veghel bouwt.", "2020", [("Veghel", "Meierijstad")]),
        ("Zij wonen in Weesp.", "2021-12-31", [("Weesp", "Weesp")]),
        ("Zij wonen in Weesp.", "2024", [("Weesp", "Amsterdam")]),
        # words
        ("Dat is het beste. Best een goed idee.", "", []),
        ("Zij wonen in Best.", "", [("Best", "Best")]),
        ("Echter, dat is echt zo.", "", []),
        ("Buren klagen. Huizen worden duurder.", "", []),
        ("Een mooi plan. Hem is dat gevraagd.", "", []),
        # persons
        ("Minister Van Rijn sprak.", "", []),
        ("Wethouder Jan van Oss sprak.", "", []),
        ("Mevrouw Born en de heer Stein spraken.", "", []),
        ("Dat zei J. van Almelo.", "", []),
        ("De wethouder van Almelo sprak.", "", [("Almelo", "Almelo")]),
        ("Van Oss en Van Tilburg dienden het in.", "", []),
        ("MOTIE VAN DE LEDEN KOK EN VAN ESCH", "", []),
        ("Aanwezig: Mathilde Streefkerk, Tome Manders.", "", []),
        ("Sophie in ‘t Veld stemde tegen.", "", []),
        ("INVESTEREN IN LOON EN MEER AGENTEN", "", []),
        ("Minister Ank Bijl bezocht Goor.", "", [("Goor", "Hof van Twente")]),
        ("Tussen Beek en Stein ligt een park.", "", [("Beek", "Beek"), ("Stein", "Stein")]),
        # town or province, by what follows
        ("De Groningse dorpen wachten.", "", [("Groningse", "Groningen")]),
        ("De Utrechtse binnenstad en de dorpen.", "", [("Utrechtse", "Utrecht")]),
        # clubs, places abroad, treaties, addresses
        ("Het Eindhovens Dagblad en De Gelderlander schrijven.", "", []),
        ("FC Groningen verloor van PEC Zwolle.", "", []),
        ("Bergen in Noorwegen is nat.", "", []),
        ("Het Verdrag van Maastricht geldt.", "", []),
        ("Postbus 1, 3811 MB Amersfoort", "", []),
        ("Stuur het naar info@almelo.nl.", "", []),
        # city or province
        ("De provincie Utrecht betaalt.", "", [("Utrecht", "Utrecht")]),
        ("De aardbevingen in Groningen.", "", [("Groningen", "Groningen")]),
        # namesakes
        ("Bij Zutphen ligt Laren.", "", [("Zutphen", "Zutphen"), ("Laren", "Lochem")]),
        ("Bij Hilversum ligt Laren.", "", [("Hilversum", "Hilversum"), ("Laren", "Laren")]),
        ("Het dorp Hengelo (Gld) groeit.", "", [("Hengelo", "Bronckhorst")]),
    ],
)  # fmt: skip
def test_places_of_a_sentence(text: str, date: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, date) == expected


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("De stad Groningen groeit.", "municipality"),
        ("Drenthe en Groningen tekenen.", "province"),
        ("Zij wonen in Klazienaveen.", "town"),
        ("Zij wonen op de Veluwe.", "region"),
        ("Zij wonen in Leidsche Rijn.", "neighbourhood"),
        ("Zij wonen in Rotterdam-Zuid.", "neighbourhood"),
    ],
)
def test_level(text: str, level: str) -> None:
    assert find_places(text)[-1].level == level


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("De Haagse aanpak.", "Haagse", "adjective"),
        ("Een Almeloër klaagt.", "Almeloër", "inhabitant"),
        ("De Groninger binnenstad.", "Groninger", "adjective"),
        ("Iedere Groninger weet het.", "Groninger", "inhabitant"),
        ("De Deventer koek is op.", "Deventer", "adjective"),
        ("Naar Deventer gaan wij.", "Deventer", "name"),
        ("Breda's binnenstad.", "Breda's", "adjective"),
        ("De Twentse steden.", "Twentse", "adjective"),
        ("Zeeuwen en Friezen.", "Zeeuwen", "inhabitant"),
    ],
)
def test_kind(text: str, form: str, kind: str) -> None:
    place = find_places(text)[0]
    assert (place.text, place.kind) == (form, kind)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Emmen", "Emmenaar"),
        ("Zwolle", "Zwolse"),
        ("Zwolle", "Zwollenaren"),
        ("Nijmegen", "Nijmeegse"),
        ("Haarlem", "Haarlemmers"),
        ("Hoogeveen", "Hoogevener"),
        ("Roosendaal", "Roosendaler"),
        ("Alkmaar", "Alkmaarder"),
        ("Kerkrade", "Kerkraadse"),
        ("Vlissingen", "Vlissinger"),
        ("Almelo", "Almelose"),
        ("Oss", "Osse"),
        ("Amsterdam", "Amsterdams"),
    ],
)
def test_forms_by_rule(name: str, form: str) -> None:
    assert form in [made.text for made in forms_of(name)]


def test_facts_of_the_municipality_on_the_date() -> None:
    place = only("De gemeente Assen telt.", "2018")
    facts = (place.gm_code, place.province, place.corop, place.level, place.network, place.size_class)
    assert facts == ("GM0106", "Drenthe", "Noord-Drenthe", "municipality", "G40", "middelgroot")
    assert (place.randstad, place.growth_centre, place.population_year) == (False, False, 2015)
    assert 60_000 < (place.population or 0) < 70_000
    assert only("De gemeente Assen telt.", "2015").network == ""


def test_ambiguity_is_reported() -> None:
    place = only("Hij komt uit Hengelo.")
    assert place.candidates == ("GM0164", "GM1876")
    assert place.confidence < only("Hij komt uit Enschede.").confidence


def test_a_vanished_municipality_names_its_successors() -> None:
    place = only("De gemeente Haaren besloot.", "2019")
    assert (place.gm_code, place.size_class) == ("GM0788", "")
    assert place.successors == ("GM0824", "GM0865", "GM0757", "GM0855")


def test_a_place_in_the_name_of_an_institution_is_marked() -> None:
    assert only("Zij studeert aan de Universiteit Utrecht.").in_name
    assert not only("Zij woont in Utrecht.").in_name


def test_the_document_decides_where_the_sentence_does_not() -> None:
    sentence = "De dorpsraad van Laren kwam bijeen."
    evidence = document_evidence(["Lochem telt vele dorpen.", sentence])
    assert find_places(sentence)[0].municipality == "Laren"
    assert find_places(sentence, evidence=evidence)[0].municipality == "Lochem"


def test_a_name_met_elsewhere_is_believed_where_it_could_be_a_surname() -> None:
    sentence = "De raad vond Stein te klein."
    assert found(sentence) == []
    evidence = document_evidence(["Zij wonen in Stein.", sentence])
    assert [place.municipality for place in find_places(sentence, evidence=evidence)] == ["Stein"]


def test_size_class_by_another_definition() -> None:
    text = "De gemeente Emmen telt."
    assert find_places(text, size_definition="cbs")[0].size_class == "6"
    assert find_places(text)[0].size_class == "groot"


@pytest.mark.parametrize(
    ("definition", "population", "expected"),
    [
        ("50-100", 49_999, "klein"),
        ("50-100", 50_000, "middelgroot"),
        ("50-100", 100_000, "groot"),
        ("platform31", 40_000, "middelgroot"),
        ("cbs", 0, "1"),
        ("cbs", 250_000, "8"),
        ("cbs", None, ""),
    ],
)
def test_size_classes(definition: str, population: int | None, expected: str) -> None:
    assert size_definitions()[definition].class_of(population) == expected


@given(st.integers(min_value=0, max_value=2_000_000))
def test_every_population_is_in_one_class_of_each_definition(population: int) -> None:
    for definition in size_definitions().values():
        assert sum(each.holds(population) for each in definition.classes) == 1


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Emmen", "Best", "De", "van", "Haagse", ".", "\n", "in", "'s-", "Bergen", "(", "Een"]
        )
    )
)
def test_places_lie_in_the_text_in_order_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    places = find_places(text)
    assert all(text[place.start : place.end] == place.text for place in places)
    assert all(one.end <= two.start for one, two in pairwise(places))
    assert all(0 < place.confidence <= 1 for place in places)


@pytest.mark.parametrize("split", ["dev", "test"])
def test_the_gold_sets_stay_above_the_bar(split: str) -> None:
    every, hard = score(split)
    assert every.f >= 0.95
    assert hard.f >= 0.85


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Groningse dorpen wachten.", "province"),
        ("De Groningse binnenstad is vol.", "municipality"),
        ("De Utrechtse binnenstad loopt vol, de dorpen niet.", "municipality"),
        ("Friezen en Groningers stemden tegen.", "province"),
        ("Groningers fietsen veel.", "municipality"),
    ],
)
def test_an_adjective_of_town_or_province(text: str, level: str) -> None:
    assert find_places(text)[-1].level == level
