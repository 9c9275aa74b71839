"""Paragraphs to passages."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.passages import FEWEST_WORDS, MOST_WORDS, split
from corpus.records import Paragraph, Role

SENTENCE = "De wethouder wil in de oude havenbuurt vooral betaalbare woningen laten bouwen."


def _paragraphs(*items: tuple[Role, str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(at, role, text) for at, (role, text) in enumerate(items))


def _prose(sentences: int) -> tuple[Role, str]:
    return Role.PARAGRAPH, " ".join([SENTENCE] * sentences)


def test_passages_do_not_cross_a_heading() -> None:
    paragraphs = _paragraphs(
        (Role.TITLE, "Nota wonen"), _prose(2), (Role.HEADING, "Doelen"), _prose(3), (Role.HEADING, "Geld")
    )
    first, second = split("d", paragraphs)
    assert (first.heading, second.heading) == ("Nota wonen", "Doelen")
    assert [part.paragraph for part in first.parts] == [1]
    assert second.language == "nl"


def test_short_paragraphs_are_taken_together_and_list_items_are_sentences() -> None:
    paragraphs = _paragraphs(_prose(2), (Role.LIST_ITEM, "meer groen;"), (Role.LIST_ITEM, "minder steen."))
    (passage,) = split("d", paragraphs)
    assert passage.text == f"{SENTENCE} {SENTENCE}\nmeer groen;\nminder steen."
    assert [passage.text[start:end] for start, end in passage.sentences] == [
        SENTENCE,
        SENTENCE,
        "meer groen;",
        "minder steen.",
    ]


def test_only_running_text_is_taken() -> None:
    paragraphs = _paragraphs(_prose(1), (Role.CAPTION, "De haven in mei."), (Role.FOOTNOTE, "Zie bijlage."))
    (passage,) = split("d", paragraphs)
    assert passage.text == SENTENCE


def test_sidebar_stands_apart_and_does_not_break_the_text_round_it() -> None:
    paragraphs = _paragraphs(_prose(2), (Role.SIDEBAR, "In het kort: de haven verandert."), _prose(2))
    body, aside = split("d", paragraphs)
    assert [part.paragraph for part in body.parts] == [0, 2]
    assert aside.text.startswith("In het kort")


def test_a_very_long_sentence_is_a_passage_of_its_own() -> None:
    long = "Dat " + "lange " * 250 + "verhaal."
    passages = split("d", _paragraphs(_prose(6), (Role.PARAGRAPH, long), _prose(6)))
    assert [passage.text for passage in passages][1] == long


def test_ids_follow_document_ordinal_and_text() -> None:
    paragraphs = _paragraphs(_prose(30))
    ids = [passage.id for passage in split("a" * 64, paragraphs)]
    assert len(set(ids)) == len(ids) > 1
    assert ids == [passage.id for passage in split("a" * 64, paragraphs)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([Role.PARAGRAPH, Role.LIST_ITEM, Role.HEADING, Role.SIDEBAR]), st.integers(1, 40)
        ),
        max_size=12,
    )
)
def test_every_sentence_is_in_one_passage_and_offsets_lead_back(shape: list[tuple[Role, int]]) -> None:
    paragraphs = _paragraphs(*((role, _prose(count)[1]) for role, count in shape))
    passages = split("d", paragraphs)
    for passage in passages:
        assert len(passage.text.split()) <= MOST_WORDS
        for part in passage.parts:
            source = paragraphs[part.paragraph].text
            length = part.end - part.start
            assert passage.text[part.start : part.end] == source[part.offset : part.offset + length]
    counted = sum(len(passage.sentences) for passage in passages)
    assert counted == sum(count for role, count in shape if role is not Role.HEADING)
    assert [passage.ordinal for passage in passages] == list(range(len(passages)))


@given(st.integers(1, 60))
def test_long_section_gives_no_short_passage(count: int) -> None:
    sizes = [len(passage.text.split()) for passage in split("d", _paragraphs(_prose(count)))]
    assert len(sizes) == 1 or min(sizes) >= FEWEST_WORDS
