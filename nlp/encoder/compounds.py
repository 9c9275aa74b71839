"""Lemmas of words that are not listed, by the listed word they end in: `winkelstraten` by `straten`.

A Dutch compound is inflected at its end, a verb with a particle as the verb is. The longest ending counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_SHORTEST_FRONT, _SHORTEST_END = 3, 4
_VOWEL = re.compile("[aeiouy]", re.IGNORECASE)
_PARTICLES = (
    "aan achter af be bij binnen boven buiten dicht door dwars goed groot her in klaar kwijt los "
    "mede mee mis na neer om onder ont op open over rond samen schoon stil stop tegemoet tegen "
    "tekort teleur terecht terug thuis toe uit vast ver vol voor vooruit voort vrij waar weer weg "
    "wel"
)
_VERB = re.compile(rf"({'|'.join(sorted(_PARTICLES.split(), key=len, reverse=True))})(\w{{3,}})")


def lemma_by_ending(form: str, tag: str, listed: Mapping[str, str]) -> str:
    """Returns the lemma of a word with this CGN tag; an empty string where no ending is listed.

    `listed` gives the lemma by (small) form for words of the same tag. Nouns, adjectives and verbs only.
    """
    if tag.startswith("WW"):
        return _of_verb(form.lower(), listed)
    if tag.startswith(("N|soort", "ADJ")):
        return _of_compound(form, listed)
    return ""


def _of_verb(form: str, listed: Mapping[str, str]) -> str:
    parts = _VERB.fullmatch(form)
    lemma = listed.get(parts[2], "") if parts else ""
    return parts[1] + lemma if parts and lemma else ""


def _of_compound(form: str, listed: Mapping[str, str]) -> str:
    for at in range(_SHORTEST_FRONT, len(form) - _SHORTEST_END + 1):
        lemma = listed.get(form[at:].lower(), "")
        if lemma and (form[at - 1] == "-" or _VOWEL.search(form, 0, at)):
            return _front(form[:at]) + lemma
    return ""


def _front(front: str) -> str:
    """The first part, without the capital of a sentence's first word; names before a hyphen keep theirs."""
    return front[0].lower() + front[1:] if front[1:].islower() and front.isalpha() else front
