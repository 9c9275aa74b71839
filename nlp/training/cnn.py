"""Trains a plain spaCy CNN on the same data, to compare with: python -m nlp.training.cnn DATA OUT.

Tags, morphology, lemmas, parser and entities over one small hash-embedding CNN each, as in spaCy's own
small pipelines. Treebank and entities have different texts, so there are two trainings; one that is there
is not done again. LassySmall 2017 gives lemmas, heads and sentences, where they still hold.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import spacy
from spacy.cli.init_config import init_config
from spacy.cli.train import train as spacy_train
from spacy.tokens import DocBin

from nlp.encoder import register
from nlp.encoder.tokenizer import DutchTokenizer
from nlp.training.documents import TrainingText, passages
from nlp.training.examples import gold_doc
from nlp.training.older import renewed, usage
from nlp.training.prepare import parts
from nlp.training.treebank import own_lemmas, read_treebank

_SYNTAX = ["tok2vec", "tagger", "morphologizer", "trainable_lemmatizer", "parser"]
_STEPS = {"syntax": 1500, "entities": 3000}


def main() -> None:
    """Trains both halves and joins them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    register()
    nlp = spacy.blank("nl")
    nlp.tokenizer = DutchTokenizer(nlp.vocab)
    options.out.mkdir(parents=True, exist_ok=True)
    for name, texts in parts(options.data, nlp).items():
        chosen = [*texts(), *(_older(options.data) if name == "syntax-train" else ())]
        DocBin(docs=[gold_doc(nlp.vocab, text) for text in chosen]).to_disk(options.out / f"{name}.spacy")
    joined = spacy.load(_trained(options.out, "syntax", _SYNTAX))
    entities = spacy.load(_trained(options.out, "entities", ["tok2vec", "ner"]))
    # Each half keeps the CNN it was trained with.
    entities.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    joined.add_pipe("ner", source=entities)
    joined.tokenizer = DutchTokenizer(joined.vocab)
    joined.config["nlp"]["tokenizer"] = {"@tokenizers": "stadspraat.DutchTokenizer.v1"}
    joined.to_disk(options.out / "cnn")


def _older(data: Path) -> Iterator[TrainingText]:
    """LassySmall 2017 as passages, with what the newer treebank would still say."""
    newer = usage([own_lemmas(s) for s in read_treebank(data / "ud/alpino_train.conllu.xz")])
    older = renewed(map(own_lemmas, read_treebank(data / "ud/lassysmall_2017_train.conllu")), newer)
    # A class that is unknown for one word is left out for the passage, so it is left out of all.
    return passages([replace(s, pos=("",) * len(s.words)) for s in older], random.Random(2))


def _trained(out: Path, name: str, pipeline: list[str]) -> Path:
    best = out / name / "model-best"
    if best.exists():
        return best
    config = init_config(lang="nl", pipeline=pipeline[1:], optimize="efficiency")
    config["training"]["max_steps"] = _STEPS[name]
    config["training"]["eval_frequency"] = 500
    path = out / f"{name}.cfg"
    config.to_disk(path)
    paths = {f"paths.{part}": str(out / f"{name}-{part}.spacy") for part in ("train", "dev")}
    spacy_train(path, out / name, overrides=paths)
    return best


if __name__ == "__main__":
    main()
