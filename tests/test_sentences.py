"""Dutch sentence boundaries."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import sentence_spans


@pytest.mark.parametrize(
    "marked",
    [
        "De stad groeit.|Dat is goed.",
        "Volgens drs. A. Jansen is dat goed.|Hij weet het.",
        "Mevr. P.J. de Vries sprak.|Daarna de heer Th. Bos.",
        "Zie art. 3 en nr. 5 van de nota, blz. 12.|Daar staat het.",
        "O.a. Almere en Zoetermeer groeien, d.w.z. de groeikernen.|Andere niet.",
        "Er zijn scholen, winkels, enz. in de wijk.|Meer niet.",
        "Er zijn scholen, winkels, enz.|Meer niet.",
        "Het kost 3.500 euro.|In 2020 was dat 2.5 miljoen.",
        "Dat was in 2020.|25 gemeenten deden mee.",
        "Hij zei: ‘Dat kan niet.’|Toen ging hij weg.",
        "‘Kan dat?’ vroeg hij.|‘Ja!’|Ze knikte.",
        "Wat nu?|Niemand weet het…|Toch gaat het door.",
        "’s Avonds is het stil.|’s Morgens niet.|Het is ’t waard.",
        "1. De stad groeit.|2. Het dorp krimpt.",
        "De N.V. Havenbedrijf werd B.V. Kade.|Dat was in 1998.",
        "Dit is vitamine C.|Gezond dus.",
        "Zie www.almere.nl voor meer.|Of bel.",
        "Dat geldt voor eigenschap B.|Maar de rest niet.",
        "Hij ging.|,,Nee'', zei ze.",
        "De stad is van 40 v. Chr. en ouder.|Veel ouder.",
        "De vergadering is om 10.30 uur.|Neem stukken mee.",
        "Dat is (volgens prof. dr. Bos) zo.|Punt.",
        "Dat blijkt uit het onderzoek.[3]|Verder niets.",
        "De wet (Stb. 2010, 12) geldt.|Sinds kort.",
        "Een kop zonder punt\n|Een zin.",
        "De gemeente a.d. Rijn bouwt.|Meer a.s. maandag.",
        "De tarieven gelden per 1 jan. 2024.|Daarna niet.",
    ],
)
def test_boundaries(marked: str) -> None:
    text = marked.replace("\n|", "\n").replace("|", " ")
    expected = [part.strip() for part in marked.split("|")]
    assert [text[start:end] for start, end in sentence_spans(text)] == expected


@given(st.text(alphabet="abcAB .?!\n’‘1(\u00a0é", max_size=80))
def test_every_visible_character_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentence_spans(text)
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert not any("\n" in text[start:end] for start, end in spans)
