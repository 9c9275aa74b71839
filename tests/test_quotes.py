"""Who says what: spans, kinds, cues and speakers in single cases, and what looks like a quote and is none."""

from __future__ import annotations

import pytest

from nlp.quotes import Quote, find_quotes
from nlp.quotes.abbreviations import abbreviations_of


def quotes(text: str) -> tuple[Quote, ...]:
    return find_quotes(text).quotes


@pytest.mark.parametrize(
    ("text", "words", "speaker", "kind", "cue"),
    [
        ("“Het kan niet”, zegt wethouder Kees Bal.", "Het kan niet", "Kees Bal", "direct", "zegt"),
        ("“Het kan niet,” aldus Kees Bal.", "Het kan niet,", "Kees Bal", "direct", "aldus"),
        ("Kees Bal zei: “Het kan niet.”", "Het kan niet.", "Kees Bal", "direct", "zei"),
        ("Kees Bal is stellig: “Het kan niet.”", "Het kan niet.", "Kees Bal", "direct", ":"),
        ("Kees Bal noemt het plan “een misser”.", "een misser", "Kees Bal", "partial", "noemt"),
        ("Kees Bal stelt dat het niet kan.", "het niet kan", "Kees Bal", "indirect", "stelt"),
        ("Toch meent Kees Bal dat het niet kan.", "het niet kan", "Kees Bal", "indirect", "meent"),
        ("Kees Bal merkte gisteren op dat het niet kan.", "het niet kan", "Kees Bal", "indirect", "merkte"),
        ("Kees Bal heeft gezegd dat het niet kan.", "het niet kan", "Kees Bal", "indirect", "gezegd"),
        ("Kees Bal vraagt of het kan.", "het kan", "Kees Bal", "indirect", "vraagt"),
        ("Kees Bal vraagt waarom het niet kan.", "waarom het niet kan", "Kees Bal", "indirect", "vraagt"),
        ("Volgens Kees Bal kan het niet.", "kan het niet", "Kees Bal", "indirect", "volgens"),
        ("Het kan niet, volgens Kees Bal.", "Het kan niet", "Kees Bal", "indirect", "volgens"),
        ("Dat kan volgens Bal niet.", "Dat kan volgens Bal niet", "Bal", "indirect", "volgens"),
        ("Het plan kan niet, zegt Kees Bal.", "Het plan kan niet", "Kees Bal", "indirect", "zegt"),
        ("Het plan kan niet, aldus Kees Bal.", "Het plan kan niet", "Kees Bal", "indirect", "aldus"),
        ("De heer Bal (CDA): Voorzitter, het kan niet.", "Voorzitter, het kan niet.", "Bal", "answer", ":"),
        ("Het CPB verwacht dat de groei afvlakt.", "de groei afvlakt", "CPB", "indirect", "verwacht"),
        ("Een bewoner klaagt dat het stinkt.", "het stinkt", "een bewoner", "indirect", "klaagt"),
        ("Bewoners vrezen dat de bus verdwijnt.", "de bus verdwijnt", "bewoners", "indirect", "vrezen"),
        ("Dat krimp loont, benadrukt Kees Bal.", "krimp loont", "Kees Bal", "indirect", "benadrukt"),
        ("Kees Bal stelde eerder vast dat het kan.", "het kan", "Kees Bal", "indirect", "stelde"),
        ("De stad is, zegt Bal, oud.", "De stad is, zegt Bal, oud", "Bal", "indirect", "zegt"),
        ("Een Amsterdammer vraagt of het kan.", "het kan", "een Amsterdammer", "indirect", "vraagt"),
        ("Vakbond FNV vindt dat het niet kan.", "het niet kan", "FNV", "indirect", "vindt"),
        ("Janssen en Pot (2014) stellen dat het kan.", "het kan", "Janssen en Pot", "indirect", "stellen"),
        ("Eén van hen zei: “Het kan niet.”", "Het kan niet.", "Eén van hen", "direct", "zei"),
        ("Op Twitter schreef Kees Bal: “Het kan niet.”", "Het kan niet.", "Kees Bal", "direct", "schreef"),
    ],
)  # fmt: skip
def test_a_quote_in_its_form(text: str, words: str, speaker: str, kind: str, cue: str) -> None:
    (quote,) = quotes(text)
    assert (quote.text, quote.speaker, quote.kind, quote.cue) == (words, speaker, kind, cue)
    assert text[quote.start : quote.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "Wethouder Kees Bal besluit dat het plein dicht gaat.",
        "Kees Bal weet dat de brug oud is.",
        "Ik denk dat het kan. Wij vinden dat het moet.",
        "Men zegt dat het vroeger beter was.",
        "De wet zegt dat een vergunning nodig is.",
        "Volgens plan gaat de brug open.",
        "Volgens artikel 4 van de verordening mag het niet.",
        "Het rapport “De stille stad” is uit.",
        "De zogenoemde “compacte stad” bestaat niet.",
        "Let op: de zaal gaat om acht uur open.",
        "Aanwezig: mevrouw Bal en de heer Kok",
        "Kees Bal vindt dat een goed plan.",
        "Kees Bal zegt niet dat het kan.",
        "Dat wil zeggen dat de brug dicht is.",
        "Mensen die vinden dat het te druk is, blijven thuis.",
        "Om de nood te benadrukken, roept Nederland de noodtoestand uit.",
        "De dader moet de schade verhalen op de verzekering (‘de vervuiler betaalt’).",
        "Productie zegt dat het kan.",
        "",
        "\n\n”\n“",
    ],
)
def test_what_is_no_quote(text: str) -> None:
    assert quotes(text) == ()


