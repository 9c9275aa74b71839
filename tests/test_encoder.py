"""The encoder at run time, on a toy model: shapes, windows, neighbours, the spaCy component."""

from pathlib import Path

import numpy as np
import pytest
import spacy
from encoder_sample import write_toy_encoder
from spacy.language import Language
from spacy.tokens import Doc

from corpus.errors import PipelineError
from nlp.encoder import register
from nlp.encoder.session import PassageEncoder

TEXT = "De raad besloot: drie wijken, vier scholen."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_toy_encoder(tmp_path_factory.mktemp("encoder"))


@pytest.fixture
def pipeline(folder: Path) -> Language:
    register()
    nlp = spacy.blank("nl")
    nlp.add_pipe("stadspraat_encoder", name="encoder", config={"folder": str(folder)})
    return nlp


def spans(text: str) -> tuple[np.ndarray, np.ndarray]:
    doc = spacy.blank("nl")(text)
    starts = np.array([token.idx for token in doc], dtype=np.int64)
    return starts, starts + np.array([len(token) for token in doc], dtype=np.int64)


def test_every_token_has_features_and_the_text_a_unit_vector(folder: Path) -> None:
    starts, ends = spans(TEXT)
    encoding = PassageEncoder(folder).encode(TEXT, starts, ends)
    assert encoding.features.shape == (len(starts), 64)
    assert np.isfinite(encoding.features).all()
    assert encoding.embedding.shape == (32,)
    assert np.linalg.norm(encoding.embedding) == pytest.approx(1, abs=1e-5)


def test_without_a_map_the_embedding_is_the_mean_of_the_last_layer(folder: Path) -> None:
    encoder = PassageEncoder(folder)
    last = encoder.pooled(TEXT)[-32:]
    assert np.allclose(encoder.embed(TEXT), last / np.linalg.norm(last), atol=1e-6)


def test_a_map_turns_pooled_states_into_the_embedding(folder: Path, tmp_path: Path) -> None:
    for name in ("encoder.onnx", "tokenizer.json"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    mapping = np.zeros((65, 32), dtype=np.float32)
    mapping[64, 3] = 1.0
    np.save(tmp_path / "embedding.npy", mapping)
    assert PassageEncoder(tmp_path).embed(TEXT).argmax() == 3


@pytest.mark.parametrize("text", ["", " ", "\n", "\u00ad"])
def test_a_text_without_words_has_an_embedding_and_no_error(folder: Path, text: str) -> None:
    encoding = PassageEncoder(folder).encode(text, np.zeros(0, np.int64), np.zeros(0, np.int64))
    assert encoding.features.shape == (0, 64)
    assert np.isfinite(encoding.embedding).all()


@pytest.mark.parametrize("words", [100, 400, 900])
def test_a_text_longer_than_a_window_is_covered_to_its_end(folder: Path, words: int) -> None:
    text = " ".join(["straat"] * words)
    starts, ends = spans(text)
    features = PassageEncoder(folder).encode(text, starts, ends).features
    assert features.shape == (words, 64)
    assert (np.abs(features).sum(axis=1) > 0).all()


def test_missing_files_are_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"tokenizer\.json"):
        PassageEncoder(tmp_path)


def test_the_component_fills_the_doc(pipeline: Language) -> None:
    doc = pipeline(TEXT)
    assert doc.tensor.shape == (len(doc), 64)
    assert doc._.embedding.shape == (32,)


def test_neighbours_and_batches_change_nothing(pipeline: Language) -> None:
    texts = [TEXT, "Kort.", "Een heel ander stuk over water en wegen " * 20, "", TEXT]
    alone = [pipeline(text) for text in texts]
    for size in (1, 2, 5):
        for one, other in zip(alone, pipeline.pipe(texts, batch_size=size), strict=True):
            assert np.array_equal(one.tensor, other.tensor)
            assert np.array_equal(one._.embedding, other._.embedding)


def test_features_that_are_there_are_not_made_again(pipeline: Language) -> None:
    doc = Doc(pipeline.vocab, words=["Zo", "is", "het"])
    doc.tensor = np.ones((3, 64), dtype=np.float32)
    assert pipeline.get_pipe("encoder")(doc).tensor.sum() == 3 * 64


def test_a_saved_pipeline_carries_its_encoder(pipeline: Language, tmp_path: Path) -> None:
    pipeline.to_disk(tmp_path / "saved")
    again = spacy.load(tmp_path / "saved")
    assert np.array_equal(again(TEXT).tensor, pipeline(TEXT).tensor)


def test_release_drops_the_features_and_keeps_the_embedding(pipeline: Language) -> None:
    pipeline.add_pipe("stadspraat_release")
    doc = pipeline(TEXT)
    assert doc.tensor.size == 0
    assert doc._.embedding is not None
