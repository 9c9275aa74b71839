"""Passages and their vectors → topics with words, labels and a map; the only importer of BERTopic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from models.assigning import Assignment, TopicModel, centred, fill_outliers, from_clusters
from models.clustering import cluster, neighbours, reduce
from models.describing import Topic, TopicWords, describe
from models.guides import Guide, drawn_together, guides_of
from models.hierarchy import Branch, topic_tree
from models.placing import place_among
from models.sampling import fair_sample
from models.telling import once, telling
from models.topic_settings import SMALLEST, TopicSettings
from models.words import TopicPassage

Vectors = NDArray[np.float32]
Labels = NDArray[np.int64]
Floats = NDArray[np.float64]
Words = Mapping[int, tuple[tuple[str, float], ...]]


@dataclass(frozen=True, slots=True)
class FittedTopics:
    """A fit: the model, its topics, and for every passage where it belongs and lies on the map."""

    settings: TopicSettings
    model: TopicModel
    topics: tuple[Topic, ...]
    assignment: Assignment
    nearest: NDArray[np.bool_]
    """Which passages were given to their nearest topic afterwards (`max_outliers`)."""
    sampled: NDArray[np.bool_]
    """Which passages the model was fitted on; the others were assigned by it."""
    guides: tuple[Guide, ...]
    """What the fit was guided by, over all passages."""
    tree: tuple[Branch, ...]
    """The topics as a tree, under their numbers in this fit."""
    places: NDArray[np.float32]
    """Where each passage lies on the map, shape (n, 2)."""

    @property
    def labels(self) -> Labels:
        """The topic of each passage, those assigned afterwards included; -1 for none."""
        return np.where(self.nearest, self.assignment.nearest, self.assignment.topics)


def fit_topics(
    passages: Sequence[TopicPassage],
    vectors: Vectors,
    settings: TopicSettings | None = None,
    *,
    mapped: bool = True,
) -> FittedTopics:
    """Return the topics of the passages; `vectors` holds one row for each, shape (n, d).

    Without `mapped` the map and the tree are left out, which take about half the time; all places are then
    (0, 0).

    Raises TooFewPassagesError under 30 passages, or when hardly any has a word to name a topic by.
    """
    # How a sum is split over threads decides its last digit, and UMAP makes other topics of that.
    with threadpool_limits(1):
        return _fit(passages, vectors, settings or TopicSettings(), mapped=mapped)


def _fit(
    passages: Sequence[TopicPassage], vectors: Vectors, asked: TopicSettings, *, mapped: bool
) -> FittedTopics:
    rows = _fitted_on(passages, asked)
    sampled = np.isin(np.arange(len(passages)), rows)
    drawn = [passage for passage, taken in zip(passages, sampled, strict=True) if taken]
    chosen = asked.for_size(len(rows))
    words = TopicWords.of(drawn, chosen)
    mean = vectors[rows].astype(np.float64).mean(axis=0)
    guides = guides_of(passages, chosen)
    points = centred(vectors[rows], mean)
    guided = drawn_together(
        points, [Guide(guide.name, guide.hits[rows]) for guide in guides], chosen.guidance
    )
    engine = _Engine(points, guided, mean, chosen)
    found = _run_bertopic(engine, words)
    assignment = engine.model.assign(vectors)
    flat = engine.flat() if mapped else np.zeros((len(rows), 2), dtype=np.float32)
    return FittedTopics(
        settings=chosen,
        model=engine.model,
        topics=describe(engine.model, found, words, engine.points, assignment.topics[rows], rows),
        assignment=assignment,
        nearest=fill_outliers(assignment, 1.0 if chosen.max_outliers is None else chosen.max_outliers),
        sampled=sampled,
        guides=guides,
        tree=topic_tree(engine.model, words, assignment.topics[rows]) if mapped else (),
        places=place_among(vectors, rows, flat, mean),
    )


def settings_for(passages: Sequence[TopicPassage], asked: TopicSettings) -> TopicSettings:
    """Return the settings that `fit_topics` uses for these passages, with all that follows their number.

    Raises TooFewPassagesError under 30 passages.
    """
    return asked.for_size(len(_fitted_on(passages, asked)))


def _fitted_on(passages: Sequence[TopicPassage], settings: TopicSettings) -> Labels:
    """The rows the model is fitted on: repetitions once, no crumbs, and above the limit a sample of those."""
    # A handful that mostly repeats itself is fitted as it is, rather than not at all.
    enough = (found for mask in (telling, once) if (found := mask(passages)).sum() >= SMALLEST)
    rows = np.flatnonzero(next(enough, np.ones(len(passages), dtype=bool)))
    held = [passages[int(row)] for row in rows]
    documents, strata = [one.document for one in held], [one.stratum for one in held]
    return rows[fair_sample(documents, settings.fit_limit, settings.seed, strata)]


class _Engine:
    """UMAP, HDBSCAN and the rule of `models.assigning`, in the shape BERTopic asks of its two models.

    The clusters that HDBSCAN finds become centres, and the passages are assigned by those: what BERTopic
    then describes is what a loaded model will assign again.
    """

    def __init__(self, points: Floats, guided: Floats, mean: Floats, settings: TopicSettings) -> None:
        self.points = points
        self.guided = guided
        """What is clustered: the points themselves where nothing guides the fit."""
        self.settings = settings
        self.mean = mean
        self.near = neighbours(points, settings)
        self.model: TopicModel
        self.labels_: Labels

    def fit_transform(self, vectors: Vectors, y: object = None) -> Vectors:
        """As BERTopic's `umap_model`: the passages in a few dimensions, those of all layouts side by side."""
        near = self.near if self.guided is self.points else neighbours(self.guided, self.settings)
        return np.concatenate(
            [
                reduce(
                    self.guided,
                    near,
                    replace(self.settings, seed=(self.settings.seed * 100 + layout) % 2**32),
                    dimensions=self.settings.components,
                )
                for layout in range(self.settings.layouts)
            ],
            axis=1,
        )

    def fit(self, points: Vectors, y: object = None) -> _Engine:
        """As BERTopic's `hdbscan_model`: fill `labels_`."""
        clusters = cluster(points, self.settings)
        found = from_clusters(
            self.points,
            clusters,
            mean=self.mean,
            reach=self.settings.reach,
            sharpness=self.settings.sharpness,
        )
        self.model = self._that_hold_passages(found)
        self.labels_ = self.model.assign_points(self.points).topics
        return self

    def _that_hold_passages(self, model: TopicModel) -> TopicModel:
        """The model without topics that lose most of their cluster to another centre beside them."""
        held = model.assign_points(self.points).topics
        sizes = {int(number): int((held == number).sum()) for number in model.ids}
        enough = [number for number, size in sizes.items() if size * 2 >= self.settings.min_topic_size]
        largest = max(sizes, key=lambda number: (sizes[number], -number))
        return model.only(np.array(enough or [largest]))

    def flat(self) -> Vectors:
        """Return the passages in two dimensions, for the map: by their own neighbours, guided or not."""
        return reduce(self.points, self.near, self.settings, dimensions=2, min_dist=0.1)

    def renumber(self, numbers: Mapping[int, int]) -> None:
        """Give the topics the numbers BERTopic gave them, 0 being the largest."""
        self.model = self.model.renumbered(numbers)


