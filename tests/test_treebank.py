"""Reading treebanks, and lemmas as readers expect them."""

from pathlib import Path

import pytest

from nlp.training.treebank import Sentence, own_lemmas, plain_lemmas, read_treebank

SAMPLE = """# sent_id = a/1
# text = Zij kwam haar tegemoet.
1\tZij\tzij\tPRON\tVNW|pers\tPerson=3\t2\tnsubj\t_\t_
2\tkwam\ttegemoet_komen\tVERB\tWW|pv\t_\t0\troot\t_\t_
2.1\tkwam\tkomen\t_\t_\t_\t_\t_\t_\t_
3\thaar\thaar\tPRON\tVNW|pers\t_\t2\tiobj\t_\t_
4\ttegemoet\ttegemoet\tADV\tBW\t_\t2\tcompound:prt\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\tLET\t_\t2\tpunct\t_\t_

# wiki-1.p.2.s.3.xml
1-2\t_\t_\t_\t_\t_\t_\t_\t_\t_
1\tWoningbouw\twoning_bouw\tNOUN\t_\t_\t0\troot\t_\t_
"""


@pytest.fixture
def sentences(tmp_path: Path) -> list[Sentence]:
    path = tmp_path / "sample.conllu"
    path.write_text(SAMPLE, encoding="utf-8")
    return list(read_treebank(path))


def test_words_tags_heads_and_spaces_are_read(sentences: list[Sentence]) -> None:
    first, second = sentences
    assert first.text == "Zij kwam haar tegemoet."
    assert (first.id, second.id) == ("a/1", "wiki-1.p.2.s.3.xml")
    assert first.heads == (1, 1, 1, 1, 1)
    assert first.deps == ("nsubj", "ROOT", "iobj", "compound:prt", "punct")
    assert (first.tags[1], second.tags[0], second.feats[0]) == ("WW|pv", "", "")


def test_underscores_leave_the_lemmas(sentences: list[Sentence]) -> None:
    assert plain_lemmas(sentences[0]).lemmas[1] == "tegemoetkomen"
    assert plain_lemmas(sentences[1]).lemmas == ("woningbouw",)


def test_a_separated_verb_is_learnt_without_its_particle(sentences: list[Sentence]) -> None:
    assert own_lemmas(sentences[0]).lemmas == ("zij", "komen", "haar", "tegemoet", ".")


def test_a_word_with_an_underscore_keeps_it(sentences: list[Sentence]) -> None:
    path = Sentence("", ("index_nl.htm",), (True,), ("index_nl.htm",), ("X",), ("",), ("",), (0,), ("ROOT",))
    assert plain_lemmas(path).lemmas == ("index_nl.htm",)


def test_a_lost_letter_is_put_back() -> None:
    """Officiële stands once in the treebank as officeel, nine times as officieel."""
    row = ("x", ("Officiële", "reële"), (True, True), ("officeel", "reëel"), ("ADJ", "ADJ"))
    one = Sentence(*row, ("", ""), ("", ""), (0, 0), ("ROOT", "dep"))
    assert own_lemmas(one).lemmas == ("officieel", "reëel")
