"""All layers together: their speed, the sizes of their gold sets, and entities beside places."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from benchmarks.layers import sizes, words_per_second
from nlp.pipeline import load_pipeline
from nlp.place_layer import find_doc_places


def test_the_gold_sets_are_as_large_as_asked() -> None:
    small = [name for name, asked, dev, test in sizes() if dev + test < asked]
    assert small == []


def test_the_layers_are_timed() -> None:
    assert words_per_second(load_pipeline(), ["De school in Assen sluit, zegt wethouder Eva Tol."]) > 100


def doc_with(text: str, **entities: str) -> Doc:
    doc = spacy.blank("nl")(text)
    spans = [
        doc.char_span(text.index(name), text.index(name) + len(name), label)
        for name, label in entities.items()
    ]
    doc.ents = tuple(span for span in spans if isinstance(span, Span))
    find_doc_places(doc)
    return doc


@pytest.mark.parametrize(
    ("text", "entities", "places"),
    [
        # Without a preposition `Best` may be the word; an entity settles it.
        ("Men vindt dat Best meer moet doen.", {}, []),
        ("Men vindt dat Best meer moet doen.", {"Best": "GPE"}, ["Best"]),
        ("Gisteren sprak Frits Emmen lang.", {"Frits Emmen": "PER"}, []),
        ("De wethouder van Emmen sprak.", {"van Emmen": "PER"}, ["Emmen"]),
        ("Het Deventer Ziekenhuis groeit.", {"Deventer Ziekenhuis": "ORG"}, ["Deventer"]),
    ],
)
def test_entities_of_a_pipeline(text: str, entities: dict[str, str], places: list[str]) -> None:
    assert [place.text for place in doc_with(text, **entities)._.places] == places
