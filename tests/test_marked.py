"""Marked sentences: what the labellers write is what the trainer reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.training.marked import LABELS, MarkError, parse_header, parse_sentence, read_marked, render_sentence


@pytest.mark.parametrize(
    ("line", "text", "spans"),
    [
        ("Niets hier.", "Niets hier.", ()),
        ("[Emmen|GPE] wil.", "Emmen wil.", ((0, 5, "GPE"),)),
        (
            "Het [PBL|ORG] rekent [€ 2,5 mln.|MONEY] voor.",
            "Het PBL rekent € 2,5 mln. voor.",
            ((4, 7, "ORG"), (15, 25, "MONEY")),
        ),
        ("Een noot [1] blijft staan.", "Een noot [1] blijft staan.", ()),
    ],
)
def test_marks_become_offsets(line: str, text: str, spans: tuple[tuple[int, int, str], ...]) -> None:
    assert parse_sentence(line) == (text, spans)


@pytest.mark.parametrize("line", ["[Emmen|STAD] wil.", "[Emmen|GPE wil."])
def test_a_slip_of_the_labeller_is_an_error(line: str) -> None:
    with pytest.raises(MarkError):
        parse_sentence(line)


words = st.text(alphabet="abcdé '-.€1", min_size=1, max_size=8)


@given(st.lists(st.tuples(words, st.sampled_from(("", *LABELS))), max_size=8))
def test_rendered_and_parsed_is_the_same(chunks: list[tuple[str, str]]) -> None:
    text, spans = "", []
    for word, label in chunks:
        if label:
            spans.append((len(text), len(text) + len(word), label))
        text += word + " "
    assert parse_sentence(render_sentence(text, tuple(spans))) == (text, tuple(spans))


@pytest.mark.parametrize("line", ["## naam | genre", "## naam | genre | oefen"])
def test_a_document_line_names_its_part(line: str) -> None:
    with pytest.raises(MarkError):
        parse_header(line)


def test_a_file_is_read_by_document(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        "// uitleg\n## a1 | column | train\nIn [Oss|GPE].\n\n## a2 | nota | test\nNiets.\n", "utf-8"
    )
    found = list(read_marked(file))
    assert [(s.document, s.part, s.text) for s in found] == [
        ("a1", "train", "In Oss."),
        ("a2", "test", "Niets."),
    ]


def test_an_error_names_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("## a1 | column | train\n[Oss|X].\n", "utf-8")
    with pytest.raises(MarkError, match=r"a\.txt:2"):
        list(read_marked(file))


def shipped() -> list[Path]:
    return sorted((Path(__file__).parent.parent / "nlp" / "training" / "ner").glob("*.txt"))


@pytest.mark.parametrize("file", shipped(), ids=lambda file: file.name)
def test_shipped_sentences_are_well_formed(file: Path) -> None:
    sentences = list(read_marked(file))
    assert sentences
    for sentence in sentences:
        for start, end, _ in sentence.spans:
            assert sentence.text[start:end].strip() == sentence.text[start:end]