def _run_bertopic(engine: _Engine, words: TopicWords) -> Words:
    """Run BERTopic (Grootendorst 2022) on the engine's clusters; return the words of each topic."""
    from bertopic import BERTopic  # type: ignore[import-untyped]
    from bertopic.vectorizers import ClassTfidfTransformer  # type: ignore[import-untyped]
    from sklearn.feature_extraction.text import CountVectorizer  # type: ignore[import-untyped]

    model = BERTopic(
        # The default, English, strips every letter with an accent (patiënt → patint).
        language="dutch",
        umap_model=engine,
        hdbscan_model=engine,
        vectorizer_model=CountVectorizer(analyzer=str.split, vocabulary=words.evidence.vocabulary),
        ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True),
        representation_model=_representation(words),
        calculate_probabilities=False,
    )
    numbers, _ = model.fit_transform(words.evidence.texts(), embeddings=engine.points)
    engine.renumber({int(old): int(new) for old, new in zip(engine.labels_, numbers, strict=True)})
    return {int(topic): tuple(found) for topic, found in model.get_topics().items() if topic >= 0}


def _representation(words: TopicWords) -> Any:
    """BERTopic's hook for choosing topic words, filled with ours."""
    from bertopic.representation import BaseRepresentation  # type: ignore[import-untyped]

    class Chosen(BaseRepresentation):  # type: ignore[misc]
        def extract_topics(self, topic_model: Any, documents: Any, c_tf_idf: Any, topics: Any) -> Any:
            labels = documents.sort_values("ID")["Topic"].to_numpy(dtype=np.int64)
            return {
                topic: list(words.choose(c_tf_idf[row].toarray().ravel(), labels == topic))
                for row, topic in enumerate(sorted(topics))
            }

    return Chosen()
