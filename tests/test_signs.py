"""What can be a punctuation mark."""

import pytest

from nlp.encoder.signs import is_mark


@pytest.mark.parametrize("text", [".", ",", "…", "--", "„", "''", "(", "|", ">", "•", "`", "?!", "-"])
def test_marks(text: str) -> None:
    assert is_mark(text)


@pytest.mark.parametrize("text", ["3", "a", "€", "%", "=", "+", "×", "&", "art.", "5,-", "½", "²"])
def test_words_numbers_and_symbols_are_none(text: str) -> None:
    assert not is_mark(text)
