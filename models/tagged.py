"""The passages of a corpus with their tags: facets of `corpus.facets`, the period, and the topic."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.facets import Found, found_mention, tag, tags_of
from corpus.hand import KEY, Hand
from corpus.identity import with_identities
from corpus.periods import period_bounds, period_width
from corpus.reference import Reference
from corpus.store import Store
from corpus.topic_records import TopicModelRecord

TOPIC = "topic"
PERIOD = "period"


@dataclass(frozen=True, slots=True)
class TaggedPassage:
    """A passage with its tags; the topic is among them when the model has seen it (`topic=-1`: none)."""

    id: str
    document: str
    tags: frozenset[str]
    seen: bool
    text: str = ""


def tagged_passages(store: Store) -> tuple[TaggedPassage, ...]:
    """Return every passage that repeats no earlier one, with its tags, in (document, ordinal) order.

    Topics are as shown: merged and set aside as the reader of the corpus decided (`corpus.hand`).
    """
    model = store.current_topic_model()
    topics = _shown_topics(store, model) if model else {}
    copies = store.passage_copies()
    documents = {record.id: record.metadata for record in store.documents()}
    reference = Reference(store.municipalities(), store.size_classes())
    every = list(store.passages())
    mentions = _mentions(store, {passage.id: passage.document for passage in every})
    passages = [passage for passage in every if passage.id not in copies]
    years = {id: int(known.date[:4]) for id, known in documents.items() if known.date[:4].isdigit()}
    periods = _periods(years, Counter(one.document for one in passages if one.id in topics or not topics))
    found = []
    for passage in passages:
        known = documents[passage.document]
        tags = set(tags_of(mentions[passage.id], known.source, known.type, reference))
        tags |= {periods[passage.document]} if passage.document in periods else set()
        tags |= {tag(TOPIC, str(topics[passage.id]))} if passage.id in topics else set()
        seen = passage.id in topics
        found.append(TaggedPassage(passage.id, passage.document, frozenset(tags), seen, passage.text))
    return tuple(found)


def _shown_topics(store: Store, model: TopicModelRecord) -> dict[str, int]:
    """The topic of every passage that counts."""
    hand = Hand.from_dict(model.figures.get(KEY))
    return {
        item.passage: hand.shown(item.topic)
        for item in store.assignments(model.id)
        if not hand.is_aside(item.topic)
    }


def _mentions(store: Store, home: Mapping[str, str]) -> dict[str, list[Found]]:
    """What was found in each passage, by its id, with the one name each speaker has in the corpus."""
    owners = store.owners()
    found: dict[str, list[Found]] = defaultdict(list)
    for passage, mention in store.mentions():
        given = (mention.layer, mention.label, mention.start, mention.end, mention.text)
        data = with_identities(mention.layer, dict(mention.data), home[passage], owners)
        found[passage].append(found_mention(*given, data))
    return found


def _periods(years: Mapping[str, int], sizes: Counter[str]) -> dict[str, str]:
    """The tag of the period of each dated document: `period=2010-2014`, as the report draws them."""
    dated: Counter[int] = Counter()
    for document, size in sizes.items():
        if document in years:
            dated[years[document]] += size
    width = period_width(dated)
    bounds = {
        document: period_bounds(years[document], dated, width) for document in sizes if document in years
    }
    return {document: tag(PERIOD, f"{first}-{last}") for document, (first, last) in bounds.items()}
