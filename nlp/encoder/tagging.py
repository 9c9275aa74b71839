"""spaCy's tagger and morphologizer, held to what a word can be: signs are no words, features follow the tag.

Both choose the label with the greatest score among those that are possible. A CGN tag (Van Eynde, Part of
Speech Tagging en Lemmatisering van het Corpus Gesproken Nederlands, 2004) nearly decides word class and
features, so that the morphologizer, which is right less often, is bound to the tagger's choice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import Morphologizer, Tagger
from spacy.tokens import Doc
from thinc.api import Model

from nlp.encoder.signs import is_mark

PUNCTUATION = "LET"
"""The CGN tag of a punctuation mark."""
FITTING = "fitting"
"""Where the morphologizer's settings list the labels that go with each tag."""
_NEVER = -1e9

Scores = NDArray[np.float32]


class SignTagger(Tagger):  # type: ignore[misc]
    """A tagger that calls nothing a punctuation mark that has letters or digits."""

    def predict(self, docs: Iterable[Doc]) -> list[NDArray[np.int64]]:
        """Returns for each Doc the number of each word's label."""
        return _possible(self.model, docs, self._barred)

    def _barred(self, doc: Doc) -> Scores:
        barred = np.zeros((len(doc), len(self.labels)), dtype=np.float32)
        if PUNCTUATION in self.labels:
            barred[[not is_mark(token.text) for token in doc], self.labels.index(PUNCTUATION)] = _NEVER
        return barred


class AgreeingMorphologizer(Morphologizer):  # type: ignore[misc]
    """A morphologizer that gives a word only what has been seen with its tag; any label where it has none."""

    def learn(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Takes from pairs of tag and label which labels go with each tag."""
        fitting = defaultdict[str, set[int]](set)
        numbers = {label: number for number, label in enumerate(self.labels)}
        for tag, label in pairs:
            fitting[tag].add(numbers[label])
        self.cfg[FITTING] = {tag: sorted(labels) for tag, labels in sorted(fitting.items())}

    def predict(self, docs: Iterable[Doc]) -> list[NDArray[np.int64]]:
        """Returns for each Doc the number of each word's label."""
        return _possible(self.model, docs, self._barred)

    def _barred(self, doc: Doc) -> Scores:
        barred = np.zeros((len(doc), len(self.labels)), dtype=np.float32)
        fitting: dict[str, list[int]] = self.cfg.get(FITTING, {})
        for token in doc:
            if labels := fitting.get(token.tag_):
                barred[token.i] = _NEVER
                barred[token.i, labels] = 0.0
        return barred


def _possible(
    model: Model[Any, Any], docs: Iterable[Doc], barred: Callable[[Doc], Scores]
) -> list[NDArray[np.int64]]:
    """The best label of each word, what `barred` gives it (words × labels) added; empty Docs have none."""
    every = list(docs)
    full = [doc for doc in every if len(doc)]
    scores = iter(model.predict(full) if full else [])
    nothing = np.zeros(0, dtype=np.int64)
    return [(next(scores) + barred(doc)).argmax(axis=1) if len(doc) else nothing for doc in every]


_SETTINGS: dict[str, Any] = {"overwrite": True, "label_smoothing": 0.0}


@Language.factory(
    "stadspraat_tagger",
    requires=["doc.tensor"],
    assigns=["token.tag"],
    default_config=_SETTINGS | {"neg_prefix": "!", "scorer": {"@scorers": "spacy.tagger_scorer.v1"}},
    default_score_weights={"tag_acc": 1.0},
)
def make_sign_tagger(
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    overwrite: bool,
    scorer: Callable[..., Any] | None,
    neg_prefix: str,
    label_smoothing: float,
) -> SignTagger:
    """Returns the component, its weights still to be read; the settings are those of the tagger."""
    settings: dict[str, Any] = {"neg_prefix": neg_prefix, "label_smoothing": label_smoothing}
    return SignTagger(nlp.vocab, model, name, overwrite=overwrite, scorer=scorer, **settings)


@Language.factory(
    "stadspraat_morphologizer",
    requires=["doc.tensor", "token.tag"],
    assigns=["token.morph", "token.pos"],
    default_config=_SETTINGS | {"extend": False, "scorer": {"@scorers": "spacy.morphologizer_scorer.v1"}},
    default_score_weights={"pos_acc": 0.5, "morph_acc": 0.5, "morph_per_feat": None},
)
def make_agreeing_morphologizer(
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    overwrite: bool,
    extend: bool,
    scorer: Callable[..., Any] | None,
    label_smoothing: float,
) -> AgreeingMorphologizer:
    """Returns the component, its weights still to be read; the settings are those of the morphologizer."""
    settings: dict[str, Any] = {"extend": extend, "label_smoothing": label_smoothing}
    return AgreeingMorphologizer(nlp.vocab, model, name, overwrite=overwrite, scorer=scorer, **settings)
