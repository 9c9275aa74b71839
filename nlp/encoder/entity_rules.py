"""Entities after the labelling guidelines: a spaCy component that mends what rules can tell for certain.

It reads words and entities only, so that it works after any entity recogniser with the labels of
`nlp/guidelines/entities.md`; where a rule is not certain, what the recogniser said stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.attrs import IDX, LENGTH  # type: ignore[import-not-found]  # compiled
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from nlp.encoder.bio import Span
from nlp.encoder.entity_borders import RULED, bordered
from nlp.encoder.entity_capitals import is_lone_word, is_shouted_word
from nlp.encoder.entity_expressions import with_amounts, with_dates
from nlp.encoder.entity_listed import with_listed_bodies
from nlp.encoder.entity_names import (
    colleges,
    compounds,
    whole_places,
    whole_provinces,
    with_articles,
    with_body_words,
    without_offices,
)
from nlp.encoder.entity_text import Words, disjoint

# One rule can make the ground of another; the texts where a third round changes anything are rare.
_ROUNDS = 4
_JOINING = (
    with_dates,
    with_amounts,
    with_listed_bodies,
    compounds,
    whole_places,
    whole_provinces,
    with_articles,
    without_offices,
    colleges,
    with_body_words,
)


def mended(words: Words, spans: Sequence[Span]) -> list[Span]:
    """Returns the spans as the guidelines have them: in order, none empty, none over another."""
    found = disjoint(spans, len(words.forms))
    for _ in range(_ROUNDS):
        before = found
        found = disjoint(_once(words, found), len(words.forms))
        if found == before:
            break
    return found


def _once(words: Words, spans: list[Span]) -> list[Span]:
    others = [span for span in spans if span[2] not in RULED]
    found = spans
    for join in _JOINING:
        found = join(words, found)
    kept = [part for span in found for part in bordered(words, span)]
    names = [span for span in kept if not is_shouted_word(words, span) and not is_lone_word(words, span)]
    return [*others, *(span for span in names if span[2] in RULED)]


@Language.factory("stadspraat_entity_rules", requires=["doc.ents"], assigns=["doc.ents", "token.ent_type"])
def make_entity_rules(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Returns `mend_entities` as a component; it goes after the entity recogniser."""
    return mend_entities


def mend_entities(doc: Doc) -> Doc:
    """Returns the Doc with its entities mended; those that stay as they were keep what else they carry."""
    before = {(span.start, span.end, span.label_): span for span in doc.ents}
    words = _words(doc)
    after = mended(words, list(before))
    if after != sorted(before):
        doc.ents = [before.get(span) or DocSpan(doc, span[0], span[1], label=span[2]) for span in after]
    return doc


def _words(doc: Doc) -> Words:
    """The words by their offsets, all at once: reading token after token takes as long as all the rules."""
    text, offsets = doc.text, doc.to_array([IDX, LENGTH]).tolist()
    return Words(text, [text[at : at + length] for at, length in offsets], [at for at, _ in offsets])
