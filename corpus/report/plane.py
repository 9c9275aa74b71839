"""The two-dimensional map of passages: points on one drawing plane, and where topic labels go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from statistics import median

from corpus.report.data import NO_TOPIC, PassageRow
from corpus.report.topics import Card
from corpus.report.wording import excerpt

WIDTH = 1000.0
HEIGHT = 740.0
MARGIN = 16.0

# Of a label, in units of the plane, when the map is about 740 pixels wide.
_LETTER = 11.2
_LINE = 23.0
_SHIFTS = (0.0, -1.0, 1.0, -2.0, 2.0)


@dataclass(frozen=True, slots=True)
class Dot:
    """A passage on the plane; x to the right, y down."""

    index: int
    topic: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Label:
    """Where a topic's name stands (its centre)."""

    topic: int
    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Plane:
    """The map ready to draw."""

    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]

    def of(self, topic: int) -> tuple[Dot, ...]:
        return tuple(dot for dot in self.dots if dot.topic == topic)

    @property
    def outside(self) -> tuple[Dot, ...]:
        """The passages without a topic."""
        return self.of(NO_TOPIC)


def plane_of(passages: Sequence[PassageRow], cards: Sequence[Card]) -> Plane:
    """Every passage that has a place on the map, with both axes on one scale."""
    placed = [
        (index, passage.topic, passage.x, passage.y)
        for index, passage in enumerate(passages)
        if passage.x is not None and passage.y is not None and isfinite(passage.x) and isfinite(passage.y)
    ]
    dots = _fit(placed)
    return Plane(dots, _labels(dots, cards))


def _fit(placed: Sequence[tuple[int, int, float, float]]) -> tuple[Dot, ...]:
    """The points scaled to the plane, centred; distances keep their proportion, y turned to point down."""
    if not placed:
        return ()
    left, right = min(p[2] for p in placed), max(p[2] for p in placed)
    low, high = min(p[3] for p in placed), max(p[3] for p in placed)
    width, height = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    scale = min(width / ((right - left) or 1.0), height / ((high - low) or 1.0))
    middle_x, middle_y = (left + right) / 2, (low + high) / 2
    return tuple(
        Dot(
            index,
            topic,
            round(WIDTH / 2 + (x - middle_x) * scale, 1),
            round(HEIGHT / 2 - (y - middle_y) * scale, 1),
        )
        for index, topic, x, y in placed
    )


def _labels(dots: Sequence[Dot], cards: Sequence[Card]) -> tuple[Label, ...]:
    """A label at the middle of each topic, moved a line or left out where it would cover another.

    The largest topics choose first; a topic without a label is still in the list beside the map.
    """
    points: dict[int, list[Dot]] = defaultdict(list)
    for dot in dots:
        points[dot.topic].append(dot)
    taken: list[tuple[float, float, float]] = []
    labels: list[Label] = []
    for card in cards:
        own = points[card.topic]
        if not own:
            continue
        text = f"{card.topic} {excerpt(card.label, 26)}"
        half = len(text) * _LETTER / 2
        x = min(max(median(dot.x for dot in own), half), WIDTH - half)
        middle = median(dot.y for dot in own)
        for shift in _SHIFTS:
            y = min(max(middle + shift * _LINE, _LINE), HEIGHT - _LINE)
            if all(abs(x - tx) >= half + th or abs(y - ty) >= _LINE for tx, ty, th in taken):
                taken.append((x, y, half))
                labels.append(Label(card.topic, text, round(x, 1), round(y, 1)))
                break
    return tuple(labels)
