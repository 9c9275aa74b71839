"""The measure of the rules for punctuation marks."""

from benchmarks.punctuation import found
from nlp.training.treebank import Sentence


def sentence(head_of_stop: int) -> Sentence:
    words, deps = ("Emmen", "groeit", "."), ("nsubj", "ROOT", "punct")
    empty = ("", "", "")
    heads = (1, 1, head_of_stop)
    return Sentence("s", words, (True, False, False), words, empty, empty, empty, heads, deps)


def test_marks_are_counted_and_words_are_not() -> None:
    assert found([sentence(1), sentence(0)]) == (1, 2)
