"""What finding the neighbours first saves: one layout by UMAP alone and by ours, on the same vectors."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from time import process_time
from typing import Any

import numpy as np

from benchmarks.topics_fits import Vectors
from models.assigning import centred
from models.clustering import neighbours, reduce
from models.topic_settings import TopicSettings


def layout_lines(vectors: Vectors) -> Iterator[str]:
    """Yield seconds of processor time, each the second time it is done, since libraries compile at the first.

    At the end the largest difference between the weights of the two graphs of neighbours, which lie
    between 0 and 1.
    """
    points = centred(vectors, vectors.astype(np.float64).mean(axis=0))
    settings = TopicSettings().for_size(len(points))
    near = neighbours(points, settings)
    yield f"{len(points)} vectors"
    yield f"neighbours            {_seconds(lambda: neighbours(points, settings)):8.1f} s"
    yield f"one layout by them    {_seconds(lambda: reduce(points, near, settings, dimensions=5)):8.1f} s"
    alone = _umap(settings)
    yield f"one layout by itself  {_seconds(lambda: alone.fit(points)):8.1f} s"
    given = _umap(settings, precomputed_knn=(near.rows.copy(), near.distances.copy())).fit(points)
    yield f"graphs differ by at most {abs(alone.graph_ - given.graph_).max():.1e}"


def _umap(settings: TopicSettings, **options: Any) -> Any:
    from umap import UMAP  # type: ignore[import-untyped]

    warnings.simplefilter("ignore")
    return UMAP(
        n_neighbors=settings.neighbors,
        n_components=5,
        min_dist=0.0,
        metric="cosine",
        random_state=settings.seed,
        n_jobs=1,
        **options,
    )


def _seconds(work: Callable[[], object]) -> float:
    """The processor time of the second of two runs."""
    work()
    started = process_time()
    work()
    return process_time() - started
