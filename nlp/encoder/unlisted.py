"""spaCy's edit-tree lemmatizer for the words that have no lemma yet: one in eight, after the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline.edit_tree_lemmatizer import EditTreeLemmatizer
from spacy.tokens import Doc, Token
from thinc.api import Model

Trees = NDArray[np.int64]


class UnlistedLemmatizer(EditTreeLemmatizer):
    """Scores no tree for a word whose lemma is known; gives the others what EditTreeLemmatizer gives.

    Every word has a score for each of two thousand trees, which makes them dear.
    """

    def predict(self, docs: Iterable[Doc]) -> list[Trees]:  # type: ignore[override]
        """Returns for each Doc the tree of every word without a lemma, −1 where no tree fits."""
        return [self._trees(doc, unlisted(doc)) for doc in docs]

    def _trees(self, doc: Doc, words: list[Token]) -> Trees:
        if not words:
            return np.zeros(0, dtype=np.int64)
        vectors: Any = self.model.get_ref("tok2vec").predict([doc])[0]
        scores = self.model.get_ref("softmax").predict(vectors[[word.i for word in words]])
        choose: Any = self._scores2guesses_top_k_greater_1
        trees: Trees = choose([words], [scores])[0]
        return trees

    def set_annotations(self, docs: Iterable[Doc], batch_tree_ids: list[Trees]) -> None:
        """Sets the lemmas that are missing, by the trees that `predict` returned."""
        # It takes any sequence of tokens for a Doc.
        words: Any = [unlisted(doc) for doc in docs]
        super().set_annotations(words, batch_tree_ids)


def unlisted(doc: Doc) -> list[Token]:
    """Returns the tokens without a lemma."""
    return [token for token in doc if token.lemma == 0]


@Language.factory(
    "stadspraat_unlisted_lemmatizer",
    requires=["doc.tensor"],
    assigns=["token.lemma"],
    default_config={"backoff": "orth", "top_k": 5, "scorer": {"@scorers": "spacy.lemmatizer_scorer.v1"}},
    default_score_weights={"lemma_acc": 1.0},
)
def make_unlisted_lemmatizer(
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    backoff: str | None,
    top_k: int,
    scorer: Callable[..., Any] | None,
) -> UnlistedLemmatizer:
    """Returns the component, its trees and weights still to be read."""
    return UnlistedLemmatizer(nlp.vocab, model, name, backoff=backoff, top_k=top_k, scorer=scorer)
