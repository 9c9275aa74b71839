"""Topics measured: the measuring code against published figures, and ours against plain BERTopic.

    python benchmarks/topics.py validate       # LDA and NMF on BBC News against the BERTopic paper
    python benchmarks/topics.py compare        # ours and plain BERTopic on programmes and motions

Both need the development data (STADSPRAAT_DATA, default ../shared/data). `compare` embeds the passages
once and keeps the vectors in --cache.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray

from corpus.sentences import sentence_spans
from models.assigning import centred
from models.coherence import npmi
from models.embedding import load_embedder
from models.fitting import fit_topics
from models.quality import diversity, silhouette
from models.stability import Partition, compare
from models.topic_settings import TopicSettings
from models.words import TopicPassage, topic_passage
from nlp.annotate import annotate_text
from nlp.pipeline import load_pipeline

DATA = Path(os.environ.get("STADSPRAAT_DATA", Path(__file__).parents[2] / "shared" / "data"))
PAPER = {"LDA": (0.014, 0.577), "NMF": (0.012, 0.549), "BERTopic MPNET": (0.167, 0.794)}
"""NPMI and diversity on BBC News: Grootendorst 2022 (arXiv 2203.05794), Table 1."""
CHUNK = 2000
"""Documents at a time in the one pass that OCTIS (by gensim) makes."""

Matrix = Any
Labels = NDArray[np.int64]
Words = dict[int, tuple[str, ...]]


@click.group()
def main() -> None:
    """Measure topics."""


@main.command()
@click.option("--runs", default=3, show_default=True)
def validate(runs: int) -> None:
    """Measure LDA and NMF on BBC News and print the figures beside the paper's."""
    from sklearn.feature_extraction.text import CountVectorizer  # type: ignore[import-untyped]

    lines = (DATA / "topics" / "bbc_news" / "corpus.tsv").read_text(encoding="utf-8").splitlines()
    texts = [line.split("\t")[0].split() for line in lines]
    vectorizer = CountVectorizer(analyzer=list)
    counts = vectorizer.fit_transform(texts)
    words = vectorizer.get_feature_names_out()
    print(f"{'model':6} {'NPMI':>7} {'paper':>7} {'diversity':>10} {'paper':>7} {'seconds':>8}")
    for name, factorise in (("LDA", lda), ("NMF", nmf)):
        started = perf_counter()
        found = []
        for size in range(10, 51, 10):
            for run in range(runs):
                topics = [list(words[np.argsort(-row)[:10]]) for row in factorise(counts, size, run)]
                found.append((npmi(topics, texts, window=10).mean(), diversity(topics)))
        coherence, variety = np.mean(found, axis=0)
        paper = PAPER[name]
        seconds = perf_counter() - started
        print(f"{name:6} {coherence:7.3f} {paper[0]:7.3f} {variety:10.3f} {paper[1]:7.3f} {seconds:8.0f}")


def lda(counts: Matrix, size: int, seed: int) -> Matrix:
    """Topics × words by LDA as OCTIS runs it: gensim's defaults, one online pass in chunks of 2,000."""
    from sklearn.decomposition import LatentDirichletAllocation  # type: ignore[import-untyped]

    model = LatentDirichletAllocation(
        size,
        doc_topic_prior=1 / size,
        topic_word_prior=1 / size,
        learning_method="online",
        batch_size=CHUNK,
        max_iter=1,
        learning_decay=0.500001,
        learning_offset=1,
        max_doc_update_iter=50,
        total_samples=counts.shape[0],
        random_state=seed,
    )
    return model.fit(counts).components_


def nmf(counts: Matrix, size: int, seed: int) -> Matrix:
    """Topics × words by NMF as OCTIS runs it: gensim's one online pass (Zhao & Tan 2016) over raw counts.

    For every chunk the weights of its documents are solved given the topics, then the topics given
    the weights of all documents seen. Run until it converges, NMF comes to an NPMI of .15 here.
    """
    from sklearn.decomposition import non_negative_factorization

    matrix = counts.astype(np.float64)
    topics = np.abs(
        np.random.default_rng(seed).normal(0, np.sqrt(matrix.mean() / size), (size, matrix.shape[1]))
    )
    weights = np.empty((0, size))
    fixed = {"n_components": size, "update_H": False, "init": "custom"}
    for start in range(0, matrix.shape[0], CHUNK):
        chunk = matrix[start : start + CHUNK]
        first = np.full((chunk.shape[0], size), 1e-3)
        solved, _, _ = non_negative_factorization(chunk, W=first, H=topics, max_iter=50, tol=1e-3, **fixed)
        weights = np.concatenate([weights, solved])
        seen = matrix[: len(weights)].T.tocsr()
        given = np.ascontiguousarray(weights.T)
        first = np.ascontiguousarray(topics.T)
        solved, _, _ = non_negative_factorization(seen, W=first, H=given, max_iter=200, **fixed)
        topics = np.ascontiguousarray(solved.T)
    return topics


@dataclass(frozen=True, slots=True)
class Corpus:
    """Passages as text, as topic words and as vectors."""

    name: str
    texts: list[str]
    passages: list[TopicPassage]
    vectors: NDArray[np.float32]


Fit = Callable[[Corpus, int], Partition]


