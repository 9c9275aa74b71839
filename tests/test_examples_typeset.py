"""The example publications: mark-up, golden texts and PDFs say the same, and their lists are complete."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from importlib.metadata import PackageNotFoundError, version
from itertools import pairwise
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from corpus.sources import find_files
from examples.publications import Part, extra, golden, parse, plain
from examples.typeset import (
    COLUMNS,
    FOLDER,
    LIST_HEADING,
    compile_pdf,
    inline,
    metadata_table,
    readme_list,
    sources,
    texts,
    to_typst,
)

SOURCES = sources()
MADE_WITH = {"typst": "0.15.2", "pikepdf": "10.18.0"}
"""The versions that made the committed PDFs; others may write other bytes for the same pages."""
each = pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)

SAMPLE = """title: De stad
author: A. Bakker
date:
layout: note
letterhead: Gemeente Ergens | Plein 1
---
# De _stad_

@ Door A. Bakker

= De inleiding.

Een zin met een noot.[^1] En snake_case blijft.

[^1]: De noot zelf.

> Een zin.

!map wide 1.5 | Een kaart.

!table | Tabel 1
| Plaats | Aantal |
| Emmen | 3 |

- eerste
- tweede

3. derde

::: Kader
Tekst in het kader.
:::
"""


def words(text: str) -> Counter[str]:
    """The letter words of a text with their number, whatever their case."""
    return Counter(re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", text).casefold()))


HYPHEN = "[-\u00ad\u0002\ufffe]"
"""What pdfium may give for a printed hyphen."""


def printed_pages(pdf: Path | bytes) -> list[str]:
    """The text of each page as pdfium gives it, drop capitals put back before their word."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return [re.sub(r"(?m)^([A-Z])\r?\n(?=[a-z])", r"\1", page) for page in pages]


def printed_words(pdf: Path) -> Counter[str]:
    """The words of a PDF; a hyphen at a line's end counts both as joined and as kept."""
    text = "\n".join(printed_pages(pdf))
    at_line_end = rf"(?:{HYPHEN}\s*[\r\n]+|[\u00ad\u0002\ufffe])"
    return words(re.sub(at_line_end, "", text)) | words(re.sub(at_line_end, " ", text))


def runs_on(word: str, pages: list[str]) -> bool:
    """Whether a word is split by a hyphen, its rest on the same page (next column) or on the next."""
    return any(
        re.search(rf"\b{word[:cut]}{HYPHEN}", before, re.IGNORECASE)
        and re.search(rf"\b{word[cut:]}\b", after, re.IGNORECASE)
        for before, after in [*pairwise(pages), *zip(pages, pages, strict=True)]
        for cut in range(1, len(word))
    )


def test_parse_gives_fields_and_parts_in_order() -> None:
    publication = parse(SAMPLE)
    assert publication.fields["author"] == "A. Bakker"
    assert publication.fields["date"] == ""
    assert [part.kind for part in publication.parts] == [
        *("title", "credit", "lead", "paragraph", "footnote", "pull quote", "caption", "table"),
        *("bullet", "bullet", "number", "heading", "paragraph"),
    ]
    assert publication.parts[6] == Part("caption", "Een kaart.", "map wide 1.5")
    assert publication.parts[7].rows == (("Plaats", "Aantal"), ("Emmen", "3"))
    assert [part.text for part in publication.parts if part.boxed] == ["Kader", "Tekst in het kader."]


def test_golden_text_holds_the_running_text_only() -> None:
    assert golden(parse(SAMPLE)).split("\n\n") == [
        *("De stad", "De inleiding.", "Een zin met een noot. En snake_case blijft."),
        *("• eerste", "• tweede", "3. derde", "Kader", "Tekst in het kader.\n"),
    ]


def test_extra_text_says_of_each_line_what_it_is() -> None:
    assert extra(parse(SAMPLE)).splitlines() == [
        *("letterhead: Gemeente Ergens | Plein 1", "credit: Door A. Bakker", "footnote: De noot zelf."),
        *("pull quote: Een zin.", "caption: Een kaart.", "table: Tabel 1"),
        *("table row: Plaats | Aantal", "table row: Emmen | 3"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gewoon", 'text("Gewoon")'),
        ('Een "citaat" \\ zo', 'text("Een \\"citaat\\" \\\\ zo")'),
        ("een _boek_ dus", 'text("een ") + emph("boek") + text(" dus")'),
        ("Zin.[^1]", 'text("Zin.") + footnote("noot")'),
        ("’s avonds #niet $dit$", 'text("’s avonds #niet $dit$")'),
    ],
)
def test_inline_keeps_every_character_for_typst(text: str, expected: str) -> None:
    assert inline(text, {"1": "noot"}) == expected


