"""Reference facts in the store: what each municipality is, and the definitions of their size classes."""

from __future__ import annotations

import json
from collections.abc import Sequence

from corpus.reference import MunicipalityRecord, SizeClassRecord
from corpus.store import codec
from corpus.store.base import Database


class ReferenceStore(Database):
    """The part of the store that holds reference facts."""

    def save_reference(
        self, municipalities: Sequence[MunicipalityRecord], classes: Sequence[SizeClassRecord]
    ) -> None:
        """Put these facts in the place of those there were, in one transaction."""
        with self.transaction() as database:
            database.execute("DELETE FROM municipalities")
            database.executemany(
                "INSERT INTO municipalities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                map(_municipality_values, municipalities),
            )
            database.execute("DELETE FROM size_classes")
            database.executemany(
                "INSERT INTO size_classes VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (c.definition, c.position, c.id, c.label, c.definition_label, c.source, c.least, c.below)
                    for c in classes
                ],
            )

    def municipalities(self) -> tuple[MunicipalityRecord, ...]:
        """Every municipality, by code; none before the corpus was annotated."""
        rows = self.database.execute("SELECT * FROM municipalities ORDER BY gm_code")
        return tuple(
            MunicipalityRecord(
                **{
                    **dict(row),
                    "randstad": bool(row["randstad"]),
                    "growth_centre": bool(row["growth_centre"]),
                    "size_classes": json.loads(row["size_classes"]),
                }
            )
            for row in rows
        )

    def size_classes(self) -> tuple[SizeClassRecord, ...]:
        """Every class of every definition, in their order."""
        rows = self.database.execute("SELECT * FROM size_classes ORDER BY definition, position")
        return tuple(
            SizeClassRecord(
                row["definition"], row["position"], row["class"], row["label"],
                row["definition_label"], row["source"], row["least"], row["below"],
            )
            for row in rows
        )  # fmt: skip


def _municipality_values(record: MunicipalityRecord) -> tuple[object, ...]:
    return (
        record.gm_code, record.name, record.province, record.corop, record.population,
        record.population_year, record.lon, record.lat, int(record.randstad), record.network,
        int(record.growth_centre), record.today, codec.to_json(dict(record.size_classes)),
    )  # fmt: skip
