"""How far a page can be trusted: engines that agree, known words, glyphs; and when OCR is asked for."""

from __future__ import annotations

import pytest
from layout_sample import words_of

from corpus.engines.records import Box, RawPage
from corpus.trust import differing_words, has_text_layer, judge, needs_ocr

GARBLED = "qzxwv plkwtr vbnxq zrtplk xwqtz " * 8
SIGNS = '! " # $ ! # % & # \' & ( $ & ( ) % * + % + ! % , & & , & ( - " # , . & , & / 0 1 & % ' * 3
"""Single signs, as a font without its table of characters gives them."""
DUTCH = (
    "De gemeente wil de komende jaren meer woningen bouwen in de wijken rond het station "
    "en daarbij vooral denken aan ouderen die kleiner willen wonen en aan starters"
)


def page(text: str = DUTCH, **changes: object) -> RawPage:
    words = tuple(words_of(text, 60, 100))
    return RawPage(1, 595, 842, "pdfplumber", words, **changes)  # type: ignore[arg-type]


def test_good_page_is_trusted() -> None:
    trust = judge(page(), 1.0, DUTCH.split())
    assert (trust.confidence, trust.warnings) == (1.0, ())


@pytest.mark.parametrize(
    ("read", "other", "said"),
    [
        (
            page(),
            [*DUTCH.split(), *["nog", "vier", "geheel", "andere", "woorden", "die", "er", "niet", "staan"]],
            "missing",
        ),
        (page(), DUTCH.split()[:10], "does not read"),
        (page(GARBLED), None, "known Dutch words"),
        (page(SIGNS), None, "signs that no text"),
        (page(unmapped=40), None, "no character"),
        (page(clipped=12), None, "outside the visible page"),
        (page(hidden=27), None, "invisible layer"),
        (page(warnings=("the page could not be read to its end",)), None, "could not be read"),
    ],
)
def test_doubt_is_said_in_words(read: RawPage, other: list[str] | None, said: str) -> None:
    trust = judge(read, 1.0, other)
    assert trust.confidence < 1
    assert any(said in warning for warning in trust.warnings)


def test_uncertain_order_lowers_confidence() -> None:
    assert judge(page(), 0.5, None).confidence < judge(page(), 0.9, None).confidence == 1.0


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("de stad groeit", "de stad groeit", (0, 0, 3)),
        ("ﬁnanciële steun", "financiële steun", (0, 0, 2)),
        ("woning-\nbouw telt", "woningbouw telt", (0, 0, 3)),  # parted is not different
        ("de stad", "de stad en het land", (3, 0, 5)),
        ("de stad en het land", "de stad", (0, 3, 5)),
        ("", "", (0, 0, 0)),
    ],
)
def test_differing_words(ours: str, theirs: str, expected: tuple[int, int, int]) -> None:
    assert differing_words(ours.split(), theirs.split()) == expected


@pytest.mark.parametrize(
    ("read", "reason"),
    [
        (page(), ""),
        (page("stempel 12", images=(Box(0, 0, 590, 840),)), "scan"),
        (page("", images=tuple(Box(0, y, 595, y + 50) for y in range(0, 800, 50))), "scan"),
        (page("", images=(Box(0, 0, 100, 100),)), ""),
        (page(GARBLED), "garbled"),
        (page(SIGNS), "garbled"),
        (page(" ".join(f"{number} + {number}% (€ {number})" for number in range(40))), ""),
        (page(f'{DUTCH} # $ " @'), ""),
        (page("ab cd ef", unmapped=5), "garbled"),
    ],
)
def test_needs_ocr(read: RawPage, reason: str) -> None:
    assert needs_ocr(read) == reason


def test_title_over_a_photograph_is_no_scan_in_a_document_with_text() -> None:
    opening = page("Hoofdstuk een", images=(Box(0, 0, 590, 840),))
    assert has_text_layer([page(), page(), opening])
    assert not has_text_layer([page(), opening, opening, opening])
    assert needs_ocr(opening) == "scan"
    assert needs_ocr(opening, in_text=True) == ""
    assert needs_ocr(page("", images=(Box(0, 0, 590, 840),)), in_text=True) == "scan"
