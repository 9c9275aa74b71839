"""Words in context: what the user types becomes a query, and every occurrence a line with its place.

A query is one or more terms, all of which must occur in a passage:

    stad              the word or the lemma, so that `steden` is found too
    "sociale huur"    these word forms, in this order
    woning*           everything that begins so

Case never counts. Diacritics count only where the query has them: `financien` finds `financiën`,
`één` does not find `een`. Nothing a user can type is a syntax error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from corpus.errors import StadspraatError
from corpus.records import Passage, Token

# Letters and digits with the marks on them: what SQLite's unicode61 takes for a token.
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_TERM = re.compile(r"[\"“”„]([^\"“”„]*)[\"“”„]?|[^\s\"“”„]+")


class QueryError(StadspraatError):
    """A search query has no word in it."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that follow each other; `exact` takes word forms only, `prefix` leaves the last word open."""

    words: tuple[str, ...]
    exact: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class KwicLine:
    """One occurrence with its context and its place."""

    left: str
    match: str
    right: str
    passage: str
    document: str
    path: str
    title: str
    date: str
    page: int | None
    start: int
    """Character offsets of the match in the passage."""
    end: int


def parse_query(query: str) -> tuple[Term, ...]:
    """The terms of a query. Raises QueryError when there is no letter or digit in it."""
    terms = tuple(term for match in _TERM.finditer(query) if (term := _term(match)).words)
    if not terms:
        raise QueryError(f'{query!r}: nothing to search for; give a word, a "phrase" or a prefix*')
    return terms


def fts_expression(terms: Sequence[Term]) -> str:
    """The terms for SQLite's MATCH; only letters and digits in quotes get there, so it always parses."""
    return " AND ".join(map(_fts_term, terms))


class Searchable(Protocol):
    """What a concordance is made from; `corpus.store.Store` is one."""

    def search_passages(self, expression: str) -> Iterator[FoundPassage]: ...


def concordance(
    store: Searchable, query: str, *, width: int = 60, limit: int | None = None
) -> Iterator[KwicLine]:
    """Every occurrence of the query's terms, by date, document and place; `width` characters on each side.

    Raises QueryError when there is nothing to search for.
    """
    terms = parse_query(query)
    lines = (
        line for found in store.search_passages(fts_expression(terms)) for line in _lines(found, terms, width)
    )
    return islice(lines, limit)


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage the full-text index came up with, and what is needed to show it."""

    passage: Passage
    tokens: tuple[Token, ...]
    path: str
    title: str
    date: str
    pages: tuple[tuple[int, int, int], ...]
    """Start and end in the passage, and the page, of every printed line behind it."""


def occurrences(text: str, tokens: Sequence[Token], term: Term) -> tuple[tuple[int, int], ...]:
    """Where the term stands in the text: character offsets, by word form, and by lemma unless exact."""
    forms = [(match.start(), match.end(), (match.group(),)) for match in _WORD.finditer(text)]
    spans = set(_runs(forms, term))
    if not term.exact:
        lemmas = [(one.start, one.end, tuple(_WORD.findall(one.lemma))) for one in tokens]
        spans |= set(_runs([lemma for lemma in lemmas if lemma[2]], term))
    return tuple(sorted(spans))


def fold(word: str) -> str:
    """The word without case and diacritics, as the full-text index has it."""
    letters = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _term(match: re.Match[str]) -> Term:
    phrase: str | None = match.group(1)
    written = match.group() if phrase is None else phrase
    return Term(tuple(_WORD.findall(written)), phrase is not None, written.rstrip().endswith("*"))


def _fts_term(term: Term) -> str:
    columns = "forms" if term.exact else "{forms lemmas}"
    return f'{columns} : "{" ".join(term.words)}"{" *" if term.prefix else ""}'


def _runs(units: Sequence[tuple[int, int, tuple[str, ...]]], term: Term) -> Iterator[tuple[int, int]]:
    """Spans of consecutive units (a form, or the words of a lemma) that spell the term."""
    words = [(index, word) for index, unit in enumerate(units) for word in unit[2]]
    tests = _tests(term)
    for at in range(len(words) - len(tests) + 1):
        if all(test(words[at + step][1]) for step, test in enumerate(tests)):
            yield units[words[at][0]][0], units[words[at + len(tests) - 1][0]][1]


def _tests(term: Term) -> list[Callable[[str], bool]]:
    """For each word of the term what says whether a word of the text is that word."""
    last = len(term.words) - 1
    return [_test(word, term.prefix and at == last) for at, word in enumerate(term.words)]


def _test(wanted: str, prefix: bool) -> Callable[[str], bool]:
    marked = unicodedata.normalize("NFC", wanted.casefold())
    # Diacritics in the query must be there in the text; without them they do not count.
    key = fold if fold(wanted) == marked else lambda word: unicodedata.normalize("NFC", word.casefold())
    if prefix:
        return lambda word: key(word).startswith(marked)
    return lambda word: key(word) == marked


def _lines(found: FoundPassage, terms: Sequence[Term], width: int) -> list[KwicLine]:
    each = [occurrences(found.passage.text, found.tokens, term) for term in terms]
    if not all(each):
        return []
    spans = sorted({span for spans in each for span in spans})
    return [_line(found, start, end, width) for start, end in spans]


def _line(found: FoundPassage, start: int, end: int, width: int) -> KwicLine:
    text = found.passage.text
    page = next((page for first, last, page in found.pages if first <= start < last), None)
    return KwicLine(
        left=_flat(text[max(0, start - width) : start]),
        match=_flat(text[start:end]),
        right=_flat(text[end : end + width]),
        passage=found.passage.id,
        document=found.passage.document,
        path=found.path,
        title=found.title,
        date=found.date,
        page=page,
        start=start,
        end=end,
    )


def _flat(text: str) -> str:
    """The text on one line, every character still one wide; control characters cannot reach a terminal."""
    return "".join(" " if unicodedata.category(one) in _INVISIBLE else one for one in text)


_INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp"})
