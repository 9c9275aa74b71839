"""Places on a Doc beside the entities of a pipeline: its persons overrule a name, its mistakes do not."""

from __future__ import annotations

import pytest
import spacy

from nlp.place_layer import find_doc_places


@pytest.mark.parametrize(
    ("text", "person", "date", "places"),
    [
        ("Volgens Sanne Emmen kan het.", "Sanne Emmen", "", []),
        ("Zij wonen in Emmen.", "Emmen", "", ["Emmen"]),
        (
            "Woudenberg vormt met Ede de Foodvalley.",
            "Ede de Foodvalley",
            "",
            ["Woudenberg", "Ede", "Foodvalley"],
        ),
        ("Weesp wilde niet bij Gooise Meren.", "Gooise Meren", "2010", ["Weesp", "Gooise Meren"]),
        ("Wethouder (CDA) van Best zegt dat.", "van Best", "", ["Best"]),
    ],
)
def test_a_person_overrules_a_place_only_where_it_is_one(
    text: str, person: str, date: str, places: list[str]
) -> None:
    doc = spacy.blank("nl").make_doc(text)
    doc._.date = date
    start = text.index(person)
    span = doc.char_span(start, start + len(person), label="PER")
    assert span is not None
    doc.ents = (span,)
    assert [place.text for place in find_doc_places(doc)._.places] == places
