"""Embedding: vectors by model and text hash, computed once; errors a user can act on."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest

from corpus.errors import PipelineError
from corpus.executors import Workers
from models.embedding import (
    BATCH,
    DEFAULT,
    Embedder,
    SentenceTransformers,
    Vectors,
    embed_corpus,
    load_embedder,
)
from nlp.encoder.embedder import BeleidEmbedder


class Memory:
    """A store that keeps vectors in a dict."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self.vectors: dict[tuple[str, str], Vectors] = {}

    def missing_embeddings(self, model: str) -> Iterator[tuple[str, str]]:
        for key, text in self.texts.items():
            if (model, key) not in self.vectors:
                yield key, text

    def save_embeddings(self, model: str, vectors: Sequence[tuple[str, Vectors]]) -> None:
        self.vectors.update({(model, key): vector for key, vector in vectors})


class Counting:
    """An embedder that counts what it is asked: the vector is (length of text, 1)."""

    dimensions = 2

    def __init__(self, name: str = "count-1") -> None:
        self.name = name
        self.asked = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked += len(texts)
        return np.array([[len(text), 1] for text in texts], dtype=np.float32)


@pytest.mark.parametrize("count", [0, 1, BATCH, BATCH + 1, 3 * BATCH - 1])
def test_every_text_gets_its_own_vector(count: int) -> None:
    store = Memory({f"h{i}": "x" * i for i in range(count)})
    heard: list[tuple[int, int]] = []
    assert embed_corpus(store, Counting(), progress=lambda done, total: heard.append((done, total))) == count
    assert [store.vectors["count-1", f"h{i}"][0] for i in range(count)] == list(range(count))
    assert heard[-1:] == ([(count, count)] if count else [])


def test_nothing_is_embedded_twice() -> None:
    store, embedder = Memory({"a": "een", "b": "twee"}), Counting()
    embed_corpus(store, embedder)
    store.texts["c"] = "drie"
    assert embed_corpus(store, embedder) == 1
    assert embedder.asked == 3


def test_other_processes_give_the_same_vectors() -> None:
    texts = {f"h{number}": "x" * number for number in range(5 * BATCH)}
    here, there = Memory(texts), Memory(texts)
    embed_corpus(here, Counting())
    assert embed_corpus(there, Counting(), workers=Workers(jobs=2)) == len(texts)
    assert here.vectors.keys() == there.vectors.keys()
    assert all((here.vectors[key] == there.vectors[key]).all() for key in here.vectors)


@pytest.mark.parametrize("embedder", [BeleidEmbedder(), SentenceTransformers("some/model")])
def test_an_embedder_goes_to_another_process_without_its_model(
    embedder: BeleidEmbedder | SentenceTransformers,
) -> None:
    embedder._model = lambda: None  # as little to be pickled as a loaded model
    there = pickle.loads(pickle.dumps(embedder))
    assert (there.name, there._model) == (embedder.name, None)


def test_another_model_embeds_afresh() -> None:
    store = Memory({"a": "een"})
    embed_corpus(store, Counting())
    assert embed_corpus(store, Counting("count-2")) == 1
    assert sorted(model for model, _ in store.vectors) == ["count-1", "count-2"]


def test_an_interrupted_run_keeps_its_batches() -> None:
    store, embedder = Memory({f"h{i}": "x" for i in range(3 * BATCH)}), Counting()

    def interrupt(done: int, total: int) -> None:
        if done == 2 * BATCH:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embed_corpus(store, embedder, progress=interrupt)
    assert embed_corpus(store, embedder) == BATCH


@pytest.fixture(scope="module")
def shipped() -> Embedder:
    return load_embedder()


def test_the_default_knows_its_name_without_loading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlp.encoder.session.PassageEncoder", lambda folder: pytest.fail("loaded"))
    assert load_embedder().name.startswith("nl_beleid-")
    assert load_embedder(DEFAULT).name == load_embedder("").name


def test_vectors_have_length_one_and_do_not_depend_on_the_batch(shipped: Embedder) -> None:
    texts = ["De gemeente bouwt woningen.", "", "Café\0 in Zoetermeer \udc80", "Er rijdt een tram."]
    together = shipped.embed(texts)
    assert together.shape == (4, shipped.dimensions)
    assert together.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-4)
    np.testing.assert_array_equal(together[3:], shipped.embed(texts[3:]))
    assert shipped.embed([]).shape == (0, shipped.dimensions)


def test_like_lies_near_like(shipped: Embedder) -> None:
    texts = [
        "De gemeente bouwt nieuwe huurwoningen voor starters.",
        "Er komen betaalbare appartementen bij in de wijk.",
        "De huisarts verwijst patiënten naar het ziekenhuis.",
    ]
    homes, flats, doctor = shipped.embed(texts)
    assert homes @ flats > homes @ doctor


def test_a_missing_library_is_one_line_with_a_next_step(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr("models.embedding.import_module", absent)
    with pytest.raises(PipelineError, match=r"my/model: needs .*`pip install stadspraat\[transformers\]`"):
        load_embedder("my/model").embed(["tekst"])


@pytest.mark.parametrize(
    ("model", "prefix"), [("intfloat/multilingual-e5-large", "passage: "), ("all-MiniLM", "")]
)
def test_only_e5_models_get_the_prefix(monkeypatch: pytest.MonkeyPatch, model: str, prefix: str) -> None:
    seen: list[str] = []

    class Library:
        class SentenceTransformer:
            def __init__(self, path: str, **options: object) -> None:
                assert options["local_files_only"], "nothing is downloaded"

            def encode(self, texts: list[str], **options: object) -> Vectors:
                seen.extend(texts)
                return np.ones((len(texts), 3), dtype=np.float32)

    monkeypatch.setattr("models.embedding.import_module", lambda name: Library)
    SentenceTransformers(model).embed(["tekst"])
    assert seen == [prefix + "tekst"]
