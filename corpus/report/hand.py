"""Topics as the reader of the corpus wants them shown: named, merged and set aside by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from corpus.hand import Hand
from corpus.report.data import TopicRow

WORDS = 10


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of the file: what was done, to which topic, and whether this version has that topic."""

    kind: str
    """named, merged or set aside."""
    topic: int
    was: str
    """The computed label, where the version has the topic."""
    outcome: str
    applied: bool


def shown_topics(topics: Sequence[TopicRow], hand: Hand) -> tuple[TopicRow, ...]:
    """The topics with their names by hand; those merged are one, those set aside are left out."""
    groups: dict[int, list[TopicRow]] = {}
    for topic in topics:
        if not hand.is_aside(topic.topic):
            groups.setdefault(hand.shown(topic.topic), []).append(topic)
    return tuple(_merged(number, groups[number], hand) for number in sorted(groups))


def decisions_of(topics: Sequence[TopicRow], hand: Hand) -> tuple[Decision, ...]:
    """Every decision of the file, those included that found no topic in this version."""
    labels = {topic.topic: topic.label for topic in topics}
    alive = {hand.shown(topic.topic) for topic in topics}
    named = [("named", topic, name, topic in alive) for topic, name in hand.names.items()]
    merged = [("merged", topic, f"part of {into}", topic in labels) for topic, into in hand.into.items()]
    aside = [
        ("set aside", topic, why, topic in alive or topic in labels) for topic, why in hand.aside.items()
    ]
    return tuple(
        Decision(kind, topic, labels.get(topic, ""), outcome, applied)
        for kind, topic, outcome, applied in [*sorted(named), *sorted(merged), *sorted(aside)]
    )


def _merged(number: int, parts: Sequence[TopicRow], hand: Hand) -> TopicRow:
    """One row for the parts, the largest of which gives the label where no name was given."""
    largest = max(parts, key=lambda part: (part.passages, -part.topic))
    own = next((part for part in parts if part.topic == number), largest)
    label = hand.names.get(number, largest.label)
    merged = tuple(part.topic for part in parts) if len(parts) > 1 or largest.topic != number else ()
    words = _words(parts) if len(parts) > 1 else largest.words
    return replace(
        own,
        topic=number,
        label=label,
        words=words,
        representative=_in_turn([part.representative for part in parts]),
        passages=sum(part.passages for part in parts),
        named=number in hand.names,
        merged=merged,
    )


def _words(parts: Sequence[TopicRow]) -> tuple[tuple[str, float], ...]:
    """The words of all parts, each weighing by the passages of its part."""
    total = sum(part.passages for part in parts) or 1
    weights: dict[str, float] = {}
    for part in parts:
        for word, weight in part.words:
            weights[word] = weights.get(word, 0.0) + weight * part.passages / total
    return tuple(sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:WORDS])


def _in_turn(lists: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(id for row in zip_longest(*lists) for id in row if id is not None)


def names_of(topics: Mapping[int, str], hand: Hand) -> dict[int, str]:
    """Every topic number with its label, by hand where there is one: for the leaves of the tree."""
    return {topic: hand.names.get(topic, label) for topic, label in topics.items()}
