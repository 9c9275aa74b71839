"""What the first page says of the document."""

import pytest

from corpus.frontpage import propose
from corpus.records import Paragraph, Piece, Region, Role


def paragraphs(*items: tuple[Role, str], page: int = 1) -> tuple[Paragraph, ...]:
    made = []
    for ordinal, (role, text) in enumerate(items):
        piece = Piece(0, len(text), text, Region(page, 0, 0, 10, 10))
        made.append(Paragraph(ordinal, role, text, (piece,), level=1 if role is Role.HEADING else 0))
    return tuple(made)


def test_title_author_date_and_publisher() -> None:
    found = propose(
        paragraphs(
            (Role.RUNNING_HEAD, "Gemeente Zwolle"),
            (Role.TITLE, "Nota wonen 2030"),
            (Role.PARAGRAPH, "Opgesteld door: Anna de Vries en Piet Jansen"),
            (Role.PARAGRAPH, "Datum: 9 juli 2024"),
            (Role.PARAGRAPH, "Op 1 januari 2020 telde de stad 128.000 inwoners, en dat worden er meer."),
        )
    )
    assert found.title == "Nota wonen 2030"
    assert found.author == "Anna de Vries; Piet Jansen"
    assert (found.date, found.source) == ("2024-07-09", "Gemeente Zwolle")
    assert dict(found.origin) == dict.fromkeys(("title", "author", "date", "source"), "first page")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Door Jan van den Berg", "Jan van den Berg"),
        ("Tekst: Eva Smit, Karim El Amrani", "Eva Smit; Karim El Amrani"),
        ("Auteurs: P. de Boer & L.M. Visser", "P. de Boer; L.M. Visser"),
        ("Door de gemeente is veel gebouwd in Almere Haven.", ""),
        ("De stad groeit.", ""),
    ],
)
def test_author_only_where_named_as_one(line: str, expected: str) -> None:
    assert propose(paragraphs((Role.TITLE, "Een titel"), (Role.PARAGRAPH, line))).author == expected


def test_names_under_the_title() -> None:
    found = propose(paragraphs((Role.TITLE, "Een titel"), (Role.PARAGRAPH, "Eva Smit en Jan Bos")))
    assert found.author == "Eva Smit; Jan Bos"


def test_magazine_names_itself_in_the_line_of_the_issue() -> None:
    found = propose(paragraphs((Role.OTHER, "Stadsblad • jaargang 12, juni 2019"), (Role.TITLE, "Wonen")))
    assert (found.source, found.date) == ("Stadsblad", "2019-06")


def test_articles_authors_are_not_the_documents() -> None:
    bylines = [(Role.PARAGRAPH, "Door Jan Bos"), (Role.PARAGRAPH, "Door Eva Smit")]
    assert propose(paragraphs((Role.TITLE, "Stadsblad"), *bylines)).author == ""


def test_date_in_a_sentence_is_a_subject() -> None:
    text = "Sinds 1 januari 2015 voert de gemeente de wet uit, en dat gaat volgens de wethouder goed."
    assert propose(paragraphs((Role.PARAGRAPH, text))).date == ""


def test_nothing_is_made_up() -> None:
    found = propose(paragraphs((Role.PARAGRAPH, "De stad groeit. Dat is goed."), page=3))
    assert (found.title, found.author, found.date, found.source, found.origin) == ("", "", "", "", ())
    assert propose(()).origin == ()


def test_only_the_first_page_counts() -> None:
    first = paragraphs((Role.PARAGRAPH, "Omslag"), page=1)
    second = paragraphs((Role.TITLE, "Hoofdstuk 1"), page=2)
    assert propose((*first, *second)).title == ""
