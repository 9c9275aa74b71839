"""The project's Dutch tokenizer as a registered function, so that a pipeline can name it in its config."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import SimpleFrozenList, registry

from nlp.tokenizing import dutch_tokenizer as rules

# Half of a character outside the basic plane; spaCy cannot hold it.
_SURROGATE = re.compile("[\ud800-\udfff]")


class DutchTokenizer:
    """spaCy's Dutch tokenizer with the corrections of nlp.tokenizing; its rules live in code, not on disk."""

    def __init__(self, vocab: Any) -> None:
        self._rules = rules(vocab)
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Returns the text as a Doc of tokens; half characters (lone surrogates) become `�`."""
        doc: Doc = self._rules(_SURROGATE.sub("�", text))
        return doc

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterable[Doc]:
        """Yields the texts as Docs."""
        return map(self, texts)

    def to_bytes(self, *, exclude: Iterable[str] = SimpleFrozenList()) -> bytes:
        """Returns nothing to store: the rules are code."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = SimpleFrozenList()) -> DutchTokenizer:
        """Returns the tokenizer as it is."""
        return self

    def to_disk(self, path: Path, *, exclude: Iterable[str] = SimpleFrozenList()) -> None:
        """Writes nothing: the rules are code."""

    def from_disk(self, path: Path, *, exclude: Iterable[str] = SimpleFrozenList()) -> DutchTokenizer:
        """Returns the tokenizer as it is."""
        return self


@registry.tokenizers("stadspraat.DutchTokenizer.v1")  # type: ignore[untyped-decorator]
def dutch_tokenizer() -> Callable[[Language], DutchTokenizer]:
    """Returns what makes the tokenizer for a pipeline."""
    return lambda nlp: DutchTokenizer(nlp.vocab)
