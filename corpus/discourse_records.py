"""The records of discourse tables: shares in a group of passages, and what is new in the latest documents."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShareRecord:
    """How large a part of a group of passages has a value: topic 3 among the passages on small towns.

    Values and groups are tags as in `corpus.facets`; `low` and `high` bound 95 % of a
    bootstrap over documents.
    """

    of: str
    """Facet of the value: topic, theme, …"""
    by: str
    """Facet of the group: province, period, …"""
    group: str
    value: str
    passages: int
    """Of the group, with the value."""
    documents: int
    share: float
    low: float
    high: float
    group_passages: int
    group_documents: int
    enough: bool
    """Whether the group has enough text for the interval to say something."""
    log_odds: float
    """Against all other groups, with an informative prior."""
    z: float
    """`log_odds` by its standard deviation; beyond ±1.96 hardly chance."""


@dataclass(frozen=True, slots=True)
class NewsRecord:
    """What the documents of the latest run have more, or less, of than the documents before them."""

    kind: str
    """word, or the facet of the tag: topic, theme, gm."""
    item: str
    batch: int
    """How often in the latest documents: words are counted, of tags the passages that have them."""
    rest: int
    g2: float
    """Log-likelihood; negative where it is less frequent than before."""
    p: float
    log_ratio: float
    """Binary logarithm of the ratio of relative frequencies."""
    dispersion: float
    """Gries's DP over the latest documents, 0 to 1; high where few of them have it."""
    documents: int
    """Latest documents that have it."""
