"""New passages of a corpus → their topics in the current version, which stays as it is for the old ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from corpus.store import Store
from corpus.topic_records import AssignmentRecord, TopicModelRecord, TopicRecord
from models.assigning import load_model
from models.describing import TopicWords, describe
from models.embedding import Progress
from models.evidence import class_tfidf
from models.hierarchy import topic_tree, tree_values
from models.keeping import records_of_topics, recounted, settings_of, updated_assignments
from models.placing import place_among
from models.telling import telling
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
    update = update_topics(
        model, vectors, used, unused=unused_number(store), telling=partial(_telling, store, new, used)
    )
    old = list(store.assignments(current.id))
    places = _places(store, old, keys, vectors, vectors_of, update.model.mean)
    records = updated_assignments(update, new, places, used)
    progress(1, 2)
    born: tuple[TopicRecord, ...] = ()
    figures = dict(current.figures)
    if update.born:
        everything = _Everything.of(store, keys, [*old, *records], vectors_of, used)
        born = _born_topics(everything, update)
        figures["tree"] = tree_values(topic_tree(update.model, everything.words, everything.labels))
    update.model.save(store.folder / current.folder)
    store.extend_topic_model(current.id, recounted([*topics, *born], [*old, *records], keys), records)
    store.set_topic_figures(current.id, figures)
    progress(2, 2)
    return update.born


def _telling(
    store: Store, new: Sequence[PassageKey], settings: TopicSettings, rows: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Which of these rows of the new passages may shape topics, as in a fit."""
    asked = [new[row].id for row in rows]
    found = topic_passages(store, settings.languages, only=frozenset(asked))
    tells = dict(zip((passage.id for passage in found), telling(found), strict=True))
    return np.array([tells[passage] for passage in asked], dtype=bool)


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


@dataclass(frozen=True, slots=True)
class _Everything:
    """All passages of the corpus, old and new, as they are after an update."""

    words: TopicWords
    labels: NDArray[np.int64]
    vectors: NDArray[np.float32]
    places: NDArray[np.float64]

    @classmethod
    def of(
        cls,
        store: Store,
        keys: Sequence[PassageKey],
        assignments: Sequence[AssignmentRecord],
        vectors_of: str,
        settings: TopicSettings,
    ) -> _Everything:
        found = {item.passage: item for item in assignments}
        return cls(
            TopicWords.of(topic_passages(store, settings.languages), settings),
            np.array([found[key.id].topic for key in keys], dtype=np.int64),
            store.vectors(vectors_of, [key.text_hash for key in keys]),
            np.array([(found[key.id].x, found[key.id].y) for key in keys]),
        )


def _born_topics(everything: _Everything, update: Update) -> tuple[TopicRecord, ...]:
    """The records of the topics that are new, named in contrast to the whole corpus."""
    words, labels = everything.words, everything.labels
    weights = class_tfidf(words.evidence.presence, labels)
    chosen = {number: words.choose(weights[number], labels == number) for number in update.born}
    model = update.model.only(np.array(update.born))
    points = model.centred(everything.vectors)
    topics = describe(model, chosen, words, points, labels, np.arange(len(labels)))
    return records_of_topics(topics, words.passages, labels, everything.places)
