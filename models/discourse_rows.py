"""What discourse tables are counted from: a row per passage, and one per passage and mention."""

from __future__ import annotations

from typing import Any

import pandas as pd

from corpus.store import Store

_FACTS = ["title", "date", "year", "source", "type"]
PASSAGE_COLUMNS = ["passage", "document", *_FACTS, "topic", "confidence", "how"]


def passage_rows(store: Store, model: int | None = None) -> pd.DataFrame:
    """Return a row per passage of a topic model (default the current one) with facts of its document.

    Columns: `PASSAGE_COLUMNS`. What is unknown is missing (None), so that `models.discourse.shares`
    leaves it out; topic is -1 where there is none. Empty where nothing has been fitted.
    """
    current = store.current_topic_model()
    number = model if model is not None else current.id if current else 0
    documents = {record.id: record.metadata for record in store.documents()}
    home = {passage.id: passage.document for passage in store.passages()}
    rows = []
    for item in store.assignments(number):
        document = home[item.passage]
        known = documents[document]
        facts = (known.title, known.date, known.date[:4], known.source, known.type)
        rows.append(
            (item.passage, document, *(fact or None for fact in facts), item.topic, item.confidence, item.how)
        )
    return pd.DataFrame(rows, columns=PASSAGE_COLUMNS)


def mention_rows(store: Store, layer: str, model: int | None = None) -> pd.DataFrame:
    """Return a row per mention of a layer (`place`, `theme`, …) with the columns of its passage.

    Further columns: label, text and whatever the layer's data holds (province, size_class, …); an
    empty value is missing. A passage with three mentions has three rows: drop duplicates by passage
    and column where passages are to be counted.
    """
    found: list[dict[str, Any]] = []
    for passage, mention in store.mentions(layer):
        data = {name: value for name, value in mention.data if value not in ("", [], ())}
        found.append({"passage": passage, "label": mention.label, "text": mention.text, **data})
    mentions = pd.DataFrame(found, columns=None if found else ["passage", "label", "text"])
    return passage_rows(store, model).merge(mentions, on="passage", how="inner", suffixes=("", "_mention"))
