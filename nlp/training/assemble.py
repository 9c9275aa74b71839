"""Puts the pipeline together: tokenizer, encoder, heads, entities; writes it as a folder for spacy.load."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import spacy
import torch
from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam, fix_random_seed

from nlp.encoder import register
from nlp.training.examples import cached_features
from nlp.training.heads import HEADS_FILE
from nlp.training.older import renewed, usage
from nlp.training.transplant import Weights, add_heads
from nlp.training.treebank import Sentence, own_lemmas, read_treebank
from nlp.training.trees import LemmaClasses

NAME, VERSION = "beleid", "0.1.0"
META = {
    "name": NAME,
    "version": VERSION,
    "description": "Dutch policy text: one encoder for passage embeddings and all annotation.",
    "license": "CC BY-SA 4.0 (heads), MIT (encoder: multilingual-e5-small, Microsoft)",
    "author": "stadspraat",
    "sources": [
        {"name": "multilingual-e5-small", "license": "MIT", "author": "Liang Wang and others"},
        {
            "name": "Alpino treebank, as in UD Dutch-Alpino",
            "license": "CC BY-SA 4.0",
            "author": "Gosse Bouma and others",
        },
        {
            "name": "UD Dutch-LassySmall 2.0 (2017)",
            "license": "CC BY-SA 4.0",
            "author": "Gosse Bouma and others",
        },
    ],
}


def base_pipeline(encoder: Path) -> Language:
    """Returns the Dutch tokenizer and the encoder in `encoder`."""
    register()
    config = {"nlp": {"tokenizer": {"@tokenizers": "stadspraat.DutchTokenizer.v1"}, "batch_size": 64}}
    nlp = spacy.blank("nl", config=config)
    nlp.add_pipe("stadspraat_encoder", name="encoder", config={"folder": str(encoder)})
    return nlp


def add_finetuned(nlp: Language, folder: Path, data: Path) -> None:
    """Adds the heads in `folder`: those of nlp.training.heads, else those of nlp.training.finetune."""
    train: Sequence[Sentence] = [own_lemmas(s) for s in read_treebank(data / "ud/alpino_train.conllu.xz")]
    classes = json.loads((folder / "classes.json").read_text(encoding="utf-8"))
    trained_on = folder / HEADS_FILE
    state = torch.load(trained_on if trained_on.exists() else folder / "multitask.pt")
    weights: Weights = {
        name: value.float().numpy() for name, value in state.items() if not name.startswith("encoder.")
    }
    older = renewed(map(own_lemmas, read_treebank(data / "ud/lassysmall_2017_train.conllu")), usage(train))
    listed = {name: list(values) for name, values in classes.items()}
    add_heads(nlp, weights, listed, LemmaClasses(train), train, older)


def train_more(
    nlp: Language, name: str, examples: Iterable[Example], *, epochs: int = 2, seed: int = 1
) -> float:
    """Trains one component on cached examples; returns the loss of the last epoch."""
    fix_random_seed(seed)
    component: Any = nlp.get_pipe(name)
    optimiser = Adam(5e-4)
    kept, loss = list(examples), 0.0
    for _ in range(epochs):
        losses: dict[str, float] = {}
        for at in range(0, len(kept), 16):
            component.update(kept[at : at + 16], sgd=optimiser, drop=0.1, losses=losses)
        loss = losses[name]
    return loss


def finish(nlp: Language, out: Path, figures: dict[str, Any] | None = None) -> Path:
    """Adds the last components, writes the pipeline to `out` and returns that folder."""
    nlp.add_pipe("stadspraat_sentence_rules", name="sentence_rules", after="senter")
    nlp.add_pipe("stadspraat_auxiliaries", name="auxiliaries", after="parser")
    nlp.add_pipe("stadspraat_particles", name="particles", after="auxiliaries")
    nlp.add_pipe("stadspraat_entity_rules", name="entity_rules", after="ner")
    nlp.add_pipe("stadspraat_release", name="release")
    nlp.meta.update(META | {"performance": figures or {}})
    nlp.config["components"]["encoder"]["folder"] = None
    nlp.to_disk(out)
    return out


def assemble(data: Path, finetuned: Path, encoder: Path, cached: Path, out: Path) -> Path:
    """Returns the folder of the finished pipeline, from fine-tuned heads and cached treebank features."""
    nlp = base_pipeline(encoder)
    add_finetuned(nlp, finetuned, data)
    read = cached_features(cached / "syntax-train", shuffle=True, seed=1)
    train_more(nlp, "morphologizer", read(nlp))
    return finish(nlp, out)
