"""Bodies of the lists, wherever they stand as written there, whatever the recogniser says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from nlp.capitals import in_capitals
from nlp.encoder.bio import Span
from nlp.encoder.entity_text import Words, overlapping, replaced
from nlp.name_lists import organisation_names

# As often something else: `CD 15/2` (a committee meets), a colour code; the EU is labelled both ways.
_UNSURE = frozenset({"CD", "Aw", "Code Oranje", "EU", "Europese Unie"})
_FIRST = 2
"""Letters by which the names are looked up."""


def with_listed_bodies(words: Words, spans: Sequence[Span]) -> list[Span]:
    """Labels listed bodies ORG, in place of whatever entities lie within the name; longer ones stay.

    The field in `minister van VWS` is dropped again by the rule for offices.
    """
    result = list(spans)
    for start, end in _listed(words):
        here = overlapping(result, start, end)
        if all(start <= a and b <= end for a, b, _ in here):
            result = replaced(result, here, [(start, end, "ORG")])
    return result


def _listed(words: Words) -> Iterator[tuple[int, int]]:
    """Where listed names stand, the longest at each word; in a line of capitals a name may be a word."""
    for at, form in enumerate(words.forms):
        for name in _names().get(form[:_FIRST], ()):
            place = words.of_characters(words.starts[at], words.starts[at] + len(name))
            if place and words.text.startswith(name, words.starts[at]):
                if not in_capitals(words.text, words.starts[at]):
                    yield place
                break


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """The listed names by their first letters, the longest first."""
    found: dict[str, set[str]] = {}
    for name in organisation_names():
        if name.text not in _UNSURE:
            found.setdefault(name.text[:_FIRST], set()).add(name.text)
    return {first: tuple(sorted(names, key=lambda n: (-len(n), n))) for first, names in found.items()}
