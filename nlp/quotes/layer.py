"""The spaCy component that puts the quotes of a text on its Doc, and their form for store and `tag`."""

from __future__ import annotations

from dataclasses import asdict

from spacy.language import Language
from spacy.tokens import Doc

from corpus.identity import PERSON_LABELS
from corpus.records import Mention
from nlp.quotes.document import find_quotes
from nlp.quotes.records import Quote, Quotes

LAYER = "quote"
MARK_LAYER = "quotation_mark"
_TAGGED = ("start", "end", "text", "speaker", "role", "organisation", "kind", "cue")
# What a Doc has until its text is read; set beforehand where it is a passage of a document.
_UNREAD = Quotes(())
Doc.set_extension("quotes", default=_UNREAD, force=True)


@Language.component("stadspraat_quotes")
def find_doc_quotes(doc: Doc) -> Doc:
    """Set `doc._.quotes`, unless the document the passage is of has been read for them already.

    Persons that the pipeline found are evidence beside the shape of names.
    """
    if doc._.quotes is _UNREAD:
        persons = [(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ in PERSON_LABELS]
        doc._.quotes = find_quotes(doc.text, persons)
    return doc


def quote_mentions(doc: Doc) -> list[Mention]:
    """The quotes of the document as mentions, the label the kind; then its unpaired quotation marks."""
    found: Quotes = doc._.quotes
    quotes = [Mention(LAYER, q.kind, q.start, q.end, q.text, _data(q)) for q in found.quotes]
    text = doc.text
    marks = [Mention(MARK_LAYER, "unpaired", at, at + 1, text[at : at + 1]) for at in found.unpaired]
    return quotes + marks


def _data(quote: Quote) -> tuple[tuple[str, object], ...]:
    """What is known of a quote besides its span and kind, as pairs for the store."""
    known = asdict(quote)
    return tuple((key, value) for key, value in known.items() if key not in ("start", "end", "text", "kind"))


def quote_json(mention: Mention) -> dict[str, object]:
    """A quote as `stadspraat tag` prints it."""
    known = {"start": mention.start, "end": mention.end, "text": mention.text, "kind": mention.label}
    known |= dict(mention.data)
    return {key: known[key] for key in _TAGGED}
