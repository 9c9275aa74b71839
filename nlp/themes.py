"""The themes of a text, each with the words that are its evidence and a score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp

from spacy.language import Language
from spacy.tokens import Doc

from corpus.identity import PERSON_LABELS
from corpus.records import Mention
from corpus.sentences import sentence_spans
from nlp.theme_schemes import SHIPPED, Scheme, Theme, shipped_scheme
from nlp.theme_terms import Term, TermIndex, Word, read_term

LAYER = "theme"
TERMS, SEMANTIC = "terms", "semantic"
# A theme counts from this score: one plain term gives 0.63, one weak term 0.39, two weak ones 0.63.
THRESHOLD = 0.5
Doc.set_extension("themes", default=(), force=True)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the text that tell of a theme; offsets are characters of the text."""

    start: int
    end: int
    text: str
    term: str


@dataclass(frozen=True, slots=True)
class ThemeFound:
    """A theme of a text: how strongly it is there (0 to 1) and where that can be read."""

    scheme: str
    id: str
    label: str
    score: float
    evidence: tuple[Evidence, ...]
    kind: str = TERMS
    """terms, or semantic: the whole passage is evidence, and `term` the description it is nearest to."""


class ThemeFinder:
    """The terms of a scheme, ready to be searched for."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        terms: list[tuple[Term, int]] = []
        for number, theme in enumerate(scheme.themes):
            terms += ((read_term(text), number) for text in theme.terms)
            # An exclusion has the number of its theme, counted down from -1.
            terms += ((read_term(text), -1 - number) for text in theme.exclusions)
        self._index = TermIndex(terms)

    def find(self, text: str, words: Sequence[Word]) -> tuple[ThemeFound, ...]:
        """The themes of a text, the strongest first."""
        found: dict[int, list[tuple[Term, tuple[Word, ...]]]] = {}
        for term, number, hits in self._index.find(words):
            found.setdefault(number, []).append((term, hits))
        themes = (
            self._theme(text, self.scheme.themes[number], hits, found.get(-1 - number, []))
            for number, hits in found.items()
            if number >= 0
        )
        kept = [theme for theme in themes if theme.score >= THRESHOLD]
        return tuple(sorted(kept, key=lambda theme: (-theme.score, theme.id)))

    def _theme(
        self,
        text: str,
        theme: Theme,
        hits: Sequence[tuple[Term, tuple[Word, ...]]],
        excluded: Sequence[tuple[Term, tuple[Word, ...]]],
    ) -> ThemeFound:
        barred = {word for _, words in excluded for word in words}
        kept = [(term, words) for term, words in hits if not barred & set(words)]
        evidence = {_evidence(text, term, words): term.weight for term, words in kept}
        weight = _weight(kept)
        ordered = tuple(sorted(evidence, key=lambda each: (each.start, each.end, each.term)))
        return ThemeFound(self.scheme.id, theme.id, theme.label, round(1 - exp(-weight), 2), ordered)


def _evidence(text: str, term: Term, words: Sequence[Word]) -> Evidence:
    start, end = words[0].start, words[-1].end
    return Evidence(start, end, text[start:end], term.text)


def _weight(hits: Iterable[tuple[Term, tuple[Word, ...]]]) -> float:
    """The sum of what the hits tell, a word counted once, by the term that tells most of it."""
    best: dict[Word, float] = {}
    for term, words in hits:
        best[words[0]] = max(best.get(words[0], 0.0), term.weight)
    return sum(best.values())


@cache
def shipped_finder(name: str) -> ThemeFinder:
    """The finder of a scheme that ships."""
    return ThemeFinder(shipped_scheme(name))


def words_of(doc: Doc) -> list[Word]:
    """The words of a document, punctuation and white space left out, for any pipeline with lemmas.

    A person's name is kept as an empty word: burgemeester Wever is no weaver.
    """
    ends = [end for _, end in sentence_spans(doc.text)] or [len(doc.text)]
    words: list[Word] = []
    sentence = 0
    for token in doc:
        while sentence < len(ends) - 1 and token.idx >= ends[sentence]:
            sentence += 1
        if not (token.is_punct or token.is_space):
            # In a heading of capitals a word is taken for a name too easily.
            is_name = (
                token.ent_type_ in PERSON_LABELS and token.text[0].isupper() and not token.text.isupper()
            )
            form = "" if is_name else token.text.lower().replace("’", "'")
            lemma = "" if is_name else token.lemma_.lower().replace("_", "") or form
            words.append(Word(token.idx, token.idx + len(token), form, lemma, sentence))
    return words


@Language.component("stadspraat_themes")
def find_doc_themes(doc: Doc) -> Doc:
    """Set `doc._.themes` to the themes of the schemes that ship."""
    words = words_of(doc)
    doc._.themes = tuple(theme for name in SHIPPED for theme in shipped_finder(name).find(doc.text, words))
    return doc


def theme_mentions(doc: Doc) -> list[Mention]:
    """The themes as mentions: from the first to the last word of evidence, which is listed in the data."""
    mentions = []
    for theme in doc._.themes:
        start, end = theme.evidence[0].start, max(each.end for each in theme.evidence)
        evidence = [{"start": e.start, "end": e.end, "text": e.text, "term": e.term} for e in theme.evidence]
        data: tuple[tuple[str, object], ...] = (
            ("scheme", theme.scheme),
            ("id", theme.id),
            ("score", theme.score),
            ("kind", theme.kind),
        )
        data = (*data, ("evidence", evidence))
        mentions.append(Mention(LAYER, theme.label, start, end, doc.text[start:end], data))
    return mentions
