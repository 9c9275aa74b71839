"""Topics of one version ↔ topics of the version before: continued, split, merged, born or died."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from corpus.topic_records import NO_TOPIC

Kind = Literal["continued", "split", "merged", "born", "died"]

SAME = 0.3
"""Topics whose passages overlap this much (Jaccard) may be one topic continued."""
PART = 0.25
"""A topic goes on in another when that holds at least this share of its passages."""


@dataclass(frozen=True, slots=True)
class Link:
    """What became of a topic, with the passages in both versions as evidence.

    `before` is a number of the old version and `after` one of the new version as renumbered; None
    where there is none. `jaccard` is taken over the passages that both versions know.
    """

    kind: Kind
    before: int | None
    after: int | None
    shared: int = 0
    jaccard: float = 0.0

    def as_dict(self) -> dict[str, object]:
        """Return the link as JSON-serialisable values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Lineage:
    """`numbers` gives each new topic its lasting number: of the topic it continues, else an unused one."""

    numbers: Mapping[int, int]
    links: tuple[Link, ...]


def trace_lineage(before: Mapping[str, int], after: Mapping[str, int], *, unused: int) -> Lineage:
    """Return how the topics `after` descend from those `before`; both map passage ids to topics.

    Passages that only one version knows, and those without a topic, are no evidence. New topics that
    continue none are numbered from `unused` on, in their own order.
    """
    known = sorted(before.keys() & after.keys())
    pairs = Counter((before[key], after[key]) for key in known)
    table = _Table.of(pairs, set(before.values()), set(after.values()))
    continued = table.continued()
    numbers = dict(continued)
    for offset, topic in enumerate(topic for topic in table.new if topic not in continued):
        numbers[topic] = unused + offset
    return Lineage(numbers, tuple(link for link in table.links(continued, numbers)))


@dataclass(frozen=True, slots=True)
class _Table:
    """Shared passages of every old (rows) and new (columns) topic, with the sizes of both."""

    old: list[int]
    new: list[int]
    shared: NDArray[np.int64]
    old_sizes: NDArray[np.int64]
    new_sizes: NDArray[np.int64]

    @classmethod
    def of(cls, pairs: Counter[tuple[int, int]], old: set[int], new: set[int]) -> _Table:
        rows, columns = sorted(old - {NO_TOPIC}), sorted(new - {NO_TOPIC})
        every = np.array(
            [[pairs[row, column] for column in [*columns, NO_TOPIC]] for row in [*rows, NO_TOPIC]],
            dtype=np.int64,
        )
        return cls(rows, columns, every[:-1, :-1], every[:-1].sum(axis=1), every[:, :-1].sum(axis=0))

    @property
    def jaccard(self) -> NDArray[np.float64]:
        union = self.old_sizes[:, None] + self.new_sizes[None, :] - self.shared
        return np.asarray(self.shared / np.maximum(union, 1))

    def continued(self) -> dict[int, int]:
        """New topic → the old one it continues: the pairing of greatest total overlap (Kuhn 1955)."""
        from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

        alike = np.where(self.jaccard >= SAME, self.jaccard, 0.0)
        pairs = zip(*linear_sum_assignment(-alike), strict=True)
        return {self.new[column]: self.old[row] for row, column in pairs if alike[row, column] > 0}

    def links(self, continued: Mapping[int, int], numbers: Mapping[int, int]) -> list[Link]:
        """Every link, by old topic and then those born."""
        found: list[Link] = []
        of_old = self.shared / np.maximum(self.old_sizes, 1)[:, None]
        of_new = self.shared / np.maximum(self.new_sizes, 1)[None, :]
        for row, old in enumerate(self.old):
            for column, new in enumerate(self.new):
                kind = self._kind(continued.get(new) == old, of_old[row, column], of_new[row, column])
                if kind:
                    jaccard = round(float(self.jaccard[row, column]), 4)
                    found.append(Link(kind, old, numbers[new], int(self.shared[row, column]), jaccard))
        linked_old, linked_new = {link.before for link in found}, {link.after for link in found}
        found += [Link("died", old, None) for old in self.old if old not in linked_old]
        found += [Link("born", None, numbers[new]) for new in self.new if numbers[new] not in linked_new]
        return found

    @staticmethod
    def _kind(same: bool, of_old: float, of_new: float) -> Kind | None:
        """What a new topic is to an old one, given the shares of either that they have in common."""
        if same:
            return "continued"
        if of_new >= max(PART, of_old):
            return "split"
        return "merged" if of_old >= PART else None
