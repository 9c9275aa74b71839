"""Telling Dutch from its neighbours."""

import pytest

from corpus.language import language_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De gemeente wil in de binnenstad vooral betaalbare woningen laten bouwen.", "nl"),
        ("Het college stemt in met het voorstel en stelt de nota vast.", "nl"),
        ("Leeuwarden en Súdwest-Fryslân werken samen aan het wonen in Fryslân.", "nl"),
        ("De gemeente Tytsjerksteradiel en de provincie Fryslân tekenen een akkoord.", "nl"),
        ("Het project Smart City wordt met de partners van de startup community gestart.", "nl"),
        ("De gemeente wol mear wenten bouwe, sadat minsken yn it doarp wenjen bliuwe kinne.", "fy"),
        ("The municipality wants to build affordable homes in the old town centre.", "en"),
        ("Die Gemeinde will in der Innenstadt vor allem bezahlbare Wohnungen bauen.", "de"),
        ("La commune veut construire des logements abordables dans le centre.", "fr"),
        ("Almere Haven", ""),
        ("Sylvana Simons Gündoğan Koekkoek Kuzu Teunissen Van der Lee", ""),
        ("2021 2022 2023 € 3.000 12 % 45 % 2024", ""),
        ("", ""),
    ],
)
def test_language(text: str, expected: str) -> None:
    assert language_of(text) == expected