@main.command("compare")
@click.option("--passages", default=3000, show_default=True, help="How many of the programmes.")
@click.option("--refits", default=4, show_default=True, help="Refits with other seeds, for stability.")
@click.option("--cache", type=click.Path(path_type=Path), default=Path("vectors.npz"), show_default=True)
def compare_fits(passages: int, refits: int, cache: Path) -> None:
    """Fit ours and plain BERTopic on the same vectors and print the figures of both."""
    columns = ("topics", "outliers", "NPMI", "diversity", "silhouette", "Jaccard", "RBO", "ARI", "seconds")
    print(f"{'corpus':12} {'fit':15}" + "".join(f"{column:>11}" for column in columns))
    for name, pieces in (("motions", motions()), ("programmes", programmes(passages))):
        corpus = read_corpus(name, pieces, cache)
        for title, fit in (("ours", ours), ("plain, lemmas", plain_lemmas), ("plain", plain)):
            print_row(corpus, title, fit, refits)


def print_row(corpus: Corpus, title: str, fit: Fit, refits: int) -> None:
    """Fit once, and again with other seeds; print one row."""
    started = perf_counter()
    base = fit(corpus, 1)
    seconds = perf_counter() - started
    stable = compare(base, [fit(corpus, seed) for seed in range(2, 2 + refits)])
    texts = [re.findall(r"\w+", text.lower()) for text in corpus.texts]
    if fit is not plain:
        texts = [list(passage.lemmas) for passage in corpus.passages]
    topics = [list(words) for words in base.words.values()]
    points = centred(corpus.vectors, corpus.vectors.mean(axis=0).astype(np.float64))
    figures = (
        np.mean(base.labels < 0), npmi(topics, texts).mean(), diversity(topics),
        silhouette(points, base.labels), stable.jaccard, stable.rbo, stable.rand,
    )  # fmt: skip
    cells = "".join(f"{figure:11.3f}" for figure in figures)
    print(f"{corpus.name:12} {title:15}{len(topics):11d}{cells}{seconds:11.1f}", flush=True)


def ours(corpus: Corpus, seed: int) -> Partition:
    """Our fit with its own settings."""
    return Partition.of(fit_topics(corpus.passages, corpus.vectors, TopicSettings(seed=seed), mapped=False))


def plain(corpus: Corpus, seed: int) -> Partition:
    """BERTopic with its defaults but a seed."""
    return _plain(corpus.texts, corpus.vectors, seed)


def plain_lemmas(corpus: Corpus, seed: int) -> Partition:
    """BERTopic with its defaults but a seed, reading our lemmas in place of the text."""
    return _plain([" ".join(passage.lemmas) for passage in corpus.passages], corpus.vectors, seed)


def _plain(texts: Sequence[str], vectors: NDArray[np.float32], seed: int) -> Partition:
    from bertopic import BERTopic  # type: ignore[import-untyped]
    from umap import UMAP  # type: ignore[import-untyped]

    reducer = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed)
    model = BERTopic(language="dutch", umap_model=reducer)
    labels, _ = model.fit_transform(list(texts), embeddings=vectors)
    words = {
        int(topic): tuple(word for word, _ in found)
        for topic, found in model.get_topics().items()
        if topic >= 0
    }
    return Partition(np.array(labels, dtype=np.int64), words)


Pieces = list[tuple[str, str]]
"""Document and text."""


def motions() -> Pieces:
    """The motions of 2023, each cut into passages of about 120 words."""
    found: Pieces = []
    for file in sorted((DATA / "text" / "moties").glob("*.md")):
        text = file.read_text(encoding="utf-8").partition("## Orginele text:")[2].partition("## Prompt")[0]
        text = "De Kamer," + (text.partition("De Kamer,")[2] or text)
        found += [(file.stem, piece) for piece in cut(text.partition("orde van de dag")[0], 120)]
    return found


def programmes(count: int) -> Pieces:
    """A sample of the passages of about 100 words of all election programmes 1994–2021."""
    found: Pieces = []
    for file in sorted((DATA / "text" / "programmas").glob("*.txt")):
        text = file.read_text(encoding="utf-8", errors="replace")
        found += [(file.stem, piece) for piece in cut(text, 100)]
    rows = list(range(len(found)))
    Random(1).shuffle(rows)
    return [found[row] for row in sorted(rows[:count])]


def cut(text: str, words: int) -> list[str]:
    """Cut a text with hard line breaks and dot leaders into passages of whole sentences."""
    text = re.sub(r"(\w)-\n(\w)", r"\1\2", re.sub(r"\.{4,}.*", "", text))
    text = re.sub(r"\s+", " ", text).strip()
    found: list[str] = []
    held: list[str] = []
    for start, end in sentence_spans(text):
        held += text[start:end].split()
        if len(held) >= words:
            found.append(" ".join(held))
            held = []
    return [*found, " ".join(held)] if len(held) >= words * 0.4 else found


def read_corpus(name: str, pieces: Pieces, cache: Path) -> Corpus:
    """Annotate and embed the passages; vectors are kept by text hash."""
    pipeline = load_pipeline()
    passages = [
        topic_passage(str(number), document, text, annotate_text(pipeline, text)[0])
        for number, (document, text) in enumerate(pieces)
    ]
    texts = [text for _, text in pieces]
    return Corpus(name, texts, passages, embedded(texts, cache))


def embedded(texts: Sequence[str], cache: Path) -> NDArray[np.float32]:
    """The vectors of the texts, from the cache where they are in it."""
    known = dict(np.load(cache)) if cache.exists() else {}
    keys = [sha256(text.encode()).hexdigest() for text in texts]
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        print(f"embedding {len(missing)} passages …", flush=True)
        vectors = load_embedder().embed(list(missing.values()))
        known.update(dict(zip(missing, vectors, strict=True)))
        np.savez(cache, **known)
    return np.stack([known[key] for key in keys])


if __name__ == "__main__":
    main()
