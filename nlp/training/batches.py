"""Training texts as tensors: pieces, which pieces each word covers, and the classes to learn."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from nlp.encoder.pooling import covering_pieces
from nlp.training.documents import UNKNOWN_HEAD, TrainingText
from nlp.training.multitask import Batch
from nlp.training.treebank import Sentence
from nlp.training.trees import RARE

PREFIX = "passage: "
BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
Teacher = tuple[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Classes:
    """How each task numbers what it predicts; a value that is not listed is not learnt."""

    values: dict[str, dict[str, int]]
    labels: dict[str, int]
    lemmas: Callable[[Sentence], list[int]]
    entities: dict[str, int]


@dataclass(frozen=True, slots=True)
class Item:
    """One text, cut into pieces."""

    ids: list[int]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    text: TrainingText | None
    teacher: NDArray[np.float32] | None = None
    features: Tensor | None = None
    """The features of the words (words × width, float16) where the encoder has been run already."""


def numbered(values: Iterable[str]) -> dict[str, int]:
    """Returns the distinct non-empty values in order, numbered from 0."""
    return {value: number for number, value in enumerate(sorted(set(values) - {""}))}


def item(tokenizer: Tokenizer, text: TrainingText, longest: int = 510) -> Item | None:
    """Returns the text cut into pieces, None where it is longer than the encoder reads."""
    ids, starts, ends = pieces(tokenizer, text.text)
    if len(ids) > longest:
        return None
    first, last = covering_pieces(starts, ends, np.array(text.starts), np.array(text.ends))
    return Item(ids, first, last, text)


def pieces(tokenizer: Tokenizer, text: str) -> tuple[list[int], NDArray[np.int64], NDArray[np.int64]]:
    """Returns piece ids with prefix and marks, and their character offsets in `text` (−1 outside it)."""
    encoding = tokenizer.encode(PREFIX + text, add_special_tokens=False)
    offsets = np.array([(0, 0), *encoding.offsets, (0, 0)], dtype=np.int64) - len(PREFIX)
    offsets[-1] = len(text)
    return [BEGIN, *encoding.ids, END], offsets[:, 0], offsets[:, 1]


def grouped(items: Sequence[Item], budget: int, chance: random.Random) -> Iterator[list[Item]]:
    """Yields groups of items of like length, each at most `budget` padded pieces, in random order."""
    order = sorted(items, key=lambda i: (len(i.ids), chance.random()))
    groups: list[list[Item]] = [[]]
    for one in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(one.ids) > budget:
            groups.append([])
        groups[-1].append(one)
    chance.shuffle(groups)
    yield from groups


def to_batch(items: Sequence[Item], classes: Classes) -> Batch:
    """Returns the items as padded tensors."""
    width = max((len(i.first) for i in items), default=0)
    texts = [i.text for i in items if i.text is not None]
    teachers = [i.teacher for i in items if i.teacher is not None]
    features = [i.features.float() for i in items if i.features is not None]
    labelled = len(texts) == len(items)
    return Batch(
        ids=_padded([i.ids for i in items], PAD),
        present=_padded([[1] * len(i.ids) for i in items], 0),
        first=_padded([i.first.tolist() for i in items], 0),
        last=_padded([i.last.tolist() for i in items], 0),
        words=_padded([[1] * len(i.first) for i in items], 0, width),
        sentence=_padded([_sentence_numbers(t) for t in texts] if labelled else [[]], -1, width),
        classes=_classes(texts, classes) if labelled else {},
        heads=_padded([_heads(text) for text in texts], RARE),
        labels=_padded([_numbers(t, "deps", classes.labels) for t in texts], RARE),
        teacher=torch.from_numpy(np.stack(teachers)) if len(teachers) == len(items) else None,
        features=pad_sequence(features, batch_first=True) if len(features) == len(items) else None,
    )


def masked(batch: Batch, share: float) -> Batch:
    """Returns the batch with about this share of its pieces unknown, those at the ends never.

    What a word is must then be told from its neighbours, which keeps a small treebank from being learnt
    by heart (Kondratyuk and Straka, 75 Languages, 1 Model, 2019).
    """
    words = (batch.ids != BEGIN) & (batch.ids != END) & (batch.ids != PAD)
    hidden = (torch.rand(batch.ids.shape) < share) & words
    return replace(batch, ids=batch.ids.masked_fill(hidden, UNKNOWN))


def _classes(texts: Sequence[TrainingText], classes: Classes) -> dict[str, Tensor]:
    result = {
        name: _padded([_numbers(text, name, values) for text in texts], RARE)
        for name, values in classes.values.items()
    }
    result["lemmas"] = _padded(
        [[c for s in text.sentences for c in classes.lemmas(s)] for text in texts], RARE
    )
    entities = classes.entities
    result["entities"] = _padded(
        [[entities.get(e, RARE) for e in text.entities] or [RARE] * len(text.starts) for text in texts], RARE
    )
    result["starts"] = _padded([_sentence_starts(text) for text in texts], RARE)
    return result


def _heads(text: TrainingText) -> list[int]:
    if text.entities:
        return [RARE] * len(text.starts)
    return [RARE if head == UNKNOWN_HEAD else head for head in text.heads]


def _numbers(text: TrainingText, field: str, values: dict[str, int]) -> list[int]:
    return [values.get(value, RARE) for s in text.sentences for value in getattr(s, field)]


def _sentence_numbers(text: TrainingText) -> list[int]:
    return [number for number, s in enumerate(text.sentences) for _ in s.words]


def _sentence_starts(text: TrainingText) -> list[int]:
    """1 where a sentence starts; not known after a colon or semicolon, of which the treebanks disagree."""
    starts: list[int] = []
    before = ""
    for sentence in text.sentences:
        starts += [RARE if before in (":", ";") else 1, *[0] * (len(sentence.words) - 1)]
        before = sentence.words[-1]
    return starts


def _padded(rows: Sequence[Sequence[int]], fill: int, width: int = 0) -> Tensor:
    width = max([width, *map(len, rows)])
    return torch.tensor([[*row, *[fill] * (width - len(row))] for row in rows], dtype=torch.long)
