"""The spaCy component that puts the claims of a text on its Doc, and the mentions made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from corpus.records import Mention
from corpus.sentences import sentence_spans
from nlp.claims.finder import find_claims
from nlp.claims.parsed import ParsedReader, has_parse
from nlp.claims.records import Claim

LAYER = "claim"
Doc.set_extension("claims", default=(), force=True)


@Language.component("stadspraat_claims")
def find_doc_claims(doc: Doc) -> Doc:
    """Set `doc._.claims`; sides come from the parse where the pipeline has one."""
    doc._.claims = claims_of(doc)
    return doc


def claims_of(doc: Doc) -> tuple[Claim, ...]:
    """The claims of a document, each with the speaker of the quote round it where quotes are known."""
    parse = ParsedReader(doc) if has_parse(doc) else None
    claims = find_claims(doc.text, sentence_spans(doc.text), parse=parse)
    known = doc._.quotes if Doc.has_extension("quotes") else ()
    quotes = tuple(getattr(known, "quotes", known))
    return tuple(with_speaker(claim, quotes) for claim in claims)


def with_speaker(claim: Claim, quotes: Iterable[Any]) -> Claim:
    """The claim with the speaker of the shortest quote that holds both its sides."""
    start, end = min(claim.cause.start, claim.effect.start), max(claim.cause.end, claim.effect.end)
    round_it = [quote for quote in quotes if quote.start <= start and end <= quote.end and quote.speaker]
    if not round_it:
        return claim
    return replace(claim, holder=min(round_it, key=lambda quote: quote.end - quote.start).speaker)


def claim_mentions(doc: Doc) -> list[Mention]:
    """The claims of the document as mentions: the span is the statement, the label its direction."""
    return [
        Mention(
            LAYER,
            claim.direction,
            claim.start,
            claim.end,
            doc.text[claim.start : claim.end],
            claim_data(claim),
        )
        for claim in doc._.claims
    ]


def claim_data(claim: Claim) -> tuple[tuple[str, object], ...]:
    """What is known of a claim, as flat pairs for the store."""
    return (
        ("cause", claim.cause.text),
        ("cause_start", claim.cause.start),
        ("cause_end", claim.cause.end),
        ("effect", claim.effect.text),
        ("effect_start", claim.effect.start),
        ("effect_end", claim.effect.end),
        ("cue", claim.cue),
        ("direction", claim.direction),
        ("negated", claim.negated),
        ("hedged", claim.hedged),
        ("holder", claim.holder),
        ("confidence", claim.confidence),
    )


def claim_json(mention: Mention) -> dict[str, object]:
    """A claim mention as `stadspraat tag` prints it: cause and effect as objects with their spans."""
    data = dict(mention.data)
    sides = {
        side: {"text": data[side], "start": data[f"{side}_start"], "end": data[f"{side}_end"]}
        for side in ("cause", "effect")
    }
    rest = ("cue", "direction", "negated", "hedged", "holder", "confidence")
    return {
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        **sides,
        **{key: data[key] for key in rest},
    }
