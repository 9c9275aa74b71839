"""New passages of a corpus → their topics in the current version, which stays as it is for the old ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.store import Store
from corpus.topic_records import AssignmentRecord, TopicModelRecord, TopicRecord
from models.assigning import load_model
from models.describing import TopicWords, describe
from models.embedding import Progress
from models.evidence import class_tfidf
from models.keeping import records_of_topics, recounted, settings_of, updated_assignments
from models.placing import place_among
from models.topic_settings import TopicSettings
from models.topic_source import PassageKey, topic_passages
from models.updating import Update, update_topics
from models.versions import unused_number


def extend_version(
    store: Store,
    current: TopicModelRecord,
    keys: Sequence[PassageKey],
    new: Sequence[PassageKey],
    vectors_of: str,
    progress: Progress,
) -> tuple[int, ...]:
    """Assign the `new` ones of all passages `keys`; return the numbers of the topics that were born of it."""
    progress(0, 2)
    topics = store.topics(current.id)
    # A model saved by an update that was interrupted may know topics that the store does not.
    model = load_model(store.folder / current.folder).only(np.array([topic.topic for topic in topics]))
    used = settings_of(current, "used")
    vectors = store.vectors(vectors_of, [key.text_hash for key in new])
    update = update_topics(model, vectors, used, unused=unused_number(store))
    old = list(store.assignments(current.id))
    places = _places(store, old, keys, vectors, vectors_of, update.model.mean)
    records = updated_assignments(update, new, places, used)
    progress(1, 2)
    born = _born_topics(store, keys, [*old, *records], update, vectors_of, used) if update.born else ()
    update.model.save(store.folder / current.folder)
    store.extend_topic_model(current.id, recounted([*topics, *born], [*old, *records], keys), records)
    progress(2, 2)
    return update.born


def _places(
    store: Store,
    old: Sequence[AssignmentRecord],
    keys: Sequence[PassageKey],
    vectors: NDArray[np.float32],
    vectors_of: str,
    mean: NDArray[np.float64],
) -> NDArray[np.float32]:
    """Where new passages lie on the map, among those the model was fitted on."""
    hashes = {key.id: key.text_hash for key in keys}
    here = [item for item in old if item.passage in hashes]
    known = [item for item in here if item.how == "fit"] or here
    if not known:
        return np.zeros((len(vectors), 2), dtype=np.float32)
    both = np.concatenate([store.vectors(vectors_of, [hashes[item.passage] for item in known]), vectors])
    reference = np.array([(item.x, item.y) for item in known], dtype=np.float32)
    return place_among(both, np.arange(len(known)), reference, mean)[len(known) :]


def _born_topics(
    store: Store,
    keys: Sequence[PassageKey],
    assignments: Sequence[AssignmentRecord],
    update: Update,
    vectors_of: str,
    settings: TopicSettings,
) -> tuple[TopicRecord, ...]:
    """The records of the topics that are new, named in contrast to the whole corpus."""
    words = TopicWords.of(topic_passages(store, settings.languages), settings)
    topic_of = {item.passage: item.topic for item in assignments}
    labels = np.array([topic_of[key.id] for key in keys], dtype=np.int64)
    weights = class_tfidf(words.evidence.presence, labels)
    chosen = {number: words.choose(weights[number], labels == number) for number in update.born}
    model = update.model.only(np.array(update.born))
    points = model.centred(store.vectors(vectors_of, [key.text_hash for key in keys]))
    topics = describe(model, chosen, words, points, labels, np.arange(len(keys)))
    places = {item.passage: (item.x, item.y) for item in assignments}
    here = np.array([places[key.id] for key in keys])
    return records_of_topics(topics, words.passages, labels, here)
