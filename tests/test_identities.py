"""Identities: what is one person or body, what is kept apart, and that order does not matter."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_sample import fill

from corpus.facets import SPEAKER, facet_of
from corpus.report.load import load
from corpus.report.speakers import speakers_of
from corpus.store import Store
from models.tagged import tagged_passages
from nlp.annotate import annotate_corpus, tag_document
from nlp.identities import IdentityTable, Voice, corpus_identities, defined_abbreviations, identify, key
from nlp.quotes.names import given_of, surname_of
from nlp.stage import bring_up_to_date


def person(name: str, document: str = "a", role: str = "", organisation: str = "") -> Voice:
    return Voice(document, name, "person", role, organisation)


def body(name: str, document: str = "a") -> Voice:
    return Voice(document, name, "organisation")


def ids(table: IdentityTable, *voices: Voice) -> list[str]:
    return [table.of(voice) for voice in voices]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (body("PBL"), body("Planbureau voor de Leefomgeving", "b")),
        (body("het PBL"), body("PBL", "b")),
        (body("Partij van de Arbeid"), body("PvdA", "b")),
        (body("Stichting Leeg"), body("stichting Leeg", "b")),
        (person("Eva Tol"), person("Eva Tol", "b", "wethouder")),
        (person("Jan van ’t Hof"), person("Jan van 't Hof", "b")),
        (person("E. Tol", "b"), person("Eva Tol")),
        (person("Tol", "b", "wethouder"), person("Eva Tol", "a", "wethouder")),
        (person("Tol", "b", "wethouder", "VVD"), person("Eva Tol", "a", "", "VVD")),
    ],
)
def test_one_identity(one: Voice, two: Voice) -> None:
    table = identify([one, two])
    assert len(table.identities) == 1
    assert table.of(one) == table.of(two) == table.identities[0].id
    assert table.identities[0].documents == 2


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (person("Tol", "b"), person("Eva Tol")),
        (person("Tol", "b", "wethouder"), person("Eva Tol", "a", "planoloog")),
        (person("Jan Tol", "b"), person("Eva Tol")),
        (person("J. Tol", "b"), person("Eva Tol")),
        (body("Tol", "b"), person("Tol")),
        (body("gemeente Emmen"), body("gemeente Assen")),
    ],
)
def test_two_identities(one: Voice, two: Voice) -> None:
    table = identify([one, two])
    assert len(table.identities) == 2
    assert table.of(one) != table.of(two)


def test_a_surname_that_two_bear_joins_neither() -> None:
    voices = [
        person("Eva Tol", "a", "wethouder"),
        person("Jan Tol", "b", "wethouder"),
        person("Tol", "c", "wethouder"),
    ]
    assert len(set(ids(identify(voices), *voices))) == 3


def test_an_abbreviation_the_corpus_defines_is_the_long_name() -> None:
    texts = ["De Bond voor Stille Straten (BSS) is er.", "De Bond voor Stille Straten (BSS) ook."]
    abbreviations = defined_abbreviations(texts)
    assert abbreviations == {"BSS": "Bond voor Stille Straten"}
    table = identify([body("BSS"), body("Bond voor Stille Straten", "b")], abbreviations)
    (identity,) = table.identities
    assert identity.name == "Bond voor Stille Straten"
    assert identity.names == ("BSS", "Bond voor Stille Straten")


def test_an_identity_tells_what_most_documents_tell() -> None:
    voices = [
        person("Eva Tol", "a", "wethouder"),
        person("Eva Tol", "b", "wethouder"),
        person("Eva Tol", "c", "raadslid"),
    ]
    (identity,) = identify(voices).identities
    assert (identity.role, identity.documents, identity.id) == ("wethouder", 3, "person:eva tol")


def test_a_bare_name_is_of_the_person_its_document_tells_of() -> None:
    """The entity beside a quote is the same name without the role; it made a second person of the speaker."""
    voices = [person("Eva Tol", "a", "wethouder"), person("Tol", "b", "wethouder"), person("Tol", "b")]
    table = identify(voices)
    assert [identity.id for identity in table.identities] == ["person:eva tol"]
    assert table.of(person("Tol", "b")) == "person:eva tol"


def test_the_speakers_of_a_stored_corpus_are_identified(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        fill(store, "a.pdf", "Wethouder Eva Tol (VVD) zegt dat het kan.", "Het PBL denkt dat de stad groeit.")
        fill(store, "b.pdf", "Wethouder Tol (VVD) vindt dat het moet.", "Een bewoner hoopt dat het meevalt.")
        annotate_corpus(store)
        identities, voices = corpus_identities(store)
        store.save_identities(identities, voices)
        assert store.identities() == identities
        owners = store.owners()
    assert [(identity.id, identity.documents) for identity in identities] == [
        ("organisation:planbureau voor de leefomgeving", 1),
        ("organisation:vvd", 2),
        ("person:eva tol", 2),
    ]
    names = {name: owner for (_, name, _), owner in owners.items()}
    assert (names["PBL"], names["Tol"]) == ("Planbureau voor de Leefomgeving", "Eva Tol")


def test_one_speaker_in_the_report_whatever_a_text_calls_them(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        fill(store, "a.pdf", "Het Planbureau voor de Leefomgeving (PBL) zegt dat de stad groeit.")
        fill(store, "b.pdf", "Het PBL denkt dat de regio krimpt.")
        bring_up_to_date(store, "", lambda done, total: None)
        data = load(store)
        tags = {tag for passage in tagged_passages(store) for tag in passage.tags}
    name = "Planbureau voor de Leefomgeving"
    assert {tag for tag in tags if facet_of(tag) == SPEAKER} == {f"speaker={name}"}
    assert [quote.speaker for passage in data.passages for quote in passage.quotes] == [name, name]
    assert data.also[name] == ("PBL",)
    speakers = speakers_of(data)
    assert speakers is not None
    assert [(row.name, row.documents, row.also) for row in speakers.rows] == [(name, 2, ("PBL",))]


def test_identities_are_told_anew_when_the_annotations_change(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        fill(store, "a.pdf", "Het PBL zegt dat de stad groeit.")
        bring_up_to_date(store, "", lambda done, total: None)
        before = [each.name for each in store.identities()]
        fill(store, "b.pdf", "Wethouder Eva Tol zegt dat het kan.")
        bring_up_to_date(store, "", lambda done, total: None)
        after = [each.name for each in store.identities()]
    assert before == ["Planbureau voor de Leefomgeving"]
    assert after == ["Planbureau voor de Leefomgeving", "Eva Tol"]


def test_tag_tells_who_is_who() -> None:
    text = "Het Bureau voor Stadsonderzoek (BvS) meldt dat de stad groeit. Het BvS denkt dat de regio krimpt."
    (identity,) = cast(list[dict[str, object]], tag_document(text)["identities"])
    assert (identity["name"], identity["kind"]) == ("Bureau voor Stadsonderzoek", "organisation")


NAMES = st.sampled_from(
    ["Eva Tol", "Tol", "E. Tol", "Jan Tol", "PBL", "het PBL", "", "  ", "de", "X", "Van der Berg"]
)
VOICES = st.builds(
    Voice,
    st.sampled_from("abc"),
    NAMES | st.text(max_size=8),
    st.sampled_from(["person", "organisation"]),
    st.sampled_from(["", "wethouder"]),
)


@given(st.lists(VOICES, max_size=12), st.randoms())
def test_order_does_not_matter_and_every_voice_has_one_identity(voices: list[Voice], random: object) -> None:
    table = identify(voices)
    assert identify(list(reversed(voices))) == table
    known = {identity.id for identity in table.identities}
    assert len(known) == len(table.identities)
    assert all(table.of(voice) in known for voice in voices if voice.name.strip())


@given(st.text())
def test_a_key_is_stable(name: str) -> None:
    assert key(key(name)) in (key(name), key(key(key(name))))


@pytest.mark.parametrize(
    ("name", "surname", "first"),
    [
        ("Ad van Kempen", "van Kempen", "Ad"),
        ("Jansen", "Jansen", ""),
        # A signature in minutes: nothing but initials.
        ("J. P.", "J. P.", ""),
        ("A.B.C.", "A.B.C.", ""),
        ("", "", ""),
    ],
)
def test_the_parts_of_a_name(name: str, surname: str, first: str) -> None:
    assert (surname_of(name), given_of(name)) == (surname, first)


@given(st.text(st.sampled_from("AJv .-'’()é"), max_size=14))
def test_every_name_has_a_surname_that_lies_in_it(name: str) -> None:
    assert bool(surname_of(name)) == bool(name.split())
    assert " ".join(name.split()).endswith(surname_of(name))
    assert given_of(name) in name
