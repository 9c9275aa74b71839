"""A spaCy component that finds the names of listed places, parties, ministries and other bodies."""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from nlp.capitals import in_capitals
from nlp.name_lists import Name, organisation_names
from nlp.phrases import Found, PhraseTable

_MEMBER = re.compile(r"['’]?(?:er|ers|ster|sters)\b|['’]s\b|['’]-?er")
# Abbreviations that are everyday words or initials in capitals need more than being in a heading.
_SHORT = frozenset(
    {"GL", "CU", "CD", "AZ", "SP", "NS", "VN", "VU", "DUO", "IND", "Aw", "G4", "ING", "Volt", "Denk"}
)


@Language.component("stadspraat_organisations")
def find_organisations(doc: Doc) -> Doc:
    """Add the listed organisations to `doc.ents` as ORG; entities that are there already go first."""
    text = doc.text
    found = _organisations().find(text, lambda name: _stands_alone(text, name))
    spans = [doc.char_span(name.start, name.end, label="ORG", alignment_mode="contract") for name in found]
    doc.ents = tuple(filter_spans([*doc.ents, *(span for span in spans if span is not None)]))
    return doc


def _stands_alone(text: str, name: Found[Name]) -> bool:
    """Whether the name is a word by itself: not `VVD-Kamerlid`, `D66'er` or `PvdA-wethouder`."""
    before, after = text[: name.start][-1:], text[name.end :]
    if before in {"-", "'", "’", "@", "/", "."} and not before.isspace():
        return before == "/"
    if after[:1] in {"-", "‑"} or _MEMBER.match(after):
        return False
    return text[name.start : name.end] not in _SHORT or not in_capitals(text, name.start)


@cache
def _organisations() -> PhraseTable[Name]:
    return PhraseTable((name.text, name) for name in organisation_names())


def entity_spans(doc: Doc) -> tuple[Span, ...]:
    """The entities of a document, in order."""
    return tuple(doc.ents)
