"""The Dutch dictionary of word forms and their lemmas; the only importer of simplemma."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache


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
    """All 370,000 forms of the dictionary, as they are spelt, hyphens included.

    Of the lemmas it leaves out those that no Dutch text has: `aan_sluiten`, with a treebank's underscore.
    """
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    listed: Iterable[str] = DefaultDictionaryFactory().get_dictionary("nl")
    return frozenset(listed)
