"""Annotations in the store: the tokens of each passage, and what was found in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.records import Mention, Passage, Token
from corpus.store import codec
from corpus.store.passages import PassageStore, regions_between

_BATCH = 500


class AnnotationStore(PassageStore):
    """The part of the store that holds tokens and mentions."""

    def save_annotations(
        self,
        fingerprint: str,
        annotated: Sequence[tuple[Passage, Sequence[Token], Sequence[Mention]]],
    ) -> None:
        """Store the annotations of some passages in one transaction, replacing those of another fingerprint.

        The lemmas go into the full-text index. Raises CorpusError when it cannot be written.
        """
        with self.transaction():
            for _, together in groupby(annotated, key=lambda item: item[0].document):
                group = list(together)
                paragraphs = self.paragraphs_behind([passage for passage, _, _ in group])
                for passage, tokens, mentions in group:
                    self._put_tokens(fingerprint, passage, tokens)
                    self.database.execute("DELETE FROM mentions WHERE passage = ?", (passage.id,))
                    for mention in mentions:
                        regions = regions_between(passage, paragraphs, mention.start, mention.end)
                        self._put_mention(passage.id, mention, codec.regions_to_json(regions))

    def tokens(self, passage_ids: Sequence[str]) -> dict[str, tuple[Token, ...]]:
        """The tokens of each of these passages that has been annotated."""
        found: dict[str, tuple[Token, ...]] = {}
        for start in range(0, len(passage_ids), _BATCH):
            ids = passage_ids[start : start + _BATCH]
            marks = ", ".join("?" * len(ids))
            sql = f"SELECT passage, tokens FROM annotations WHERE passage IN ({marks})"
            for row in self.database.execute(sql, tuple(ids)):
                found[row["passage"]] = tuple(Token(*values) for values in json.loads(row["tokens"]))
        return found

    def mentions(self, layer: str | None = None) -> Iterator[tuple[str, Mention]]:
        """Passage id and mention of everything found (in one layer), in the order it was stored."""
        condition = "AND layer = ? " if layer is not None else ""
        sql = f"SELECT * FROM mentions WHERE 1 {condition}AND id > ? ORDER BY id LIMIT ?"
        for row in self.slices(sql, () if layer is None else (layer,), (0,)):
            data = tuple(json.loads(row["data"]).items())
            yield (
                row["passage"],
                Mention(row["layer"], row["label"], row["start"], row["end"], row["text"], data),
            )

    def _put_tokens(self, fingerprint: str, passage: Passage, tokens: Sequence[Token]) -> None:
        values = [[token.start, token.end, token.lemma, token.pos] for token in tokens]
        self.database.execute(
            "INSERT INTO annotations VALUES (?, ?, ?) ON CONFLICT (passage) DO UPDATE SET"
            " fingerprint = excluded.fingerprint, tokens = excluded.tokens",
            (passage.id, fingerprint, codec.to_json(values)),
        )
        self.database.execute(
            "UPDATE passage_index SET lemmas = ? WHERE rowid = (SELECT number FROM passages WHERE id = ?)",
            (codec.storable(" ".join(token.lemma for token in tokens)), passage.id),
        )

    def _put_mention(self, passage: str, mention: Mention, regions: str) -> None:
        self.database.execute(
            'INSERT INTO mentions (passage, layer, label, start, "end", text, data, regions)'
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (passage, mention.layer, mention.label, mention.start, mention.end,
             codec.storable(mention.text), codec.pairs_to_json(mention.data), regions),
        )  # fmt: skip
