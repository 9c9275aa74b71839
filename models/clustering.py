"""Vectors → clusters and a map: UMAP and HDBSCAN, in one thread and seeded, so that runs are alike."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.neighbours import Neighbours, nearest
from models.topic_settings import TopicSettings

Labels = NDArray[np.int64]
Floats = NDArray[np.float32]

LARGEST_SHARE = 0.25
"""A topic with more of the clustered passages than this is a sign that `eom` stopped at a broad branch."""


def neighbours(vectors: NDArray[np.floating], settings: TopicSettings) -> Neighbours:
    """Return the neighbours that `reduce` lays the vectors out by; `settings` as there."""
    return nearest(vectors, min(settings.neighbors, len(vectors) - 1))


def reduce(
    vectors: NDArray[np.floating],
    near: Neighbours,
    settings: TopicSettings,
    *,
    dimensions: int,
    min_dist: float = 0.0,
) -> Floats:
    """Return the vectors in `dimensions` dimensions, shape (n, dimensions), by UMAP (McInnes et al. 2018).

    `settings` come from `TopicSettings.for_size`. The random state makes UMAP run in one thread.
    """
    with _quiet():
        import umap  # type: ignore[import-untyped]

        model = umap.UMAP(
            n_neighbors=near.rows.shape[1],
            precomputed_knn=(near.rows.copy(), near.distances.copy()),
            n_components=dimensions,
            min_dist=min_dist,
            metric="cosine",
            # The spectral layout needs more points than dimensions, and is shaky on few.
            init="spectral" if len(vectors) > 10 * dimensions else "random",
            random_state=settings.seed,
            n_jobs=1,
        )
        return np.asarray(np.nan_to_num(model.fit_transform(vectors)), dtype=np.float32)


def cluster(points: Floats, settings: TopicSettings) -> Labels:
    """Return a cluster per point, -1 for none, by HDBSCAN (Campello et al. 2013).

    With `auto` the most stable clusters are taken, unless they lump: fewer than three, or one that
    holds more than a quarter of the points clustered; then the leaves of the tree. Points in which
    HDBSCAN sees no clusters at all are one cluster: a corpus about one thing.
    """
    found = _hdbscan(points, settings, "leaf" if settings.selection == "leaf" else "eom")
    if settings.selection == "auto" and lumps(found):
        found = _hdbscan(points, settings, "leaf")
    return found if found.max() >= 0 else np.zeros(len(points), dtype=np.int64)


def lumps(labels: Labels) -> bool:
    """Whether a clustering says little: fewer than three clusters, or one that outweighs the rest."""
    sizes = np.bincount(labels[labels >= 0])
    return len(sizes) < 3 or bool(sizes.max() > max(LARGEST_SHARE, 1.5 / len(sizes)) * sizes.sum())


def cluster_alike(points: NDArray[np.floating], closeness: float) -> Labels:
    """Return a cluster per unit vector, merging while the mean cosine between two clusters is `closeness`.

    Agglomerative with average linkage: needs no density to compare with, so it finds a single topic
    among a handful of passages where HDBSCAN finds none or pieces of it. Quadratic in the points.
    """
    from sklearn.cluster import AgglomerativeClustering  # type: ignore[import-untyped]

    if len(points) < 2:
        return np.zeros(len(points), dtype=np.int64)
    model = AgglomerativeClustering(
        n_clusters=None, metric="cosine", linkage="average", distance_threshold=1 - closeness
    )
    return np.asarray(model.fit(points).labels_, dtype=np.int64)


def _hdbscan(points: Floats, settings: TopicSettings, selection: str) -> Labels:
    with _quiet():
        from hdbscan import HDBSCAN  # type: ignore[import-untyped]

        model: Any = HDBSCAN(
            min_cluster_size=settings.min_topic_size,
            min_samples=settings.min_samples,
            cluster_selection_method=selection,
            core_dist_n_jobs=1,
        )
        return np.asarray(model.fit(points.astype(np.float64)).labels_, dtype=np.int64)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the libraries' warnings about our own choices (one job, few points) off the screen."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