@pytest.mark.parametrize(("text", "expected"), [("a[^12] b", "a b"), ("_x_-as", "x-as"), ("a_b_c", "a_b_c")])
def test_plain_drops_marks(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_typst_source_calls_the_layout_with_its_lists() -> None:
    made = to_typst(parse(SAMPLE))
    assert "#show: it => note(fields, it)" in made
    assert 'letterhead: ("Gemeente Ergens", "Plein 1",)' in made
    assert '#picture("map", text("Een kaart."), scope: "parent", tall: 1.5)' in made
    assert '#list(tight: false, text("eerste"), text("tweede"))' in made


def test_there_are_enough_publications_to_fill_a_corpus() -> None:
    counts = [len((FOLDER / f"{source.stem}.txt").read_text(encoding="utf-8").split()) for source in SOURCES]
    assert len(counts) >= 26
    assert sum(counts) >= 16_000
    assert all(300 <= count <= 900 for count in counts)


def test_every_file_in_the_folder_belongs_to_a_source() -> None:
    stems = {source.stem for source in SOURCES}
    assert {path.stem for path in FOLDER.glob("*.txt")} == stems
    assert {path.stem for path in FOLDER.glob("*.pdf")} == stems
    assert {path.stem for path in (FOLDER / "extra").iterdir()} < stems
    assert sum(path.stat().st_size for path in FOLDER.rglob("*.pdf")) < 4_000_000


def test_a_run_on_the_folder_takes_the_pdfs_and_nothing_else() -> None:
    assert find_files([FOLDER]) == tuple(FOLDER / f"{source.stem}.pdf" for source in SOURCES)


@each
def test_committed_texts_are_what_the_source_gives(source: Path) -> None:
    for name, text in texts(source).items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text


@each
def test_every_golden_word_is_printed(source: Path) -> None:
    expected = words((FOLDER / f"{source.stem}.txt").read_text(encoding="utf-8"))
    pdf = FOLDER / f"{source.stem}.pdf"
    missing = expected - printed_words(pdf)
    assert [word for word in missing if not runs_on(word, printed_pages(pdf))] == []


@each
def test_what_is_set_aside_is_printed_too(source: Path) -> None:
    parts = parse(source.read_text(encoding="utf-8")).parts
    aside = Counter[str]()
    for part in parts:
        if part.kind in ("caption", "credit", "footnote", "table"):
            aside += words(" ".join([plain(part.text), *(" ".join(row) for row in part.rows)]))
    assert aside - printed_words(FOLDER / f"{source.stem}.pdf") == Counter()


@each
def test_a_pull_quote_repeats_words_of_the_text(source: Path) -> None:
    publication = parse(source.read_text(encoding="utf-8"))
    running = " ".join(golden(publication).split())
    for part in publication.parts:
        if part.kind == "pull quote":
            assert part.text.rstrip(".") in running


def test_metadata_names_files_that_exist_and_leaves_some_out() -> None:
    text = (FOLDER / "metadata.csv").read_text(encoding="utf-8")
    assert text == metadata_table()
    rows = list(csv.DictReader(text.splitlines()))
    assert set(rows[0]) == set(COLUMNS)
    assert {row["file"] for row in rows} < {f"{source.stem}.pdf" for source in SOURCES}
    assert all(re.fullmatch(r"(\d{4}(-\d\d){0,2})?", row["date"]) for row in rows)
    assert any(not row["date"] for row in rows)


def test_readme_lists_every_publication() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert readme.endswith(readme_list())
    listed = re.findall(r"^- `(\w+)\.pdf`", readme.split(LIST_HEADING)[1], re.MULTILINE)
    assert listed == [source.stem for source in SOURCES]


@pytest.mark.parametrize(
    "name", ["interview_planoloog_2019", "hoofdstuk_groeikernen", "notitie_lelystad_1996"]
)
def test_typesetting_again_gives_the_committed_pages(name: str) -> None:
    pytest.importorskip("typst")
    made = compile_pdf(parse((FOLDER / "source" / f"{name}.md").read_text(encoding="utf-8")))
    assert printed_pages(made) == printed_pages(FOLDER / f"{name}.pdf")
    if all(installed(package) == number for package, number in MADE_WITH.items()):
        assert made == (FOLDER / f"{name}.pdf").read_bytes()


def installed(package: str) -> str:
    """The installed version of a package, empty where there is none."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
