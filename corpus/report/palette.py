"""Colours and shapes that keep topics apart, also for colour-blind readers and beyond twelve topics."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.colors import COLORS, NONE_COLOR, topic_color
from corpus.report.data import TopicRow

__all__ = ["COLORS", "NONE_COLOR", "SHAPES", "Mark", "marks"]

SHAPES = ("circle", "square", "diamond")

_HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")


@dataclass(frozen=True, slots=True)
class Mark:
    """How a topic is drawn."""

    color: str
    shape: str = "circle"


def marks(topics: Sequence[TopicRow]) -> dict[int, Mark]:
    """A mark for each topic by its number alone, so that it stays when other topics come or go.

    The model's own colour is kept where it has one. The shape changes after every twelve topics.
    """
    return {
        topic.topic: Mark(
            topic.color.lower() if _HEX.match(topic.color) else topic_color(topic.topic),
            SHAPES[topic.topic // len(COLORS) % len(SHAPES)],
        )
        for topic in topics
    }
