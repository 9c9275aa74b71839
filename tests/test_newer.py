"""The training part of Alpino by the rules of the newer treebanks."""

from dataclasses import replace

import pytest

from nlp.training.newer import OPEN_GENDER, by_newer_rules
from nlp.training.treebank import Sentence


def sentence(rows: str) -> Sentence:
    """Words as word/class/head/relation; a root heads itself."""
    cells = [row.split("/") for row in rows.split()]
    words, pos, heads, deps = zip(*cells, strict=True)
    empty = ("",) * len(words)
    numbers = tuple(int(head) - 1 for head in heads)
    return Sentence("s", words, (True,) * len(words), words, pos, empty, empty, numbers, deps)


@pytest.mark.parametrize(
    ("rows", "changed"),
    [
        ("ook/ADV/2/advmod Emmen/PROPN/3/nsubj groeit/VERB/3/ROOT", "amod nsubj ROOT"),
        ("ongeveer/ADV/2/advmod tien/NUM/2/ROOT", "amod ROOT"),
        ("snel/ADV/2/advmod groeit/VERB/2/ROOT", "advmod ROOT"),
        ("nu/ADV/3/advmod is/AUX/3/cop stad/NOUN/3/ROOT", "advmod cop ROOT"),
        (
            "rijke/ADJ/4/amod en/CCONJ/3/cc arme/ADJ/1/conj wijken/NOUN/4/ROOT",
            "nmod cc conj ROOT",
        ),
        ("rijke/ADJ/2/amod wijken/NOUN/2/ROOT", "amod ROOT"),
    ],
    ids=["with a name", "with a number", "with a verb", "with a predicate", "joined", "alone"],
)
def test_relations(rows: str, changed: str) -> None:
    given = sentence(rows)
    result = by_newer_rules(given)
    assert result.deps == tuple(changed.split())
    assert (result.words, result.heads, result.pos) == (given.words, given.heads, given.pos)


def test_an_open_gender_is_not_known() -> None:
    given = sentence("Emmen/PROPN/1/ROOT groeit/VERB/1/dep")
    kept = "WW|pv|tgw|met-t"
    assert by_newer_rules(replace(given, tags=(OPEN_GENDER, kept))).tags == ("", kept)
