"""Lemmas of words the treebank knows, by form and tag: surer than an edit tree for all that is listed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import srsly
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.util import SimpleFrozenList

from nlp.encoder.compounds import lemma_by_ending

_FILE = "table.msgpack"
_NAME = "SPEC|deeleigen"
"""The CGN tag of part of a name, whose capital stays."""
_AS_WRITTEN = re.compile(r"SPEC\|(deeleigen|symb)$|N\|eigen\|ev\|basis\|(zijd|onz|genus)\|stan$")
"""The CGN tags of words that are their own lemma: parts of names, singular names, symbols."""


class LemmaTable:
    """Overrides the lemma of a token whose form is listed with its CGN tag or, failing that, its word class.

    Names and symbols that are not listed are their own lemma, compounds have that of the listed word they
    end in; all else keeps the lemma it has.
    """

    def __init__(self, name: str = "lemma_table") -> None:
        self.name = name
        self.table: dict[str, dict[str, str]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Returns the Doc with listed lemmas put in."""
        for token in doc:
            lemma = self.lookup(token)
            if lemma:
                token.lemma_ = lemma
        return doc

    def lookup(self, token: Token) -> str:
        """Returns the lemma by tag, word class, kind of word or ending; an empty string for all others."""
        listed = self._listed(token, token.tag_) or self._listed(token, token.pos_)
        if listed or _AS_WRITTEN.match(token.tag_):
            return listed or token.text
        return lemma_by_ending(token.text, token.tag_, self.table.get(token.tag_, {}))

    def _listed(self, token: Token, key: str) -> str:
        """A capital that begins a sentence is looked past."""
        forms = self.table.get(key, {})
        if lemma := forms.get(token.text):
            return lemma
        return forms.get(token.lower_, "") if token.is_title and token.tag_ != _NAME else ""

    def learn(self, triples: Iterable[tuple[str, str, str]]) -> None:
        """Lists for every form and tag (or word class) the most frequent lemma, among equals the first."""
        counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for form, tag, lemma in triples:
            counts[tag, form][lemma] += 1
        for (tag, form), lemmas in sorted(counts.items()):
            best = min(lemmas, key=lambda lemma: (-lemmas[lemma], lemma))
            self.table.setdefault(tag, {})[form] = best

    def to_disk(self, path: Path, *, exclude: Iterable[str] = SimpleFrozenList()) -> None:
        """Writes the table to the folder `path`."""
        path.mkdir(parents=True, exist_ok=True)
        srsly.write_msgpack(path / _FILE, self.table)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = SimpleFrozenList()) -> LemmaTable:
        """Takes the table from the folder `path`."""
        self.table = dict(srsly.read_msgpack(Path(path) / _FILE))
        return self


@Language.factory("stadspraat_lemma_table", requires=["token.tag"], assigns=["token.lemma"])
def make_lemma_table(nlp: Language, name: str) -> LemmaTable:
    """Returns the component, its table still empty."""
    return LemmaTable(name)
