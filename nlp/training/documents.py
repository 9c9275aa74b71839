"""Joins treebank sentences into passages as the encoder will see them, with the noise of real documents."""

from __future__ import annotations

import math
import random
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nlp.training.treebank import Sentence, own_lemmas, read_treebank

Length = Callable[[random.Random], int]
"""How many words the next passage may have."""

DEV_SETS = ("lassysmall_dev", "alpino_dev")
UNKNOWN_HEAD = -1
"""In place of a word's head: what it depends on is not known, and not learnt."""

# Questions and grammar examples teach little that running prose needs: this share of them is used.
SHARES = {"qa": 0.35, "qtleap": 0.6, "eans": 0.5, "g_suite": 0.5, "h_suite": 0.5, "i_suite": 0.5}
SHARES |= {"j_suite": 0.5, "extra": 0.6, "leuven_yellow_pages": 0.6, "wpspel": 0.6, "ntv": 0.6}


@dataclass(frozen=True, slots=True)
class TrainingText:
    """Some sentences as one text: the words' character offsets in it and what is known of each word.

    `heads` are positions among the words of the whole text; a root is its own head.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[str, ...] = ()
    """A BIO label for each word; empty where entities are not labelled (then all else is)."""

    @property
    def heads(self) -> list[int]:
        """The head of each word, counted over the whole text; UNKNOWN_HEAD stays what it is."""
        heads: list[int] = []
        for sentence in self.sentences:
            before = len(heads)
            heads.extend(h if h == UNKNOWN_HEAD else h + before for h in sentence.heads)
        return heads


def source(sentence: Sentence) -> str:
    """Returns which part of the treebank a sentence is from."""
    name = sentence.id.replace("\\", "/").split("/")[0]
    return name.split(".")[0]


def balanced(sentences: Iterable[Sentence], chance: random.Random) -> list[Sentence]:
    """Returns the sentences with questions and grammar examples thinned to their share."""
    return [s for s in sentences if chance.random() < _share(source(s))]


def _share(name: str) -> float:
    return next((share for prefix, share in SHARES.items() if name.startswith(prefix)), 1.0)


def join(sentences: Sequence[Sentence], entities: Sequence[str] = ()) -> TrainingText:
    """Returns the sentences as one text with a space between them and none at its end, as passages are."""
    text, starts, ends = "", [], []
    for sentence in sentences:
        text += " " if text and not text.endswith(" ") else ""
        for word, space in zip(sentence.words, sentence.spaces, strict=True):
            starts.append(len(text))
            text += word
            ends.append(len(text))
            text += " " * space
    return TrainingText(text.rstrip(" "), tuple(starts), tuple(ends), tuple(sentences), tuple(entities))


def up_to_90(chance: random.Random) -> int:
    """Returns how many words a passage may have: 5 to 90, each as likely."""
    return chance.randint(5, 90)


def from_150(chance: random.Random) -> int:
    """Returns how many words a long passage may have: 150 to 280."""
    return chance.randint(150, 280)


def up_to_300(chance: random.Random) -> int:
    """Returns how many words a passage may have: 5 to 300, as likely to lie below 40 as above.

    Who learns from short passages only misses a sixth of the sentences in paragraphs of over 90 words.
    """
    return round(math.exp(chance.uniform(math.log(5), math.log(300))))


def passages(
    sentences: Sequence[Sentence],
    chance: random.Random,
    length: Length = up_to_90,
) -> Iterator[TrainingText]:
    """Yields runs of neighbouring sentences of one source, each run up to a length drawn at random."""
    run, limit = list[Sentence](), length(chance)
    for sentence in sentences:
        words = sum(len(s.words) for s in run) + len(sentence.words)
        if run and (words > limit or source(run[-1]) != source(sentence)):
            yield join(run)
            run, limit = [], length(chance)
        run.append(sentence)
    if run:
        yield join(run)


def dev_passages(path: Path, length: Length = up_to_90) -> Iterator[TrainingText]:
    """Yields the passages of a development set, the same for all who are scored on it."""
    return passages([own_lemmas(s) for s in read_treebank(path)], random.Random(0), length)


def with_noise(sentence: Sentence, chance: random.Random) -> Sentence:
    """Returns the sentence as a headline, without accents or end mark, or (most often) as it is."""
    draw = chance.random()
    if draw < 0.02:
        return replace(
            sentence, words=tuple(w.upper() if len(w.upper()) == len(w) else w for w in sentence.words)
        )
    if draw < 0.04:
        return replace(sentence, words=tuple(map(_without_accents, sentence.words)))
    if draw < 0.08 and sentence.pos[-1] == "PUNCT" and len(sentence.words) > 2 and _is_leaf(sentence):
        return _without_last(sentence)
    return sentence


def _without_accents(word: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return plain if len(plain) == len(word) else word


def _is_leaf(sentence: Sentence) -> bool:
    last = len(sentence.words) - 1
    return last not in sentence.heads[:-1] and sentence.heads[-1] != last


def _without_last(sentence: Sentence) -> Sentence:
    s = sentence
    return Sentence(
        s.id,
        s.words[:-1],
        s.spaces[:-1],
        s.lemmas[:-1],
        s.pos[:-1],
        s.tags[:-1],
        s.feats[:-1],
        s.heads[:-1],
        s.deps[:-1],
    )
