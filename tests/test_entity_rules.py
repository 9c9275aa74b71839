"""The rules after the entity recogniser: a table of cases for each, and what holds for any text."""

from __future__ import annotations

import time
from functools import cache
from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.encoder import register
from nlp.encoder.entity_rules import mend_entities
from nlp.tokenizing import correct_tokenizer
from nlp.training.marked import LABELS, parse_sentence, render_sentence

Cases = list[tuple[str, str]]


@cache
def blank() -> Language:
    return correct_tokenizer(spacy.blank("nl"))


def marked(line: str) -> Doc:
    """The text of a marked line as a Doc with the entities marked in it."""
    text, spans = parse_sentence(line)
    doc = blank().make_doc(text)
    found = [doc.char_span(start, end, label=label) for start, end, label in spans]
    assert None not in found, f"a mark is not at a word's border: {line}"
    doc.ents = [span for span in found if span is not None]
    return doc


def mended(line: str) -> str:
    doc = mend_entities(marked(line))
    return render_sentence(doc.text, tuple((e.start_char, e.end_char, e.label_) for e in doc.ents))


PERSONS: Cases = [
    ("Wij vroegen [ir. K. Oosting|PER] om raad.", "Wij vroegen ir. [K. Oosting|PER] om raad."),
    ("[Mevrouw drs. A. van Loo|PER] opent.", "Mevrouw drs. [A. van Loo|PER] opent."),
    ("[De heer De Bruin|PER] sluit.", "De heer [De Bruin|PER] sluit."),
    ("Aldus [de heer van der Kamp|PER].", "Aldus de heer [van der Kamp|PER]."),
    ("[WETHOUDER DE BOER|PER] TREEDT AF", "WETHOUDER [DE BOER|PER] TREEDT AF"),
    ("[Tante Greet|PER] bakte.", "Tante [Greet|PER] bakte."),
    ("Vraag [CDA-Kamerlid Piet Bos|PER] maar.", "Vraag CDA-Kamerlid [Piet Bos|PER] maar."),
    ("Ook [oud-burgemeester Mulder|PER] was er.", "Ook oud-burgemeester [Mulder|PER] was er."),
    ("De [bakker Jan Visser|PER] groet.", "De bakker [Jan Visser|PER] groet."),
    ("MOTIE VAN [HET LID DEKKER C.S.|PER]", "MOTIE VAN HET LID [DEKKER|PER] C.S."),
    ("Dat zei [Sanne Smit (VVD)|PER] gisteren.", "Dat zei [Sanne Smit|PER] ([VVD|ORG]) gisteren."),
    ("Dat zei [Sanne Smit (VVD|PER]) gisteren.", "Dat zei [Sanne Smit|PER] ([VVD|ORG]) gisteren."),
    ("Daar is [wethouder|PER] weer.", "Daar is wethouder weer."),
    # What is right stays right.
    ("De heer [Prins|PER] opent.", "De heer [Prins|PER] opent."),
    ("Het plan van [van Dalen|PER] ligt er.", "Het plan van [van Dalen|PER] ligt er."),
    ("[Visser, P. (Piet)|PER] schreef het.", "[Visser, P. (Piet)|PER] schreef het."),
    ("In het veld stond [jan de wit|PER] nog.", "In het veld stond [jan de wit|PER] nog."),
]

