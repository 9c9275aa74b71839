"""Sentence bounds where a rule is certain: a spaCy component that goes after any recogniser of sentences.

A stop that is a token of its own belongs to no abbreviation (the tokenizer keeps those whole), so that a
capital behind it begins a sentence; and what closes a quotation or a bracket begins none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.language import Language
from spacy.tokens import Doc

_ENDS = frozenset(".?!…")
_CLOSING = frozenset("”’»)]") | {"''"}
_OPENING = frozenset("“„‘«([") | {",,"}
_STRAIGHT = frozenset("\"'")
# Shorter words with a capital may be abbreviations that no list has: `Burg. Jansen`.
_LONG_ENOUGH = 5


@Language.factory("stadspraat_sentence_rules", assigns=["token.is_sent_start"])
def make_sentence_rules(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Returns `mend_sentences` as a component; it goes after the sentence recogniser, before a parser."""
    return mend_sentences


def mend_sentences(doc: Doc) -> Doc:
    """Returns the Doc with its sentences as `sentence_starts` has them."""
    words = [token.text for token in doc]
    spaces = [bool(token.whitespace_) for token in doc]
    said = [bool(token.is_sent_start) for token in doc]
    for token, before, now in zip(doc, said, sentence_starts(words, spaces, said), strict=True):
        if before != now:
            token.is_sent_start = now
    return doc


def sentence_starts(words: Sequence[str], spaces: Sequence[bool], said: Sequence[bool]) -> list[bool]:
    """Returns for each word whether a sentence starts there, given what was said of it.

    `spaces` tells whether white space follows a word.
    """
    starts = [*said]
    for at in range(1, len(words)):
        if words[at - 1] in _ENDS:
            first = _behind_closing(words, spaces, at)
            ended = first > at or _is_certain(words[at - 2] if at > 1 else "")
            if first < len(words) and ended and _begins(words, spaces, first):
                starts[first] = True
        if starts[at] and _closes(words, spaces, at):
            starts[at] = False
    return starts


def _behind_closing(words: Sequence[str], spaces: Sequence[bool], at: int) -> int:
    while at < len(words) and _closes(words, spaces, at):
        at += 1
    return at


def _closes(words: Sequence[str], spaces: Sequence[bool], at: int) -> bool:
    """Tells whether a mark closes: by the space on one side of it, or, without, by what it is."""
    before, behind = at == 0 or spaces[at - 1], spaces[at] or at + 1 == len(words)
    if words[at] in _STRAIGHT:
        return behind and not before
    return words[at] in _CLOSING and (behind or not before)


def _begins(words: Sequence[str], spaces: Sequence[bool], at: int) -> bool:
    """Tells whether a sentence can begin at this word: a capital, with an opening mark before it or not."""
    opens = words[at] in _OPENING or (words[at] in _STRAIGHT and not spaces[at])
    if opens and at + 1 < len(words):
        at += 1
    return words[at][0].isupper()


def _is_certain(word: str) -> bool:
    """Tells whether a stop behind this word ends a sentence, and no abbreviation or number of an item."""
    if word.isdigit():
        return len(word) == 4
    if sum(letter.isupper() for letter in word) > 1 or word[-1:] in ("%", ")", "]"):
        return True
    return word.isalpha() and len(word) >= (3 if word.islower() else _LONG_ENOUGH)
