"""Topics × year, source, size class, …: shares with intervals, and what is distinctive of a group."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.keyness import log_odds

FEWEST_DOCUMENTS = 5
FEWEST_PASSAGES = 30
_DRAWS = 1000


def shares(
    table: pd.DataFrame,
    *,
    of: str,
    by: str,
    document: str = "document",
    draws: int = _DRAWS,
    level: float = 0.95,
    seed: int = 20260101,
) -> pd.DataFrame:
    """Return the share of every value of `of` in each group of `by`, with a bootstrap interval.

    `table` has a row per passage (or mention) with columns `of`, `by` and `document`; rows without a
    value of `by` are left out, and -1 in `of` is a value like any other. The interval is the percentile
    bootstrap over documents (Efron & Tibshirani 1993, chapter 13): passages of one document are not
    independent. Columns: `by`, `of`, passages, documents (of the group with that value), share, low,
    high, group_passages, group_documents and enough: whether the group has at least 30 passages of 5
    documents, without which an interval says little.
    """
    known = table.dropna(subset=[of, by])
    values = sorted(known[of].unique().tolist())
    frames = [
        _group_shares(part, of, by, group, values, document, draws, level, seed)
        for group, part in known.groupby(by, sort=True)
    ]
    columns = [by, of, "passages", "documents", "share", "low", "high", *_GROUP]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=columns)


_GROUP = ["group_passages", "group_documents", "enough"]


def distinctive(table: pd.DataFrame, *, of: str, by: str, strength: float | None = None) -> pd.DataFrame:
    """Return for every group of `by` which values of `of` set it apart from all other groups.

    Log-odds with an informative prior (see `models.keyness.log_odds`). Columns: `by`, `of`, group and
    rest (how often), log_odds, z; by group, most distinctive first.
    """
    counts = pd.crosstab(table[by], table[of])
    total = counts.sum()
    frames = []
    for group in counts.index:
        own = counts.loc[group]
        names = {str(value): value for value in counts.columns}
        found = log_odds(
            {str(value): int(own[value]) for value in counts.columns},
            {str(value): int(total[value] - own[value]) for value in counts.columns},
            strength=strength,
        ).rename(columns={"word": of, "target": "group", "reference": "rest"})
        found[of] = [names[name] for name in found[of]]
        found.insert(0, by, group)
        frames.append(found)
    columns = [by, of, "group", "rest", "log_odds", "z"]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=columns)


def _group_shares(
    part: pd.DataFrame,
    of: str,
    by: str,
    group: object,
    values: Sequence[object],
    document: str,
    draws: int,
    level: float,
    seed: int,
) -> pd.DataFrame:
    """The shares within one group."""
    counts = pd.crosstab(part[document], part[of]).reindex(columns=list(values), fill_value=0)
    matrix = counts.to_numpy(dtype=np.float64)
    low, high = bootstrap_shares(matrix, draws=draws, level=level, seed=seed)
    passages, documents = int(matrix.sum()), len(matrix)
    return pd.DataFrame(
        {
            by: group,
            of: list(values),
            "passages": matrix.sum(axis=0).astype(int),
            "documents": (matrix > 0).sum(axis=0),
            "share": matrix.sum(axis=0) / passages,
            "low": low,
            "high": high,
            "group_passages": passages,
            "group_documents": documents,
            "enough": passages >= FEWEST_PASSAGES and documents >= FEWEST_DOCUMENTS,
        }
    )


def bootstrap_shares(
    counts: NDArray[np.float64], *, draws: int = _DRAWS, level: float = 0.95, seed: int = 20260101
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the lower and upper bound of each column's share of the total, resampling rows.

    `counts` holds a row per document and a column per value. With one document the bounds are 0 and 1:
    nothing is known of how another would differ.
    """
    sizes = np.repeat(counts.sum(axis=1, keepdims=True), counts.shape[1], axis=1)
    return bootstrap_ratios(counts, sizes, draws=draws, level=level, seed=seed)


def bootstrap_ratios(
    counts: NDArray[np.float64],
    sizes: NDArray[np.float64],
    *,
    draws: int = _DRAWS,
    level: float = 0.95,
    seed: int = 20260101,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the bounds of the sum of each column of `counts` by that of `sizes`, resampling rows.

    For values that do not exclude each other (a passage has several themes), so that their shares do not
    add up to one. Both are documents × values. With one document the bounds are 0 and 1.
    """
    size, kinds = counts.shape
    if size < 2:
        return np.zeros(kinds), np.ones(kinds)
    random = np.random.default_rng(seed)
    # How often each document is drawn: rows of a multinomial, so that a draw is one matrix product.
    times = random.multinomial(size, np.full(size, 1 / size), size=draws)
    drawn = (times @ counts) / np.maximum(times @ sizes, 1)
    tail = (1 - level) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail], axis=0)
    return low, high
