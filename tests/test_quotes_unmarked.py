"""Speech without quotation marks: after a name and a colon, after a dash; and texts, which say nothing."""

from __future__ import annotations

import pytest

from nlp.quotes import Quote, find_quotes
from nlp.quotes.writings import is_writing


def quotes(text: str) -> tuple[Quote, ...]:
    return find_quotes(text).quotes


def said(text: str) -> list[tuple[str, str]]:
    return [(quote.speaker, quote.text) for quote in quotes(text)]


@pytest.mark.parametrize(
    "text",
    [
        "De Vierde Nota Extra schreef in 1991 voor dat wijken dicht bij de stad moesten liggen.",
        "De Nota Ruimte stelt dat de steden groeien.",
        "De Structuurvisie Emmen zegt dat het centrum krimpt.",
        "De Wet Werk en Bijstand zegt dat iedereen solliciteert.",
        "De Ladder voor Duurzame Verstedelijking zegt dat er in de stad wordt gebouwd.",
        "Het Handvest van Athene stelde dat wonen en werken gescheiden moesten worden.",
        "Volgens de Omgevingswet mag de gemeente dat zelf bepalen.",
        "“De stad moet compact blijven”, aldus de Vierde Nota Extra.",
        "Het Coalitieakkoord belooft dat er huizen komen.",
        "Kees Bal schreef voor dat het donker moest zijn.",
    ],
)
def test_a_text_that_rules_or_plans_says_nothing(text: str) -> None:
    assert quotes(text) == ()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("In de Vierde Nota stelt het Rijk dat de stad compact blijft.", "Rijk"),
        ("De heer De Wet zegt dat het kan.", "De Wet"),
        ("Jan de Wet zegt dat het kan.", "Jan de Wet"),
        ("Bureau Visie stelt dat het kan.", "Bureau Visie"),
        ("‘Het moet sneller’, zei de Amerikaan op het scherm.", "de Amerikaan"),
        ("“Het kan niet”, zegt de Amsterdammer.", "de Amsterdammer"),
        ("Volgens de Rekenkamer kan het niet.", "Rekenkamer"),
        ("Televisie West meldt dat het kan.", "Televisie West"),
        ("De Monitor Leefbaarheid meldt dat de wijk verandert.", "Monitor Leefbaarheid"),
        ("Het rapport De stille stad concludeert dat het stil is.", "het rapport"),
    ],
)
def test_who_speaks_beside_or_in_a_text(text: str, speaker: str) -> None:
    assert [quote.speaker for quote in quotes(text)] == [speaker]


@pytest.mark.parametrize(
    "name", ["Omgevingswet", "Vierde Nota Extra", "Artikel", "Kadernota", "Europese Richtlijn"]
)
def test_names_of_texts(name: str) -> None:
    assert is_writing(name)


