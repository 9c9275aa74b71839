"""Topics measured: the measuring code against published figures, and ours against plain BERTopic.

    python -m benchmarks.topics validate           # LDA and NMF on BBC News against the BERTopic paper
    python -m benchmarks.topics bbc                # ours on the same BBC News, against the paper's BERTopic
    python -m benchmarks.topics compare CORPUS …   # ours and plain BERTopic on corpora
    python -m benchmarks.topics hold CORPUS …      # the same again, reloaded, and with a tenth added
    python -m benchmarks.topics scale CORPUS --passages 100000
    python -m benchmarks.topics history CORPUS     # what rises and falls
    python -m benchmarks.topics layout CORPUS      # what finding the neighbours first saves

`validate` and `bbc` need the development data (STADSPRAAT_DATA, default ../shared/data). The others read
corpora that `stadspraat` made, such as those of benchmarks.topics_corpora, annotated and embedded; they
change nothing in them.
"""

from __future__ import annotations

import re
from pathlib import Path
from time import perf_counter, process_time

import click
import numpy as np

from benchmarks.topics_bbc import PAPER, PAPER_BERTOPIC, bbc_fits, bbc_news, lda, nmf
from benchmarks.topics_fits import FITS, Corpus, Fit, perturbed, read_corpus
from benchmarks.topics_history import history_lines
from benchmarks.topics_hold import held_still
from benchmarks.topics_layouts import layout_lines
from corpus.stages import peak_memory
from corpus.store import Store
from models.assigning import centred
from models.coherence import npmi
from models.embedding import load_embedder
from models.fitting import fit_topics
from models.quality import diversity, silhouette
from models.stability import compare
from models.topic_settings import TopicSettings


@click.group()
def main() -> None:
    """Measure topics."""


@main.command()
@click.option("--runs", default=3, show_default=True)
def validate(runs: int) -> None:
    """Measure LDA and NMF on BBC News and print the figures beside the paper's."""
    from sklearn.feature_extraction.text import CountVectorizer  # type: ignore[import-untyped]

    texts = bbc_news()
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


@main.command("bbc")
@click.option("--runs", default=3, show_default=True)
@click.option("--texts", "limit", default=0, help="The first so many texts only.")
def bbc(runs: int, limit: int) -> None:
    """Fit ours and plain BERTopic to BBC News with the default embedder; figures beside the paper's BERTopic.

    The paper asks for 10 to 50 topics in steps of 10; here the smallest topic is set so that about as many
    come of it (ours), or BERTopic joins topics until so many are left (plain).
    """
    texts = bbc_news()[: limit or None]
    vectors = load_embedder().embed([" ".join(words) for words in texts])
    found: dict[str, list[tuple[int, float, float]]] = {"ours": [], "plain": []}
    for size in range(10, 51, 10):
        for seed in range(1, runs + 1):
            for name, topics in bbc_fits(texts, vectors, size, seed).items():
                found[name].append((len(topics), npmi(topics, texts, window=10).mean(), diversity(topics)))
    print(f"{'fit':8} {'topics':>12} {'NPMI':>7} {'diversity':>10}   paper: BERTopic {PAPER_BERTOPIC}")
    for name, rows in found.items():
        counts, coherence, variety = zip(*rows, strict=True)
        between = f"{min(counts)}–{max(counts)}"
        print(f"{name:8} {between:>12} {np.mean(coherence):7.3f} {np.mean(variety):10.3f}")


