"""Which topics of a corpus rise and fall: shares per period, each with its interval over documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.store import Store
from models.discourse import bootstrap_ratios
from models.tagged import TOPIC, tagged_passages

ENDS = 2
"""Years at either end that are compared: one election says little."""


@dataclass(frozen=True, slots=True)
class Course:
    """A topic through the years: its share in each, and the change between the first and the last ones."""

    label: str
    shares: tuple[float, ...]
    early: tuple[float, float, float]
    late: tuple[float, float, float]
    """Share, and the bounds of 95 % of a bootstrap over documents."""

    @property
    def change(self) -> float:
        """Share points gained."""
        return self.late[0] - self.early[0]

    @property
    def sure(self) -> bool:
        """Whether the intervals do not meet."""
        return self.late[1] > self.early[2] or self.early[1] > self.late[2]


def history_lines(store: Store, count: int) -> list[str]:
    """Return the years and the topics that moved most between the first two and the last two of them."""
    years, courses = courses_of(store)
    found = [f"{'':44}" + "".join(f"{year:>7}" for year in years) + "   first two → last two, 95 %"]
    ordered = sorted(courses, key=lambda course: -course.change)
    for course in [*ordered[:count], *ordered[-count:]]:
        cells = "".join(f"{share:7.1%}" for share in course.shares)
        ends = " → ".join(
            f"{share:.1%} ({low:.1%}–{high:.1%})" for share, low, high in (course.early, course.late)
        )
        found.append(f"{course.label[:43]:44}{cells}   {ends}{' *' if course.sure else ''}")
    return [*found, "* the two intervals do not meet"]


def courses_of(store: Store) -> tuple[list[int], list[Course]]:
    """Return the years of the corpus and the course of every topic of its current version."""
    model = store.current_topic_model()
    assert model is not None, "fit topics first"
    dates = {record.id: record.metadata.date[:4] for record in store.documents()}
    seen = [one for one in tagged_passages(store) if one.seen and dates[one.document].isdigit()]
    documents = sorted({one.document for one in seen})
    year_of = np.array([int(dates[document]) for document in documents])
    row = {document: number for number, document in enumerate(documents)}
    topics = store.topics(model.id)
    column = {f"{TOPIC}={topic.topic}": number for number, topic in enumerate(topics)}
    counts = np.zeros((len(documents), len(topics)))
    sizes = np.zeros(len(documents))
    for one in seen:
        sizes[row[one.document]] += 1
        for tag in one.tags & column.keys():
            counts[row[one.document], column[tag]] += 1
    years = sorted({int(year) for year in year_of})
    ends = [_ratios(counts, sizes, np.isin(year_of, part)) for part in (years[:ENDS], years[-ENDS:])]
    return years, [
        Course(
            f"{topic.topic} {topic.label}",
            tuple(float(counts[year_of == year, at].sum() / sizes[year_of == year].sum()) for year in years),
            ends[0][at],
            ends[1][at],
        )
        for at, topic in enumerate(topics)
    ]


def _ratios(
    counts: NDArray[np.float64], sizes: NDArray[np.float64], rows: NDArray[np.bool_]
) -> Sequence[tuple[float, float, float]]:
    """Share and bounds of every topic in the documents of these rows."""
    held, whole = counts[rows], np.repeat(sizes[rows][:, None], counts.shape[1], axis=1)
    low, high = bootstrap_ratios(held, whole)
    shares = held.sum(axis=0) / whole.sum(axis=0)
    return [(float(a), float(b), float(c)) for a, b, c in zip(shares, low, high, strict=True)]
