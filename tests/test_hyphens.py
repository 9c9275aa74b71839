"""Line-end hyphens: what the line break cut, and what the word has itself."""

from collections import Counter

import pytest

from benchmarks.hyphens import always_join, by_document, never_join, ours, score, written_cases
from corpus.prose.hyphens import Hyphens
from corpus.prose.vocabulary import Vocabulary


def seam(left: str, right: str, *words: str, language: str = "nl", cut: bool = False) -> str:
    found = Hyphens(Vocabulary(Counter(words)), language).seam(left, right, cut=cut)
    return found.left + found.gap + found.right


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("het beleids-", "medewerker is", "het beleidsmedewerker is"),
        ("sociaal-", "ruimtelijke", "sociaal-ruimtelijke"),
        ("sociaal-econo-", "mische", "sociaal-economische"),
        ("midden-", "en kleinbedrijf", "midden- en kleinbedrijf"),
        ("de steden groei-", "en van jaar tot jaar", "de steden groeien van jaar tot jaar"),
        ("de steden groei-", "en.", "de steden groeien."),
        ("groei-", "en krimpgemeenten", "groei- en krimpgemeenten"),
        ("voor-", "en nadelen", "voor- en nadelen"),
        ("midden-", "(en klein-)bedrijf", "midden- (en klein-)bedrijf"),
        ("zo-", "als het was", "zoals het was"),
        ("van week-", "tot maandkaart", "van week- tot maandkaart"),
        ("Noord-", "Holland", "Noord-Holland"),
        ("woon-", "werkverkeer", "woon-werkverkeer"),
        ("co-", "ördinatie", "coördinatie"),
        ("co-", "ordinatie,", "coördinatie,"),
        ("coördi-", "natie", "coördinatie"),
        ("zee-", "eend", "zee-eend"),
        ("auto-", "tje.", "autootje."),
        ("EU-", "lidstaten", "EU-lidstaten"),
        ("CO2-", "uitstoot", "CO2-uitstoot"),
        ("20-", "jarige", "20-jarige"),
        ("oud-", "minister", "oud-minister"),
        ("kant-", "en-klare", "kant-en-klare"),
        ("GEMEEN-", "TERAAD", "GEMEENTERAAD"),
        ("Groen-", "Links", "GroenLinks"),
        ("IJs-", "land", "IJsland"),
        ("(mantel-", "zorgers)", "(mantelzorgers)"),
        ("‘leef-", "baarheid’,", "‘leefbaarheid’,"),
        ("https://www.almere.nl/wonen-", "en-werken", "https://www.almere.nl/wonen-en-werken"),
        ("de stad -", "en het land", "de stad - en het land"),
        ("de stad –", "en het land", "de stad – en het land"),
        ("een gewone", "regel", "een gewone regel"),
        ("ontplooi-", "ing", "ontplooiing"),
        ("onderwijs-", ", zorg-", "onderwijs-, zorg-"),
        ("kosten-", "batenanalyse", "kosten-batenanalyse"),
    ],
)
def test_seams(left: str, right: str, expected: str) -> None:
    assert seam(left, right) == expected


def test_the_documents_own_words_come_first() -> None:
    assert seam("anti-", "kraak", "anti-kraak") == "anti-kraak"
    assert seam("anti-", "kraak", "antikraak") == "antikraak"
    assert seam("privé-", "vermogen", "privévermogen") == "privévermogen"
    assert seam("wijk-", "tafel", "wijk-raad", "wijk-team", "wijk-post") == "wijk-tafel"


def test_a_slip_in_the_document_is_no_habit() -> None:
    assert seam("maat-", "schappij", "maat-schappij") == "maatschappij"


def test_soft_hyphen_is_always_the_line_breaks() -> None:
    assert seam("sociaal-", "economische", cut=True) == "sociaaleconomische"


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("govern-", "ment", "government"),
        ("well-", "ordered", "well-ordered"),
        ("policy-", "relevant", "policy-relevant"),
        ("neighbour-", "hood", "neighbourhood"),
        ("EU-", "wide", "EU-wide"),
    ],
)
def test_english(left: str, right: str, expected: str) -> None:
    assert seam(left, right, language="en") == expected


def test_the_bar_on_written_cases() -> None:
    cases = written_cases()
    assert len(cases) >= 400
    assert {case.split for case in cases} == {"dev", "test"}
    for split in ("dev", "test"):
        half = [case for case in cases if case.split == split]
        best_other = max(score(half, method)["all"] for method in (always_join, never_join, by_document))
        assert score(half, ours)["all"] >= max(0.98, best_other)
