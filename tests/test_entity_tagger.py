"""The entity tagger as a spaCy component, on weights that read the label off the features."""

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from corpus.errors import PipelineError
from nlp.encoder import register
from nlp.encoder.entity_tagger import EntityTagger, LabelScorer

LABELS = ("O", "B-PER", "I-PER", "B-GPE", "I-GPE")


def scorer() -> LabelScorer:
    """Feature n speaks for label n: an identity in both layers, without a bias."""
    square = np.eye(len(LABELS), dtype=np.float32) * 3
    bias = np.zeros(len(LABELS), dtype=np.float32)
    weights = {f"{name}.weight": square for name in ("project", "output")}
    return LabelScorer(weights | {f"{name}.bias": bias for name in ("project", "output")}, LABELS)


@pytest.fixture
def pipeline() -> Language:
    register()
    nlp = spacy.blank("nl")
    nlp.add_pipe("stadspraat_entities", name="ner").model = scorer()  # type: ignore[attr-defined]
    return nlp


def text(nlp: Language, words: list[str], labels: list[str]) -> Doc:
    doc = Doc(nlp.vocab, words=words)
    doc.tensor = np.stack([np.eye(len(LABELS), dtype=np.float32)[LABELS.index(label)] for label in labels])
    return doc


def found(doc: Doc) -> list[tuple[str, str]]:
    return [(entity.text, entity.label_) for entity in doc.ents]


def test_entities_follow_the_labels(pipeline: Language) -> None:
    doc = text(pipeline, ["Jan", "Smit", "woont", "in", "Emmen"], ["B-PER", "I-PER", "O", "O", "B-GPE"])
    assert found(pipeline.get_pipe("ner")(doc)) == [("Jan Smit", "PER"), ("Emmen", "GPE")]


def test_white_space_is_not_scored_and_ends_no_name(pipeline: Language) -> None:
    doc = text(pipeline, ["Jan", "\n", "Smit", " "], ["B-PER", "O", "I-PER", "I-PER"])
    assert found(pipeline.get_pipe("ner")(doc)) == [("Jan \n Smit", "PER")]


def test_a_text_without_words_has_no_entities(pipeline: Language) -> None:
    for doc in (Doc(pipeline.vocab), text(pipeline, ["\n\n"], ["B-PER"])):
        assert pipeline.get_pipe("ner")(doc).ents == ()


def test_scores_are_logarithms_of_probabilities() -> None:
    features = np.random.default_rng(2).normal(size=(4, 5)).astype(np.float32)
    assert np.exp(scorer().scores(features)).sum(axis=1) == pytest.approx(1, abs=1e-5)


def test_written_and_read_back_it_gives_the_same(pipeline: Language, tmp_path: Path) -> None:
    pipeline.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    words, labels = ["Ede", "en", "Ans"], ["B-GPE", "O", "B-PER"]
    both = [nlp.get_pipe("ner")(text(nlp, words, labels)) for nlp in (pipeline, again)]
    assert found(both[0]) == found(both[1]) == [("Ede", "GPE"), ("Ans", "PER")]
    assert again.get_pipe("ner").labels == ("GPE", "PER")  # type: ignore[attr-defined]


def test_without_weights_it_says_so(pipeline: Language) -> None:
    with pytest.raises(PipelineError, match="no weights"):
        EntityTagger()(text(pipeline, ["Ede"], ["O"]))
