"""Sentence bounds that a rule is certain of."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from nlp.encoder.sentence_rules import mend_sentences, sentence_starts
from nlp.tokenizing import correct_tokenizer

NLP = correct_tokenizer(spacy.blank("nl"))


def split(text: str, *starts: str) -> list[str]:
    """The sentences of the text after the rules, where the recogniser said one starts at these words."""
    doc = NLP.make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0 or token.text in starts
    return [sentence.text for sentence in mend_sentences(doc).sents]


@pytest.mark.parametrize(
    "sentences",
    [
        ["De winkels sluiten.", "Het centrum loopt leeg."],
        ["Zij stemde PvdA.", "Hij niet."],
        ["Wie gaat met het OV?", "Niemand!", "Zo is het."],
        ["‘Dat kan niet.’", "De wethouder zweeg."],
        ["Hij zei: “Dat kan niet.”", "De wethouder zweeg."],
        ['"Dat kan niet."', '"Waarom niet?"', "vroeg zij."][:2],
        ["Dat staat in de nota (zie bijlage 2).", "De raad stemde in."],
        ["Het plan is van 2015.", "De raad stemde in."],
        ["Het aandeel is 20%.", "Dat is veel."],
        ["De leegstand in Emmen.", "‘Kijk,’ zegt zij, ‘leeg.’"],
        ["Zij ging…", "Niemand zag het."],
    ],
)
def test_a_stop_and_a_capital_make_two_sentences(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "text",
    [
        "Volgens mr. J.P. de Vries klopt dat.",
        "Volgens Burg. Jansen klopt dat.",
        "Zie Kamerst. II 2015 over art. 5.",
        "‘Wat nu?’ vroeg de wethouder.",
        "Zij woont in St. Annaland.",
        "Het gaat om punt 3. Wonen en punt 4. Werken.",
        "De stelling van A. Bakker.",
        "Het kost € 2,5 mln. per jaar.",
    ],
)
def test_what_is_one_sentence_stays_one(text: str) -> None:
    assert split(text) == [text]


def test_what_closes_a_quotation_begins_no_sentence() -> None:
    assert split("„Dat kan niet.” De raad zweeg.", "”") == ["„Dat kan niet.”", "De raad zweeg."]
    assert split('"Dat kan niet." De raad zweeg.') == ['"Dat kan niet."', "De raad zweeg."]
    assert split("Dat (zegt hij) kan niet.", ")") == ["Dat (zegt hij) kan niet."]


def test_what_the_recogniser_says_where_no_rule_is_certain_stays() -> None:
    assert split("Kort nieuws Emmen groeit", "Emmen") == ["Kort nieuws", "Emmen groeit"]
    assert split("Zie punt 3. Wonen is duur.", "Wonen") == ["Zie punt 3.", "Wonen is duur."]


WORDS = st.lists(
    st.sampled_from([".", "?", "”", '"', "'", "''", "„", "De", "huis", "5", "VN", ")", "(", "x"])
)


@given(WORDS, st.data())
def test_the_first_word_starts_and_a_second_round_changes_nothing(
    words: list[str], data: st.DataObject
) -> None:
    spaces = data.draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    said = [at == 0 or data.draw(st.booleans()) for at in range(len(words))]
    once = sentence_starts(words, spaces, said)
    assert once[:1] == [True] * bool(words)
    assert sentence_starts(words, spaces, once) == once


def test_an_empty_text_has_no_sentence() -> None:
    assert [*mend_sentences(Doc(NLP.vocab)).sents] == []
