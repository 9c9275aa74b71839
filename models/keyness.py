"""Which words set one part of a corpus apart from another, and how evenly a word is spread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

_ABSENT = 0.5
"""What stands for a frequency of 0 in a ratio (Hardie 2014)."""


def keyness(target: Mapping[str, int], reference: Mapping[str, int]) -> pd.DataFrame:
    """Return how much more often each word is used in one part than in the other, most distinctive first.

    Columns: word, target and reference (frequencies), g2 (log-likelihood with one degree of freedom,
    Dunning 1993; negative where the word is less frequent in the target), p (of that by chance) and
    log_ratio (binary logarithm of the ratio of relative frequencies, Hardie 2014: 1 is twice as often).
    """
    words = sorted(target.keys() | reference.keys())
    a = np.array([target.get(word, 0) for word in words], dtype=np.float64)
    b = np.array([reference.get(word, 0) for word in words], dtype=np.float64)
    g2 = log_likelihood(a, b)
    table = pd.DataFrame({"word": words, "target": a.astype(int), "reference": b.astype(int), "g2": g2})
    table["p"] = _chi_square_tail(np.abs(g2))
    table["log_ratio"] = _log_ratio(a, b)
    return table.sort_values(["g2", "word"], ascending=[False, True], kind="stable", ignore_index=True)


def log_likelihood(target: NDArray[np.float64], reference: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the signed G² of the frequencies of all words in two parts (Rayson & Garside 2000).

    Only the two cells of the word itself count, as in corpus tools, not those of all other words.
    """
    sizes = np.array([target.sum(), reference.sum()])
    share = (target + reference) / max(sizes.sum(), 1)
    expected = share * sizes[0], share * sizes[1]
    g2 = 2 * (_term(target, expected[0]) + _term(reference, expected[1]))
    return np.where(target >= expected[0], g2, -g2)


def log_odds(
    target: Mapping[str, int],
    reference: Mapping[str, int],
    *,
    prior: Mapping[str, float] | None = None,
    strength: float | None = None,
) -> pd.DataFrame:
    """Return log-odds-ratios with an informative Dirichlet prior, most distinctive of the target first.

    Monroe, Colaresi & Quinn (2008), "Fightin' Words", equations 15 to 22. `prior` are frequencies in a
    background (default: both parts together), scaled to add up to `strength` (default: as they are).
    Columns: word, target, reference, log_odds (delta) and z (delta by its standard deviation; beyond
    ±1.96 it is hardly chance).
    """
    background = prior or _added(target, reference)
    words = sorted(word for word in background if background[word] > 0)
    alpha = np.array([background[word] for word in words], dtype=np.float64)
    alpha *= (strength / alpha.sum()) if strength is not None else 1.0
    a = np.array([target.get(word, 0) for word in words], dtype=np.float64)
    b = np.array([reference.get(word, 0) for word in words], dtype=np.float64)
    delta = _log_odds_of(a, alpha) - _log_odds_of(b, alpha)
    deviation = np.sqrt(1 / (a + alpha) + 1 / (b + alpha))
    table = pd.DataFrame({"word": words, "target": a.astype(int), "reference": b.astype(int)})
    table["log_odds"], table["z"] = delta, delta / deviation
    return table.sort_values(["z", "word"], ascending=[False, True], kind="stable", ignore_index=True)


def dispersion(counts: Sequence[float], sizes: Sequence[float], *, normalised: bool = False) -> float:
    """Return Gries's deviation of proportions: 0 spread as evenly as the parts are large, towards 1 clumped.

    Gries (2008); `counts` of a word in each part, `sizes` of the parts. `normalised` divides by the
    highest value these parts allow, as Lijffijt & Gries (2012) correct it. A word that is absent has 1.
    """
    observed, expected = np.asarray(counts, dtype=np.float64), np.asarray(sizes, dtype=np.float64)
    if observed.sum() <= 0 or expected.sum() <= 0:
        return 1.0
    expected = expected / expected.sum()
    value = float(np.abs(observed / observed.sum() - expected).sum() / 2)
    highest = 1 - float(expected[expected > 0].min())
    return value / highest if normalised and highest > 0 else value


def _added(first: Mapping[str, int], second: Mapping[str, int]) -> dict[str, float]:
    return {word: first.get(word, 0) + second.get(word, 0) for word in first.keys() | second.keys()}


def _term(observed: NDArray[np.float64], expected: NDArray[np.float64]) -> NDArray[np.float64]:
    """observed · ln(observed / expected), 0 where nothing was observed."""
    ratio = np.where(observed > 0, observed, 1.0) / np.where(observed > 0, expected, 1.0)
    return np.asarray(observed * np.log(ratio))


def _log_ratio(target: NDArray[np.float64], reference: NDArray[np.float64]) -> NDArray[np.float64]:
    first = np.where(target > 0, target, _ABSENT) / max(target.sum(), 1)
    second = np.where(reference > 0, reference, _ABSENT) / max(reference.sum(), 1)
    return np.asarray(np.log2(first / second))


def _log_odds_of(counts: NDArray[np.float64], alpha: NDArray[np.float64]) -> NDArray[np.float64]:
    chances = counts + alpha
    # A corpus of one word has no odds: the denominator is kept above zero.
    others = np.maximum(chances.sum() - chances, 1e-12)
    return np.asarray(np.log(chances / others))


def _chi_square_tail(values: NDArray[np.float64]) -> NDArray[np.float64]:
    from scipy.stats import chi2  # type: ignore[import-untyped]

    return np.asarray(chi2.sf(values, 1), dtype=np.float64)
