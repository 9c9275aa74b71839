"""Seed words and themes that guide a fit: the passages they mark are drawn together before clustering."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import StadspraatError
from corpus.topic_records import NO_TOPIC
from models.topic_settings import TopicSettings
from models.words import TopicPassage

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Guide:
    """What a topic is asked for, and for each passage how many of its words stand in it (0: not marked)."""

    name: str
    hits: Labels


def guides_of(passages: Sequence[TopicPassage], settings: TopicSettings) -> tuple[Guide, ...]:
    """Return the guides that the settings ask for, those without a passage included.

    A passage is marked by seed words when two of them stand in it, by lemma or as written; one will do where
    a guide has a single word, or where two together mark fewer passages than the smallest topic has. A
    theme marks the passages it was found in; themes with fewer passages than a topic are no guides.
    """
    seeds = [_seeded(words, passages, settings.min_topic_size) for words in settings.seeds]
    return (*seeds, *(_themes(passages, settings.min_topic_size) if settings.guide else ()))


def read_seeds(path: Path) -> tuple[tuple[str, ...], ...]:
    """Return the seed words in a text file: a topic on each line, words apart by commas or spaces.

    What follows a `#` is a remark. Raises StadspraatError when it cannot be read or holds no word.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise StadspraatError(f"{path}: cannot be read ({error}); give a text file in UTF-8") from error
    topics = [tuple(line.partition("#")[0].replace(",", " ").split()) for line in lines]
    if not any(topics):
        raise StadspraatError(f"{path}: no words in it; write the words of one topic on each line")
    return tuple(words for words in topics if words)


def drawn_together(points: Floats, guides: Sequence[Guide], strength: float) -> Floats:
    """Return the unit vectors, those that a guide marks moved towards the middle of all that it marks.

    A passage that several guides mark goes to the one with most hits, and of those to the nearest. After
    the guided topics of BERTopic, which average a passage with the seed words' vector; here the middle is
    that of the corpus's own passages, so that words are understood as this corpus uses them.
    """
    marking = [guide for guide in guides if guide.hits.any()]
    if not marking:
        return points
    hits = np.stack([guide.hits for guide in marking], axis=1)
    middles = np.stack([_unit(points[guide.hits > 0].sum(axis=0)) for guide in marking])
    chosen = np.where(hits == hits.max(axis=1, keepdims=True), points @ middles.T, -np.inf).argmax(axis=1)
    moved = points * (1 - strength) + middles[chosen] * strength
    return np.where(hits.max(axis=1, keepdims=True) > 0, _unit(moved), points)


def followed(guides: Sequence[Guide], labels: Labels, numbers: Mapping[int, int]) -> list[dict[str, object]]:
    """Return what became of each guide: its passages, the topic that holds most of them, and which share.

    JSON-serialisable; topics under their lasting `numbers`, None where no marked passage has a topic.
    """
    found: list[dict[str, object]] = []
    for guide in guides:
        inside = Counter(int(label) for label in labels[guide.hits > 0] if label != NO_TOPIC)
        topic, most = max(inside.items(), key=lambda item: (item[1], -item[0]), default=(NO_TOPIC, 0))
        marked = int((guide.hits > 0).sum())
        found.append(
            {
                "name": guide.name,
                "passages": marked,
                "topic": numbers[topic] if most else None,
                "share": round(most / marked, 4) if marked else 0.0,
            }
        )
    return found


def _seeded(words: Sequence[str], passages: Sequence[TopicPassage], smallest: int) -> Guide:
    wanted = {word.casefold() for word in words}
    hits = np.array([_said(passage, wanted) for passage in passages], dtype=np.int64)
    together = np.where(hits >= 2, hits, 0)
    enough = len(wanted) > 1 and int((together > 0).sum()) >= smallest
    return Guide(", ".join(words), together if enough else hits)


def _said(passage: TopicPassage, wanted: set[str]) -> int:
    """How many of the words stand in a passage; a word that stands there as lemma and as form counts once."""
    pairs = zip(passage.lemmas, passage.forms or passage.lemmas, strict=True)
    return len({lemma for lemma, form in pairs if lemma in wanted or form.casefold() in wanted})


def _themes(passages: Sequence[TopicPassage], smallest: int) -> list[Guide]:
    sizes = Counter(theme for passage in passages for theme in set(passage.themes))
    return [
        Guide(theme, np.array([passage.themes.count(theme) for passage in passages], dtype=np.int64))
        for theme, size in sorted(sizes.items())
        if size >= smallest
    ]


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1.0))