BORDERS: Cases = [
    ("Het begon op [17 mei 2018.|DATE]", "Het begon op [17 mei 2018|DATE]."),
    ("Zie de [Wet milieubeheer ter|LAW]", "Zie de [Wet milieubeheer|LAW] ter"),
    ("Hij las [de Wet milieubeheer|LAW].", "Hij las de [Wet milieubeheer|LAW]."),
    ("Ook [in Assen|GPE] regent het.", "Ook in [Assen|GPE] regent het."),
    ("Dat was [van de|ORG] baan.", "Dat was van de baan."),
    ("De „[‘Ladder’|POLICY]” werkt.", "De „‘[Ladder|POLICY]’” werkt."),
    ("Bij ([Rijkswaterstaat|ORG]) en [(Aedes|ORG] dus.", "Bij ([Rijkswaterstaat|ORG]) en ([Aedes|ORG] dus."),
    ("Het [Planbureau (PBL|ORG] zegt.", "Het [Planbureau|ORG] ([PBL|ORG] zegt."),
    ("Het [Planbureau (PBL)|ORG] zegt.", "Het [Planbureau|ORG] ([PBL|ORG]) zegt."),
    ("[Frits’|PER] plannen.", "[Frits’|PER] plannen."),
    ("Hij heet [Fatima H.|PER]", "Hij heet [Fatima H.|PER]"),
    ("Ga naar ['s-Gravenhage|GPE] toe.", "Ga naar ['s-Gravenhage|GPE] toe."),
    ("Zie [www.voorbeeld.nl|ORG] voor meer.", "Zie www.voorbeeld.nl voor meer."),
    ("Aan de [Dorpsstraat 12|LOC] brandde het.", "Aan de [Dorpsstraat|LOC] 12 brandde het."),
    ("Op de [Rijksweg 50|LOC] stond het vast.", "Op de [Rijksweg 50|LOC] stond het vast."),
    (
        "Het [ontwerp Omgevingsvisie Emmen|POLICY] ligt ter inzage.",
        "Het ontwerp [Omgevingsvisie Emmen|POLICY] ligt ter inzage.",
    ),
]

LAWS: Cases = [
    ("Volgens [artikel 5|LAW] mag het.", "Volgens artikel 5 mag het."),
    ("De [Art 37|LAW] vragen.", "De Art 37 vragen."),
    ("Naar artikel 12 van de [Huisvestingswet|LAW].", "Naar [artikel 12 van de Huisvestingswet|LAW]."),
    ("Naar [artikel 12|LAW] van de [Huisvestingswet|LAW].", "Naar [artikel 12 van de Huisvestingswet|LAW]."),
    (
        "Ex artikel 4.1, tweede lid, van het [Bouwbesluit|LAW].",
        "Ex [artikel 4.1, tweede lid, van het Bouwbesluit|LAW].",
    ),
    ("Ex art. 36 [Rvo|LAW] gevraagd.", "Ex [art. 36 Rvo|LAW] gevraagd."),
    ("Volgens de [Wet dualisering van 2002|LAW].", "Volgens de [Wet dualisering|LAW] van [2002|DATE]."),
    ("Sinds de [Nota Ruimte van 2005|POLICY].", "Sinds de [Nota Ruimte|POLICY] van [2005|DATE]."),
    ("Onder de [Wmo 2015|LAW] geldt dat.", "Onder de [Wmo 2015|LAW] geldt dat."),
    ("De [Wet van 7 juli 2021|LAW] zegt het.", "De [Wet van 7 juli 2021|LAW] zegt het."),
    ("Bij de [verkiezingen van 2002|EVENT].", "Bij de [verkiezingen van 2002|EVENT]."),
]

