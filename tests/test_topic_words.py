"""Which words may name a topic: lemmas with meaning, no twins, no persons, no own name."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import sparse  # type: ignore[import-untyped]

from corpus.records import Token
from models.evidence import WordEvidence, class_tfidf
from models.labels import attributive, fixed_expressions, label_for, sentence_list
from models.words import (
    TopicPassage,
    alike,
    choose_words,
    content_lemma,
    displayed,
    merge_spellings,
    signatures,
    spelling_key,
    topic_passage,
    twin_key,
)


def passage(text: str, document: str = "d") -> TopicPassage:
    """A passage whose lemmas are its words in small letters; a comma keeps words apart."""
    words = text.replace(",", " ,").split()
    kept = [(word.lower(), word, place) for place, word in enumerate(words) if word != ","]
    lemmas, forms, positions = zip(*kept, strict=True) if kept else ((), (), ())
    return TopicPassage(text, document, lemmas, forms, positions)


@pytest.mark.parametrize(
    ("form", "lemma", "pos", "expected"),
    [
        ("woningen", "woning", "NOUN", "woning"),
        ("Patiënten", "patiënt", "", "patiënt"),
        ("CO2-uitstoot", "co2-uitstoot", "NOUN", "co2-uitstoot"),
        ("OV", "OV", "", "ov"),
        ("ov", "ov", "", ""),
        ("de", "de", "", ""),
        ("worden", "worden", "", ""),
        ("bouwen", "bouwen", "VERB", ""),
        ("artikel", "artikel", "NOUN", ""),
        ("Mevrouw", "mevrouw", "NOUN", ""),
        ("Verkiezingsprogramma", "verkiezingsprogramma", "NOUN", ""),
        ("2024", "2024", "NUM", ""),
        ("30%", "30%", "", ""),
        ("—", "—", "", ""),
        ("", "", "", ""),
    ],
)
def test_what_says_something_of_a_topic(form: str, lemma: str, pos: str, expected: str) -> None:
    assert content_lemma(form, lemma, pos) == expected


def test_names_of_persons_are_left_out_by_their_place() -> None:
    text = "Wethouder Jansen bouwt woningen"
    tokens = [Token(0, 9, "wethouder", ""), Token(10, 16, "Jansen", ""), Token(23, 31, "woning", "")]
    found = topic_passage("p", "d", text, tokens, hidden=[(10, 16)])
    assert found.lemmas == ("wethouder", "woning")
    assert found.forms == ("Wethouder", "woningen")
    assert found.positions == (0, 2)


def test_the_name_of_a_place_is_one_word_however_many_it_has() -> None:
    text = "In Den  Haag en Emmen praat Den Uyl"
    tokens = [Token(m.start(), m.end(), m.group().lower(), "PROPN") for m in re.finditer(r"\S+", text)]
    found = topic_passage("p", "d", text, tokens, hidden=[(28, 35)], places=[(3, 12), (16, 21)])
    assert found.lemmas == ("den_haag", "emmen", "praat")
    assert found.forms == ("Den Haag", "Emmen", "praat")
    assert found.positions == (1, 3, 4)
    assert displayed([found])["den_haag"] == "Den Haag"


@pytest.mark.parametrize(
    ("first", "second"),
    [("produktie", "productie"), ("aktie", "actie"), ("café", "cafe"), ("oud-minister", "oudminister")],
)
def test_spellings_of_one_word_share_a_key(first: str, second: str) -> None:
    assert spelling_key(first) == spelling_key(second)


@pytest.mark.parametrize(("first", "second"), [("chaos", "kaos"), ("woning", "woningen"), ("cel", "kel")])
def test_other_words_do_not(first: str, second: str) -> None:
    assert spelling_key(first) != spelling_key(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("gemeente", "gemeenten"),
        ("huis", "huizen"),
        ("brief", "brieven"),
        ("sociaal", "sociale"),
        ("regio", "regio's"),
        ("school", "scholen"),
        ("auto", "auto's"),
        ("Europees", "Europese"),
        ("bedrijf", "bedrijfje"),
        ("mens", "mensen"),
    ],
)
def test_inflected_twins_share_a_key(first: str, second: str) -> None:
    assert twin_key(first) == twin_key(second)


@pytest.mark.parametrize(
    ("first", "second"), [("woning", "woningbouw"), ("huurwoning", "koopwoning"), ("zorg", "zorgverzekering")]
)
def test_compounds_are_no_twins(first: str, second: str) -> None:
    assert twin_key(first) != twin_key(second)


@example("𝕬")
@given(st.text(max_size=12))
def test_keys_can_be_made_of_anything(word: str) -> None:
    assert isinstance(twin_key(word), str)
    assert spelling_key(spelling_key(word)) == spelling_key(word)


def test_the_most_frequent_spelling_stands_for_all() -> None:
    merged = merge_spellings([passage("produktie"), passage("productie"), passage("productie")])
    assert {lemma for p in merged for lemma in p.lemmas} == {"productie"}


@pytest.mark.parametrize(
    ("texts", "lemma", "shown"),
    [
        (["NAVO", "NAVO", "navo"], "navo", "NAVO"),
        (["Europa", "Europa"], "europa", "Europa"),
        (["Woning", "woning", "woning"], "woning", "woning"),
        (["GroenLinks"], "groenlinks", "GroenLinks"),
        (["NEDERLAND"], "nederland", "nederland"),
    ],
)
def test_how_a_lemma_is_printed(texts: list[str], lemma: str, shown: str) -> None:
    assert displayed([passage(text) for text in texts])[lemma] == shown


def test_a_partys_name_is_no_topic_word_in_its_own_programme() -> None:
    own = [passage("D66 wil zorg" if number % 2 else "D66 wil wegen", "d66") for number in range(40)]
    rest = [passage("over zorg en NAVO en Europa" if n < 5 else "over wegen", "x") for n in range(40)]
    assert signatures([*own, *rest]) == {"d66"}


def test_a_name_in_one_chapter_is_no_signature() -> None:
    chapter = [passage("Almere groeit" if number < 10 else "over zorg", "rapport") for number in range(40)]
    assert signatures(chapter) == frozenset()


def test_chosen_words_have_no_twins_and_keep_their_order() -> None:
    weights = {"gemeente": 5.0, "gemeenten": 4.9, "zorg": 4.0, "wijkteam": 3.0}
    chosen = choose_words(weights, count=3, diversity=0.2)
    assert [word for word, _ in chosen] == ["gemeente", "zorg", "wijkteam"]


def test_diversity_prefers_another_word_to_one_more_compound() -> None:
    weights = {"woning": 5.0, "huurwoning": 4.0, "starter": 3.8}
    assert [w for w, _ in choose_words(weights, count=2, diversity=0.0)] == ["woning", "huurwoning"]
    assert [w for w, _ in choose_words(weights, count=2, diversity=0.4)] == ["woning", "starter"]
    assert choose_words({}, count=3, diversity=0.2) == ()


@given(st.text(min_size=1, max_size=8), st.text(min_size=1, max_size=8))
def test_likeness_is_a_symmetric_share(first: str, second: str) -> None:
    assert 0 <= alike(first, second) == alike(second, first) <= 1
    assert alike(first, first) == 1


def test_evidence_counts_a_word_once_a_passage_and_drops_the_rarest() -> None:
    found = WordEvidence.of([passage("zorg zorg zorg eens"), passage("zorg bouw"), passage("bouw")])
    assert found.vocabulary == ("bouw", "zorg")
    assert found.presence.toarray().tolist() == [[0, 1], [1, 1], [1, 0]]
    assert found.texts() == ["zorg", "bouw zorg", "bouw"]


def test_a_word_that_is_everywhere_tells_nothing() -> None:
    texts = [passage("gemeente zorg", f"a{n}") for n in range(6)]
    texts += [passage("gemeente bouw", f"b{n}") for n in range(6)]
    found = WordEvidence.of(texts)
    members = [True] * 6 + [False] * 6
    told = dict(zip(found.vocabulary, found.telling(np.array(members)), strict=True))
    assert told["zorg"] == 1.0
    assert told["gemeente"] == told["bouw"] == 0.0


def test_one_long_document_does_not_name_a_topic() -> None:
    texts = [passage("zorg eigenwoord", "lang") for _ in range(8)]
    texts += [passage("zorg", f"kort{n}") for n in range(4)] + [passage("bouw", f"b{n}") for n in range(12)]
    found = WordEvidence.of(texts)
    told = dict(zip(found.vocabulary, found.telling(np.array([True] * 12 + [False] * 12)), strict=True))
    assert told["eigenwoord"] < 0.01 < told["zorg"] == 1.0


def test_class_tfidf_is_that_of_bertopic() -> None:
    bertopic = pytest.importorskip("bertopic.vectorizers")
    texts = [passage("zorg arts"), passage("zorg"), passage("bouw zorg"), passage("bouw arts")]
    found = WordEvidence.of(texts)
    labels = np.array([0, 0, 1, 1])
    counts = np.stack([found.presence[labels == topic].sum(axis=0).A1 for topic in (0, 1)])
    theirs = bertopic.ClassTfidfTransformer(reduce_frequent_words=True).fit_transform(
        sparse.csr_matrix(counts)
    )
    ours = class_tfidf(found.presence, labels)
    np.testing.assert_allclose(np.stack([ours[0], ours[1]]), theirs.toarray())


def test_fixed_expressions_stay_together_in_a_label() -> None:
    members = [passage("openbaar vervoer, trein"), passage("Openbaar vervoer, reiziger")] * 3
    words = [("vervoer", 3.0), ("openbaar", 2.0), ("trein", 1.5), ("reiziger", 1.0)]
    assert fixed_expressions(["vervoer", "openbaar"], members)["vervoer"] == ("openbaar", "vervoer")
    assert label_for(words, members, {}) == "Openbaar vervoer, trein en reiziger"


def test_an_adjective_is_no_label_by_itself() -> None:
    members = [
        passage("sociale huur"),
        passage("sociale zekerheid"),
        passage("sociale wijk"),
        passage("wijk"),
    ]
    assert attributive(["sociale", "wijk"], members) == {"sociale"}
    assert label_for([("sociale", 2.0), ("wijk", 1.0)], members, {}) == "Wijk"
    assert label_for([("sociale", 2.0)], members, {}) == "Sociale"


def test_a_label_says_nothing_twice() -> None:
    members = [passage("woning, woningbouw, huur")] * 3
    assert label_for([("woning", 3.0), ("woningbouw", 2.0), ("huur", 1.0)], members, {}) == "Woning en huur"


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([], "Zonder duidelijke woorden"),
        (["zorg"], "Zorg"),
        (["a", "b"], "A en b"),
        (["a", "b", "c"], "A, b en c"),
    ],
)
def test_an_enumeration_reads_as_dutch(parts: list[str], text: str) -> None:
    assert sentence_list(parts) == text
