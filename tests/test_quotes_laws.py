"""Laws of the quote layer for any text: nothing crashes, offsets lie inside, quotes do not overlap."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.records import Passage
from nlp.quotes import find_quotes
from nlp.quotes.marks import pair_marks
from nlp.quotes.passages import quotes_by_passage

PIECES = st.sampled_from(
    [
        *"„“”‘’‚\"'«»‹›,.:;?!()\n ",
        " zegt ", " stelt dat ", "Volgens ", ", aldus ", " vraagt of ", "Jan de Vries", "ze", " de wethouder",
        "het PBL", "'s avonds", "foto’s", " is econoom bij ", "Waarom?", "A.B. ",
        "De heer Bos (CDA): ", "Bond van Zee", " (BVZ)",
        "’t", "van der", "\u00a0", "é", "İ", "𝕊", "\u2028", " (", "…", "Dr. ", ",,", "''", "wilt u?",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=120)


@given(TEXTS)
@settings(deadline=None, max_examples=300)
def test_quotes_lie_in_the_text_and_apart(text: str) -> None:
    found = find_quotes(text)
    for quote in found.quotes:
        assert 0 <= quote.start < quote.end <= len(text)
        assert text[quote.start : quote.end] == quote.text
        assert "\n" not in quote.text
        assert 0 <= quote.confidence <= 1
        if quote.speaker_start is not None and quote.speaker_end is not None:
            assert 0 <= quote.speaker_start < quote.speaker_end <= len(text)
    assert all(one.end <= two.start for one, two in pairwise(found.quotes))
    assert find_quotes(text) == found


@given(TEXTS)
@settings(deadline=None, max_examples=200)
def test_marks_are_paired_or_recorded_and_pairs_stand_apart(text: str) -> None:
    marks = pair_marks(text)
    assert all(one.closed <= two.opened for one, two in pairwise(marks.pairs))
    for pair in marks.pairs:
        assert pair.opened < pair.start < pair.end <= pair.closed <= len(text)
        assert "\n" not in text[pair.opened : pair.closed]
    assert all(0 <= at < len(text) for at in marks.unpaired)


@given(st.lists(TEXTS.filter(str.strip), min_size=1, max_size=4))
@settings(deadline=None, max_examples=100)
def test_quotes_of_a_document_lie_in_its_passages(texts: list[str]) -> None:
    passages = [passage(ordinal, text) for ordinal, text in enumerate(texts)]
    found = quotes_by_passage(passages)
    assert sorted(found) == list(range(len(texts)))
    for ordinal, quotes in found.items():
        for quote in quotes.quotes:
            assert texts[ordinal][quote.start : quote.end] == quote.text
        assert all(0 <= at < len(texts[ordinal]) for at in quotes.unpaired)


def passage(ordinal: int, text: str) -> Passage:
    from corpus.records import Part

    return Passage("d", ordinal, text, (Part(ordinal, 0, len(text), 0),), ((0, len(text)),))
