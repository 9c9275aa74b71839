"""Passages that were printed again: who had them first, and who took them over."""

from __future__ import annotations

import pandas as pd

from corpus.nearcopies import near_copies

COLUMNS = ["first", "first_document", "first_date", "passage", "document", "date", "likeness"]
_UNDATED = "9999"


def taken_over(passages: pd.DataFrame, *, likeness: float = 0.7) -> pd.DataFrame:
    """Return each passage that repeats an earlier one of another document, with the earliest it repeats.

    `passages` has columns passage, document, date (ISO 8601, empty where unknown) and text. The
    earliest is that of the first date; one without a date comes after those that have one, and a tie
    goes by document and passage. Repetition within a document is no diffusion and left out. Columns:
    first, first_document, first_date (the source), passage, document, date (the repetition), likeness
    (Jaccard index of runs of three words); by first date, then document.
    """
    places = {
        str(row.passage): (str(row.document), str(row.date))
        for row in passages.fillna({"date": ""}).itertuples()
    }
    order = {key: (date or _UNDATED, document, key) for key, (document, date) in places.items()}
    texts = {str(key): str(text) for key, text in zip(passages["passage"], passages["text"], strict=True)}
    source: dict[str, tuple[str, float]] = {}
    for pair in near_copies(texts, threshold=likeness):
        earlier, later = sorted((pair.first, pair.second), key=order.__getitem__)
        if pair.likeness < likeness or places[earlier][0] == places[later][0]:
            continue
        if later not in source or order[earlier] < order[source[later][0]]:
            source[later] = (earlier, pair.likeness)
    rows = [(first, *places[first], later, *places[later], alike) for later, (first, alike) in source.items()]
    rows.sort(key=lambda row: (order[row[0]], order[row[3]]))
    return pd.DataFrame(rows, columns=COLUMNS)
