"""Auxiliaries by their relation."""

import spacy
from spacy.tokens import Doc

from nlp.encoder.auxiliaries import settle_auxiliaries


def test_relation_decides_between_verb_and_auxiliary_and_other_words_stay() -> None:
    words = ["Emmen", "is", "gegroeid", "en", "is", "groot"]
    doc = Doc(
        spacy.blank("nl").vocab,
        words=words,
        pos=["PROPN", "VERB", "AUX", "CCONJ", "VERB", "ADJ"],
        heads=[2, 2, 2, 5, 5, 2],
        deps=["nsubj", "aux", "ROOT", "cc", "cop", "aux"],
    )
    settled = [token.pos_ for token in settle_auxiliaries(doc)]
    assert settled == ["PROPN", "AUX", "VERB", "CCONJ", "AUX", "ADJ"]