DATES: Cases = [
    (
        "In de jaren [2017|DATE] tot en met [2020|DATE] bleef het.",
        "In de jaren [2017 tot en met 2020|DATE] bleef het.",
    ),
    ("Over [2004 -|DATE] [2007|DATE] dus.", "Over [2004 - 2007|DATE] dus."),
    ("Op 12, 13 en [14 november|DATE] is er feest.", "Op [12, 13 en 14 november|DATE] is er feest."),
    ("Sinds de jaren [negentig|DATE].", "Sinds de [jaren negentig|DATE]."),
    ("In het eerste kwartaal van [2023|DATE].", "In het [eerste kwartaal van 2023|DATE]."),
    ("Van [1 januari|DATE] - [20 juni 2022|DATE].", "Van [1 januari - 20 juni 2022|DATE]."),
    (
        "In het najaar van [2021|DATE] en de 19e [eeuw|DATE].",
        "In het [najaar van 2021|DATE] en de [19e eeuw|DATE].",
    ),
    ("Op 3 maart 2019 en 31-03-2024 kwam men.", "Op [3 maart 2019|DATE] en [31-03-2024|DATE] kwam men."),
    (
        "De [Verkenningen 2004|POLICY] - [2007|DATE] zijn uit.",
        "De [Verkenningen 2004 - 2007|POLICY] zijn uit.",
    ),
    ("Het [Plan 3 mei 2021|POLICY] ligt er.", "Het [Plan 3 mei 2021|POLICY] ligt er."),
    (
        "[vorig jaar|DATE], [drie jaar|DATE], [zondag|DATE] en [10 weken|DATE].",
        "vorig jaar, drie jaar, zondag en 10 weken.",
    ),
    ("Op [maandag 4 mei|DATE] en [eind 2024|DATE].", "Op maandag [4 mei|DATE] en eind [2024|DATE]."),
    (
        "Tussen [1958|DATE] en [1964|DATE] en van [1990|DATE] tot [1995|DATE].",
        "Tussen [1958|DATE] en [1964|DATE] en van [1990|DATE] tot [1995|DATE].",
    ),
    # A bare year is the model's to find, and so is a month.
    ("In 2020 en in mei.", "In 2020 en in mei."),
    ("In [mei|DATE] en in de [middeleeuwen|DATE].", "In [mei|DATE] en in de [middeleeuwen|DATE]."),
    ("Lid 12\nmei 2020 is geen datum.", "Lid 12\n[mei 2020|DATE] is geen datum."),
]

AMOUNTS: Cases = [
    ("Het kost € 2,5 mln. per jaar.", "Het kost [€ 2,5 mln.|MONEY] per jaar."),
    ("Het kost [ruim € 3 miljoen per jaar|MONEY].", "Het kost ruim [€ 3 miljoen|MONEY] per jaar."),
    ("Een bedrag van f 350.000,- ineens.", "Een bedrag van [f 350.000,-|MONEY] ineens."),
    ("Een bedrag van f [350.000|MONEY] ,- ineens.", "Een bedrag van [f 350.000 ,-|MONEY] ineens."),
    ("Er ging dertig miljoen gulden heen.", "Er ging [dertig miljoen gulden|MONEY] heen."),
    ("Het tekort is [10|MONEY] miljard.", "Het tekort is [10 miljard|MONEY]."),
    (
        "Van 400 tot 1.200 euro, 20 miljard frank of 5 dollar.",
        "Van [400 tot 1.200 euro|MONEY], [20 miljard frank|MONEY] of [5 dollar|MONEY].",
    ),
    ("Er is [veel geld|MONEY] en [3 %|MONEY] rente.", "Er is veel geld en 3 % rente."),
    ("Er wonen 17 miljoen mensen op 3 f en 12 m.", "Er wonen 17 miljoen mensen op 3 f en 12 m."),
    ("Het kostte [anderhalve ton|MONEY].", "Het kostte [anderhalve ton|MONEY]."),
]

