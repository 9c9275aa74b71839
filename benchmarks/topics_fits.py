"""What topic benchmarks fit: ours, and BERTopic with its defaults, on the passages of a corpus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.store import Store
from models.embedding import load_embedder
from models.fitting import fit_topics
from models.stability import Partition
from models.topic_settings import TopicSettings
from models.topic_source import passage_keys, topic_passages
from models.words import TopicPassage

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Passages as text, as topic words and as vectors."""

    name: str
    texts: list[str]
    passages: tuple[TopicPassage, ...]
    vectors: Vectors


Fit = Callable[[Corpus, int], Partition]


def read_corpus(folder: Path, embedder: str = "") -> Corpus:
    """Return the passages of a corpus that is annotated and embedded by the embedder of that name."""
    languages = TopicSettings().languages
    with Store.open(folder) as store:
        keys = passage_keys(store, languages)
        texts = {passage.id: passage.text for passage in store.passages()}
        vectors = store.vectors(embedder or load_embedder().name, [key.text_hash for key in keys])
        passages = topic_passages(store, languages)
    return Corpus(folder.name, [texts[key.id] for key in keys], passages, vectors)


def ours(corpus: Corpus, seed: int) -> Partition:
    """Our fit with its own settings."""
    return Partition.of(fit_topics(corpus.passages, corpus.vectors, TopicSettings(seed=seed), mapped=False))


def plain(corpus: Corpus, seed: int) -> Partition:
    """BERTopic with its defaults but a seed."""
    return plain_fit(corpus.texts, corpus.vectors, seed)


def plain_lemmas(corpus: Corpus, seed: int) -> Partition:
    """BERTopic with its defaults but a seed, reading our lemmas in place of the text."""
    return plain_fit([" ".join(passage.lemmas) for passage in corpus.passages], corpus.vectors, seed)


FITS: dict[str, Fit] = {"ours": ours, "plain, lemmas": plain_lemmas, "plain": plain}


def plain_fit(texts: Sequence[str], vectors: Vectors, seed: int, *, topics: int | None = None) -> Partition:
    """BERTopic with its defaults but a seed; `topics` joins them until so many are left, with outliers."""
    from bertopic import BERTopic  # type: ignore[import-untyped]
    from umap import UMAP  # type: ignore[import-untyped]

    reducer = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed)
    model = BERTopic(language="dutch", umap_model=reducer, nr_topics=topics)
    labels, _ = model.fit_transform(list(texts), embeddings=vectors)
    words = {
        int(topic): tuple(word for word, _ in found)
        for topic, found in model.get_topics().items()
        if topic >= 0
    }
    return Partition(np.array(labels, dtype=np.int64), words)


def perturbed(corpus: Corpus, count: int, *, seed: int = 1) -> tuple[list[TopicPassage], Vectors]:
    """Return `count` passages: those of the corpus over and over, a fifth of the words left out and the
    vectors moved at random, so that no two are the same; documents are as many times as many."""
    random = np.random.default_rng(seed)
    rows = np.arange(count) % len(corpus.passages)
    found = []
    for number, row in enumerate(rows):
        passage = corpus.passages[row]
        kept = np.flatnonzero(random.random(len(passage.lemmas)) > 0.2)
        round_ = number // len(corpus.passages)
        found.append(
            replace(
                passage,
                id=f"{passage.id}-{round_}",
                document=f"{passage.document}-{round_}",
                lemmas=tuple(passage.lemmas[place] for place in kept),
                forms=tuple(passage.forms[place] for place in kept),
                positions=tuple(passage.positions[place] for place in kept),
            )
        )
    width = corpus.vectors.shape[1]
    vectors = corpus.vectors[rows] + random.normal(0, 0.15 / np.sqrt(width), (count, width)).astype(
        np.float32
    )
    return found, (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
