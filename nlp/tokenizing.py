"""spaCy's Dutch tokenizer, corrected where the text of policy documents breaks it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from spacy.lang.nl import Dutch
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import Vocab

_ABBREVIATIONS = Path(__file__).parent / "data" / "lists" / "abbreviations.txt"
# What spaCy takes for abbreviations but is a word at the end of its sentence far more often: `dat.`, `vol.`.
_LISTED = (
    "al app bel best bijl bull cap com dat doc get hand herald hert it kon lat mand me mon not or os ov pan "
    "pas pat pers pol red rom rtl sir tom top ver vol volg volt"
)
_WORDS = frozenset(_LISTED.split())
# In capitals spaCy's abbreviations are acronyms that end a sentence (`OV.`, `WW.`, `WRR.`), but for these.
_SHOUTED_LISTED = (
    "ART BIJV BLZ CA DHR DR DRS DS ENZ ETC FIG HFST ING IR JHR MEJ MEVR MGR MR NR PAG PROF RESP ST"
)
_SHOUTED = frozenset(_SHOUTED_LISTED.split())
# Emoticons that are the end of a bracket or a list number in running text: `):`, `(=`, `8)`.
_BRACKET = re.compile(r"[()\[\]]\S{1,3}|[\dXx]\S?[()\[\]]")
# The stop after `D&D.` and after names that end in a capital: `PvdA.`, `KvK.`, `TenneT.`
_SUFFIXES = (r"(?<=&[A-Z])\.", r"(?<=[a-zà-þ][A-Z])\.")
# Place names that begin with 's, with either apostrophe: `'s-Hertogenbosch`.
_APOSTROPHE_NAME = re.compile(r"['’]s-(?:Graven|Hertogen|Heer)[a-z]+")


def correct_tokenizer(pipeline: Language) -> Language:
    """The pipeline, its tokenizer made to keep `art.`, `'s-Hertogenbosch` and `D66'er` whole."""
    pipeline.tokenizer = dutch_tokenizer(pipeline.vocab)
    return pipeline


def dutch_tokenizer(vocab: Vocab) -> Tokenizer:
    """The corrected tokenizer, made at once: a rule that is set later has spaCy read all its cases again."""
    given = Dutch.Defaults.tokenizer_exceptions or {}
    cases = {form: parts for form, parts in given.items() if not _misleads(form)}
    cases |= {form: [{"ORTH": form}] for form in _abbreviated()}
    default = Dutch.Defaults.token_match
    return Tokenizer(
        vocab,
        rules=cases,
        prefix_search=compile_prefix_regex(_prefixes()).search,
        suffix_search=compile_suffix_regex([*(Dutch.Defaults.suffixes or ()), *_SUFFIXES]).search,
        infix_finditer=compile_infix_regex(_infixes()).finditer,
        token_match=lambda text: _APOSTROPHE_NAME.fullmatch(text) or (default and default(text)),
        url_match=Dutch.Defaults.url_match,
    )


def _misleads(form: str) -> bool:
    """Whether spaCy keeps together what is two tokens in running text."""
    if form.endswith(".") and (form[:-1].lower() in _WORDS or _is_acronym(form[:-1])):
        return True
    return bool(_BRACKET.fullmatch(form)) and not any(letter.isalpha() for letter in form.strip("xX"))


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and word.isupper() and word not in _SHOUTED


def _abbreviated() -> Iterable[str]:
    """The abbreviations spaCy lacks, with their full stop, as they stand in and at the head of a sentence."""
    for abbreviation in _ABBREVIATIONS.read_text(encoding="utf-8").split():
        yield from dict.fromkeys((f"{abbreviation}.", f"{abbreviation[:1].upper()}{abbreviation[1:]}."))


def _prefixes() -> list[str | re.Pattern[str]]:
    """The prefixes of Dutch; an apostrophe is split off where no 's, 't, 'n, 'k or decade follows it.

    Newspapers open a quotation with two commas.
    """
    given = [rule for rule in Dutch.Defaults.prefixes or () if rule not in {"\\'", "'", "’"}]
    return [",,", r"['’](?![stnk](?:[\s-]|$)|\d\d(?!\d))", *given, r"art\.(?=\d)"]


def _infixes() -> list[str | re.Pattern[str]]:
    """The infixes of Dutch, a dash between letters (`Oss–Kleef`), and a slash or a stop without a space."""
    dash = r"(?<=[^\W\d_])[–—](?=[^\W\d_])"
    slash, stop = r"(?<=[a-zë])/(?=[A-ZÀ-Þ])", r"(?<=[a-z]{3})\.(?=[A-Z][a-z])"
    return [",,", *(Dutch.Defaults.infixes or ()), dash, slash, stop]