NAMES: Cases = [
    (
        "In [Bergen|GPE] op [Zoom|GPE] en [Capelle|GPE] aan den IJssel.",
        "In [Bergen op Zoom|GPE] en [Capelle aan den IJssel|GPE].",
    ),
    (
        "De [Stichting Bergen|ORG] op Zoom.",
        "De [Stichting Bergen|ORG] op Zoom.",
    ),
    ("Het [Land van Maas|LOC] en [Waal|GPE].", "Het [Land van Maas en Waal|LOC]."),
    ("In Noord- en [Zuid-Holland|GPE].", "In [Noord- en Zuid-Holland|GPE]."),
    (
        "De rechtbank [Breda|GPE] en het gerechtshof [Den Haag|ORG].",
        "De [rechtbank Breda|ORG] en het [gerechtshof Den Haag|ORG].",
    ),
    (
        "De gemeente [Emmen|ORG] wil, in de gemeente [Emmen|GPE].",
        "De [gemeente Emmen|ORG] wil, in de gemeente [Emmen|GPE].",
    ),
    ("Het ministerie van [VROM|ORG] schrijft.", "Het [ministerie van VROM|ORG] schrijft."),
    (
        "De [minister van Economische Zaken|ORG] en de minister van [Defensie|ORG].",
        "De minister van Economische Zaken en de minister van Defensie.",
    ),
    (
        "Het kabinet [Lubbers|PER] en de commissie [Welstand|ORG].",
        "Het [kabinet Lubbers|ORG] en de [commissie Welstand|ORG].",
    ),
    ("Het [tweede Kabinet Lubbers|ORG] viel.", "Het tweede [Kabinet Lubbers|ORG] viel."),
    (
        "Het [college van burgemeester en wethouders|ORG] van de gemeente [Ommen|GPE].",
        "Het [college van burgemeester en wethouders van de gemeente Ommen|ORG].",
    ),
    ("Het college van B&W van [Ommen|GPE] besloot.", "Het [college van B&W van Ommen|ORG] besloot."),
    (
        "Het [college van B&W|ORG] besloot, en het [kabinet|ORG] ook.",
        "Het college van B&W besloot, en het kabinet ook.",
    ),
    (
        "De [commissie-Vonhoff|PER] en het kabinet-Kok II.",
        "De [commissie-Vonhoff|ORG] en het [kabinet-Kok II|ORG].",
    ),
    (
        "De [Wet-Baars|PER], de [motie-Baars|PER], de [Baars-doctrine|POLICY].",
        "De [Wet-Baars|LAW], de motie-Baars, de Baars-doctrine.",
    ),
    ("Een [PvdA-wethouder|ORG] uit [Drentse|GPE] klei.", "Een PvdA-wethouder uit Drentse klei."),
    ("Het [Alfa-college|ORG] en de [VO-raad|ORG].", "Het [Alfa-college|ORG] en de [VO-raad|ORG]."),
]

LISTED: Cases = [
    ("De [Rijkswaterstaat|GPE] en de [NAVO|LAW].", "De [Rijkswaterstaat|ORG] en de [NAVO|ORG]."),
    ("Het CPB rekent, de VNG telt.", "Het [CPB|ORG] rekent, de [VNG|ORG] telt."),
    ("De [Raad|ORG] van [State|PER] adviseert.", "De [Raad van State|ORG] adviseert."),
    ("Het [PBL-rapport|POLICY] en een VVD-wethouder.", "Het [PBL-rapport|POLICY] en een VVD-wethouder."),
    ("De [Klimaatnota PBL|POLICY] is er.", "De [Klimaatnota PBL|POLICY] is er."),
    ("De minister van VWS (CD 15/2) en de EU.", "De minister van VWS (CD 15/2) en de EU."),
    ("VRIJHEID EN DE VN COMMUNICATIE", "VRIJHEID EN DE VN COMMUNICATIE"),
]

CAPITALS: Cases = [
    ("WIJ VERDELEN HET [WERK|GPE] EERLIJK", "WIJ VERDELEN HET WERK EERLIJK"),
    ("[SAMEN|ORG] VOORUIT IN DE WIJK", "SAMEN VOORUIT IN DE WIJK"),
    ("[BEST|GPE] BOUWT EN [NEDERLAND|GPE] KIJKT TOE", "[BEST|GPE] BOUWT EN [NEDERLAND|GPE] KIJKT TOE"),
    ("[RUIMTEVOLK|ORG] SCHRIJFT EEN ADVIES", "[RUIMTEVOLK|ORG] SCHRIJFT EEN ADVIES"),
    ("WETHOUDER [BOS|PER] OPENT DE BRUG", "WETHOUDER [BOS|PER] OPENT DE BRUG"),
    ("De afkorting [ZORG|ORG] staat voor iets.", "De afkorting [ZORG|ORG] staat voor iets."),
    # A word by itself is a heading, unless it is listed as a name or no word.
    ("[Krimp|PER]", "Krimp"),
    ("[Krimp|PER]. [Kansen|PER]. En nu?", "Krimp. Kansen. En nu?"),
    ("Zo zit het. [Leegstand|ORG]!", "Zo zit het. Leegstand!"),
    ("[Goes|GPE]. [Emmen|GPE]. [Balkenende|PER].", "[Goes|GPE]. [Emmen|GPE]. [Balkenende|PER]."),
    ("[Winkels|ORG] opende een filiaal.", "[Winkels|ORG] opende een filiaal."),
    ("Zij sprak met [Kansen|PER].", "Zij sprak met [Kansen|PER]."),
    ("[Kok|PER]: Voorzitter!", "[Kok|PER]: Voorzitter!"),
]


