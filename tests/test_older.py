"""The treebank of 2017: what newer rules would not say is unknown, what both say is kept."""

import pytest

from nlp.training.documents import UNKNOWN_HEAD, join
from nlp.training.older import renewed, usage
from nlp.training.treebank import Sentence


def sentence(name: str, *rows: tuple[str, str, str, int, str]) -> Sentence:
    """A sentence of rows (word, class, lemma, head, relation)."""
    words, pos, lemmas, heads, deps = zip(*rows, strict=True)
    n = len(words)
    return Sentence(name, words, (True,) * n, lemmas, pos, ("",) * n, ("",) * n, heads, deps)


NEWER = usage(
    [
        sentence("new", ("zijn", "PRON", "zijn", 1, "nmod:poss"), ("huis", "NOUN", "huis", 1, "ROOT")),
    ]
    * 10
)


def test_a_class_that_the_newer_treebank_never_gives_is_unknown_with_its_lemma() -> None:
    [one] = renewed(
        [sentence("a", ("Zijn", "DET", "zijn", 1, "det"), ("huis", "NOUN", "huis", 1, "ROOT"))], NEWER
    )
    assert one.pos == ("", "NOUN")
    assert one.lemmas == ("", "huis")


def test_a_word_that_is_hardly_known_keeps_its_class() -> None:
    [one] = renewed([sentence("a", ("gewest", "NOUN", "gewest", 0, "ROOT"))], NEWER)
    assert (one.pos, one.lemmas) == (("NOUN",), ("gewest",))


def test_part_of_a_name_keeps_its_form_by_newer_rules() -> None:
    [one] = renewed([sentence("a", ("Universiteit", "PROPN", "universiteit", 0, "ROOT"))], NEWER)
    assert one.lemmas == ("",)


def test_heads_are_kept_only_where_both_rules_agree() -> None:
    [one] = renewed(
        [
            sentence(
                "a",
                ("huis", "NOUN", "huis", 0, "ROOT"),
                ("en", "CCONJ", "en", 0, "cc"),
                ("tuin", "NOUN", "tuin", 0, "nmod"),
                ("Jan", "PROPN", "Jan", 2, "flat:name"),
            )
        ],
        NEWER,
    )
    assert one.heads == (0, UNKNOWN_HEAD, 0, 2)
    assert one.deps == ("ROOT", "", "", "flat")
    assert join([one, one]).heads == [0, UNKNOWN_HEAD, 0, 2, 4, UNKNOWN_HEAD, 4, 6]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Hij kwam , zag ( en won ) .", "Hij kwam, zag (en won)."),
        ('Zij zei : " nee " tegen hem', 'Zij zei: "nee" tegen hem'),
        ("« Het Lam Gods »", "«Het Lam Gods»"),
    ],
)
def test_spaces_are_put_where_a_printer_puts_them(words: str, text: str) -> None:
    rows = [(word, "X", word, 0, "ROOT") for word in words.split()]
    [one] = renewed([sentence("a", *rows)], NEWER)
    assert one.text == text


def test_sentences_come_in_the_order_of_their_documents() -> None:
    names = ["wiki-5.p.10.s.1", "wiki-5.p.9.s.2", "wiki-4.p.1.s.1"]
    found = renewed([sentence(name, ("x", "X", "x", 0, "ROOT")) for name in names], NEWER)
    assert [s.id for s in found] == ["wiki-4.p.1.s.1", "wiki-5.p.9.s.2", "wiki-5.p.10.s.1"]
