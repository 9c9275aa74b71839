"""Other names in the places of names: what a name is must be told from its sentence, not known by heart.

Replacing mentions by others of their label follows Dai and Adel, An Analysis of Simple Data Augmentation for
Named Entity Recognition (2020). Towns, neighbourhoods and regions also come from the project's gazetteer.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language

from nlp.encoder.bio import spans
from nlp.gazetteer import read_table
from nlp.training.documents import TrainingText, join
from nlp.training.treebank import Sentence

LABELS = ("PER", "ORG", "GPE", "LOC", "LAW", "POLICY", "EVENT")
_TEXTS, _MENTIONS = 0.5, 0.4
"""In which share of the texts names are replaced, and which share of their names."""
_LISTED = {"GPE": ("towns",), "LOC": ("neighbourhoods", "regions")}


@dataclass(frozen=True, slots=True)
class Name:
    """The words of a name and whether a space follows each; what follows the last one is not used."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]

    @property
    def capitalised(self) -> bool:
        """Whether it begins with a capital: `de raad van Emmen` does not, and keeps to its like."""
        return self.words[0][:1].isupper()


Names = Mapping[tuple[str, bool], Sequence[Name]]
"""Names by label and by whether they begin with a capital; once each with and without a space behind them."""


def names_of(texts: Iterable[TrainingText], blank: Language) -> Names:
    """Returns the names in labelled texts and in the gazetteer; `blank` cuts listed names into words."""
    found: dict[tuple[str, bool], dict[Name, None]] = {}
    for label, name in [*_in_texts(texts), *_listed(blank)]:
        if label in LABELS:
            found.setdefault((label, name.capitalised), {})[name] = None
    return {key: tuple(names) for key, names in found.items()}


def _in_texts(texts: Iterable[TrainingText]) -> Iterator[tuple[str, Name]]:
    for text in texts:
        for sentence, bio in _with_labels(text):
            for start, end, label in sorted(spans(bio)):
                yield label, Name(sentence.words[start:end], sentence.spaces[start:end])


def _listed(blank: Language) -> Iterator[tuple[str, Name]]:
    for label, tables in _LISTED.items():
        for listed in dict.fromkeys(row["name"] for table in tables for row in read_table(table)):
            doc = blank.make_doc(listed)
            yield label, Name(tuple(t.text for t in doc), tuple(bool(t.whitespace_) for t in doc))


def _with_labels(text: TrainingText) -> Iterator[tuple[Sentence, Sequence[str]]]:
    at = 0
    for sentence in text.sentences:
        yield sentence, text.entities[at : at + len(sentence.words)]
        at += len(sentence.words)


def renamed(text: TrainingText, names: Names, chance: random.Random) -> TrainingText:
    """Returns a labelled text with some of its names replaced by others of their label, or as it is."""
    if not text.entities or chance.random() >= _TEXTS:
        return text
    parts = [_renamed(sentence, bio, names, chance) for sentence, bio in _with_labels(text)]
    return join([sentence for sentence, _ in parts], [label for _, bio in parts for label in bio])


def _renamed(
    sentence: Sentence, bio: Sequence[str], names: Names, chance: random.Random
) -> tuple[Sentence, list[str]]:
    labels = [*bio]
    for start, end, label in sorted(spans(bio), reverse=True):
        old = Name(sentence.words[start:end], sentence.spaces[start:end])
        others = names.get((label, old.capitalised), ())
        if others and chance.random() < _MENTIONS:
            new = _in_the_style_of(old, chance.choice(others))
            sentence = _with_name(sentence, start, end, new)
            labels[start:end] = [f"B-{label}", *[f"I-{label}"] * (len(new.words) - 1)]
    return sentence, labels


def _in_the_style_of(old: Name, new: Name) -> Name:
    """The new name, in capitals where the old one is long and has no small letter."""
    shouted = all(word.isupper() for word in old.words) and sum(map(len, old.words)) > 4
    words = tuple(word.upper() for word in new.words) if shouted else new.words
    return Name(words, (*new.spaces[:-1], old.spaces[-1]))


def _with_name(sentence: Sentence, start: int, end: int, name: Name) -> Sentence:
    """The sentence with other words there; of none of its words more than its text is known."""
    words = (*sentence.words[:start], *name.words, *sentence.words[end:])
    spaces = (*sentence.spaces[:start], *name.spaces, *sentence.spaces[end:])
    unknown = ("",) * len(words)
    bare = replace(sentence, words=words, spaces=spaces, lemmas=unknown, pos=unknown, tags=unknown)
    return replace(bare, feats=unknown, heads=(0,) * len(words), deps=unknown)
