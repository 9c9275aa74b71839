"""Encodes all training and development texts once, for the training of the heads."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language

from nlp.encoder.session import PassageEncoder
from nlp.encoder.tokenizer import DutchTokenizer
from nlp.training.documents import (
    DEV_SETS,
    TrainingText,
    balanced,
    dev_passages,
    join,
    passages,
    up_to_300,
    with_noise,
)
from nlp.training.examples import encoded, save
from nlp.training.labelled import labelled_texts, read_labelled
from nlp.training.quoting import requoted
from nlp.training.treebank import Sentence, own_lemmas, read_treebank

PARTS = ("syntax-train", "syntax-dev", "entities-train", "entities-dev")


def prepare(
    data: Path,
    encoder: PassageEncoder,
    out: Path,
    *,
    seed: int = 1,
    share: float = 1.0,
    names: Sequence[str] = PARTS,
) -> dict[str, int]:
    """Writes the named parts to `out`, each as a folder of its name.

    Returns how many tokens each holds. A passage is what the encoder sees; runs of sentences in the
    training part have random lengths, so that a heading alone and a full passage are both known.
    """
    nlp = spacy.blank("nl")
    nlp.tokenizer = DutchTokenizer(nlp.vocab)
    chosen = parts(data, nlp, seed=seed, share=share)
    return {name: save(out / name, encoded(encoder, nlp.vocab, chosen[name]())) for name in names}


def parts(
    data: Path, nlp: Language, *, seed: int = 1, share: float = 1.0
) -> dict[str, Callable[[], Iterator[TrainingText]]]:
    """Returns what gives the texts of each part, to train on and to develop with.

    `share` says how much of the treebank's training part is used.
    """
    return {
        "syntax-train": lambda: _syntax_train(data, random.Random(seed), share),
        "syntax-dev": lambda: _syntax_dev(data),
        "entities-train": lambda: _entities(data, nlp, "train", random.Random(seed)),
        "entities-dev": lambda: _entities(data, nlp, "dev", random.Random(seed)),
    }


def _syntax_train(data: Path, chance: random.Random, share: float) -> Iterator[TrainingText]:
    sentences = (own_lemmas(s) for s in read_treebank(data / "ud/alpino_train.conllu.xz"))
    texts = passages([with_noise(s, chance) for s in balanced(sentences, chance)], chance, up_to_300)
    return (requoted(text, chance) for text in texts if chance.random() < share)


def _syntax_dev(data: Path) -> Iterator[TrainingText]:
    for name in DEV_SETS:
        yield from dev_passages(data / f"ud/{name}.conllu")


def _entities(data: Path, nlp: Language, part: str, chance: random.Random) -> Iterator[TrainingText]:
    marked = [sentence for sentence in read_labelled(shared=data) if sentence.part == part]
    for text in labelled_texts(nlp, marked):
        yield text
        if part == "train":
            yield from _noisy(text, chance)


def _noisy(text: TrainingText, chance: random.Random) -> Iterator[TrainingText]:
    """A copy of one text in ten in capitals or without accents: headlines and bad scans."""
    changed: list[Sentence] = [with_noise(s, chance) for s in text.sentences]
    if changed != list(text.sentences):
        yield join(changed, text.entities)
