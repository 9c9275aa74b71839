"""The rule-based Dutch pipeline: tokens, lemmas, word classes, names of bodies, and its fingerprint."""

from __future__ import annotations

import subprocess
import sys
from functools import cache

import pytest
from spacy.language import Language

from corpus.errors import PipelineError
from nlp.annotate import annotate_text, tag_document
from nlp.pipeline import load_pipeline, pipeline_fingerprint


@cache
def rules() -> Language:
    return load_pipeline("rules")


def entities(text: str, label: str = "ORG") -> list[str]:
    return [mention.text for mention in annotate_text(rules(), text)[1] if mention.label == label]


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("De Wmo 2015 geldt sinds toen.", "2015"),
        ("Zie art. 5.1, eerste lid, van de wet.", "art."),
        ("Zie art. 5.1, eerste lid, van de wet.", "5.1"),
        ("Het kost € 2,5 mln. per jaar.", "2,5"),
        ("Het kost € 2,5 mln. per jaar.", "mln."),
        ("Zij woont in 's-Hertogenbosch.", "'s-Hertogenbosch"),
        ("Zij woont in ’s-Gravenhage.", "’s-Gravenhage"),
        ("Een D66'er uit A'dam sprak.", "D66'er"),
        ("Een D66'er uit A'dam sprak.", "A'dam"),
        ("Mw. Jansen en dhr. De Boer.", "Mw."),
        ("Het midden- en kleinbedrijf groeit.", "midden-"),
        ("De v.v. van het dorp speelt thuis.", "v.v."),
        ("Van Den Haag/Leiden naar zee.", "Leiden"),
        ("Dat was in de jaren '60 anders.", "'60"),
        ("Hij noemde '100 woningen' te weinig.", "100"),
        ("Hij zei:,,Dat kan niet'', en vertrok.", ",,"),
        ("Dat (zie bijlage 1): blijft.", ":"),
        ("8) Het achtste punt.", "8"),
        ("Zij wist dat. Het huis was vol.", "dat"),
        ("Zij wist dat. Het huis was vol.", "vol"),
        ("Zij werkt bij R&D.", "R&D"),
        ("Goed zo :) en door.", ":)"),
        ("Zij stemde PvdA. Hij niet.", "PvdA"),
        ("De lijst GroenLinks-PvdA. Nu wij.", "GroenLinks-PvdA"),
        ("Volgens de KvK.", "KvK"),
        ("Stedin en TenneT.’ Dat was het.", "TenneT"),
        ("Zij gaan met het OV. Wij niet.", "OV"),
        ("Aldus de WRR. Het kabinet zweeg.", "WRR"),
        ("Aldus ProRail BV. Het kabinet zweeg.", "BV"),
        ("BRIEF VAN MR. J. DE VRIES", "MR."),
        ("ZIE ART. 5", "ART."),
        ("Aldus mr. J.P. de Vries.", "J.P."),
        ("De lijn Nijmegen–Kleef.", "Nijmegen"),
        ("De lijn Den Haag–’s-Hertogenbosch.", "Haag–’s-Hertogenbosch"),
        ("Het bleef links—rechts.", "links"),
        ("In de jaren 2004–2007.", "2004–2007"),
        ("De A1–A6.", "A1–A6"),
    ],
)
def test_token_stays_whole(text: str, token: str) -> None:
    assert token in [item.text for item in rules().tokenizer(text)]


def test_sentences_survive_abbreviations() -> None:
    doc = rules()("Volgens drs. De Wit is art. 3 helder. Het raadslid o.a. niet. Klaar.")
    assert [str(sentence) for sentence in doc.sents] == [
        "Volgens drs. De Wit is art. 3 helder.",
        "Het raadslid o.a. niet.",
        "Klaar.",
    ]


@pytest.mark.parametrize(
    ("word", "label"),
    [("de", "DET"), ("en", "CCONJ"), ("omdat", "SCONJ"), ("in", "ADP"), ("heeft", "AUX"), ("winkel", "")],
)
def test_function_words_have_a_class(word: str, label: str) -> None:
    tokens, _ = annotate_text(rules(), f"Wat {word} betreft.")
    assert tokens[1].pos == label


def test_tokens_carry_offsets_and_no_white_space() -> None:
    text = "Twee  alinea's.\nNog een."
    tokens, _ = annotate_text(rules(), text)
    assert [text[token.start : token.end] for token in tokens] == [
        *("Twee", "alinea's", ".", "Nog", "een", "."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De VVD stemde tegen.", ["VVD"]),
        ("Het PvdA-Kamerlid stemde tegen.", []),
        ("Een D66'er stemde tegen.", []),
        ("GroenLinks-PvdA en de ChristenUnie stemden voor.", ["GroenLinks-PvdA", "ChristenUnie"]),
        (
            "Het ministerie van Onderwijs, Cultuur en Wetenschap zweeg.",
            ["ministerie van Onderwijs, Cultuur en Wetenschap"],
        ),
        ("Het Planbureau voor de Leefomgeving (PBL) zweeg.", ["Planbureau voor de Leefomgeving", "PBL"]),
        ("Het sp geluid is zacht.", []),
        ("PARTIJ VAN DE ARBEID EN VVD WINNEN", ["PARTIJ VAN DE ARBEID", "VVD"]),
    ],
)
def test_bodies_are_found_by_list(text: str, expected: list[str]) -> None:
    assert entities(text) == expected


def test_names_do_not_run_over_a_paragraph_boundary() -> None:
    assert entities("Wij zijn van de Partij van\nde Arbeid") == []


def test_tag_gives_offsets_of_the_input() -> None:
    text = "Aldus de VVD."
    found = tag_document(text, "rules")["entities"]
    assert found == [{"text": "VVD", "label": "ORG", "start": 9, "end": 12}]


def test_a_missing_pipeline_is_one_clear_line() -> None:
    with pytest.raises(PipelineError, match=r"no_such_model.*install") as caught:
        load_pipeline("no_such_model")
    assert "\n" not in str(caught.value)


def test_a_pipeline_of_another_language_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    import spacy

    folder = tmp_path_factory.mktemp("english")
    spacy.blank("en").to_disk(folder)
    with pytest.raises(PipelineError, match="not Dutch"):
        load_pipeline(str(folder))


def test_any_dutch_pipeline_gets_our_layers(tmp_path_factory: pytest.TempPathFactory) -> None:
    import spacy

    folder = tmp_path_factory.mktemp("dutch")
    spacy.blank("nl").to_disk(folder)
    _, mentions = annotate_text(load_pipeline(str(folder)), "De VVD stemde tegen.")
    assert [mention.text for mention in mentions if mention.layer == "entity"] == ["VVD"]


def test_fingerprint_needs_no_spacy_and_differs_by_pipeline() -> None:
    code = (
        "import sys; from nlp.pipeline import pipeline_fingerprint as f; print(f());"
        "assert 'spacy' not in sys.modules and f() != f('nl_core_news_lg')"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == pipeline_fingerprint() == pipeline_fingerprint("beleid")
    assert pipeline_fingerprint("rules") != pipeline_fingerprint()


def test_the_same_text_gives_the_same_whatever_comes_before() -> None:
    texts = ["De VVD is er.", "Het CPB rekent.", "De VVD is er."]
    alone = [annotate_text(rules(), text) for text in texts]
    assert alone[0] == alone[2]
    assert alone == [annotate_text(load_pipeline("rules"), text) for text in texts]
