"""What a topic fit reads from the store: the words of the passages, and which passages there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from corpus.identity import PERSON_LABELS
from corpus.prose.lexicon import listed_share
from corpus.records import Passage
from corpus.store import Store
from models.words import TopicPassage, topic_passage

_BATCH = 500
GARBLED = 0.8
"""Below this share of listed words a passage in Dutch is garbled. Of 3,024 passages of election programmes
163 are, 153 of them of the two topics that those with lost spaces had made."""

Spans = dict[str, list[tuple[int, int]]]
"""Character spans `[start, end)` by the id of their passage."""


@dataclass(frozen=True, slots=True)
class PassageKey:
    """A passage by its id, its document and the hash of its text, which is what its vector is kept under."""

    id: str
    document: str
    text_hash: str


def passage_keys(store: Store, languages: Collection[str]) -> tuple[PassageKey, ...]:
    """Return every passage in one of these languages or of unknown language, by document and ordinal."""
    return tuple(
        PassageKey(passage.id, passage.document, passage.text_hash)
        for passage in store.passages()
        if _takes(passage, languages)
    )


def topic_passages(
    store: Store, languages: Collection[str], *, only: Collection[str] | None = None
) -> tuple[TopicPassage, ...]:
    """Return the content words of the same passages, in the same order; names of persons left out.

    With each of them the themes found in it, and whether it repeats an earlier passage or is garbled.
    With `only`, those with these ids.
    """
    names = _spans(store, "entity", PERSON_LABELS)
    # Not their adjectives and inhabitants, which are words like others.
    places = _spans(store, "place", {"name"})
    themes = _themes(store)
    copies = store.passage_copies()
    strata = {
        record.id: f"{record.metadata.date[:4]} {record.metadata.source}" for record in store.documents()
    }
    wanted = (
        passage
        for passage in store.passages()
        if _takes(passage, languages) and (only is None or passage.id in only)
    )
    return tuple(
        replace(
            found,
            themes=tuple(themes.get(found.id, ())),
            stratum=strata[found.document],
            copy=found.id in copies,
        )
        for batch in _batches(wanted)
        for found in _with_words(store, batch, names, places)
    )


def _takes(passage: Passage, languages: Collection[str]) -> bool:
    return not languages or passage.language in ("", *languages)


def _with_words(
    store: Store, passages: Sequence[Passage], names: Spans, places: Spans
) -> Iterator[TopicPassage]:
    tokens = store.tokens([passage.id for passage in passages])
    for passage in passages:
        key, own = passage.id, tokens.get(passage.id, ())
        hidden, joined = names.get(key, ()), places.get(key, ())
        found = topic_passage(key, passage.document, passage.text, own, hidden, joined)
        yield replace(found, garbled=_is_garbled(passage))


def _is_garbled(passage: Passage) -> bool:
    return passage.language in ("", "nl") and listed_share(passage.text) < GARBLED


def _spans(store: Store, layer: str, labels: Collection[str]) -> Spans:
    """Where the mentions of a layer with these labels stand."""
    spans: Spans = defaultdict(list)
    for passage, mention in store.mentions(layer):
        if mention.label in labels:
            spans[passage].append((mention.start, mention.end))
    return spans


def _themes(store: Store) -> dict[str, list[str]]:
    """The labels of the themes in each passage, once for every time one is found."""
    themes: defaultdict[str, list[str]] = defaultdict(list)
    for passage, mention in store.mentions("theme"):
        themes[passage].append(mention.label)
    return themes


def _batches(passages: Iterator[Passage]) -> Iterator[list[Passage]]:
    while batch := list(islice(passages, _BATCH)):
        yield batch
