"""Themes: schemes read and checked, terms matched on lemmas and compounds, evidence to point at."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Span

from benchmarks.themes import score
from nlp.pipeline import load_pipeline
from nlp.theme_schemes import (
    FOLDER,
    SHIPPED,
    Scheme,
    SchemeError,
    Theme,
    read_eurovoc,
    read_scheme,
    shipped_scheme,
)
from nlp.theme_terms import TermIndex, Word, read_term
from nlp.themes import ThemeFinder, ThemeFound, shipped_finder, words_of

DATA = Path(os.environ.get("STADSPRAAT_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))


@cache
def rules() -> Language:
    return load_pipeline()


def themes(text: str, *terms: str, exclusions: tuple[str, ...] = ()) -> tuple[ThemeFound, ...]:
    """The themes of a text by a scheme of one theme with these terms."""
    scheme = Scheme("own", "Own", "", (Theme("t", "Thema", "", terms, exclusions, ""),))
    doc = rules()(text)
    return ThemeFinder(scheme).find(text, words_of(doc))


def shipped(text: str, name: str = "middelgrote-steden") -> set[str]:
    return {theme.id for theme in shipped_finder(name).find(text, words_of(rules()(text)))}


@pytest.mark.parametrize(
    ("term", "text", "matches"),
    [
        ("winkel", "Drie winkels sloten.", True),
        ("winkel", "De winkelstraat is lang.", False),
        ("winkel*", "De winkelstraat is lang.", True),
        ("*leegstand", "De winkelleegstand groeit.", True),
        ("*vergrijz*", "Een vergrijzende stad.", True),
        ("brain drain", "Een brain drain dreigt.", True),
        ("brain drain", "De drain van het brain.", False),
        ("pand* & leeg", "De panden in de straat staan al jaren leeg.", True),
        ("pand* & leeg", "Het staat leeg, dat pand.", True),
        ("pand* & leeg", "Het pand is vol. De straat is leeg.", False),
        ("?stad", "De stad groeit.", False),
        ("?stad", "De stad groeit en een andere stad krimpt.", True),
    ],
)
def test_term(term: str, text: str, matches: bool) -> None:
    assert bool(themes(text, term)) is matches


def test_an_exclusion_bars_the_words_it_covers() -> None:
    assert themes("De cultuur bloeit.", "*cultuur", exclusions=("landbouwcultuur",))
    assert not themes("De landbouwcultuur bloeit.", "*cultuur", exclusions=("landbouwcultuur",))


def test_evidence_can_be_pointed_at() -> None:
    text = "In de straat staan panden leeg. De leegstand neemt toe."
    (theme,) = themes(text, "pand* & leeg", "leegstand")
    assert [text[e.start : e.end] for e in theme.evidence] == ["panden leeg", "leegstand"]
    assert all(e.text == text[e.start : e.end] for e in theme.evidence)


def test_more_evidence_gives_a_higher_score_never_above_one() -> None:
    one, two = themes("Krimp.", "krimp")[0].score, themes("Krimp. Krimp.", "krimp")[0].score
    many = themes("Krimp. " * 50, "krimp")[0].score
    assert 0.5 < one < two < many <= 1


def test_two_terms_on_one_word_count_once() -> None:
    assert themes("Krimp.", "krimp", "krimp*")[0].score == themes("Krimp.", "krimp")[0].score


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("De winkelleegstand neemt toe.", "winkelleegstand"),
        ("Er zijn veel leegstaande winkels.", "winkelleegstand"),
        ("Langs de markt staan panden leeg.", "winkelleegstand"),
        ("Jongeren trekken weg uit de stad.", "braindrain"),
        ("De gemeenten willen fuseren.", "herindeling"),
        ("In de Vinexwijk is het stil.", "groeikernen"),
    ],
)
def test_the_shipped_scheme_finds_a_theme_in_many_words(text: str, theme: str) -> None:
    assert theme in shipped(text)


def test_the_name_of_a_person_tells_of_no_theme() -> None:
    text = "Burgemeester Wever spreekt. De wever werkte in de textielfabriek."
    doc = rules()(text)
    doc.set_ents([Span(doc, 1, 2, label="PER")])
    (theme,) = (
        t
        for t in shipped_finder("middelgrote-steden").find(text, words_of(doc))
        if t.label.startswith("Industrie")
    )
    assert [text[each.start : each.end] for each in theme.evidence if each.start < 30] == []


def test_an_ordinary_sentence_has_no_theme() -> None:
    assert shipped("Hij las de brief en legde hem weg.") == set()


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_schemes_are_sound(name: str) -> None:
    scheme = shipped_scheme(name)
    assert len({theme.id for theme in scheme.themes}) == len(scheme.themes) >= 40
    for theme in scheme.themes:
        assert all(read_term(term).words for term in (*theme.terms, *theme.exclusions))
        assert theme.terms or any(other.broader == theme.id for other in scheme.themes)


def test_the_top_list_is_whole() -> None:
    scheme = shipped_scheme("top")
    assert len(scheme.themes) == 92
    assert sum(not theme.broader for theme in scheme.themes) == 16
    assert all(
        theme.id.startswith("https://identifier.overheid.nl/tooi/def/thes/top/") for theme in scheme.themes
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("themes: [", "not readable"),
        ("id: x", "needs id, label and a list"),
        ("themes: [{id: a}]", "without id or label"),
        ("themes: [{id: a, label: A}, {id: a, label: B}]", "theme a is there twice"),
        ("themes: [{id: a, label: A, broader: b}]", "broader theme b does not exist"),
    ],
)
def test_a_broken_scheme_is_one_clear_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SchemeError, match=message) as caught:
        read_scheme(tmp_path / "own.yaml")
    assert "\n" not in str(caught.value)


def test_a_users_scheme_is_a_copy_edited(tmp_path: Path) -> None:
    text = (FOLDER / "middelgrote-steden.yaml").read_text(encoding="utf-8")
    (tmp_path / "own.yaml").write_text(text.replace("id: krimp\n", "id: shrinkage\n"), encoding="utf-8")
    assert "shrinkage" in {theme.id for theme in read_scheme(tmp_path / "own.yaml").themes}


def test_eurovoc_is_read_the_same_way(tmp_path: Path) -> None:
    (tmp_path / "tc.json").write_text(json.dumps({"2": "tandarts (beroep)", "1": "stad"}), encoding="utf-8")
    scheme = read_eurovoc(tmp_path)
    assert [(theme.id, theme.terms) for theme in scheme.themes] == [
        *(("eurovoc:1", ("stad",)), ("eurovoc:2", ("tandarts",))),
    ]
    with pytest.raises(SchemeError, match="no EuroVoc labels"):
        read_eurovoc(tmp_path / "none")


@pytest.mark.skipif(not (DATA / "themes").is_dir(), reason=f"EuroVoc is not at {DATA}")
def test_the_whole_of_eurovoc_is_read() -> None:
    scheme = read_eurovoc(DATA / "themes" / "eurovoc_nl")
    doc = rules()("De financiering van de export.")
    assert len(scheme.themes) == 7_382
    assert {theme.label for theme in ThemeFinder(scheme).find(doc.text, words_of(doc))} >= {"financiering"}


@pytest.mark.parametrize("split", ["dev", "test"])
def test_the_gold_sets_stay_above_the_bar(split: str) -> None:
    assert score(split).f >= 0.80


def test_what_is_remembered_of_words_is_bounded_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlp.theme_terms._KEPT", 10)
    index = TermIndex([(read_term("winkel*"), 1)])
    words = [Word(at, at + 1, form, form, 0) for at, form in enumerate([*map(str, range(40)), "winkels"])]
    assert [(term.text, mark) for term, mark, _ in index.find(words)] == [("winkel*", 1)]
    assert len(index._known) <= 10
    assert [mark for _, mark, _ in index.find(words)] == [1]
