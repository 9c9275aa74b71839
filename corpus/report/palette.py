"""Colours and shapes that keep topics apart, also for colour-blind readers and beyond twelve topics."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.report.data import TopicRow

# Twelve hues from Okabe and Ito (2008) and Paul Tol's "muted" scheme (SRON/EPS/TN/09-002), in an order
# that sets neighbours far apart in lightness. Colour never stands alone: labels and numbers go with it.
COLORS = (
    *("#0072b2", "#d55e00", "#117733", "#aa4499", "#e69f00", "#332288"),
    *("#44aa99", "#882255", "#999933", "#56b4e9", "#cc6677", "#b8a24a"),
)
SHAPES = ("circle", "square", "diamond")
NONE_COLOR = "#b9b9b5"

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
            topic.color.lower() if _HEX.match(topic.color) else COLORS[topic.topic % len(COLORS)],
            SHAPES[topic.topic // len(COLORS) % len(SHAPES)],
        )
        for topic in topics
    }
