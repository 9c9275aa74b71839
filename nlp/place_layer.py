"""The spaCy component that puts the places of a text on its Doc, and their names among the entities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from corpus.identity import PERSON_LABELS
from corpus.records import Mention
from nlp.place_context import Spot, says_where
from nlp.places import Evidence, Place, find_places
from nlp.quotes.lexicon import first_names

LAYER = "place"
_UNSURE = 0.8
_PLACES = frozenset({"GPE", "LOC"})
_LABELS = {"municipality": "GPE", "town": "GPE", "province": "GPE", "region": "LOC", "neighbourhood": "LOC"}
# Doc extensions: what is known of the document before it is read, and the places found.
Doc.set_extension("date", default="", force=True)
Doc.set_extension("place_evidence", default=None, force=True)
Doc.set_extension("places", default=(), force=True)


@Language.component("stadspraat_places")
def find_doc_places(doc: Doc) -> Doc:
    """Set `doc._.places` and add the names to `doc.ents`; entities found before go first.

    A pipeline that knows persons overrules a name inside a longer person's name.
    """
    evidence: Evidence | None = _with_entities(doc, doc._.place_evidence)
    found = find_places(doc.text, doc._.date, evidence=evidence)
    doc._.places = tuple(place for place in found if not _is_in_person(doc, place, found))
    doc.ents = tuple(filter_spans([*doc.ents, *_entities(doc, doc._.places)]))
    return doc


def _with_entities(doc: Doc, evidence: Evidence | None) -> Evidence | None:
    """The evidence with the names that the pipeline itself took for places: they settle what is doubtful."""
    named = frozenset(ent.text for ent in doc.ents if ent.label_ in _PLACES)
    if not named:
        return evidence
    known = evidence or Evidence()
    return Evidence(known.names | named, known.anchors)


def place_mentions(doc: Doc) -> list[Mention]:
    """The places of the document as mentions: the label is the kind, the facts are in the data."""
    return [
        Mention(LAYER, place.kind, place.start, place.end, place.text, place_data(place))
        for place in doc._.places
    ]


def place_data(place: Place) -> tuple[tuple[str, object], ...]:
    """What is known of a place, without offsets, text and kind, as pairs for the store and for JSON."""
    known = asdict(place)
    data = {key: value for key, value in known.items() if key not in ("start", "end", "text", "kind")}
    return tuple((key, list(value) if isinstance(value, tuple) else value) for key, value in data.items())


def _entities(doc: Doc, places: Iterable[Place]) -> Iterable[Span]:
    for place in places:
        if place.kind == "name":
            label = _LABELS[place.level]
            span = doc.char_span(place.start, place.end, label=label, alignment_mode="contract")
            if span is not None:
                yield span


def _is_in_person(doc: Doc, place: Place, found: Sequence[Place]) -> bool:
    """Whether a person of the pipeline's own holds the name and more, or is the name where it is doubtful."""
    opens = {other.start: other.end for other in found if other.text not in first_names()}
    for ent in doc.ents:
        inside = ent.start_char <= place.start and place.end <= ent.end_char
        # `wethouder (CDA) van Best` is no person called van Best, nor is `Ede de Foodvalley`.
        if not inside or ent.label_ not in PERSON_LABELS or ent.text.startswith("van "):
            continue
        if len(ent.text) > len(place.text):
            return opens.get(ent.start_char, ent.end_char) >= ent.end_char
        spot = Spot(doc.text, place.start, place.end)
        return place.confidence < _UNSURE and not says_where(spot)
    return False
