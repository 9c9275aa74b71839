"""The biaffine parser as a spaCy component, on random weights."""

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import nlp.encoder.parser
from corpus.errors import PipelineError
from nlp.encoder import register
from nlp.encoder.gelu import gelu
from nlp.encoder.parser import Biaffine, sentence_bounds, set_dependencies

WIDTH, ARC, REL, LABELS = 6, 5, 4, ("ROOT", "det", "nsubj")


def weights(seed: int = 0) -> dict[str, np.ndarray]:
    chance = np.random.default_rng(seed)
    layers = {
        "project": (8, WIDTH),
        "arc_child": (ARC, 8),
        "arc_head": (ARC, 8),
        "rel_child": (REL, 8),
        "rel_head": (REL, 8),
    }
    sizes: dict[str, tuple[int, ...]] = {f"{name}.weight": size for name, size in layers.items()}
    sizes |= {f"{name}.bias": size[:1] for name, size in layers.items()}
    sizes |= {"arc": (ARC + 1, ARC), "rel": (REL + 1, len(LABELS) * (REL + 1))}
    return {name: chance.normal(size=size).astype(np.float32) for name, size in sizes.items()}


@pytest.fixture
def pipeline() -> Language:
    register()
    nlp = spacy.blank("nl")
    parser = nlp.add_pipe("stadspraat_parser", name="parser")
    parser.model = Biaffine(weights(), LABELS)  # type: ignore[attr-defined]
    return nlp


def text(nlp: Language, starts: list[bool | int | None]) -> Doc:
    doc = Doc(nlp.vocab, words=[f"w{at}" for at in range(len(starts))], sent_starts=starts)
    doc.tensor = np.random.default_rng(1).normal(size=(len(starts), WIDTH)).astype(np.float32)
    return doc


def test_every_sentence_has_one_root_and_keeps_its_bounds(pipeline: Language) -> None:
    starts: list[bool | int | None] = [True, False, False, False, True, False, True]
    doc = pipeline.get_pipe("parser")(text(pipeline, starts))
    assert [(sentence.start, sentence.end) for sentence in doc.sents] == [(0, 4), (4, 6), (6, 7)]
    for sentence in doc.sents:
        assert sum(token.head.i == token.i for token in sentence) == 1
        assert all(token.head in sentence for token in sentence)
        assert {token.dep_ for token in sentence} <= set(LABELS)
        assert [token.dep_ == "ROOT" for token in sentence].count(True) >= 1


def test_no_word_hangs_on_a_mark_and_marks_alone_have_a_root(pipeline: Language) -> None:
    for words in (["Emmen", ",", "Assen", "(", "Zwolle", ")", "."], ["(", ")", "!"]):
        starts: list[bool | int | None] = [at == 0 for at in range(len(words))]
        doc = Doc(pipeline.vocab, words=words, sent_starts=starts)
        doc.tensor = np.random.default_rng(5).normal(size=(len(words), WIDTH)).astype(np.float32)
        doc = pipeline.get_pipe("parser")(doc)
        assert sum(token.head.i == token.i for token in doc) == 1
        if "Emmen" in words:
            assert all(token.head.text[0].isalpha() for token in doc)


def test_only_a_root_is_labelled_as_one(pipeline: Language) -> None:
    doc = pipeline.get_pipe("parser")(text(pipeline, [True, *[False] * 11]))
    assert all(token.head.i == token.i for token in doc if token.dep_ == "ROOT")


def test_a_saved_parser_gives_the_same_trees(pipeline: Language, tmp_path: Path) -> None:
    pipeline.to_disk(tmp_path / "saved")
    again = spacy.load(tmp_path / "saved")
    starts: list[bool | int | None] = [True, False, False, True, False, False]
    one, other = (nlp.get_pipe("parser")(text(nlp, starts)) for nlp in (pipeline, again))
    assert [(t.head.i, t.dep_) for t in one] == [(t.head.i, t.dep_) for t in other]


def test_an_empty_text_is_passed_over(pipeline: Language) -> None:
    assert len(pipeline("")) == 0


def test_without_weights_the_next_step_is_told() -> None:
    register()
    nlp = spacy.blank("nl")
    nlp.add_pipe("stadspraat_parser")
    with pytest.raises(PipelineError, match="no weights"):
        nlp("Dit is niets.")


def test_heads_before_and_after_a_word_are_written() -> None:
    doc = Doc(spacy.blank("nl").vocab, words=["de", "raad", "besluit"])
    set_dependencies(doc, np.array([1, 2, 2]), ["det", "nsubj", "ROOT"])
    assert [(t.head.text, t.dep_) for t in doc] == [
        ("raad", "det"),
        ("besluit", "nsubj"),
        ("besluit", "ROOT"),
    ]
    assert sentence_bounds(doc) == [(0, 3)]


def test_gelu_is_the_exact_one() -> None:
    from math import erf, sqrt

    x = np.linspace(-6, 6, 101, dtype=np.float32)
    expected = [value * 0.5 * (1 + erf(value / sqrt(2))) for value in x.tolist()]
    assert np.allclose(gelu(x), expected, atol=2e-6)


def test_words_that_come_projected_are_parsed_as_those_it_projects_itself(pipeline: Language) -> None:
    whole = pipeline.get_pipe("parser")
    doc = text(pipeline, [True, False, False, False, True, False])
    words = whole.model.projected(np.asarray(doc.tensor))  # type: ignore[attr-defined]
    parts = [words.arc_child, words.arc_head, words.rel_child, words.rel_head]
    expected = [(t.head.i, t.dep_) for t in whole(doc.copy())]
    doc.tensor = np.concatenate([np.zeros((len(doc), 3), np.float32), *parts], axis=1)
    kept = {name: matrix for name, matrix in weights().items() if name in {"arc", "rel"}}
    whole.model = Biaffine(kept, LABELS, start=3)  # type: ignore[attr-defined]
    assert [(t.head.i, t.dep_) for t in whole(doc)] == expected


def test_a_long_text_is_labelled_in_parts_as_in_one(
    pipeline: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts: list[bool | int | None] = [at % 9 == 0 for at in range(200)]
    whole = [(t.head.i, t.dep_) for t in pipeline.get_pipe("parser")(text(pipeline, starts))]
    monkeypatch.setattr(nlp.encoder.parser, "_PART", 7)
    assert [(t.head.i, t.dep_) for t in pipeline.get_pipe("parser")(text(pipeline, starts))] == whole


def test_a_sentence_without_end_is_cut() -> None:
    starts: list[bool | int | None] = [True, *[False] * 600]
    doc = Doc(spacy.blank("nl").vocab, words=["w"] * 601, sent_starts=starts)
    assert sentence_bounds(doc) == [(0, 250), (250, 500), (500, 601)]