def test_an_interrupted_quote_is_two_with_one_speaker() -> None:
    one, two = quotes("“Het kan niet”, zegt directeur Eva Tol, “en het mag niet.”")
    assert (one.speaker, two.speaker) == ("Eva Tol", "Eva Tol")
    assert (one.kind, two.kind) == ("direct", "direct")


def test_the_speaker_is_known_by_the_fullest_name_wherever_it_stands() -> None:
    found = quotes("Tol vreest dat het misgaat.\nEva Tol, planoloog bij Bureau Noord, zegt dat het moet.")
    assert {quote.speaker for quote in found} == {"Eva Tol"}
    assert {(quote.role, quote.organisation) for quote in found} == {("planoloog", "Bureau Noord")}


@pytest.mark.parametrize(
    ("phrase", "speaker"),
    [
        ("zegt ze", "Eva Tol"),
        ("zegt hij", "Kees Bal"),
        ("zegt de wethouder", "Kees Bal"),
        ("zegt de planoloog", "Eva Tol"),
        ("zegt Bal", "Kees Bal"),
        ("zegt Eva", "Eva Tol"),
        ("zegt de CDA’er", "Kees Bal"),
        ("zegt een voorbijganger", "een voorbijganger"),
    ],
)
def test_a_phrase_stands_for_a_person(phrase: str, speaker: str) -> None:
    text = f"Planoloog Eva Tol en wethouder Kees Bal (CDA) spraken elkaar.\n“Het is te laat”, {phrase}."
    (quote,) = quotes(text)
    assert quote.speaker == speaker


def test_one_person_is_not_taken_for_several() -> None:
    text = "Bewoners klagen dat het stinkt. “Ik ruik niets”, zegt hij."
    assert [quote.speaker for quote in quotes(text)] == ["bewoners", ""]


def test_persons_with_the_same_surname_are_kept_apart() -> None:
    text = "Jan de Vries zegt dat het kan. Eva de Vries vindt dat het niet mag. Volgens hem mag het."
    assert [quote.speaker for quote in quotes(text)] == ["Jan de Vries", "Eva de Vries", "Jan de Vries"]


def test_another_subject_ends_a_reported_clause() -> None:
    one, two = quotes("Eva Tol stelt dat het kan, maar wethouder Kees Bal vindt dat het te duur is.")
    assert (one.text, one.speaker) == ("het kan", "Eva Tol")
    assert (two.text, two.speaker) == ("het te duur is", "Kees Bal")


def test_a_subordinate_report_ends_where_the_main_clause_begins() -> None:
    (quote,) = quotes("Omdat Eva Tol vreest dat de winkels sluiten, stopt de gemeente.")
    assert quote.text == "de winkels sluiten"


def test_words_in_marks_inside_a_reported_clause_belong_to_it() -> None:
    (quote,) = quotes("Eva Tol vindt dat het plan “op drijfzand” is gebouwd.")
    assert (quote.text, quote.kind) == ("het plan “op drijfzand” is gebouwd", "indirect")


