"""The heads on features that are known; needs torch, which only those who train have."""

from __future__ import annotations

import random

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from nlp.training.batches import Classes, Item  # noqa: E402
from nlp.training.documents import TrainingText, join  # noqa: E402
from nlp.training.heads import HALFWAY, Plan, halfway, train, with_features  # noqa: E402
from nlp.training.learning import begin_with  # noqa: E402
from nlp.training.material import Material  # noqa: E402
from nlp.training.multitask import FEATURES, Heads  # noqa: E402
from nlp.training.treebank import Sentence  # noqa: E402
from nlp.training.trees import LemmaClasses  # noqa: E402
from nlp.training.validate import entity_scores, report  # noqa: E402

SENTENCE = Sentence(
    id="s",
    words=("Emmen", "groeit", "."),
    spaces=(True, False, False),
    lemmas=("Emmen", "groeien", "."),
    pos=("PROPN", "VERB", "PUNCT"),
    tags=("N", "WW", "LET"),
    feats=("Gender=Neut", "Number=Sing", ""),
    heads=(1, 1, 1),
    deps=("nsubj", "ROOT", "punct"),
)
NAMES = ("B-GPE", "O", "O")


def material() -> Material:
    values = {"pos": {"PROPN": 0, "PUNCT": 1, "VERB": 2}, "tags": {"LET": 0, "N": 1, "WW": 2}}
    values["feats"] = {"Gender=Neut": 0, "Number=Sing": 1}
    lemmas = LemmaClasses([SENTENCE, SENTENCE])
    classes = Classes(
        values, {"ROOT": 0, "nsubj": 1, "punct": 2}, lemmas.of, {"O": 0, "B-GPE": 1, "I-GPE": 2}
    )
    return Material([SENTENCE], [[join([SENTENCE], NAMES)]], classes, lemmas, {}, [], {})


def item(text: TrainingText) -> Item:
    features = torch.from_numpy(np.random.default_rng(3).normal(size=(3, FEATURES)).astype(np.float16))
    return with_features(text, features)


def heads() -> Heads:
    torch.manual_seed(1)
    return Heads(material().sizes, 3, arc=8, rel=4)


def test_what_is_told_of_a_sentence_and_of_its_names_is_learnt() -> None:
    syntax, named = item(join([SENTENCE])), item(join([SENTENCE], NAMES))
    model = heads()
    train(model, [syntax, named], material(), Plan(epochs=150, dropout=0.0), random.Random(1))
    found = report(model, [syntax], material().classes, material().lemmas)
    assert {found[name] for name in ("pos", "tags", "lemmas", "uas", "las", "starts_f")} == {1.0}
    assert entity_scores(model, [named], material().classes) == {"GPE": 1.0, "all": 1.0}


def test_weights_of_another_shape_are_left_where_they_are() -> None:
    model, before = heads(), heads().state_dict()
    larger = Heads(material().sizes, 3, arc=8, rel=5).state_dict()
    begin_with(model, larger | {"encoder.word.weight": torch.zeros(2)})
    after = model.state_dict()
    assert torch.equal(after["rel"], before["rel"])
    assert torch.equal(after["arc_head.weight"], larger["arc_head.weight"])


def test_without_features_and_encoder_it_is_an_error() -> None:
    syntax = item(join([SENTENCE]))
    bare = Item(syntax.ids, syntax.first, syntax.last, syntax.text)
    with pytest.raises(ValueError, match="without features"):
        train(heads(), [bare], material(), Plan(epochs=1), random.Random(1))


def test_some_weights_go_half_of_the_way_and_the_others_all_of_it() -> None:
    start = {"a.weight": torch.zeros(2), "b.weight": torch.zeros(2)}
    trained = {"a.weight": torch.ones(2), "b.weight": torch.ones(2), "a.new": torch.ones(1)}
    result = halfway(trained, start, ("a.",))
    assert {name: weight.tolist() for name, weight in result.items()} == {
        "a.weight": [0.5, 0.5],
        "b.weight": [1.0, 1.0],
        "a.new": [1.0],
    }
    assert any(name.startswith(HALFWAY) for name in heads().state_dict())
