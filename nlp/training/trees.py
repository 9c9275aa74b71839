"""Turns lemmas into classes: the edit trees of spaCy's lemmatizer, numbered by falling frequency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from spacy.pipeline._edit_tree_internals.edit_trees import EditTrees
from spacy.strings import StringStore

from nlp.training.treebank import Sentence

RARE = -100
"""The class of a lemma whose tree is too rare to learn; torch's cross entropy skips it."""


class LemmaClasses:
    """Edit trees seen at least `least` times in the sentences, each a class from 0 up."""

    def __init__(self, sentences: Iterable[Sentence], least: int = 2) -> None:
        self.trees = EditTrees(StringStore())
        counts: Counter[int] = Counter()
        first: dict[int, tuple[str, str]] = {}
        for sentence in sentences:
            for word, lemma in zip(sentence.words, sentence.lemmas, strict=True):
                tree = self.trees.add(word, lemma)
                counts[tree] += 1
                first.setdefault(tree, (word, lemma))
        kept = [tree for tree, count in counts.most_common() if count >= least]
        self.tree_of = kept
        self.examples = [first[tree] for tree in kept]
        """For each class a word and its lemma; they make the same tree in another set of trees."""
        self.class_of = {tree: number for number, tree in enumerate(kept)}

    def __len__(self) -> int:
        return len(self.tree_of)

    def of(self, sentence: Sentence) -> list[int]:
        """Returns the class of each word's lemma, RARE where its tree was not kept."""
        pairs = zip(sentence.words, sentence.lemmas, strict=True)
        trees = [self.trees.add(word, lemma) if lemma else RARE for word, lemma in pairs]
        return [self.class_of.get(tree, RARE) for tree in trees]

    def lemma(self, word: str, ranked: Iterable[int]) -> str:
        """Returns the lemma by the first of the ranked classes that fits the word, else the word."""
        for number in ranked:
            lemma = self.trees.apply(self.tree_of[number], word)
            if lemma is not None:
                return str(lemma)
        return word
