"""Claims: cues, sides, direction, negation, hedging and holder, by the order of words and by a parse."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from benchmarks.claims import score, surface_finder
from corpus.sentences import sentence_spans
from nlp.annotate import annotate_text, tag_document
from nlp.claims.cues import CueList, cue_list
from nlp.claims.finder import find_claims
from nlp.claims.layer import claims_of, with_speaker
from nlp.claims.records import Claim
from nlp.pipeline import load_pipeline


def claims(text: str) -> tuple[Claim, ...]:
    return find_claims(text, sentence_spans(text))


SIDES = [
    ("Schaalvergroting leidt tot verlies van werk.", "Schaalvergroting", "verlies van werk"),
    ("Daardoor leidt de fusie in de praktijk tot onrust.", "de fusie", "onrust"),
    ("De fusie, die pas later werd hersteld, leidde tot onrust.", "De fusie", "onrust"),
    ("Een plan dat gericht is op groei leidt tot onrust.", "Een plan dat gericht is op groei", "onrust"),
    ("De krimp heeft tot leegstand geleid.", "De krimp", "leegstand"),
    ("Men ziet dat de krimp tot leegstand leidt.", "de krimp", "leegstand"),
    ("De krimp heeft ertoe geleid dat panden leegstaan.", "De krimp", "panden leegstaan"),
    ("De school sluit en dat leidt tot verhuizingen.", "dat", "verhuizingen"),
    ("Subsidies die leiden tot verspilling verdwijnen.", "Subsidies die", "verspilling"),
    ("De leegstand wordt veroorzaakt door de hoge huren.", "de hoge huren", "De leegstand"),
    (
        "Zo vergroot de woningnood de kloof tussen arm en rijk.",
        "de woningnood",
        "de kloof tussen arm en rijk",
    ),
    ("De onrust is het gevolg van de fusie.", "de fusie", "De onrust"),
    ("De fusie is een belangrijke oorzaak van de onrust.", "De fusie", "de onrust"),
    ("Dankzij de brug groeide het dorp.", "de brug", "groeide het dorp"),
    ("Het dorp groeide dankzij de brug.", "de brug", "Het dorp groeide"),
    ("Doordat de mijn sloot, vertrokken gezinnen.", "de mijn sloot", "vertrokken gezinnen"),
    ("De mijn sloot, waardoor gezinnen vertrokken.", "De mijn sloot", "gezinnen vertrokken"),
    ("De krimp heeft leegstand tot gevolg.", "De krimp", "leegstand"),
    ("De lage rente jaagt de huizenprijzen aan.", "De lage rente", "de huizenprijzen"),
    ("De brand is te wijten aan slecht onderhoud.", "slecht onderhoud", "De brand"),
    ("Dat winkels sluiten, is te wijten aan internet.", "internet", "winkels sluiten"),
    ("De school sloot. Daardoor vertrokken gezinnen.", "De school sloot", "vertrokken gezinnen"),
    ("De school sloot en daardoor vertrokken gezinnen.", "De school sloot", "vertrokken gezinnen"),
    ("Het kabinet wijt de krapte aan de vergrijzing.", "de vergrijzing", "de krapte"),
    ("De daling wordt toegeschreven aan de crisis.", "de crisis", "De daling"),
    ("De stad dankt haar groei aan de haven.", "de haven", "haar groei"),
    ("De krimp is om diverse en dure redenen niet mooi en leidt tot onrust.", "De krimp", "onrust"),
    ("Wij kennen de problemen die dit veroorzaakt.", "dit", "de problemen die"),
    ("De campus schept een ander klimaat.", "De campus", "een ander klimaat"),
    (
        "Het PBL constateert dat als gevolg van de vergrijzing de vraag naar zorg stijgt.",
        "de vergrijzing",
        "de vraag naar zorg stijgt",
    ),
    ("Het rapport stelt dat door de krimp scholen verdwijnen.", "de krimp", "scholen verdwijnen"),
    ("Een plan dat door bezuinigingen mislukte, ligt op tafel.", "bezuinigingen", "mislukte"),
]
# What programmes write and what is no claim there: plans, means, nouns and adjectives, idioms, conditions.
NO_CLAIMS = [
    "Er komt meer toezicht, zodat nieuwe overlast wordt tegengegaan.",
    "We willen extra geld uittrekken, waardoor ouderen worden geholpen.",
    "Woningen moeten worden aangepast vanwege de vergrijzing.",
    "Er is behoefte aan maatregelen die de leegstand terugdringen.",
    "De effectiviteit wordt verhoogd door grenzen te stellen aan de kosten.",
    "Deze uitgangspunten leiden tot de volgende maatregelen.",
    "Scholen gaan meer doen om segregatie tegen te gaan.",
    "Het budget is maar beperkt meegegroeid.",
    "Patiënten hebben nu beperkte vrijheid om te kiezen.",
    "Bezuinigen op bijdragen aan de Unie is verstandig.",
    "De partij laat zich graag inspireren door het beleid in Zwitserland.",
    "Dit neemt niet weg dat de raad beslist.",
    "De crisis maakt pijnlijk duidelijk dat natuur kwetsbaar is.",
    "Er worden geen posten gesloten als dit ten koste gaat van de zorg.",
    "Het boek is tot stand gekomen door samenwerking van velen.",
    "Het waterbeleid verhogen we, en verbeteren we de straffen.",
    "De gemeente zorgt samen met burgers voor een schone straat.",
    "Daardoor moeten gemeenten meer samenwerken.",
    "Het stimuleren van fietsen door beprijzing heeft de voorkeur.",
    "De burgers gaven de leegstand de schuld.",
    "Waaraan wijt de wethouder het tekort?",
]


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_what_programmes_write_is_no_claim(text: str) -> None:
    assert claims(text) == ()


def test_an_ascribed_claim_has_its_holder() -> None:
    (claim,) = claims("De oppositie wijt het tekort niet aan de vergrijzing.")
    assert (claim.holder, claim.negated, claim.cue) == ("De oppositie", True, "wijten aan")


def test_a_pointer_reaches_over_no_paragraph_and_no_question() -> None:
    assert claims("De school sloot.\nDaardoor vertrokken gezinnen.") == ()
    assert claims("Sluit de school? Daardoor vertrekken gezinnen.") == ()


@pytest.mark.parametrize(("text", "cause", "effect"), SIDES)
def test_sides(text: str, cause: str, effect: str) -> None:
    found = claims(text)
    assert [(claim.cause.text, claim.effect.text) for claim in found] == [(cause, effect)]


@pytest.mark.parametrize(
    "text",
    [
        "De maatregel moet leiden tot minder verkeer.",
        "De gemeente wil de groei remmen.",
        "Er komt geld om de overlast te verminderen.",
        "Leidt de fusie tot onrust?",
        "De vraag is of de fusie leidt tot onrust.",
        "Als de fabriek sluit, leidt dat tot werkloosheid.",
        "De trap leidt tot de zolder.",
        "Zij leidt de stichting tot 2027.",
        "De opleiding leidt jongeren op tot verpleegkundige.",
        "De gemeente vergroot het plein.",
        "De VVD vergroot de voorraad huurwoningen.",
        "De club versterkt zich met een spits.",
        "De maximumsnelheid wordt verlaagd.",
        "Er is een beperkt aantal plaatsen.",
        "Het voorkomen van schulden is een doel.",
        "De plant komt hier voor.",
        "De nota is door de raad vastgesteld.",
        "De bus rijdt door het dorp.",
        "De ongelijkheid daalt door belasting te heffen.",
        "Ik stem tegen omdat ik het plan te duur vind.",
        "",
        "...",
        "leidt tot",
        "doordat",
    ],
)
def test_no_claim(text: str) -> None:
    assert claims(text) == ()


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("De krimp leidt tot minder winkels.", "more"),
        ("De regels remmen de bouw.", "less"),
        ("De drukte werkt ongelukken in de hand.", "more"),
        ("De krimp doet de prijzen dalen.", "less"),
        ("De vergrijzing doet de zorgvraag stijgen.", "more"),
    ],
)
def test_direction_is_that_of_the_cue(text: str, direction: str) -> None:
    assert [claim.direction for claim in claims(text)] == [direction]


@pytest.mark.parametrize(
    ("text", "negated", "hedged"),
    [
        ("Asfalt leidt niet tot minder files.", True, False),
        ("Asfalt leidt niet alleen tot lawaai.", False, False),
        ("De komst van de campus heeft nooit tot groei geleid.", True, False),
        ("De leegstand komt niet door de huren.", True, False),
        ("De bus viel uit doordat er geen chauffeurs waren.", False, False),
        ("De fusie kan leiden tot onrust.", False, True),
        ("De fusie zou niet tot onrust leiden.", True, True),
        ("De fusie leidt waarschijnlijk tot onrust.", False, True),
        ("De prijzen stegen, waardoor starters niets konden kopen.", False, False),
        ("Doordat jongeren niet terugkeren, vergrijst de stad.", False, False),
    ],
)
def test_how_it_is_said(text: str, negated: bool, hedged: bool) -> None:
    assert [(claim.negated, claim.hedged) for claim in claims(text)] == [(negated, hedged)]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("De krimp leidt tot leegstand.", ""),
        ("Volgens het CPB leidt de krimp tot leegstand.", "het CPB"),
        ("Volgens de nota leidt de krimp tot leegstand.", ""),
        ("Planoloog Els Mork stelt dat de krimp tot leegstand leidt.", "Els Mork"),
        ("Ik denk dat de krimp tot leegstand leidt.", ""),
        ("‘De krimp leidt tot leegstand’, zegt Els Mork.", "Els Mork"),
        ("“De krimp leidt tot leegstand”, aldus wethouder Jan de Wit.", "Jan de Wit"),
    ],
)
def test_holder(text: str, holder: str) -> None:
    assert [claim.holder for claim in claims(text)] == [holder]


def test_the_speaker_of_a_quote_goes_before() -> None:
    class Quote:
        start, end, speaker = 0, 40, "Els Mork"

    (claim,) = claims("De krimp leidt tot leegstand.")
    assert with_speaker(claim, [Quote()]).holder == "Els Mork"
    Quote.end = 10
    assert with_speaker(claim, [Quote()]).holder == ""


def test_two_claims_of_one_sentence() -> None:
    text = "De krimp leidt tot leegstand; de leegstand veroorzaakt verval."
    assert [(claim.cause.text, claim.effect.text) for claim in claims(text)] == [
        ("De krimp", "leegstand"),
        ("de leegstand", "verval"),
    ]


WORDS = [
    *sorted(cue_list().triggers),
    *("de", "het", "krimp", "stad", "niet", "en", "dat", "die", "te", "om", "is", "heeft", "kan", "tot"),
    *(",", ".", "„", "”", ";", "\n", "2024", "É", "volgens", "gevolg", "van", "Jan"),
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=25))
def test_offsets_lie_in_the_text_and_sides_apart(parts: list[str]) -> None:
    text = " ".join(parts)
    for claim in claims(text):
        for side in (claim.cause, claim.effect):
            assert 0 <= claim.start <= side.start < side.end <= claim.end <= len(text)
            assert text[side.start : side.end] == side.text
        assert claim.cause.end <= claim.effect.start or claim.effect.end <= claim.cause.start
        assert claim.direction in ("more", "less")
        assert 0 < claim.confidence <= 1


@given(st.integers(0, 30))
def test_what_stands_before_does_not_change_a_claim(shift: int) -> None:
    text = "De krimp leidt tot leegstand."
    (alone,), (after,) = claims(text), claims("Niets. " * shift + text)
    assert (after.cause.text, after.effect.text) == (alone.cause.text, alone.effect.text)
    assert after.start - alone.start == 7 * shift


def parsed(words: str, heads: list[int], relations: str) -> Doc:
    vocab = spacy.blank("nl").vocab
    return Doc(vocab, words.split(), heads=heads, deps=relations.split(), sent_starts=None)


def test_a_parse_says_where_the_sides_end() -> None:
    words = "Vaak leidt krimp van de bevolking in dorpen tot leegstand ."
    doc = parsed(
        words, [1, 1, 1, 5, 5, 2, 7, 2, 9, 1, 1], "advmod ROOT nsubj case det nmod case nmod case obl punct"
    )
    (claim,) = claims_of(doc)
    assert (claim.cause.text, claim.effect.text) == ("krimp van de bevolking in dorpen", "leegstand")


def test_a_parse_turns_a_passive_round() -> None:
    words = "De kloof wordt door de krimp vergroot ."
    doc = parsed(words, [1, 6, 6, 5, 5, 6, 6, 6], "det nsubj:pass aux:pass case det obl:agent ROOT punct")
    (claim,) = claims_of(doc)
    assert (claim.cause.text, claim.effect.text) == ("de krimp", "De kloof")


def test_a_parse_without_a_subject_leaves_the_order_of_words() -> None:
    doc = parsed("De regeldruk remt de groei .", [1, 2, 2, 4, 2, 2], "det obj ROOT det obj punct")
    (claim,) = claims_of(doc)
    assert (claim.cause.text, claim.effect.text) == ("De regeldruk", "de groei")


def test_claims_reach_mentions_and_tag() -> None:
    text = "Volgens het CPB leidt de vergrijzing tot hogere zorgkosten."
    _, mentions = annotate_text(load_pipeline(), text)
    (mention,) = [mention for mention in mentions if mention.layer == "claim"]
    assert mention.text == text[mention.start : mention.end]
    found = tag_document(text)["claims"]
    assert found == [
        {
            "text": "leidt de vergrijzing tot hogere zorgkosten",
            "start": 16,
            "end": 58,
            "cause": {"text": "de vergrijzing", "start": 22, "end": 36},
            "effect": {"text": "hogere zorgkosten", "start": 41, "end": 58},
            "cue": "leiden tot",
            "direction": "more",
            "negated": False,
            "hedged": False,
            "holder": "CPB",
            "confidence": 0.9,
        }
    ]


def test_development_score() -> None:
    value = score("dev", surface_finder)
    assert value.f >= 0.9
    assert min(value.negated, value.hedged, value.holder) >= 0.95 * value.right


def test_a_list_of_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "cues.yaml"
    file.write_text(
        "verbs:\n  - {id: x, forms: verjaagt verjagen verjoeg verjoegen verjaagd, object: np, "
        "direction: less}\n"
        "words: {agents: raad}\n",
        encoding="utf-8",
    )
    own: CueList = cue_list(file)
    text = "De hoge huren verjagen jonge gezinnen. De krimp leidt tot leegstand."
    (claim,) = find_claims(text, sentence_spans(text), cues=own)
    assert (claim.cue, claim.direction, claim.effect.text) == ("x", "less", "jonge gezinnen")


def test_a_key_that_is_not_known_is_told(tmp_path: Path) -> None:
    file = tmp_path / "cues.yaml"
    file.write_text("nouns:\n  - {id: x, noun: bron, objekt: van}\nwords: {}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="x: a cue has no key 'objekt'"):
        cue_list(file)
