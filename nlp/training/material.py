"""What there is to learn from: treebanks, entity labels, and how their values are numbered."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy

from nlp.tokenizing import correct_tokenizer
from nlp.training.batches import Classes, numbered
from nlp.training.documents import (
    DEV_SETS,
    TrainingText,
    balanced,
    dev_passages,
    from_150,
    join,
    passages,
    up_to_90,
    up_to_300,
    with_noise,
)
from nlp.training.labelled import labelled_texts, read_labelled
from nlp.training.marked import LABELS
from nlp.training.newer import by_newer_rules
from nlp.training.older import renewed, usage
from nlp.training.quoting import requoted
from nlp.training.renaming import Names, names_of, renamed
from nlp.training.treebank import Sentence, own_lemmas, read_treebank
from nlp.training.trees import LemmaClasses

CLASSES_FILE = "classes.json"
_RUNS = (90, 250)
"""Up to how many words sentences with entities are taken together."""


@dataclass(frozen=True, slots=True)
class Material:
    """Sentences and texts to train on and to develop with."""

    prose: Sequence[Sentence]
    labelled: Sequence[Sequence[TrainingText]]
    """The texts with entities, in shorter and in longer runs of sentences; an epoch takes one of them."""
    classes: Classes
    lemmas: LemmaClasses
    dev: dict[str, list[TrainingText]]
    """Treebank passages by the name of their set."""
    named: Sequence[TrainingText]
    """Texts with entities, to develop with."""
    names: Names
    """What the names in texts to train on may be replaced by."""

    @property
    def sizes(self) -> dict[str, int]:
        """How many classes each tagging task has."""
        sizes = {name: len(values) for name, values in self.classes.values.items()}
        return sizes | {"lemmas": len(self.lemmas), "starts": 2, "entities": len(self.classes.entities)}

    def texts(self, chance: random.Random, entity_copies: int) -> list[TrainingText]:
        """Returns an epoch: passages of the treebanks and the labelled texts so many times, with noise.

        Some names in the labelled texts are others each time.
        """
        chosen = [with_noise(s, chance) for s in balanced(self.prose, chance)]
        texts = [*passages(chosen, chance, up_to_300)]
        for _ in range(entity_copies):
            others = [renamed(text, self.names, chance) for text in chance.choice(self.labelled)]
            noisy = (([with_noise(s, chance) for s in text.sentences], text.entities) for text in others)
            texts += [join(sentences, entities) for sentences, entities in noisy]
        return [requoted(text, chance) for text in texts]

    def save_classes(self, folder: Path) -> None:
        """Writes what each number of a class stands for to `classes.json` in the folder."""
        lists = {**self.classes.values, "deps": self.classes.labels, "entities": self.classes.entities}
        listed = {name: list(values) for name, values in lists.items()}
        (folder / CLASSES_FILE).write_text(json.dumps(listed), encoding="utf-8")


def read_material(data: Path) -> Material:
    """Returns what the folder `data` (`ud/`, `text/`) and the entity labels give."""
    train = [by_newer_rules(own_lemmas(s)) for s in read_treebank(data / "ud/alpino_train.conllu.xz")]
    older = map(own_lemmas, read_treebank(data / "ud/lassysmall_2017_train.conllu"))
    lemmas = LemmaClasses(train)
    marked = read_labelled(shared=data)
    blank = correct_tokenizer(spacy.blank("nl"))
    to_train = [s for s in marked if s.part == "train"]
    labelled = [[*labelled_texts(blank, to_train, longest)] for longest in _RUNS]
    return Material(
        prose=[*train, *renewed(older, usage(train))],
        labelled=labelled,
        classes=_classes(train, lemmas),
        lemmas=lemmas,
        dev={
            f"{name} {kind}": [*dev_passages(data / f"ud/{name}.conllu", length)]
            for name in DEV_SETS
            for kind, length in (("short", up_to_90), ("long", from_150))
        },
        named=[*labelled_texts(blank, [s for s in marked if s.part == "dev"])],
        names=names_of(labelled[0], blank),
    )


def _classes(train: Sequence[Sentence], lemmas: LemmaClasses) -> Classes:
    fields = {name: numbered(v for s in train for v in getattr(s, name)) for name in ("pos", "tags", "feats")}
    bio = ["O", *(f"{mark}-{label}" for label in LABELS for mark in "BI")]
    return Classes(fields, numbered(d for s in train for d in s.deps), lemmas.of, numbered(bio))
