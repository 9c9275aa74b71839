"""Stored records as pandas tables, one row a record, with the document's metadata where a reader wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.store import Store
from corpus.store.listings import LISTINGS

if TYPE_CHECKING:
    import pandas

TABLES: tuple[str, ...] = tuple(LISTINGS)
"""The names that `table` and `stadspraat export` know."""


def table(store: Store, name: str) -> pandas.DataFrame:
    """A stored table as a DataFrame; columns that hold nested values are JSON text.

    Raises CorpusError when there is no table of that name.
    """
    import pandas

    return pandas.DataFrame.from_records(list(store.listing(name)), columns=list(store.columns(name)))
