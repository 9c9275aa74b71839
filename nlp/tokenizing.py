"""spaCy's Dutch tokenizer, corrected where the text of policy documents breaks it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex

_ABBREVIATIONS = Path(__file__).parent / "data" / "lists" / "abbreviations.txt"
# Place names that begin with 's, with either apostrophe: `'s-Hertogenbosch`.
_APOSTROPHE_NAME = re.compile(r"['’]s-(?:Graven|Hertogen|Heer)[a-z]+")


def correct_tokenizer(pipeline: Language) -> Language:
    """The pipeline, its tokenizer made to keep `art.`, `'s-Hertogenbosch` and `D66'er` whole."""
    tokenizer: Any = pipeline.tokenizer  # compiled, without type information
    for form in _abbreviated():
        tokenizer.add_special_case(form, [{"ORTH": form}])
    default = tokenizer.token_match
    tokenizer.token_match = lambda text: _APOSTROPHE_NAME.fullmatch(text) or (default and default(text))
    tokenizer.prefix_search = compile_prefix_regex(_prefixes(pipeline)).search
    tokenizer.infix_finditer = compile_infix_regex(_infixes(pipeline)).finditer
    return pipeline


def _abbreviated() -> Iterable[str]:
    """The abbreviations spaCy lacks, with their full stop, as they stand in and at the head of a sentence."""
    for abbreviation in _ABBREVIATIONS.read_text(encoding="utf-8").split():
        yield from dict.fromkeys((f"{abbreviation}.", f"{abbreviation[:1].upper()}{abbreviation[1:]}."))


def _prefixes(pipeline: Language) -> list[str | re.Pattern[str]]:
    """The prefixes of Dutch, with an apostrophe split off only where no 's, 't, 'n or 'k follows it."""
    given = [rule for rule in pipeline.Defaults.prefixes or () if rule not in {"\\'", "'", "’"}]
    return [r"['’](?![stnk](?:[\s-]|$))", *given, r"art\.(?=\d)"]


def _infixes(pipeline: Language) -> list[str | re.Pattern[str]]:
    """The infixes of Dutch, and a slash or a stop without a space between two capitalised words."""
    slash, stop = r"(?<=[a-zë])/(?=[A-ZÀ-Þ])", r"(?<=[a-z]{3})\.(?=[A-Z][a-z])"
    return [*(pipeline.Defaults.infixes or ()), slash, stop]
