"""BBC News, on which the measuring code is checked: LDA, NMF, ours and plain BERTopic beside the paper."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.topics_fits import Vectors, plain_fit
from models.fitting import fit_topics
from models.topic_settings import TopicSettings
from models.words import TopicPassage

DATA = Path(os.environ.get("STADSPRAAT_DATA", Path(__file__).parents[2] / "shared" / "data"))
PAPER = {"LDA": (0.014, 0.577), "NMF": (0.012, 0.549)}
PAPER_BERTOPIC = "MPNET .167 / .794, MiniLM .170 / .802"
"""NPMI and diversity on BBC News: Grootendorst 2022 (arXiv 2203.05794), Table 1."""
CHUNK = 2000
"""Documents at a time in the one pass that OCTIS (by gensim) makes."""


Matrix = Any


def bbc_news() -> list[list[str]]:
    """The documents of OCTIS's pre-processed BBC News, each as its words."""
    lines = (DATA / "topics" / "bbc_news" / "corpus.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[0].split() for line in lines]


def bbc_fits(texts: list[list[str]], vectors: Vectors, size: int, seed: int) -> dict[str, list[list[str]]]:
    """The words of the topics of ours and of plain BERTopic, about or at most `size` topics each."""
    passages = [TopicPassage(str(row), str(row), tuple(words)) for row, words in enumerate(texts)]
    smallest = max(3, round(len(texts) / (2.5 * size)))
    fit = fit_topics(passages, vectors, TopicSettings(seed=seed, min_topic_size=smallest), mapped=False)
    joined = plain_fit([" ".join(words) for words in texts], vectors, seed, topics=size + 1)
    return {
        "ours": [[word for word, _ in topic.words] for topic in fit.topics],
        "plain": [list(words) for words in joined.words.values()],
    }


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
    from sklearn.exceptions import ConvergenceWarning  # type: ignore[import-untyped]

    matrix = counts.astype(np.float64)
    topics = np.abs(
        np.random.default_rng(seed).normal(0, np.sqrt(matrix.mean() / size), (size, matrix.shape[1]))
    )
    weights = np.empty((0, size))
    fixed = {"n_components": size, "update_H": False, "init": "custom"}
    # A chunk is left where its steps end, as gensim does.
    warnings.simplefilter("ignore", ConvergenceWarning)
    for start in range(0, matrix.shape[0], CHUNK):
        chunk = matrix[start : start + CHUNK]
        solved, _, _ = non_negative_factorization(chunk, H=topics, max_iter=50, tol=1e-3, **fixed)
        weights = np.concatenate([weights, solved])
        seen = matrix[: len(weights)].T.tocsr()
        given = np.ascontiguousarray(weights.T)
        solved, _, _ = non_negative_factorization(seen, H=given, max_iter=200, **fixed)
        topics = np.ascontiguousarray(solved.T)
    return topics
