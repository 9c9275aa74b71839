"""The graph of themes: arrows count claims by pair of themes, keep their passages, and know a denial."""

from __future__ import annotations

from corpus.records import Mention
from nlp.claims.graph import Statement, ThemeSpan, statements_of, theme_graph, theme_spans_of
from nlp.claims.layer import claim_data
from nlp.claims.records import Claim, Side

THEMES = [
    ThemeSpan("p1", "krimp", 3, 8),
    ThemeSpan("p1", "leegstand", 20, 30),
    ThemeSpan("p1", "winkels", 22, 30),
    ThemeSpan("p2", "krimp", 0, 5),
    ThemeSpan("p2", "leegstand", 10, 19),
]


def statement(passage: str, cause: tuple[int, int], effect: tuple[int, int], **facts: bool) -> Statement:
    return Statement(passage, cause[0], effect[1], cause, effect, "more", **facts)


def test_a_claim_counts_for_each_pair_of_themes() -> None:
    arrows = theme_graph([statement("p1", (0, 10), (18, 30))], THEMES)
    assert [(arrow.source, arrow.target) for arrow in arrows] == [
        ("krimp", "leegstand"),
        ("krimp", "winkels"),
    ]
    assert all(arrow.stated == 1 and arrow.passages == ("p1",) for arrow in arrows)


def test_claims_of_several_passages_make_one_arrow() -> None:
    first, second = statement("p1", (0, 10), (18, 30)), statement("p2", (0, 6), (10, 19), hedged=True)
    denied = statement("p2", (0, 6), (10, 19), negated=True)
    arrow = theme_graph([first, second, denied], THEMES)[0]
    assert (arrow.source, arrow.target, arrow.direction) == ("krimp", "leegstand", "more")
    assert (arrow.stated, arrow.denied, arrow.hedged) == (2, 1, 1)
    assert arrow.passages == ("p1", "p2")
    assert arrow.statements == (first, second, denied)


def test_evidence_outside_the_sides_makes_no_arrow() -> None:
    assert theme_graph([statement("p1", (9, 12), (18, 30))], THEMES) == ()
    assert theme_graph([statement("p3", (0, 10), (18, 30))], THEMES) == ()


def test_a_theme_with_itself_is_kept_on_request() -> None:
    claims = [statement("p1", (21, 25), (26, 30))]
    pairs = {(arrow.source, arrow.target) for arrow in theme_graph(claims, THEMES)}
    assert pairs == {("leegstand", "winkels"), ("winkels", "leegstand")}
    assert ("winkels", "winkels") in {(a.source, a.target) for a in theme_graph(claims, THEMES, loops=True)}


def test_directions_are_arrows_apart() -> None:
    less = Statement("p2", 0, 19, (0, 6), (10, 19), "less")
    arrows = theme_graph([statement("p2", (0, 6), (10, 19)), less], THEMES)
    assert [arrow.direction for arrow in arrows] == ["less", "more"]


def test_records_from_mentions() -> None:
    claim = Claim(0, 19, Side(0, 6, "Krimp "), Side(10, 19, "leegstand"), "x", "less", True, False, "", 0.9)
    evidence = [{"start": 0, "end": 5, "text": "Krimp", "term": "krimp"}]
    theme = Mention("theme", "krimp", 0, 5, "Krimp", (("scheme", "debat"), ("evidence", evidence)))
    mentions = [Mention("claim", "less", 0, 19, "…", claim_data(claim)), theme]
    assert statements_of("p", mentions) == [Statement("p", 0, 19, (0, 6), (10, 19), "less", negated=True)]
    assert theme_spans_of("p", mentions, "debat") == [ThemeSpan("p", "krimp", 0, 5)]
    assert theme_spans_of("p", mentions, "top") == []
