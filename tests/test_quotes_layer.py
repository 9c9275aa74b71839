"""Quotes on their way to the store: laid over passages, as mentions, and as `tag` prints them."""

from __future__ import annotations

import pytest

from benchmarks.quotes import Counts, count, read_gold, words_per_second
from corpus.records import Part, Passage
from nlp.annotate import annotate_text, tag_document
from nlp.pipeline import load_pipeline
from nlp.quotes.passages import quotes_by_passage


def test_a_speaker_is_found_in_another_passage() -> None:
    passages = [
        of_paragraph(0, "Wethouder Eva Tol (VVD) opent de zaal.", 0, 0),
        of_paragraph(1, "Ze zegt dat het plan klaar is.", 1, 0),
    ]
    (quote,) = quotes_by_passage(passages)[1].quotes
    assert (quote.speaker, quote.role, quote.organisation) == ("Eva Tol", "wethouder", "VVD")
    assert (quote.start, quote.end, quote.text) == (12, 29, "het plan klaar is")
    assert (quote.speaker_start, quote.speaker_end) == (0, 2)


def test_a_quote_cut_by_a_passage_is_in_both() -> None:
    passages = [
        of_paragraph(0, "Eva Tol zegt: “Het begon klein.", 0, 0),
        of_paragraph(1, "Het werd groot.” Zo ging het.", 0, 32),
    ]
    found = quotes_by_passage(passages)
    assert [quote.text for quote in found[0].quotes] == ["Het begon klein."]
    assert [quote.text for quote in found[1].quotes] == ["Het werd groot."]
    assert found[1].quotes[0].speaker == "Eva Tol"
    assert found[1].quotes[0].speaker_start is None


def of_paragraph(ordinal: int, text: str, paragraph: int, offset: int) -> Passage:
    part = Part(paragraph, 0, len(text), offset)
    return Passage("d", ordinal, text, (part,), ((0, len(text)),))


def test_quotes_and_unpaired_marks_reach_mentions_and_tag() -> None:
    text = "“Het kan”, zegt wethouder Eva Tol (VVD). Een los” teken."
    _, mentions = annotate_text(load_pipeline(), text)
    (quote,) = [mention for mention in mentions if mention.layer == "quote"]
    assert (quote.label, quote.text, dict(quote.data)["speaker"]) == ("direct", "Het kan", "Eva Tol")
    (mark,) = [mention for mention in mentions if mention.layer == "quotation_mark"]
    assert (mark.label, mark.text) == ("unpaired", "”")
    tagged = tag_document(text)
    assert tagged["quotes"] == [
        {
            "start": 1,
            "end": 8,
            "text": "Het kan",
            "speaker": "Eva Tol",
            "role": "wethouder",
            "organisation": "VVD",
            "kind": "direct",
            "cue": "zegt",
        }
    ]
    assert tagged["unpaired_marks"] == [mark.start]


@pytest.mark.parametrize(("split", "least", "quotes"), [("dev", 0.97, 150), ("test", 0.94, 100)])
def test_the_gold_sets_are_met(split: str, least: float, quotes: int) -> None:
    documents, total = read_gold(split), Counts()
    for document in documents:
        total.add(count(document))
    assert total.gold >= quotes
    assert total.scores[2] >= least
    assert total.speakers / total.overlap_gold >= 0.9


def test_the_development_part_has_its_styles_and_its_traps() -> None:
    documents = read_gold("dev")
    traps = [document for document in documents if document.name.startswith("n")]
    assert len({document.style for document in documents} - {document.style for document in traps}) >= 12
    sentences = sum(document.text.count(". ") + document.text.count("\n") + 1 for document in traps)
    assert sentences >= 40
    assert not any(document.quotes for document in traps)


def test_reading_is_fast_enough() -> None:
    # A tenth of what is measured on a quiet core, so that it fails on a slip and not on a busy machine.
    assert words_per_second() > 3_000
