"""Whole documents in the public schemas of officielebekendmakingen.nl and the Tweede Kamer; texts made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.reading import read_content

FOLDER = Path(__file__).parent / "data" / "xml"

EXPECTED = {
    "kamerstuk": [
        ("other", 0, "Vergaderjaar 2022-2023"),
        ("other", 0, "Tweede Kamer der Staten-Generaal"),
        ("title", 1, "Regels voor de wijken"),
        ("title", 1, "BRIEF VAN DE MINISTER"),
        ("footnote", 0, "Met bijlage."),
        ("paragraph", 0, "Aan de Voorzitter van de Tweede Kamer"),
        ("paragraph", 0, "De wijkaanpak loopt op schema. Ik licht dat toe."),
        ("footnote", 0, "Zie de vorige brief."),
        ("heading", 1, "Middelgrote steden"),
        ("heading", 2, "1. Wonen"),
        ("paragraph", 0, "In drie steden zijn de plannen klaar:"),
        ("list_item", 0, "– Almelo bouwt aan het station;"),
        ("list_item", 0, "– Assen herstelt de kades."),
        ("list_item", 0, "Dat duurt twee jaar."),
        ("table", 0, "Stad Woningen Almelo 310"),
        ("other", 0, "De Minister voor Volkshuisvesting, A. de Wit"),
    ],
    "verordening": [
        ("title", 1, "Verordening van de raad over speelruimte"),
        ("paragraph", 0, "De raad van de gemeente Ergens;"),
        ("paragraph", 0, "gelezen het voorstel van het college van 3 januari 2024;"),
        ("paragraph", 0, "gelet op artikel 149 van de Gemeentewet;"),
        ("paragraph", 0, "besluit vast te stellen de volgende verordening:"),
        ("heading", 1, "Hoofdstuk 1 Algemeen"),
        ("heading", 2, "Artikel 1 Begrippen"),
        ("paragraph", 0, "In deze verordening wordt verstaan onder:"),
        ("list_item", 0, "speelplek: een plek waar kinderen spelen;"),
        ("heading", 2, "Artikel 2 Aanvraag"),
        ("paragraph", 0, "1. Een aanvraag gaat naar het college."),
        ("paragraph", 0, "2. Zij bevat:"),
        ("list_item", 0, "a. een tekening;"),
        ("list_item", 0, "b. een begroting."),
        ("paragraph", 0, "Aldus vastgesteld in de vergadering van 1 februari 2024."),
        ("heading", 1, "Toelichting"),
        ("paragraph", 0, "Spelen hoort bij de stad."),
    ],
    "verslag": [
        ("title", 1, "65e vergadering, Wonen in de regio"),
        ("heading", 1, "Opening"),
        ("paragraph", 0, "Voorzitter: De Wit"),
        ("paragraph", 0, "Aanwezig zijn 3 leden der Kamer, te weten:"),
        ("heading", 1, "Wonen in de regio"),
        ("heading", 1, "Debat over wonen in de regio"),
        ("heading", 1, "Termijn inbreng"),
        ("paragraph", 0, "Mevrouw De Boer (ABC): Voorzitter. De steden krimpen niet."),
        ("paragraph", 0, "Wat doet de minister?"),
        ("paragraph", 0, "De heer Kok (XYZ): Dat klopt niet."),
    ],
}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_document_is_read_in_full_and_in_order(name: str) -> None:
    paragraphs = read_content(FOLDER / f"{name}.xml").paragraphs
    assert [(one.role.value, one.level, one.text) for one in paragraphs] == EXPECTED[name]


@pytest.mark.parametrize(
    ("name", "title", "date"),
    [
        ("kamerstuk", "Regels voor de wijken; Brief regering; Voortgang van de wijkaanpak", "2023-05-11"),
        ("verordening", "Verordening speelruimte Ergens 2024", "2024-02-01"),
        ("verslag", "65e vergadering, Wonen in de regio", "2024-03-19"),
    ],
)
def test_title_and_date_are_those_of_the_publication(name: str, title: str, date: str) -> None:
    metadata = read_content(FOLDER / f"{name}.xml").metadata
    assert (metadata.title, metadata.date) == (title, date)