@pytest.mark.parametrize(
    ("line", "expected"), [*PERSONS, *BORDERS, *LAWS, *DATES, *AMOUNTS, *NAMES, *LISTED, *CAPITALS]
)
def test_rules(line: str, expected: str) -> None:
    assert mended(line) == expected
    assert mended(expected) == expected


def test_as_a_component() -> None:
    """By its name, on any pipeline's entities; what carries another label is left alone."""
    register()
    nlp = spacy.blank("nl")
    ruler = nlp.add_pipe("entity_ruler")
    patterns = [
        {"label": "PER", "pattern": "dr. Jansen"},
        {"label": "NORP", "pattern": "Friezen ,"},
        {"label": "ORG", "pattern": "Aedes", "id": "Q1"},
    ]
    ruler.add_patterns(patterns)  # type: ignore[attr-defined]
    nlp.add_pipe("stadspraat_entity_rules")
    doc = nlp("De Friezen , Aedes en dr. Jansen")
    assert [(e.text, e.label_, e.ent_id_) for e in doc.ents] == [
        ("Friezen ,", "NORP", ""),
        ("Aedes", "ORG", "Q1"),
        ("Jansen", "PER", ""),
    ]


_FORMS = (
    "de het van en in De heer drs. Jansen Bergen op Zoom gemeente rechtbank Den Haag artikel 12 , . ( ) ‘ ’ "
    "' - 17 mei 2018 jaren negentig tot met € 2,5 mln. miljoen gulden f 350.000 ,- per jaar Wet kabinet-Kok "
    "II motie-X college burgemeester wethouders minister Economische Zaken WERK NOORD Noord- Zuid-Holland "
    "VVD PBL 19e eeuw kwartaal \n é 😀 eerste najaar Dorpsstraat 't s"
)
_PIECES = st.sampled_from(_FORMS.split(" "))


@st.composite
def docs(draw: st.DrawFn) -> Doc:
    words = [
        word
        for word in draw(
            st.lists(st.one_of(_PIECES, st.text(st.characters(codec="utf-8"), max_size=4)), max_size=25)
        )
        if word
    ]
    doc = Doc(blank().vocab, words, draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words))))
    cuts = sorted(set(draw(st.lists(st.integers(0, len(words)), max_size=12))))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    doc.ents = [Span(doc, a, b, label=draw(st.sampled_from(LABELS))) for a, b in pairs]
    return doc


def told(doc: Doc) -> list[tuple[int, int, str]]:
    return [(span.start, span.end, span.label_) for span in doc.ents]


@settings(max_examples=400, deadline=None)
@given(docs())
def test_spans_stay_whole_and_the_second_time_changes_nothing(doc: Doc) -> None:
    once = told(mend_entities(doc))
    assert all(start < end for start, end, _ in once)
    assert all(a[1] <= b[0] for a, b in pairwise(once))
    assert all(any(letter.isalnum() for letter in doc[a:b].text) for a, b, _ in once)
    assert told(mend_entities(doc)) == once


def test_it_costs_little() -> None:
    """A tenth of what it should do on an idle core, so that a busy machine does not fail it."""
    line = (
        "De [gemeente Emmen|ORG] gaf op [3 mei 2021|DATE] € 2 mln. uit volgens [dr. Jansen|PER] en zijn raad."
    )
    made = [marked(line) for _ in range(200)]
    mended(line)
    start = time.process_time()
    for doc in made:
        mend_entities(doc)
    assert sum(map(len, made)) / (time.process_time() - start) > 5_000
