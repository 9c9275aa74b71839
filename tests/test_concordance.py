"""Searching in context: what a query finds, and that no query can break."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_sample import fill, made, tokens_of

from corpus.concordance import QueryError, Term, fold, occurrences, parse_query
from corpus.records import Metadata
from corpus.store import Store

_AWKWARD = "aé\"*^:()-+{}“” ANDORNOTEAR\\'\x00;,~"
TEXT = "De steden groeien, en Zwolle ook. Sociale huur is schaars; sociale woningen zijn duur."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with made(tmp_path) as one:
        yield one


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("stad", ["steden"]),
        ("steden", ["steden"]),
        ("STEDEN", ["steden"]),
        ('"stad"', []),
        ('"steden"', ["steden"]),
        ('"sociale huur"', ["Sociale huur"]),
        ("„sociale huur”", ["Sociale huur"]),
        ('"huur sociale"', []),
        ("sociale", ["Sociale", "sociale"]),
        ("sociale*", ["Sociale", "sociale"]),
        ("soc*", ["Sociale", "sociale"]),
        ("woning*", ["woningen"]),
        ('"sociale wo*"', ["sociale woningen"]),
        ("wonin", []),
        ("stad zwolle", ["steden", "Zwolle"]),
        ("stad utrecht", []),
        ("sociale-huur", ["Sociale huur"]),
    ],
)
def test_what_a_query_finds(store: Store, query: str, matches: list[str]) -> None:
    fill(store, "a.pdf", TEXT)
    assert [line.match for line in store.search(query)] == matches


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("een", ["een", "één"]),
        ("één", ["één"]),
        ("financien", ["financiën"]),
        ("financiën", ["financiën"]),
        ("financie\u0308n", ["financiën"]),
        ("fináncien", []),
        ("fin*", ["financiën"]),
    ],
)
def test_diacritics_count_where_the_query_has_them(store: Store, query: str, matches: list[str]) -> None:
    fill(store, "a.pdf", "Voor een stad of één wijk zijn financiën nodig.")
    assert [line.match for line in store.search(query)] == matches


def test_decomposed_letters_are_found(store: Store) -> None:
    fill(store, "a.pdf", "De patie\u0308nt wacht.")
    assert [line.match for line in store.search("patiënt")] == ["patie\u0308nt"]


def test_a_line_has_context_page_and_place(store: Store) -> None:
    known = Metadata(title="Nota", date="2024-07")
    fill(store, "a.pdf", "Niets.", "Veel\tsteden\ngroeien snel.", metadata=known)
    (line,) = store.search("stad", width=5)
    assert (line.left, line.match, line.right) == ("Veel ", "steden", " groe")
    assert (line.page, line.title, line.date, line.path) == (2, "Nota", "2024-07", "/made-up/a.pdf")
    assert TEXT[:0] + "Veel\tsteden\ngroeien snel."[line.start : line.end] == "steden"


def test_lines_come_by_date_and_place(store: Store) -> None:
    for name, date in (("c.pdf", "2024"), ("b.pdf", "1999"), ("a.pdf", "2024")):
        fill(store, name, "Steden nu.", "Steden straks.", metadata=Metadata(date=date))
    found = [(line.path[-5:], line.page) for line in store.search("steden")]
    assert found == [(name, page) for name in ("b.pdf", "a.pdf", "c.pdf") for page in (1, 2)]


def test_a_limit_stops_early(store: Store) -> None:
    fill(store, "a.pdf", TEXT)
    assert len(store.search("sociale", limit=1)) == 1


def test_words_are_found_before_annotation(store: Store) -> None:
    (passage,) = fill(store, "a.pdf", TEXT)
    store.save_annotations("none", [(passage, [], [])])
    assert len(store.search("steden")) == 1
    assert store.search("stad") == []


@pytest.mark.parametrize("query", ["", " ", '"', "*", "&&", '""', "- _ -"])
def test_a_query_without_a_word_is_told(store: Store, query: str) -> None:
    with pytest.raises(QueryError, match="nothing to search for"):
        store.search(query)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.sampled_from("aé\"*^:()-+{}“” ANDORNOTEAR\\'\x00;,~") | st.characters(codec=None), min_size=1)
)
def test_no_query_is_a_syntax_error(store: Store, query: str) -> None:
    if not store.count("documents"):
        fill(store, "a.pdf", TEXT)
    try:
        store.search(query)
    except QueryError:
        assert parse_or_none(query) is None


def parse_or_none(query: str) -> tuple[Term, ...] | None:
    try:
        return parse_query(query)
    except QueryError:
        return None


def test_the_grammar() -> None:
    assert parse_query('stad "sociale huur" woning* OR') == (
        Term(("stad",)),
        Term(("sociale", "huur"), exact=True),
        Term(("woning",), prefix=True),
        Term(("OR",)),
    )


@given(st.text("aábcdé -,.", min_size=1, max_size=40))
def test_occurrences_are_the_words_that_fold_alike(text: str) -> None:
    for start, end in occurrences(text, [], Term(("a",))):
        assert fold(text[start:end]) == "a"
        assert not text[max(0, start - 1) : start].isalnum()
        assert not text[end : end + 1].isalnum()


def test_a_lemma_of_several_words_is_one_unit() -> None:
    tokens = tokens_of("G40-gemeenten groeien")
    assert occurrences("G40-gemeenten groeien", tokens, Term(("g40", "gemeenten"))) == ((0, 13),)
