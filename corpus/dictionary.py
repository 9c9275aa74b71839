"""The Dutch dictionary of word forms and their lemmas; the only importer of simplemma."""

from __future__ import annotations

from functools import cache
from typing import Protocol


class _Dictionaries(Protocol):
    def get_dictionary(self, lang: str) -> dict[object, object]: ...


def lemma_of(form: str) -> str:
    """The lemma that simplemma gives; the form itself where it knows none."""
    import simplemma

    return simplemma.lemmatize(form, lang="nl")


def is_listed(form: str) -> bool:
    """Whether simplemma has the form, by its list or by its rules."""
    import simplemma

    return simplemma.is_known(form, lang="nl")


@cache
def word_forms() -> frozenset[str]:
    """All 370,000 forms and lemmas of the dictionary, as they are spelt, hyphens included."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    listed: _Dictionaries = DefaultDictionaryFactory()  # type: ignore[assignment]
    return frozenset(_text(word) for pair in listed.get_dictionary("nl").items() for word in pair)


def _text(word: object) -> str:
    return word.decode("utf-8") if isinstance(word, bytes) else str(word)
