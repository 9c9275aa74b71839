"""Annotate texts with a pipeline: one text, or every passage of a corpus that still lacks it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from corpus.records import Mention, Passage, Token
from nlp.pipeline import load_pipeline, pipeline_fingerprint

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from corpus.store import Store

Progress = Callable[[int, int], None]
Annotated = tuple[Passage, list[Token], list[Mention]]
# Passages a transaction holds, and characters a text may have before spaCy is told to allow them.
_BATCH = 200


def annotate_text(pipeline: Language, text: str) -> tuple[list[Token], list[Mention]]:
    """The tokens (white space left out) and the mentions of a text, with offsets in its characters."""
    return tokens_of(doc := pipeline(text)), mentions_of(doc)


def annotate_corpus(store: Store, name: str = "", *, progress: Progress = lambda done, total: None) -> int:
    """Annotate the passages that lack it, or have it by another pipeline; return how many were done.

    The result does not depend on how passages are batched: each is read by itself.
    """
    fingerprint = pipeline_fingerprint(name)
    total = sum(1 for _ in store.passages_without_annotation(fingerprint))
    if not total:
        return 0
    pipeline = load_pipeline(name)
    done = 0
    waiting = iter(store.passages_without_annotation(fingerprint))
    while batch := list(islice(waiting, _BATCH)):
        store.save_annotations(fingerprint, list(_annotated(pipeline, batch)))
        done += len(batch)
        progress(done, total)
    return done


def _annotated(pipeline: Language, passages: Iterable[Passage]) -> Iterator[Annotated]:
    for doc, passage in pipeline.pipe(((passage.text, passage) for passage in passages), as_tuples=True):
        yield passage, tokens_of(doc), mentions_of(doc)


def tokens_of(doc: Doc) -> list[Token]:
    """The tokens of a document, without white space."""
    return [
        Token(token.idx, token.idx + len(token), token.lemma_ or token.text.lower(), token.pos_)
        for token in doc
        if not token.is_space
    ]


def mentions_of(doc: Doc) -> list[Mention]:
    """What the layers of the pipeline found, in the order of the text."""
    return [Mention("entity", ent.label_, ent.start_char, ent.end_char, ent.text) for ent in doc.ents]


def tag_document(text: str, name: str = "") -> dict[str, object]:
    """What `stadspraat tag` prints: entities with their text, label and character offsets."""
    _, mentions = annotate_text(load_pipeline(name), text)
    return {
        "entities": [
            {"text": mention.text, "label": mention.label, "start": mention.start, "end": mention.end}
            for mention in mentions
            if mention.layer == "entity"
        ]
    }
