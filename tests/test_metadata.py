"""Which source of metadata counts, field by field."""

from pathlib import PurePath

import pytest

from corpus.metadata import follows, is_program_author, is_program_title, resolve
from corpus.records import Content, Metadata

NOTHING = Metadata()


def from_file(own: Metadata, name: str = "nota.pdf", media_type: str = "application/pdf") -> Metadata:
    return resolve(PurePath(name), Content((), (), own, media_type), sidecar=NOTHING, proposed=NOTHING)


def test_the_order_of_authority() -> None:
    sidecar = Metadata(title="Van de tabel", extra=(("gremium", "raad"),))
    own = Metadata(
        title="Van het bestand", author="J. de Vries", origin=(("title", "pdf"), ("author", "pdf"))
    )
    proposed = Metadata("Van de voorkant", "A. Bakker", "2020", "Gemeente Ede", language="nl")
    known = resolve(
        PurePath("nota_9_juli_2024.pdf"), Content((), (), own), sidecar=sidecar, proposed=proposed
    )
    assert known == Metadata(
        title="Van de tabel",
        author="J. de Vries",
        date="2024-07-09",
        source="Gemeente Ede",
        language="nl",
        extra=(("gremium", "raad"),),
        origin=(
            ("title", "sidecar"),
            ("author", "pdf"),
            ("date", "filename"),
            ("source", "first page"),
            ("language", "first page"),
        ),
    )


def test_a_proposal_may_say_where_it_comes_from() -> None:
    proposed = Metadata(language="nl", origin=(("language", "text"),))
    known = resolve(PurePath("a.pdf"), Content((), ()), sidecar=NOTHING, proposed=proposed)
    assert known.origin == (("language", "text"),)


def test_what_is_unknown_stays_unknown() -> None:
    assert from_file(NOTHING) == NOTHING


def test_the_date_a_pdf_was_made_is_no_date_of_publication() -> None:
    own = Metadata(date="2019-03-04")
    assert from_file(own).date == ""
    assert from_file(own, "nota_2021.pdf").date == "2021"
    assert from_file(own, "nota.html", "text/html").date == "2019-03-04"


def test_a_title_that_is_the_file_name_is_none() -> None:
    assert from_file(Metadata(title="Nota wonen"), "Nota wonen.pdf").title == ""


@pytest.mark.parametrize(
    "title",
    [
        "",
        "  ",
        "Microsoft Word - nota_v3.docx",
        "Microsoft Word - Beleidsnota wonen",
        "PowerPoint-presentatie",
        "PowerPoint Presentation",
        "untitled",
        "Untitled-1",
        "Naamloos",
        "Document1",
        "nota wonen def.indd",
        "RaadsbriefDEF.PDF",
        "Z2024001234",
        "ms",
    ],
)
def test_titles_of_programs(title: str) -> None:
    assert is_program_title(title)


@pytest.mark.parametrize(
    "title",
    [
        "Woonvisie",
        "Woonvisie 2030",
        "Wonen",
        "Microsoft en de gemeente: wie beheert de data?",
        "Titel volgt: tien jaar groeikernen",
        "Document van de stad",
        "Besluitenlijst B&W 17 mei 2022",
        "Ruimte voor de stad",
    ],
)
def test_titles_of_people(title: str) -> None:
    assert not is_program_title(title)


@pytest.mark.parametrize("author", ["", "admin", "Gebruiker", "iBabs", "vri012", "Canon iR-ADV C5535", "x"])
def test_authors_that_are_programs(author: str) -> None:
    assert is_program_author(author)


@pytest.mark.parametrize("author", ["J. de Vries", "Gemeente Almere", "Vries, J. de", "PBL", "Bakker"])
def test_authors_that_are_people_or_bodies(author: str) -> None:
    assert not is_program_author(author)


@pytest.mark.parametrize(
    ("row", "same"),
    [
        (Metadata(title="T", extra=(("n", "1"),)), True),
        (Metadata(title="Ander", extra=(("n", "1"),)), False),
        (Metadata(title="T", date="2024", extra=(("n", "1"),)), False),
        (Metadata(extra=(("n", "1"),)), False),
        (Metadata(title="T", extra=(("n", "2"),)), False),
    ],
)
def test_whether_stored_metadata_follows_the_row(row: Metadata, same: bool) -> None:
    sidecar = Metadata(title="T", extra=(("n", "1"),))
    stored = resolve(PurePath("a_2021.pdf"), Content((), ()), sidecar=sidecar, proposed=NOTHING)
    assert follows(stored, row) is same
