"""Names of texts that rule, plan or agree (`de Vierde Nota Extra`): they are no speakers."""

from __future__ import annotations

import re
from functools import cache

from nlp.quotes.lexicon import is_body, known_bodies, writing_nouns
from nlp.quotes.names import has_initials, is_given_name

# Words that end like one of the nouns and are no compound of it.
_OTHER = re.compile(r"(?:tele|di|pro|super|re)visie$")
_SHORTEST_MODIFIER = 3
# What may link the title of a text to the rest of it: `Wet Werk en Bijstand`, `Handvest van Athene`.
_REST = re.compile(
    r"(?:\s(?:en|of|voor|van|over|inzake|tegen|tot|op)(?:\s(?:de|het|een))?(?:\s[A-ZÀ-Þ][\w-]*)+)*"
)


def is_writing(name: str) -> bool:
    """Whether a name is that of a text, by a noun for texts in it; persons and bodies are not."""
    words = name.split()
    if not words or name.lower() in known_bodies() or is_given_name(words[0]) or has_initials(name):
        return False
    return any(_is_noun(word) for word in words) and not any(is_body(word) for word in words)


def end_of_title(text: str, end: int, stop: int) -> int:
    """Where the title of a text ends that goes on after its first words."""
    match = _REST.match(text, end, stop)
    return match.end() if match else end


@cache
def _is_noun(word: str) -> bool:
    low = word.lower().rstrip(".,")
    if _OTHER.search(low):
        return False
    return any(
        low == noun or (low.endswith(noun) and len(low) >= len(noun) + _SHORTEST_MODIFIER)
        for noun in writing_nouns()
    )
