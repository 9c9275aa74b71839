"""The particle of a separated verb goes back into its lemma."""

import pytest
import spacy
from spacy.tokens import Doc

from nlp.encoder.particles import join_particles

Row = tuple[str, str, str, int, str]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [
                ("Hij", "hij", "PRON", 1, "nsubj"),
                ("neemt", "nemen", "VERB", 1, "ROOT"),
                ("deel", "deel", "NOUN", 1, "compound:prt"),
            ],
            "deelnemen",
            id="separated",
        ),
        pytest.param(
            [
                ("Hij", "hij", "PRON", 1, "nsubj"),
                ("is", "zijn", "AUX", 1, "ROOT"),
                ("op", "op", "ADV", 1, "compound:prt"),
            ],
            "zijn",
            id="no verb of its own",
        ),
        pytest.param(
            [
                ("Dat", "dat", "PRON", 1, "nsubj"),
                ("komt", "komen", "VERB", 1, "ROOT"),
                ("ten", "te", "ADP", 1, "compound:prt"),
                ("goede", "goed", "ADJ", 2, "fixed"),
            ],
            "komen",
            id="an idiom of two words",
        ),
        pytest.param(
            [
                ("Hij", "hij", "PRON", 1, "nsubj"),
                ("loopt", "lopen", "VERB", 1, "ROOT"),
                ("op", "op", "ADP", 1, "obl"),
            ],
            "lopen",
            id="another relation",
        ),
    ],
)
def test_lemma_of_the_verb(rows: list[Row], expected: str) -> None:
    words, lemmas, pos, heads, deps = (list(column) for column in zip(*rows, strict=True))
    doc = Doc(spacy.blank("nl").vocab, words=words, lemmas=lemmas, pos=pos, heads=heads, deps=deps)
    assert join_particles(doc)[1].lemma_ == expected
