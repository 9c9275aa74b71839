"""Moves the heads trained with the encoder into spaCy's own components and the parser.

A spaCy tagger over `stadspraat.EncoderTok2Vec.v1` computes exactly what a training head does (a
projection with GELU, a linear layer, softmax), so weights are copied, not trained again. `spacy train`
with nlp/training/configs/syntax.cfg trains the same components from nothing on other data.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import Model

from nlp.encoder.entity_tagger import LabelScorer
from nlp.encoder.parser import Biaffine
from nlp.training.multitask import PROJECTIONS
from nlp.training.treebank import Sentence
from nlp.training.trees import LemmaClasses

Weights = dict[str, NDArray[np.float32]]
_TOK2VEC = {"@architectures": "stadspraat.EncoderTok2Vec.v1", "width": 384}
_MODEL = {"@architectures": "spacy.Tagger.v2", "tok2vec": _TOK2VEC}


def add_heads(
    nlp: Language,
    weights: Weights,
    classes: dict[str, list[str]],
    lemmas: LemmaClasses,
    train: Sequence[Sentence],
    older: Sequence[Sentence] = (),
) -> None:
    """Adds senter, tagger, morphologizer, lemmatizer and parser with the trained weights to the pipeline.

    `weights` has the names of nlp.training.multitask.MultiTask; `classes` lists the values of each head
    in the order of its rows. Lemmas of `older` sentences, which have no tags, are listed by word class.
    """
    senter: Any = nlp.add_pipe("senter", config={"model": _MODEL})
    _fill(senter, _projection(weights, "starts"), _rows(weights, "starts", [0, 1]))
    tagger: Any = nlp.add_pipe("stadspraat_tagger", name="tagger", config={"model": _MODEL})
    for tag in classes["tags"]:
        tagger.add_label(tag)
    order = [classes["tags"].index(label) for label in tagger.labels]
    _fill(tagger, _projection(weights, "tags"), _rows(weights, "tags", order))
    _add_morphologizer(nlp, weights, classes, train)
    table: Any = nlp.add_pipe("stadspraat_lemma_table", name="lemma_table")
    table.learn(triple for s in train for triple in zip(s.words, s.tags, s.lemmas, strict=True))
    table.learn(
        triple for s in older for triple in zip(s.words, s.pos, s.lemmas, strict=True) if all(triple[1:])
    )
    _add_lemmatizer(nlp, weights, lemmas)
    parser: Any = nlp.add_pipe("stadspraat_parser", name="parser")
    parser.model = biaffine(weights, classes["deps"])
    entities: Any = nlp.add_pipe("stadspraat_entities", name="ner")
    entities.model = label_scorer(weights, classes["entities"])


def _rows(weights: Weights, head: str, order: Sequence[int]) -> Weights:
    return {part: weights[f"taggers.{head}.{part}"][list(order)] for part in ("weight", "bias")}


def _projection(weights: Weights, head: str) -> Weights:
    """The projection that a head reads, `weight` and `bias`."""
    name = PROJECTIONS[head]
    return {part: weights[f"project.{name}.{part}"] for part in ("weight", "bias")}


def _fill(component: Any, projected: Weights, output: Weights) -> None:
    """Gives the component's model its sizes and weights: projection first, output layer last."""
    model: Model[Any, Any] = component.model
    softmax: Any = model.get_ref("softmax")
    softmax.set_dim("nO", len(output["bias"]), force=True)
    model.initialize()
    projection: Any = next(node for node in model.walk() if node.name == "gelu")
    projection.set_param("W", projected["weight"])
    projection.set_param("b", projected["bias"])
    softmax.set_param("W", output["weight"])
    softmax.set_param("b", output["bias"])


def _add_morphologizer(
    nlp: Language, weights: Weights, classes: dict[str, list[str]], train: Sequence[Sentence]
) -> None:
    """A label joins a part of speech and features; its score starts as the sum of both heads' scores.

    The features head has not learnt to say "none", so this component alone is trained on afterwards.
    """
    component: Any = nlp.add_pipe("stadspraat_morphologizer", name="morphologizer", config={"model": _MODEL})
    seen = sorted({key for s in train for key in zip(s.tags, s.pos, s.feats, strict=True)})
    rows: dict[str, tuple[int, int]] = {}
    fitting = []
    for tag, pos, feats in seen:
        label = _morph_label(nlp, component, pos, feats)
        rows[label] = (classes["pos"].index(pos), classes["feats"].index(feats) if feats else -1)
        fitting.append((tag, label))
    component.learn(fitting)
    order = [rows[label] for label in component.labels]
    _fill(component, _projection(weights, "pos"), _summed(weights, order))


def _morph_label(nlp: Language, component: Any, pos: str, feats: str) -> str:
    label = str(nlp.vocab.strings[nlp.vocab.morphology.add("|".join(filter(None, [feats, f"POS={pos}"])))])
    component.add_label(label)
    return label


def _summed(weights: Weights, order: Sequence[tuple[int, int]]) -> Weights:
    result = {}
    for part in ("weight", "bias"):
        pos, feats = weights[f"taggers.pos.{part}"], weights[f"taggers.feats.{part}"]
        result[part] = np.stack([pos[p] + (feats[f] if f >= 0 else 0.0) for p, f in order])
    return result


def _add_lemmatizer(nlp: Language, weights: Weights, lemmas: LemmaClasses) -> None:
    component: Any = nlp.add_pipe(
        "stadspraat_unlisted_lemmatizer", name="trainable_lemmatizer", config={"model": _MODEL}
    )
    labels = [component.trees.add(word, lemma) for word, lemma in lemmas.examples]
    component.cfg["labels"] = labels
    component.tree2label = {tree: number for number, tree in enumerate(labels)}
    _fill(component, _projection(weights, "lemmas"), _rows(weights, "lemmas", range(len(labels))))


def biaffine(weights: Weights, labels: Sequence[str]) -> Biaffine:
    """Returns the parser's matrices; the relation tensor laid out as the parser multiplies it."""
    names = [
        f"{name}.{part}"
        for name in ("arc_child", "arc_head", "rel_child", "rel_head")
        for part in ("weight", "bias")
    ]
    chosen = {name: weights[name] for name in names} | {"arc": weights["arc"]}
    chosen |= {f"project.{part}": weights[f"project.parse.{part}"] for part in ("weight", "bias")}
    rel = weights["rel"]
    chosen["rel"] = np.ascontiguousarray(rel.transpose(1, 0, 2).reshape(rel.shape[1], -1))
    return Biaffine(chosen, tuple(labels))


def label_scorer(weights: Weights, labels: Sequence[str]) -> LabelScorer:
    """Returns the entity head's matrices with its BIO labels."""
    chosen = {f"project.{part}": value for part, value in _projection(weights, "entities").items()}
    chosen |= {f"output.{part}": weights[f"taggers.entities.{part}"] for part in ("weight", "bias")}
    return LabelScorer(chosen, tuple(labels))
