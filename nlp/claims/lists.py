"""The closed lists of word forms that the reading of claims leans on, from `data/cues/lists.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).parent.parent / "data" / "cues" / "lists.yaml"


@cache
def word_list(name: str) -> frozenset[str]:
    """The word forms of a list, in lower case. Raises KeyError where there is no list of that name."""
    return frozenset(_lists()[name].split())


@cache
def _lists() -> dict[str, str]:
    lists: dict[str, str] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return lists