@main.command("compare")
@click.argument("corpora", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--embedder", default="", help="Whose vectors; the default embedder's where not given.")
@click.option("--refits", default=4, show_default=True, help="Refits with other seeds, for stability.")
@click.option("--fit", "wanted", multiple=True, type=click.Choice(list(FITS)), help="All where not given.")
def compare_fits(corpora: tuple[Path, ...], embedder: str, refits: int, wanted: tuple[str, ...]) -> None:
    """Fit ours and plain BERTopic on the same vectors and print the figures of both."""
    columns = ("topics", "outliers", "NPMI", "diversity", "silhouette", "Jaccard", "RBO", "ARI", "seconds")
    print(f"{'corpus':12} {'fit':15}" + "".join(f"{column:>11}" for column in columns), flush=True)
    for folder in corpora:
        corpus = read_corpus(folder, embedder)
        for title in wanted or FITS:
            print_row(corpus, title, FITS[title], refits)


def print_row(corpus: Corpus, title: str, fit: Fit, refits: int) -> None:
    """Fit once, and again with other seeds; print one row.

    Coherence is counted over the lemmas of the passages, for plain BERTopic over the words it read.
    """
    started = perf_counter()
    base = fit(corpus, 1)
    seconds = perf_counter() - started
    stable = compare(base, [fit(corpus, seed) for seed in range(2, 2 + refits)])
    texts = [list(passage.lemmas) for passage in corpus.passages]
    if title == "plain":
        texts = [re.findall(r"\w+", text.lower()) for text in corpus.texts]
    topics = [list(words) for words in base.words.values()]
    points = centred(corpus.vectors, corpus.vectors.mean(axis=0).astype(np.float64))
    figures = (
        np.mean(base.labels < 0), npmi(topics, texts).mean(), diversity(topics),
        silhouette(points, base.labels), stable.jaccard, stable.rbo, stable.rand,
    )  # fmt: skip
    cells = "".join(f"{figure:11.3f}" for figure in figures)
    print(f"{corpus.name:12} {title:15}{len(topics):11d}{cells}{seconds:11.1f}", flush=True)


@main.command()
@click.argument("corpora", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--embedder", default="", help="Whose vectors; the default embedder's where not given.")
def hold(corpora: tuple[Path, ...], embedder: str) -> None:
    """Fit twice, reload, and add a tenth of the documents; print what stayed as it was, and seconds."""
    columns = ("passages", "topics", "again", "reloaded", "added", "old kept", "update s", "refit s", "ratio")
    print(f"{'corpus':12}" + "".join(f"{column:>10}" for column in columns), flush=True)
    for folder in corpora:
        held = held_still(folder, embedder)
        shares = "".join(f"{share:10.1%}" for share in (held.again, held.reloaded))
        seconds = f"{held.update:10.2f}{held.refit:10.2f}{held.update / held.refit:10.3f}"
        print(
            f"{folder.name:12}{held.passages:10d}{held.topics:10d}{shares}{held.added:10d}{held.kept:10.1%}{seconds}",
            flush=True,
        )


@main.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("--embedder", default="", help="Whose vectors; the default embedder's where not given.")
@click.option("--passages", default=100_000, show_default=True)
def scale(corpus: Path, embedder: str, passages: int) -> None:
    """Fit so many passages, made by repeating those of a corpus with words and vectors perturbed."""
    found = read_corpus(corpus, embedder)
    words, vectors = perturbed(found, passages)
    before = peak_memory()
    started = perf_counter()
    fit = fit_topics(words, vectors, TopicSettings())
    seconds = perf_counter() - started
    print(
        f"{len(words)} passages, fitted on {int(fit.sampled.sum())}: {len(fit.topics)} topics, "
        f"{np.mean(fit.labels < 0):.1%} without; {seconds:.0f} s wall, {process_time():.0f} s of processor, "
        f"peak memory {peak_memory() / 2**30:.2f} GB ({before / 2**30:.2f} before the fit)"
    )


@main.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("--topics", default=12, show_default=True, help="How many to print of those that move most.")
def history(corpus: Path, topics: int) -> None:
    """Print the topics whose share rose and fell most between the first and the last years of a corpus."""
    with Store.open(corpus) as store:
        lines = history_lines(store, topics)
    print("\n".join(lines))


@main.command()
@click.argument("folder", metavar="CORPUS", type=click.Path(path_type=Path))
@click.option("--embedder", default="", help="Whose vectors; the default embedder's where not given.")
def layout(folder: Path, embedder: str) -> None:
    """Lay the passages out by UMAP alone and by neighbours found first, and print the seconds of both."""
    for line in layout_lines(read_corpus(folder, embedder).vectors):
        print(line, flush=True)


if __name__ == "__main__":
    main()
