"""Identities in the store: the persons and organisations of the corpus, and whose each name is."""

from __future__ import annotations

import json
from collections.abc import Sequence

from corpus.identity import IdentityRecord, Owners, VoiceRecord, owners_of
from corpus.store import codec
from corpus.store.base import Database


class IdentityStore(Database):
    """The part of the store that holds who is who."""

    def save_identities(self, identities: Sequence[IdentityRecord], voices: Sequence[VoiceRecord]) -> None:
        """Put these identities in the place of those there were, in one transaction."""
        with self.transaction() as database:
            database.execute("DELETE FROM voices")
            database.execute("DELETE FROM identities")
            database.executemany(
                "INSERT INTO identities VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (e.id, e.kind, e.name, e.role, e.organisation, codec.to_json(list(e.names)), e.documents)
                    for e in identities
                ],
            )
            database.executemany(
                "INSERT INTO voices VALUES (?, ?, ?, ?)",
                [(voice.document, voice.name, voice.kind, voice.identity) for voice in voices],
            )

    def identities(self) -> tuple[IdentityRecord, ...]:
        """Every person and organisation, by id; none before the corpus was annotated."""
        rows = self.database.execute("SELECT * FROM identities ORDER BY id")
        return tuple(
            IdentityRecord(**{**dict(row), "names": tuple(json.loads(row["names"]))}) for row in rows
        )

    def owners(self) -> Owners:
        """The name of the identity behind each name in each document."""
        rows = self.database.execute("SELECT * FROM voices ORDER BY document, name, kind")
        return owners_of(self.identities(), [VoiceRecord(**dict(row)) for row in rows])
