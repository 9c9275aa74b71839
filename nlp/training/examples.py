"""Training texts as spaCy Docs with the encoder's features beside them on disk, and the reader for both.

Encoding is the dear part of an epoch and the encoder is frozen: it is done once, kept as 16-bit floats,
and mapped into memory. `spacy train` reads it through the registered reader `stadspraat.CachedFeatures.v1`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example, biluo_tags_to_spans, iob_to_biluo
from spacy.util import registry

from nlp.encoder.session import PassageEncoder
from nlp.training.documents import UNKNOWN_HEAD, TrainingText

DOCS, FEATURES = "docs.spacy", "features.npy"
_ATTRIBUTES = [
    "ORTH",
    "SPACY",
    "TAG",
    "POS",
    "MORPH",
    "LEMMA",
    "HEAD",
    "DEP",
    "SENT_START",
    "ENT_IOB",
    "ENT_TYPE",
]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A Doc with gold annotation and its features (tokens × width, float16)."""

    doc: Doc
    features: NDArray[np.float16]


def encoded(encoder: PassageEncoder, vocab: Any, texts: Iterable[TrainingText]) -> Iterator[Encoded]:
    """Yields each text as a Doc with the features the encoder gives it, read as one passage."""
    for text in texts:
        yield Encoded(gold_doc(vocab, text), word_features(encoder, text))


def word_features(encoder: PassageEncoder, text: TrainingText) -> NDArray[np.float16]:
    """Returns the features of the words of a text (words × width), read as one passage."""
    starts, ends = np.array(text.starts, dtype=np.int64), np.array(text.ends, dtype=np.int64)
    return encoder.encode(text.text, starts, ends).features.astype(np.float16)


def gold_doc(vocab: Any, text: TrainingText) -> Doc:
    """Returns the text as a Doc that holds all that is known of it."""
    parts = text.sentences
    words = [word for part in parts for word in part.words]
    spaces = [s + 1 < len(words) and text.ends[s] < text.starts[s + 1] for s in range(len(words))]
    starts: list[bool | int | None] = [at == 0 for part in parts for at in range(len(part.words))]
    if text.entities:
        doc = Doc(vocab, words=words, spaces=spaces, sent_starts=starts)
        doc.ents = _entities(doc, text.entities)
        return doc

    def column(name: str) -> list[str]:
        return [value for part in parts for value in getattr(part, name)]

    pos = column("pos")
    # spaCy has no word class without features: where either may be unknown, both are.
    partly = "" in pos
    morphs = [feats or "_" for feats in column("feats")]
    return Doc(
        vocab,
        words=words,
        spaces=spaces,
        tags=column("tags"),
        pos=None if partly else pos,
        morphs=None if partly else morphs,
        lemmas=column("lemmas"),
        heads=[at if head == UNKNOWN_HEAD else head for at, head in enumerate(text.heads)],
        deps=column("deps"),
        sent_starts=starts,
    )


def _entities(doc: Doc, labels: Sequence[str]) -> list[Span]:
    return list(biluo_tags_to_spans(doc, iob_to_biluo(labels)))


def save(folder: Path, items: Iterable[Encoded]) -> int:
    """Writes the Docs and their features to `folder`; returns how many tokens they have."""
    folder.mkdir(parents=True, exist_ok=True)
    docs, features = DocBin(attrs=_ATTRIBUTES), list[NDArray[np.float16]]()
    for one in items:
        docs.add(one.doc)
        features.append(one.features)
    docs.to_disk(folder / DOCS)
    joined = np.concatenate(features)
    np.save(folder / FEATURES, joined)
    return len(joined)


def load(folder: Path, vocab: Any) -> list[Encoded]:
    """Returns what `save` wrote; the features stay on disk until they are read."""
    features = np.load(folder / FEATURES, mmap_mode="r")
    items, at = [], 0
    for doc in DocBin().from_disk(folder / DOCS).get_docs(vocab):
        items.append(Encoded(doc, features[at : at + len(doc)]))
        at += len(doc)
    return items


def by_sentence(item: Encoded) -> Iterator[Encoded]:
    """Yields the sentences of a text as Docs of their own, their features still those of the passage."""
    for sentence in item.doc.sents:
        yield Encoded(sentence.as_doc(), item.features[sentence.start : sentence.end])


@registry.readers("stadspraat.CachedFeatures.v1")  # type: ignore[untyped-decorator]
def cached_features(
    path: Path, sentences: bool = False, shuffle: bool = False, seed: int = 0
) -> Callable[[Language], Iterator[Example]]:
    """Returns a corpus reader over a folder made by `save`; its Docs come with `Doc.tensor` filled.

    With `sentences`, every sentence is an example of its own. With `shuffle`, each reading has another
    order, the same in every run.
    """
    chance = random.Random(seed)
    loaded: list[Encoded] = []

    def read(nlp: Language) -> Iterator[Example]:
        if not loaded:
            items = load(Path(path), nlp.vocab)
            loaded.extend((part for item in items for part in by_sentence(item)) if sentences else items)
        order = list(range(len(loaded)))
        if shuffle:
            chance.shuffle(order)
        return (example(nlp, loaded[at]) for at in order)

    return read


def example(nlp: Language, item: Encoded) -> Example:
    """Returns gold and bare Doc side by side, the bare one with its features."""
    doc = item.doc
    bare = Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
    bare.tensor = np.asarray(item.features, dtype=np.float32)
    return Example(bare, doc)
