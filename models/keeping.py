"""Fitted topics ↔ the records that the store keeps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from json import dumps
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from corpus.colors import topic_color
from corpus.topic_records import NO_TOPIC, AssignmentRecord, How, TopicModelRecord, TopicRecord
from models.assigning import fill_outliers
from models.describing import Topic
from models.fitting import FittedTopics
from models.guides import followed
from models.hierarchy import renumbered_tree, tree_values
from models.lineage import Lineage
from models.quality import quality_figures
from models.topic_settings import TopicSettings
from models.topic_source import PassageKey
from models.updating import Update
from models.words import TopicPassage

CODE = 1
"""Version of the method; noted with every fit."""


def recipe(settings: TopicSettings, vectors_of: str) -> str:
    """Return the fingerprint of what the user chose: settings and embedder.

    Neither the passages nor the version of the code are in it: a fit holds until someone asks for another.
    """
    chosen = dumps([_departures(settings), vectors_of], sort_keys=True)
    return sha256(chosen.encode()).hexdigest()


def _departures(settings: TopicSettings) -> dict[str, object]:
    """The settings that are not the defaults, so that one added later leaves fingerprints as they are."""
    defaults = asdict(TopicSettings())
    return {name: value for name, value in asdict(settings).items() if value != defaults[name]}


def settings_of(record: TopicModelRecord, kind: str = "asked") -> TopicSettings:
    """Return the settings of a version: those `asked` for, or those `used`, fitted to the corpus size."""
    known = {field.name for field in fields(TopicSettings)}
    stored = cast(Mapping[str, Any], record.settings[kind])
    values = {name: value for name, value in stored.items() if name in known}
    return TopicSettings(**{**values, "languages": tuple(values.get("languages", ()))})


def model_record(
    asked: TopicSettings, used: TopicSettings, vectors_of: str, figures: Mapping[str, object], folder: str
) -> TopicModelRecord:
    """Return the record of a version fitted just now."""
    settings = {"asked": asdict(asked), "used": asdict(used), "embedder": vectors_of, "code": CODE}
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return TopicModelRecord(now, recipe(asked, vectors_of), settings, figures, folder)


def figures_of(
    fit: FittedTopics,
    passages: Sequence[TopicPassage],
    vectors: NDArray[np.float32],
    lineage: Lineage,
    seconds: float,
) -> dict[str, object]:
    """Return the figures of a fit, JSON-serialisable: shares of outliers, quality, lineage, seconds."""
    placed = np.array([fit.labels != NO_TOPIC, fit.assignment.topics != NO_TOPIC])
    return {
        "passages": len(passages),
        "fitted_on": int(fit.sampled.sum()),
        "topics": len(fit.topics),
        "outlier_share": round(1 - float(placed[0].mean()), 4),
        "outlier_share_before_nearest": round(1 - float(placed[1].mean()), 4),
        **_renumbered_figures(quality_figures(fit, passages, vectors), lineage.numbers),
        "lineage": [link.as_dict() for link in lineage.links],
        "tree": tree_values(renumbered_tree(fit.tree, lineage.numbers)),
        "guides": followed(fit.guides, fit.labels, lineage.numbers),
        "copies": sum(passage.copy for passage in passages),
        "garbled": sum(passage.garbled for passage in passages),
        "seconds": round(seconds, 2),
    }


def _renumbered_figures(figures: dict[str, object], numbers: Mapping[int, int]) -> dict[str, object]:
    """The figures with those per topic under the lasting numbers."""
    per_topic = cast(Mapping[str, float], figures["npmi_of"])
    return {**figures, "npmi_of": {str(numbers[int(topic)]): value for topic, value in per_topic.items()}}


def fitted_topics(
    fit: FittedTopics, passages: Sequence[TopicPassage], numbers: Mapping[int, int]
) -> tuple[TopicRecord, ...]:
    """Return the records of the topics of a fit under their lasting `numbers`."""
    topics = [replace(topic, number=numbers[topic.number]) for topic in fit.topics]
    return records_of_topics(topics, passages, _renumber(fit.labels, numbers), fit.places)


def records_of_topics(
    topics: Sequence[Topic],
    passages: Sequence[TopicPassage],
    labels: NDArray[np.int64],
    places: NDArray[np.floating],
) -> tuple[TopicRecord, ...]:
    """Return a record per topic; on the map it lies at the median of its passages."""
    found = []
    for topic in sorted(topics, key=lambda topic: topic.number):
        members = np.flatnonzero(labels == topic.number)
        x, y = np.median(places[members], axis=0) if len(members) else (0.0, 0.0)
        found.append(
            TopicRecord(
                topic.number,
                topic.label,
                topic.words,
                passages=len(members),
                documents=len({passages[int(member)].document for member in members}),
                color=topic_color(topic.number),
                x=float(x),
                y=float(y),
                representative=tuple(passages[row].id for row in topic.representative),
            )
        )
    return tuple(found)


def recounted(
    topics: Sequence[TopicRecord], assignments: Iterable[AssignmentRecord], keys: Sequence[PassageKey]
) -> list[TopicRecord]:
    """Return the topics with their sizes by these assignments; passages that are gone do not count."""
    document = {key.id: key.document for key in keys}
    passages: Counter[int] = Counter()
    documents: defaultdict[int, set[str]] = defaultdict(set)
    for item in assignments:
        if item.passage in document:
            passages[item.topic] += 1
            documents[item.topic].add(document[item.passage])
    return [
        replace(topic, passages=passages[topic.topic], documents=len(documents[topic.topic]))
        for topic in topics
    ]


def fitted_assignments(
    fit: FittedTopics, passages: Sequence[TopicPassage], numbers: Mapping[int, int]
) -> tuple[AssignmentRecord, ...]:
    """Return where every passage belongs, under the lasting `numbers`."""
    labels = _renumber(fit.labels, numbers)
    hows: list[How] = [
        "nearest" if nearest else "fit" if sampled else "assigned"
        for nearest, sampled in zip(fit.nearest, fit.sampled, strict=True)
    ]
    ids = [passage.id for passage in passages]
    return _assignments(ids, labels, fit.assignment.confidence, hows, fit.places)


def updated_assignments(
    update: Update, new: Sequence[PassageKey], places: NDArray[np.float32], settings: TopicSettings
) -> tuple[AssignmentRecord, ...]:
    """Return where the new passages of an update belong; `max_outliers` holds among them as in the fit."""
    share = 1.0 if settings.max_outliers is None else settings.max_outliers
    filled = fill_outliers(update.assignment, share)
    labels = np.where(filled, update.assignment.nearest, update.assignment.topics)
    hows: list[How] = ["nearest" if nearest else "assigned" for nearest in filled]
    return _assignments([key.id for key in new], labels, update.assignment.confidence, hows, places)


def _assignments(
    ids: Sequence[str],
    labels: NDArray[np.int64],
    confidence: NDArray[np.float64],
    hows: Sequence[How],
    places: NDArray[np.float32],
) -> tuple[AssignmentRecord, ...]:
    """One record each; of a passage without a topic the confidence is 0."""
    sure = np.where(labels == NO_TOPIC, 0.0, confidence)
    return tuple(
        AssignmentRecord(key, int(label), round(float(sureness), 4), how, float(x), float(y))
        for key, label, sureness, how, (x, y) in zip(ids, labels, sure, hows, places, strict=True)
    )


def _renumber(labels: NDArray[np.int64], numbers: Mapping[int, int]) -> NDArray[np.int64]:
    return np.array([numbers.get(int(label), NO_TOPIC) for label in labels], dtype=np.int64)
