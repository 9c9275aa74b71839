"""Annotating a corpus: every passage once, with the date and evidence of its document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
import pytest

import nlp.annotate
from corpus.errors import PipelineError
from corpus.executors import Workers
from corpus.records import Mention, Metadata, Part, Passage, Token
from corpus.store import Store
from models.embedding import load_embedder
from nlp.annotate import annotate_corpus
from nlp.pipeline import load_pipeline, pipeline_fingerprint


@dataclass(frozen=True)
class Record:
    """What annotate_corpus asks of a stored document."""

    id: str
    metadata: Metadata


@dataclass
class FakeStore:
    """The methods of the store that annotation uses, in memory."""

    texts: Sequence[Passage]
    dates: dict[str, str]
    saved: dict[str, tuple[str, Sequence[Token], Sequence[Mention]]] = field(default_factory=dict)
    vectors: dict[tuple[str, str], Any] = field(default_factory=dict)

    def passages_without_annotation(self, fingerprint: str) -> Iterator[Passage]:
        done = {key for key, value in self.saved.items() if value[0] == fingerprint}
        return iter([passage for passage in self.texts if passage.id not in done])

    def passages_of(self, document: str) -> tuple[Passage, ...]:
        return tuple(passage for passage in self.texts if passage.document == document)

    def documents(self) -> Iterator[Record]:
        return (Record(id, Metadata(date=date)) for id, date in self.dates.items())

    def save_annotations(
        self, fingerprint: str, annotated: Sequence[tuple[Passage, Sequence[Token], Sequence[Mention]]]
    ) -> None:
        for passage, tokens, mentions in annotated:
            self.saved[passage.id] = (fingerprint, tokens, mentions)

    def save_embeddings(self, model: str, vectors: Sequence[tuple[str, Any]]) -> None:
        self.vectors |= {(model, key): vector for key, vector in vectors}


def passage(document: str, ordinal: int, text: str, language: str = "nl") -> Passage:
    return Passage(document, ordinal, text, (Part(0, 0, len(text), 0),), ((0, len(text)),), language=language)


def corpus() -> FakeStore:
    texts = [
        passage("old", 0, "De gemeente Veghel bouwt."),
        passage("old", 1, "De dorpsraad van Laren kwam bijeen."),
        passage("old", 2, "Lochem telt vele dorpen."),
        passage("new", 0, "De inwoners van Veghel bouwen."),
        passage("new", 1, "The municipality of Emmen is large.", "en"),
    ]
    return FakeStore(texts, {"old": "2010", "new": "2022"})


def places(store: FakeStore, key: str) -> list[dict[str, Any]]:
    mentions = store.saved[next(each for each in store.saved if each.startswith(key))][2]
    return [dict(mention.data) for mention in mentions if mention.layer == "place"]


def run(store: FakeStore, name: str = "rules") -> int:
    return annotate_corpus(cast(Store, store), name)


def test_the_shipped_pipeline_leaves_the_embeddings_of_what_it_reads() -> None:
    store = corpus()
    run(store, "")
    embedder = load_embedder()
    read = [one for one in store.texts if one.language == "nl"]
    assert set(store.vectors) == {(embedder.name, one.text_hash) for one in read}
    vector = store.vectors[embedder.name, read[0].text_hash]
    assert np.array_equal(vector, embedder.embed([read[0].text])[0])
    assert places(store, "new-00000")[0]["municipality"] == "Meierijstad"


def test_rules_leave_no_embeddings() -> None:
    store = corpus()
    run(store)
    assert not store.vectors


def test_places_are_those_of_the_date_of_the_document() -> None:
    store = corpus()
    assert run(store) == 5
    assert places(store, "old-00000")[0]["municipality"] == "Veghel"
    assert places(store, "new-00000")[0]["municipality"] == "Meierijstad"


def test_another_passage_of_the_document_decides() -> None:
    store = corpus()
    run(store)
    assert places(store, "old-00001")[0]["municipality"] == "Lochem"


def test_a_passage_in_another_language_is_done_and_empty() -> None:
    store = corpus()
    run(store)
    assert next(value for key, value in store.saved.items() if key.startswith("new-00001"))[1:] == ([], [])


def test_a_second_run_does_nothing() -> None:
    store = corpus()
    run(store)
    assert run(store) == 0


@pytest.mark.parametrize("name", ["rules", ""])
def test_the_vocabulary_does_not_grow_with_the_corpus(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = load_pipeline(name)
    monkeypatch.setattr(nlp.annotate, "load_pipeline", lambda _: pipeline)
    store = FakeStore([passage("a", 0, "De Quorstenbrakse woningwaarvoorziening groeit in Emmen.")], {})
    run(store, name)
    tokens = next(iter(store.saved.values()))[1]
    assert len(tokens) == 7
    assert "Quorstenbrakse" not in pipeline.vocab.strings


@pytest.mark.parametrize("size", [1, 2, 100])
def test_the_size_of_batches_changes_nothing(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, parted = corpus(), corpus()
    run(whole)
    monkeypatch.setattr(nlp.annotate, "_BATCH", size)
    run(parted)
    assert whole.saved == parted.saved


def test_other_processes_give_the_same_annotations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp.annotate, "_WORTHWHILE", 5)
    here, there = corpus(), corpus()
    run(here)
    assert annotate_corpus(cast(Store, there), "rules", workers=Workers(jobs=2)) == 5
    assert here.saved == there.saved


def test_a_worker_with_another_version_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    work = nlp.annotate._Work("rules", pipeline_fingerprint("rules"))
    publication = nlp.annotate._Publication((), (), "")
    assert work(publication) == []
    monkeypatch.setattr(nlp.annotate, "pipeline_fingerprint", lambda name: "older")
    with pytest.raises(PipelineError, match="another version on a worker"):
        work(publication)


def test_progress_counts_to_the_total() -> None:
    seen: list[tuple[int, int]] = []
    annotate_corpus(cast(Store, corpus()), "rules", progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (5, 5)
