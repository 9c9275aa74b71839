"""The benchmark's scores on small cases with known answers."""

import pytest

from benchmarks.pipeline_scores import Analysis, Tally, Word, renamed
from benchmarks.pipeline_systems import cgn, frog_analysis

GOLD = Analysis(
    words=(
        Word(0, 2, "DET", "LID", "de", 3, "det"),
        Word(3, 7, "NOUN", "N", "raad", 3, "ROOT"),
        Word(7, 8, "PUNCT", "LET", ".", 3, "punct"),
    ),
    sentences=((0, 8),),
    entities=((3, 7, "ORG"),),
)


def test_what_agrees_counts_in_full() -> None:
    tally = Tally()
    tally.add(GOLD, GOLD)
    assert [tally.share(name) for name in ("tokens", "pos", "tag", "lemma", "uas", "las")] == [1.0] * 6
    assert tally.f_score("sentences") == tally.f_score("ORG") == 1.0


def test_a_token_that_is_cut_otherwise_is_wrong_everywhere() -> None:
    found = Analysis(words=(GOLD.words[0], Word(3, 8, "NOUN", "N", "raad", 3, "ROOT")), sentences=((0, 8),))
    tally = Tally()
    tally.add(GOLD, found)
    assert tally.share("tokens") == tally.share("pos") == pytest.approx(1 / 3)


def test_label_and_head_are_told_apart() -> None:
    words = (GOLD.words[0], GOLD.words[1], Word(7, 8, "PUNCT", "LET", ".", 3, "obj"))
    tally = Tally()
    tally.add(GOLD, Analysis(words=words))
    assert tally.share("uas") == 1.0
    assert tally.share("las") == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("found", "expected"),
    [((), 0.0), (((3, 7, "ORG"), (0, 2, "PER")), 2 / 3), (((3, 7, "GPE"),), 0.0), (((0, 7, "ORG"),), 0.0)],
)
def test_entities_count_with_bounds_and_label(
    found: tuple[tuple[int, int, str], ...], expected: float
) -> None:
    tally = Tally()
    tally.add(GOLD, Analysis(entities=found))
    assert tally.f_score("entities") == pytest.approx(expected)


def test_other_label_sets_are_mapped_and_the_rest_left_out() -> None:
    assert renamed([(0, 1, "GPE"), (2, 3, "DATE")], {"GPE": "LOC"}) == ((0, 1, "LOC"),)


def test_frogs_columns_become_an_analysis() -> None:
    lines = [
        "1\tJan\tJan\t[Jan]\tSPEC(deeleigen)\t1.0\tB-PER",
        "2\tVos\tVos\t[Vos]\tSPEC(deeleigen)\t1.0\tI-PER",
        "3\tkomt\tkomen\t[kom][t]\tWW(pv,tgw,met-t)\t1.0\tO",
        "",
        "1\tNu\tnu\t[nu]\tBW()\t1.0\tO",
        "",
    ]
    analysis = frog_analysis("Jan Vos komt  Nu", "\n".join(lines))
    assert analysis.sentences == ((0, 12), (14, 16))
    assert analysis.entities == ((0, 7, "PER"),)
    assert analysis.words[2].tag == "WW|pv|tgw|met-t"


@pytest.mark.parametrize(
    ("tag", "expected"), [("LET()", "LET"), ("N(soort,ev)", "N|soort|ev"), ("BW()", "BW")]
)
def test_frogs_tags_are_written_as_in_the_treebank(tag: str, expected: str) -> None:
    assert cgn(tag) == expected
