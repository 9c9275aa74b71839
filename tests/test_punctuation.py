"""Punctuation marks find their heads by rule: made-up sentences, and trees of every shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.encoder.punctuation import attached

CASES = [
    pytest.param("Emmen/2 groeit/2 ./2", "Emmen/2 groeit/2 ./2", id="the stop hangs on the root"),
    pytest.param(
        "Zwolle/2 groeit/2 ,/1 Emmen/5 krimpt/2 ./1",
        "Zwolle/2 groeit/2 ,/5 Emmen/5 krimpt/2 ./2",
        id="a comma on the clause that follows",
    ),
    pytest.param(
        "Als/3 Emmen/3 krimpt/6 ,/1 dan/6 groeit/6 Assen/6 ./3",
        "Als/3 Emmen/3 krimpt/6 ,/3 dan/6 groeit/6 Assen/6 ./6",
        id="a comma on the clause that ends",
    ),
    pytest.param(
        "Assen/1 ,/1 Emmen/1 en/1 Zwolle/1",
        "Assen/1 ,/3 Emmen/1 en/1 Zwolle/1",
        id="a comma in an enumeration on what follows",
    ),
    pytest.param(
        "Het/2 PBL/8 (/1 een/5 planbureau/2 )/1 was/8 bezorgd/8",
        "Het/2 PBL/8 (/5 een/5 planbureau/2 )/5 was/8 bezorgd/8",
        id="brackets on what they enclose",
    ),
    pytest.param(
        "De/2 raad/3 zei/3 :/1 “/1 Dat/7 kan/3 ./1 ”/1",
        "De/2 raad/3 zei/3 :/7 “/7 Dat/7 kan/3 ./7 ”/7",
        id="a stop in quotation marks stays in them",
    ),
    pytest.param(
        '"/2 Goed/3 plan/3 "/2 ,/2 zei/3 zij/6',
        '"/3 Goed/3 plan/3 "/3 ,/6 zei/3 zij/6',
        id="straight marks open and close in turn",
    ),
    pytest.param("a/2 b/2 )/1 (/1", "a/2 b/2 )/2 (/2", id="brackets the wrong way round are no pair"),
    pytest.param("(/2 a/2", "(/2 a/2", id="a bracket that is never closed"),
    pytest.param("./1 !/1", "./1 !/1", id="marks alone are left"),
    pytest.param("a/2 ./2", "a/2 ./2", id="a mark as root is left"),
    pytest.param("a/1 (/1 )/1 b/1", "a/1 (/4 )/4 b/1", id="brackets round nothing"),
]


def parsed(text: str) -> tuple[list[str], list[int], list[str]]:
    """Words with the number of their head; words without letters are marks, a root heads itself."""
    pairs = [word.rsplit("/", 1) for word in text.split()]
    words = [word for word, _ in pairs]
    labels = ["dep" if any(map(str.isalnum, word)) else "punct" for word in words]
    return words, [int(head) - 1 for _, head in pairs], labels


@pytest.mark.parametrize(("given", "expected"), CASES)
def test_marks_hang_where_the_guidelines_have_them(given: str, expected: str) -> None:
    words, heads, labels = parsed(given)
    result = attached(words, heads, labels)
    assert result == parsed(expected)[1]
    assert attached(words, result, labels) == result


@st.composite
def sentences(draw: st.DrawFn) -> tuple[list[str], list[int], list[str]]:
    """Trees of words in any order, marks hung anywhere."""
    words = draw(st.lists(st.sampled_from(["w", ",", ".", "(", ")", '"', "„", "”", "''", ",,"]), min_size=1))
    spots = [at for at, word in enumerate(words) if word == "w"]
    order = draw(st.permutations(spots))
    heads = [draw(st.sampled_from(spots)) if spots else 0 for _ in words]
    for place, at in enumerate(order):
        heads[at] = draw(st.sampled_from(order[:place])) if place else at
    return words, heads, ["dep" if word == "w" else "punct" for word in words]


@given(sentences())
def test_words_keep_their_heads_and_marks_head_nothing(
    sentence: tuple[list[str], list[int], list[str]],
) -> None:
    words, heads, labels = sentence
    result = attached(words, heads, labels)
    for at, word in enumerate(words):
        if word == "w":
            assert result[at] == heads[at]
        elif "w" in words:
            assert words[result[at]] == "w"
