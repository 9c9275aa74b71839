"""Nouns that head the phrase for a speaker: offices, occupations, bodies, reports, forms of address."""

from __future__ import annotations

import re

from nlp.quotes.lexicon import finite_forms, first_names, is_body, is_report, is_role
from nlp.quotes.names import TITLES
from nlp.word_classes import word_class

WORD = re.compile(r"['’]?[^\W_]+(?:['’\-&/][^\W_]+)*(?:\.(?=\s[A-Z])|\.)?")
PARTY_ADHERENT = re.compile(r"([A-Z][\w-]+)['’-](?:er|ster|ers)$")
_PAIRS = frozenset(
    {
        *("sociaal geograaf", "economisch geograaf", "cultureel geograaf", "sociaal psycholoog"),
        *("cultureel ondernemer", "algemeen directeur", "bijzonder hoogleraar"),
    }
)
_WITH_ARTICLE = frozenset({"In", "Op", "Aan"})
_HIGH = frozenset({"Van", "De", "Den", "Der", "Ter", "Ten", "Te", "In", "Op", "Aan"})


def head_noun(text: str, at: int, stop: int, *, adjectives: int) -> tuple[int, int] | None:
    """The first noun for a person, body or report, with at most so many adjectives before it."""
    for _ in range(adjectives + 1):
        match = WORD.match(text, at, stop)
        if not match:
            return None
        word = match.group()
        bare = word if is_title(word) else word.rstrip(".")
        if _is_head(bare):
            return match.start(), match.start() + len(bare)
        if bare in first_names():  # `haar collega Piet Bakker`: the noun that follows is his name
            return None
        if word_class(bare) not in ("", "ADV", "NUM") or bare.lower() in finite_forms() or bare != word:
            return None
        at = match.end() + 1
    return None


def _is_head(word: str) -> bool:
    if word in first_names():
        return False
    return (
        is_role(word)
        or is_title(word)
        or bool(PARTY_ADHERENT.match(word))
        or ((is_body(word) or is_report(word)) and word[:1].islower() | (len(word) > 3))
    )


def is_title(word: str) -> bool:
    return word.lower() in TITLES


def is_pair(role: str) -> bool:
    """Whether an adjective and a noun are one listed office: `economisch geograaf`."""
    return role in _PAIRS


def full_role(text: str, at: int, noun: tuple[int, int]) -> str:
    """The noun with an adjective that belongs to the listed office (`sociaal geograaf`)."""
    word = text[slice(*noun)].lower()
    before = text[at : noun[0]].split()
    pair = f"{before[-1].lower()} {word}" if before else ""
    return pair if pair in _PAIRS else word


def is_common_verb(word: str) -> bool:
    """Whether the word is a finite form of a frequent verb."""
    return word.lower() in finite_forms()


def starts_high(text: str, named: tuple[int, int]) -> bool:
    """Whether a name starts with a prefix in capitals (`De Vries`)."""
    words = text[slice(*named)].split()
    if len(words) > 1 and words[0] in _WITH_ARTICLE:
        # `Op de Beeck`, not `Op Twitter`.
        return words[1][0].islower() or words[1][0] in "'’"
    return len(words) > 1 and words[0] in _HIGH
