"""Quotation marks as other houses set them: a treebank has its own, and documents have all of them."""

from __future__ import annotations

import random
from dataclasses import replace

from nlp.training.documents import TrainingText, join
from nlp.training.treebank import Sentence

Marks = tuple[str, str]
"""What opens and what closes a quotation."""

_PLAIN = ('"', "'")
# How often each is drawn: half of the texts keep what they have, old newspapers have two commas.
_DRAWN: dict[Marks | None, float] = {
    None: 0.5,
    ("‘", "’"): 0.15,
    ("“", "”"): 0.12,
    ("„", "”"): 0.1,
    (",,", "''"): 0.08,
    ("«", "»"): 0.03,
    ("'", "'"): 0.02,
}


def requoted(text: TrainingText, chance: random.Random) -> TrainingText:
    """Returns the text with its straight quotation marks in a style drawn at random, or (often) as it is."""
    (marks,) = chance.choices([*_DRAWN], [*_DRAWN.values()])
    if marks is None or not any(mark in s.words for s in text.sentences for mark in _PLAIN):
        return text
    return join([with_marks(s, marks) for s in text.sentences], text.entities)


def with_marks(sentence: Sentence, marks: Marks) -> Sentence:
    """Returns the sentence with these marks for its straight ones, close to what they enclose."""
    words, lemmas, spaces = [*sentence.words], [*sentence.lemmas], [*sentence.spaces]
    seen = 0
    for at, word in enumerate(sentence.words):
        if word in _PLAIN:
            opens = _opens(sentence, at, seen)
            words[at] = lemmas[at] = marks[0] if opens else marks[1]
            if opens:
                spaces[at] = False
            elif at:
                spaces[at - 1] = False
            seen += 1
    return replace(sentence, words=tuple(words), lemmas=tuple(lemmas), spaces=tuple(spaces))


def _opens(sentence: Sentence, at: int, seen: int) -> bool:
    """Tells whether the mark at this word opens: by its place, the spaces beside it, or the marks before."""
    if at in (0, len(sentence.words) - 1):
        return at == 0
    before, behind = sentence.spaces[at - 1], sentence.spaces[at]
    return before if before != behind else seen % 2 == 0
