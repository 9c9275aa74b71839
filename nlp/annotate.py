"""Annotate texts with a pipeline: one text, or every passage of a corpus that still lacks it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.errors import PipelineError
from corpus.executors import HERE, Workers, in_order
from corpus.records import Mention, Passage, Token
from nlp.encoder.embedder import embeddings_name
from nlp.pipeline import BELEID, SEMANTIC, load_pipeline, pipeline_fingerprint

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from corpus.store import Store

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Found:
    """What the pipeline says of a passage; `embedding` is what the encoder left, where it has one."""

    tokens: list[Token]
    mentions: list[Mention]
    embedding: NDArray[np.float32] | None = None


Annotated = tuple[Passage, Found]
# Passages after which a transaction is closed; a document is never divided over two.
_BATCH = 200
# With fewer passages one process is done before others have loaded their pipelines.
_WORTHWHILE = 1000
# Languages a passage may be in to be read as Dutch: language detection takes short Dutch for its sisters.
_READ_AS_DUTCH = frozenset({"", "nl", "af", "fy", "li"})


def annotate_text(pipeline: Language, text: str, date: str = "") -> tuple[list[Token], list[Mention]]:
    """The tokens (white space left out) and the mentions of a text, with offsets in its characters.

    `date` (ISO 8601, of any precision) says of which time its places are; empty is today.
    """
    doc = pipeline.make_doc(text)
    doc._.date = date
    return tokens_of(doc := pipeline(doc)), mentions_of(doc)


def annotate_corpus(
    store: Store,
    name: str = "",
    *,
    workers: Workers = HERE,
    progress: Progress = lambda done, total: None,
) -> int:
    """Annotate the passages that lack it, or have it by another pipeline; return how many were done.

    The result does not depend on how passages are batched, nor on which of the `workers` did them: a
    passage is read with the date of its document and what the whole document tells of its places and
    speakers. Raises PipelineError, and LimitError when a worker was lost with a document.
    """
    fingerprint = pipeline_fingerprint(name)
    total = sum(1 for _ in store.passages_without_annotation(fingerprint))
    if not total:
        return 0
    done = 0
    # The shipped pipeline embeds a passage on its way: what it leaves is not computed again.
    vectors = embeddings_name() if name.removesuffix(SEMANTIC) in ("", BELEID) else ""
    with workers.executor(worthwhile=total >= _WORTHWHILE) as executor:
        if executor is None:
            pipeline = load_pipeline(name)
            results = ((one, _annotated(pipeline, one)) for one in _publications(store, fingerprint))
        else:
            work = _Work(name, fingerprint)
            futures = in_order(executor, work, _publications(store, fingerprint))
            results = ((one, future.result()) for one, future in futures)
        for batch in _batches(results):
            if vectors:
                store.save_embeddings(vectors, _embeddings(batch))
            store.save_annotations(fingerprint, [(one, found.tokens, found.mentions) for one, found in batch])
            done += len(batch)
            progress(done, total)
    return done


@dataclass(frozen=True, slots=True)
class _Publication:
    """A document with passages still to be annotated; all a worker needs to know of it."""

    passages: tuple[Passage, ...]
    """All it has, since what it says elsewhere decides."""
    waiting: tuple[Passage, ...]
    date: str


@dataclass(frozen=True, slots=True)
class _Work:
    """Annotates publications in another process, which loads the pipeline once."""

    pipeline: str
    fingerprint: str

    def __call__(self, publication: _Publication) -> list[Found]:
        if pipeline_fingerprint(self.pipeline) != self.fingerprint:
            raise PipelineError(
                f"{self.pipeline or 'the pipeline'}: another version on a worker than here; "
                "install the same version of stadspraat everywhere"
            )
        return _annotated(_loaded(self.pipeline), publication)


@lru_cache(maxsize=1)
def _loaded(name: str) -> Language:
    return load_pipeline(name)


def _publications(store: Store, fingerprint: str) -> Iterator[_Publication]:
    """The documents that have passages to be annotated, in the order of the store."""
    dates = {record.id: record.metadata.date for record in store.documents()}
    waiting = store.passages_without_annotation(fingerprint)
    for document, passages in groupby(waiting, key=lambda passage: passage.document):
        own = tuple(passages)
        yield _Publication(tuple(store.passages_of(document)), own, dates.get(document, ""))


def _batches(results: Iterable[tuple[_Publication, list[Found]]]) -> Iterator[list[Annotated]]:
    """The passages with what was found in them, in batches that hold whole documents."""
    batch: list[Annotated] = []
    for publication, found in results:
        batch += zip(publication.waiting, found, strict=True)
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _annotated(pipeline: Language, publication: _Publication) -> list[Found]:
    """The tokens and mentions of each passage that waits; one in another language has neither."""
    dutch = [passage for passage in publication.waiting if passage.language in _READ_AS_DUTCH]
    # Words that the vocabulary met here leave it again: in a large corpus there is no end of new ones.
    with pipeline.memory_zone():
        docs = pipeline.pipe(_docs(pipeline, dutch, publication.passages, publication.date))
        found = {passage.id: _found(doc) for passage, doc in zip(dutch, docs, strict=True)}
    return [found.get(passage.id, Found([], [])) for passage in publication.waiting]


def _found(doc: Doc) -> Found:
    vector = doc._.embedding if doc.has_extension("embedding") else None
    return Found(tokens_of(doc), mentions_of(doc), vector)


def _embeddings(batch: Iterable[Annotated]) -> list[tuple[str, NDArray[np.float32]]]:
    """The vectors of a batch by the hash of their text."""
    return [(passage.text_hash, one.embedding) for passage, one in batch if one.embedding is not None]


def _docs(
    pipeline: Language, passages: Iterable[Passage], whole: Iterable[Passage], date: str
) -> Iterator[Doc]:
    """The passages as documents of the pipeline, each with the date and what the whole publication tells."""
    from nlp.places import document_evidence
    from nlp.quotes.passages import quotes_by_passage

    document = list(whole)
    evidence = document_evidence((passage.text for passage in document), date)
    quotes = quotes_by_passage(passage for passage in document if passage.language in _READ_AS_DUTCH)
    for passage in passages:
        doc = pipeline.make_doc(passage.text)
        doc._.date, doc._.place_evidence, doc._.quotes = date, evidence, quotes[passage.ordinal]
        yield doc


def tokens_of(doc: Doc) -> list[Token]:
    """The tokens of a document, without white space."""
    return [
        Token(token.idx, token.idx + len(token), token.lemma_ or token.text.lower(), token.pos_)
        for token in doc
        if not token.is_space
    ]


def mentions_of(doc: Doc) -> list[Mention]:
    """What the layers of the pipeline found: entities, places, themes, quotes, claims."""
    from nlp.claims.layer import claim_mentions
    from nlp.place_layer import place_mentions
    from nlp.quotes.layer import quote_mentions
    from nlp.themes import theme_mentions

    entities = [Mention("entity", ent.label_, ent.start_char, ent.end_char, ent.text) for ent in doc.ents]
    layers = (place_mentions, theme_mentions, quote_mentions, claim_mentions)
    return entities + [mention for layer in layers for mention in layer(doc)]


def tag_document(text: str, name: str = "", date: str = "") -> dict[str, object]:
    """What `stadspraat tag` prints: entities, places, themes, quotes, claims; offsets count characters.

    Raises PipelineError when there is no such pipeline, or the text is longer than it takes.
    """
    from nlp.claims.layer import claim_json
    from nlp.identities import text_identities
    from nlp.quotes.layer import MARK_LAYER, quote_json

    pipeline = load_pipeline(name)
    if len(text) > pipeline.max_length:
        raise PipelineError(
            f"a text of {len(text):,} characters: {pipeline.max_length:,} can be tagged in one piece; "
            "divide it, or make a corpus of it with: stadspraat add FILE"
        )
    _, mentions = annotate_text(pipeline, text, date)
    return {
        "entities": [{"text": m.text, "label": m.label, **_span(m)} for m in mentions if m.layer == "entity"],
        "places": [
            {"text": m.text, **_span(m), "kind": m.label, **dict(m.data)}
            for m in mentions
            if m.layer == "place"
        ],
        "themes": [{"label": m.label, **dict(m.data)} for m in mentions if m.layer == "theme"],
        "quotes": [quote_json(m) for m in mentions if m.layer == "quote"],
        "unpaired_marks": [m.start for m in mentions if m.layer == MARK_LAYER],
        "identities": [asdict(identity) for identity in text_identities(mentions, text)],
        "claims": [claim_json(m) for m in mentions if m.layer == "claim"],
    }


def _span(mention: Mention) -> dict[str, int]:
    return {"start": mention.start, "end": mention.end}
