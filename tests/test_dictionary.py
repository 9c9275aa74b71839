"""The Dutch dictionary behind the lexicon and the lemmas."""

import pytest

from corpus.dictionary import is_listed, lemma_of, word_forms


@pytest.mark.parametrize(("form", "lemma"), [("gemeenten", "gemeente"), ("bouwde", "bouwen"), ("xqz", "xqz")])
def test_lemmas(form: str, lemma: str) -> None:
    assert lemma_of(form) == lemma


def test_forms_keep_their_hyphens() -> None:
    assert {"gemeente", "zee-eend", "minister-president"} <= word_forms()
    assert is_listed("gemeente")
    assert not is_listed("gemeentqx")
