"""What was found against what was to be found: the counts behind precision, recall and F."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of right, spurious and missed findings."""

    right: int
    spurious: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / ((self.right + self.spurious) or 1)

    @property
    def recall(self) -> float:
        """The share of what was to be found that was found."""
        return self.right / ((self.right + self.missed) or 1)

    @property
    def f(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / ((2 * self.right + self.spurious + self.missed) or 1)
