"""Names of places, which speak as bodies (`Emmen vindt dat …`) and are nobody's name before a colon."""

from __future__ import annotations

from functools import cache

from nlp.gazetteer import load_gazetteer, read_table


@cache
def place_names() -> frozenset[str]:
    """Names of municipalities, towns, provinces and regions in lower case."""
    municipalities = load_gazetteer().municipalities.values()
    names = {m.name for m in municipalities} | {m.province for m in municipalities}
    names |= {row["name"] for table in ("towns", "everyday_names", "regions") for row in read_table(table)}
    return frozenset(name.lower() for name in names)
