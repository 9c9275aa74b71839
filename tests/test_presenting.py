"""What `text` prints, and the lines the terminal gets."""

import io
import sys

import pytest

from corpus.concordance import KwicLine
from corpus.presenting import content_values, running_text, tables_text
from corpus.records import Content, Page, Paragraph, Piece, Region, Role
from corpus.terminal import kwic_lines, progress_bar, run_lines

BOX = Region(2, 10.123, 20.0, 30.0, 40.0)
CONTENT = Content(
    (Page(1, 595.0, 842.0, "pdfplumber", "bands", 0.5, ("vaag",)),),
    (
        Paragraph(0, Role.HEADING, "Kop", level=1),
        Paragraph(1, Role.RUNNING_HEAD, "Jaarverslag"),
        Paragraph(2, Role.PARAGRAPH, "Een alinea.", (Piece(0, 11, "Een alinea.", BOX),)),
        Paragraph(3, Role.TABLE, "a b", rows=(("a", "b\nb"), ("1", ""))),
        Paragraph(4, Role.FOOTNOTE, "Noot.", note_mark="1"),
        Paragraph(5, Role.PARAGRAPH, ""),
    ),
)


def test_running_text_has_a_blank_line_between_paragraphs() -> None:
    assert running_text(CONTENT) == "Kop\n\nEen alinea.\n"
    assert running_text(Content((), ())) == ""


def test_tables_are_rows_of_cells() -> None:
    assert tables_text(CONTENT) == "a\tb b\n1\t\n"


def test_the_values_say_everything_with_its_place() -> None:
    found = content_values(CONTENT)
    paragraphs = found["paragraphs"]
    assert isinstance(paragraphs, list)
    assert [one["role"] for one in paragraphs][:3] == ["heading", "running_head", "paragraph"]
    box = {"page": 2, "x0": 10.12, "top": 20.0, "x1": 30.0, "bottom": 40.0}
    assert (paragraphs[2]["page"], paragraphs[2]["boxes"]) == (2, [box])
    assert (paragraphs[0]["page"], paragraphs[0]["boxes"], paragraphs[0]["level"]) == (None, [], 1)
    assert paragraphs[3]["rows"] == [["a", "b\nb"], ["1", ""]]
    assert paragraphs[4]["note_mark"] == "1"
    assert [one["running_text"] for one in paragraphs] == [True, False, True, False, False, True]


def line(left: str, match: str, right: str, page: int | None = 1, date: str = "2024") -> KwicLine:
    return KwicLine(left, match, right, "p", "d", "/x/nota.pdf", "Nota", date, page, 0, 1)


def test_matches_stand_below_each_other() -> None:
    shown = list(kwic_lines([line("ab", "stad", "cd"), line("", "steden", "efgh", None, "")], 4))
    assert shown == ["  ab[stad]  cd    nota.pdf, p. 1, 2024", "    [steden]efgh  nota.pdf"]


def test_a_run_is_told_in_lines() -> None:
    values = {
        "documents": 2, "added": 1, "unchanged": 1, "skipped": [{"file": "x", "reason": "leeg"}], "pages": 3,
        "passages": 4, "annotated": 4, "topics": 5, "outlier_share": 0.254, "report": "r.html",
    }  # fmt: skip
    assert list(run_lines(values)) == [
        "2 documents: 1 added, 1 unchanged, 1 skipped; 3 pages, 4 passages",
        "  skipped x: leeg",
        "4 passages annotated",
        "5 topics, 25.4% of the passages without one",
        "report: r.html",
    ]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("kind", "shown"), [(Terminal, True), (io.StringIO, False)])
def test_only_a_terminal_gets_a_bar(
    monkeypatch: pytest.MonkeyPatch, kind: type[io.StringIO], shown: bool
) -> None:
    stderr = kind()
    monkeypatch.setattr(sys, "stderr", stderr)
    progress_bar("read")(2, 4)
    assert ("2/4" in stderr.getvalue()) is shown