def test_an_interview_gives_answers_to_the_person_introduced() -> None:
    text = (
        "Eva Tol is econoom bij de Universiteit Utrecht.\nWat vindt u van de plannen?\nIk vind ze mager.\n"
        "Waarom?\nOmdat ik ze gelezen heb. Ze gaan nergens over.\nDit interview stond in het blad."
    )
    found = quotes(text)
    assert [quote.text for quote in found] == [
        "Ik vind ze mager.",
        "Omdat ik ze gelezen heb. Ze gaan nergens over.",
    ]
    assert {(q.speaker, q.role, q.organisation, q.kind) for q in found} == {
        ("Eva Tol", "econoom", "Universiteit Utrecht", "answer")
    }


def test_questions_without_a_person_are_no_interview() -> None:
    text = "Vragen over de bus.\nWaar stopt de bus?\nBij de kerk.\nHoe laat gaat de bus?\nOm acht uur."
    assert quotes(text) == ()


def test_a_document_with_broken_lines_is_no_interview() -> None:
    text = (
        "Wethouder Eva Tol schreef dit.\nWat willen we? en wat\nkunt u doen?\nhet huis uit en de\n"
        "straat op. Wilt u dat?\nik wel en"
    )
    assert quotes(text) == ()


def test_an_abbreviation_stands_for_what_the_text_says() -> None:
    text = "De Bond voor Stille Straten (BSS) is boos. De BSS vreest dat het druk wordt."
    (quote,) = quotes(text)
    assert (quote.speaker, quote.speaker_kind) == ("Bond voor Stille Straten", "organisation")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Planoloog Arie Bos van het Planbureau voor de Leefomgeving (PBL) zegt",
            "Planbureau voor de Leefomgeving",
        ),
        ("Bos van de Vereniging Nederlandse Gemeenten (VNG) zegt", "Vereniging Nederlandse Gemeenten"),
        ("de Rijksuniversiteit Groningen (RUG)", "Rijksuniversiteit Groningen"),
        ("de Wet maatschappelijke ondersteuning (Wmo)", "Wet maatschappelijke ondersteuning"),
        ("Rotterdam wil de lokale industrie (RLI)", None),
        ("Wethouder Smit van de gemeente Emmen (VVD)", None),
    ],
)
def test_what_an_abbreviation_stands_for(text: str, expected: str | None) -> None:
    assert list(abbreviations_of(text).values()) == ([expected] if expected else [])


@pytest.mark.parametrize(
    "name",
    ["J. de Voogd", "J.P. Balkenende", "A.B. van der Zande-Smit", "H.J. ter Horst"],
)
def test_a_name_with_initials_is_read_whole(name: str) -> None:
    (quote,) = quotes(f"Volgens {name} is dat nodig.")
    assert (quote.speaker, quote.speaker_kind, quote.text) == (name, "person", "is dat nodig")


def test_a_description_of_a_body_stands_for_the_body() -> None:
    text = "Het Planbureau voor de Leefomgeving meet. De stad groeit, waarschuwt het planbureau."
    (quote,) = quotes(text)
    assert quote.speaker == "Planbureau voor de Leefomgeving"


def test_a_quote_over_paragraphs_is_one_in_each() -> None:
    text = "Eva Tol spreekt.\n“Eerst was er niets.\n“Toen kwam de trein”, zegt ze."
    assert [(quote.text, quote.speaker) for quote in quotes(text)] == [
        ("Eerst was er niets.", "Eva Tol"),
        ("Toen kwam de trein", "Eva Tol"),
    ]


def test_persons_of_a_pipeline_are_evidence() -> None:
    text = "Xantia liep langs. “Het is koud”, zei ze."
    assert find_quotes(text, [(0, 6)]).quotes[0].speaker == "Xantia"


def test_a_quote_that_runs_on_has_the_speaker_of_its_last_paragraph() -> None:
    text = "„Wij dachten dat de groei eeuwig was.\n„Nu weten we beter”, aldus wethouder Kees Bal."
    assert [quote.speaker for quote in quotes(text)] == ["Kees Bal", "Kees Bal"]


def test_a_bureau_called_by_a_longer_noun() -> None:
    text = (
        "Het Centraal Bureau voor de Statistiek telt mee. „De trend is helder”, aldus het statistiekbureau."
    )
    assert [quote.speaker for quote in quotes(text)] == ["Centraal Bureau voor de Statistiek"]


def test_the_office_before_a_name_between_commas() -> None:
    (quote,) = quotes("De directeur van het theater, Sandra Kuit, is boos. “Dit kan echt niet zo.”")
    assert (quote.speaker, quote.role) == ("Sandra Kuit", "directeur")