@pytest.mark.parametrize("name", ["Televisie", "Jan de Wet", "A. Plan", "Bureau Visie", "Emmen", "FNV", ""])
def test_names_that_are_no_texts(name: str) -> None:
    assert not is_writing(name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jansen: wij bouwen te weinig.", [("Jansen", "wij bouwen te weinig.")]),
        (
            "Een raad.\nJansen: wij bouwen te weinig.\nDe Vries: dat is niet waar.\nJansen: het is te laat.",
            [
                ("Jansen", "wij bouwen te weinig."),
                ("De Vries", "dat is niet waar."),
                ("Jansen", "het is te laat."),
            ],
        ),
        (
            "JANSEN: wij bouwen te weinig.\nDE VRIES: dat valt wel mee.",
            [("Jansen", "wij bouwen te weinig."), ("De Vries", "dat valt wel mee.")],
        ),
        (
            "Interviewer: hoe?\nJansen: de grond is te duur.\nInterviewer: en?\nJansen: het gaat anders.",
            [("Jansen", "de grond is te duur."), ("Jansen", "het gaat anders.")],
        ),
        (
            "Spreker 1: het is druk.\nSpreker 2: dat klopt niet, wij hebben rust.\nBewoner A: wij hier niet.",
            [
                ("spreker 1", "het is druk."),
                ("spreker 2", "dat klopt niet, wij hebben rust."),
                ("bewoner A", "wij hier niet."),
            ],
        ),
        ("VVD: wij stemmen tegen dit voorstel.", [("VVD", "wij stemmen tegen dit voorstel.")]),
        (
            "Planoloog Eva Tol is somber over de stad. Tol: wij bouwen te weinig.",
            [("Eva Tol", "wij bouwen te weinig.")],
        ),
        (
            "De heer Nijboer (PvdA): Mag ik daarop ingaan?\nMevrouw Bakker (VVD): Dat mag u zeker.",
            [("Nijboer", "Mag ik daarop ingaan?"), ("Bakker", "Dat mag u zeker.")],
        ),
        ("Piet Hein zei: Dit is een zin zonder tekens.", [("Piet Hein", "Dit is een zin zonder tekens.")]),
        ("Eva Tol zei gisteren: we gaan het doen.", [("Eva Tol", "we gaan het doen.")]),
        ("Kees Bal, voorzitter: wij bouwen te weinig.", [("Kees Bal", "wij bouwen te weinig.")]),
        (
            "De boodschap van directeur Eva Tol was helder: zonder geld geen dorpshuis.",
            [("Eva Tol", "zonder geld geen dorpshuis")],
        ),
    ],
)
def test_speech_after_a_colon(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Emmen: wij zijn er trots op.",
        "Wonen: wij bouwen duizend huizen.\nZorg: wij helpen wie hulp nodig heeft.",
        "BESLUIT: wij stemmen in met het voorstel.",
        "Samenvatting: we zien dat de stad verandert.",
        "De Kern: wij bouwen duizend huizen.",
        "Eva Tol: planoloog en schrijver van drie boeken.",
        "Eva Tol is planoloog. Eva Tol: een leven in de stad.",
        "Het college besluit: de winkels sluiten op zondag.",
        "Eva Tol noemde drie redenen: de winkels sluiten, de jeugd vertrekt.",
        "Ik zei: dat kan niet.",
        "Kop van Zuid: wij bouwen door.",
        "Team Wonen: wij zijn er voor u.",
    ],
)
def test_a_colon_after_what_does_not_speak(text: str) -> None:
    assert quotes(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("– Wij bouwen te weinig, zegt Eva Tol.", [("Eva Tol", "Wij bouwen te weinig")]),
        (
            "– Wij bouwen te weinig, zegt Eva Tol. – En het is te duur.",
            [("Eva Tol", "Wij bouwen te weinig"), ("Eva Tol", "En het is te duur.")],
        ),
        (
            "- Wij maken het plein leeg, zegt schepen Eva Tol. De winkels zijn akkoord.",
            [("Eva Tol", "Wij maken het plein leeg"), ("Eva Tol", "De winkels zijn akkoord.")],
        ),
        ("— Wij gaan bouwen, zei Eva Tol. Ze liep weg.", [("Eva Tol", "Wij gaan bouwen")]),
        ("– Kom je nog? vroeg Kees Bal.", [("Kees Bal", "Kom je nog?")]),
        ("– Het is te laat! riep Kees Bal.", [("Kees Bal", "Het is te laat!")]),
        ("– Wij gaan bouwen, aldus Kees Bal.", [("Kees Bal", "Wij gaan bouwen")]),
        (
            "– Dat winkels sluiten, zegt Eva Tol, is onze eigen schuld.",
            [("Eva Tol", "Dat winkels sluiten"), ("Eva Tol", "is onze eigen schuld")],
        ),
        ("– Wij gaan bouwen, zegt Eva Tol, terwijl ze opstaat.", [("Eva Tol", "Wij gaan bouwen")]),
    ],
)
def test_speech_after_a_dash_is_direct(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected
    assert {quote.kind for quote in quotes(text)} == {"direct"}


@pytest.mark.parametrize(
    "text",
    [
        "– winkels\n– huizen",
        "– Wij willen meer huizen.\n– Wij willen rust.",
        "– En daar? vraag ik.",
        "– ",
        "–",
    ],
)
def test_a_dash_before_an_item_of_a_list(text: str) -> None:
    assert quotes(text) == ()


def test_a_clause_after_a_dash_leaves_the_dash_out() -> None:
    (quote,) = quotes("– Volgens Eva Tol is de stad leeg.")
    assert (quote.text, quote.kind) == ("is de stad leeg", "indirect")


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("Haar collega Piet Bakker zegt dat het kan.", "Piet Bakker", ""),
        ("Hoogleraar Economische Geografie Frank van Oort zegt dat het kan.", "Frank van Oort", "hoogleraar"),
        ("Naar het oordeel van de rekenkamer is het beleid mislukt.", "de rekenkamer", ""),
        ("In de ogen van het CPB is dat te weinig.", "CPB", ""),
    ],
)
def test_phrases_that_name_a_speaker(text: str, speaker: str, role: str) -> None:
    (quote,) = quotes(text)
    assert (quote.speaker, quote.role) == (speaker, role)


@pytest.mark.parametrize(
    "question", ["Amsterdam zegt: bedrijven kiezen zelf.", "De gemeente zegt: wij bouwen genoeg."]
)
def test_a_body_in_a_question_does_not_take_the_answers(question: str) -> None:
    text = (
        "Wethouder Eva Tol over groei.\nWanneer begon het?\n„Gisteren. Ik weet het nog goed.”\n"
        f"{question}\n„Zeker. Maar ik denk daar anders over.”"
    )
    answers = [quote for quote in quotes(text) if "ik" in quote.text.lower().split()]
    assert [quote.speaker for quote in answers] == ["Eva Tol", "Eva Tol"]


def test_what_somebody_would_say_was_not_said() -> None:
    assert quotes("De gemeente zou zeggen: dat is welvaart. Eva Tol zou zeggen dat het kan.") == ()


@pytest.mark.parametrize(("who", "kind"), [("Emmen", "organisation"), ("Jan Emmen", "person")])
def test_a_town_that_speaks_is_a_body(who: str, kind: str) -> None:
    (quote,) = quotes(f"{who} vindt dat het kan.")
    assert quote.speaker_kind == kind
