"""Tell the language of a text; the only importer of py3langid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Protocol, cast

# What turns up in Dutch collections. Offering all 97 of py3langid would make Afrikaans or Luxembourgish
# of many a short Dutch paragraph.
_LANGUAGES = ["nl", "en", "de", "fr", "fy", "es", "it", "pt", "pl", "tr", "ar"]
_FEWEST_WORDS = 5
"""Below this a text is a name or a label as often as a sentence, and its language is left open."""
_ENOUGH = 400
"""Characters that are looked at: more makes no difference, and this is done for every paragraph."""
_WORD = re.compile(r"[^\W\d_]{2,}")

# Frequent function words that Frisian has and Dutch has not.
_FRISIAN = frozenset(
    re.findall(
        r"\w+",
        "it yn fan dy foar mei oan binne wurdt ek hat troch út nei mar moat wy jim ús wurde kinne sille hawwe"
        " ûnder tsjin sjoen dêr fral mear wêr dizze wenje minsken",
    )
)


# Function words that, of the languages above, only one has; "de", "in" or "is" say nothing. Most paragraphs
# are told by these at a tenth of the cost of asking the model.
_DUTCH = """het een van voor niet zijn wordt worden ook naar bij aan maar deze dit dat uit zich hun wij hebben
heeft kunnen moeten meer onze ons als ze tot waar nog omdat tussen"""
_ENGLISH = "the of and to that with this from are which were have has been their our these not can or by"
_OWN_WORDS = {"nl": frozenset(_DUTCH.split()), "en": frozenset(_ENGLISH.split())}
_OWN_SHARE = 0.15
_MOST_OTHERS = 0.02


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def language_of(text: str) -> str:
    """The ISO 639-1 code of the text's language; '' when it is too short to tell.

    py3langid takes short Dutch with a Frisian name in it for Frisian, so that answer stands only where
    Frisian function words bear it out.
    """
    start = text[:_ENOUGH]
    words = _WORD.findall(start)
    # A list of names is in no language, and the model takes it for any.
    if len(words) < _FEWEST_WORDS or 2 * sum(word[0].islower() for word in words) < len(words):
        return ""
    if plain := _by_own_words(words):
        return plain
    language = _identifier().classify(start)[0]
    return "nl" if language == "fy" and not _is_frisian(words) else language


def _by_own_words(words: Sequence[str]) -> str:
    """The language whose own function words abound while those of the other hardly occur; '' otherwise."""
    low = [word.lower() for word in words]
    shares = {language: sum(word in own for word in low) / len(low) for language, own in _OWN_WORDS.items()}
    language = max(shares, key=shares.__getitem__)
    others = sum(shares.values()) - shares[language]
    return language if shares[language] >= _OWN_SHARE and others <= _MOST_OTHERS else ""


def _is_frisian(words: Sequence[str]) -> bool:
    return sum(word.lower() in _FRISIAN for word in words) >= 0.12 * len(words)


@cache
def _identifier() -> _Identifier:
    from py3langid import langid  # type: ignore[import-untyped]

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    identifier.set_languages(_LANGUAGES)
    return cast(_Identifier, identifier)
