"""Scores of extracted text against a reference: order, likeness, junk, broken words, paragraphs.

The measures are those of the extraction bench's own README, written anew from their description:
words are runs of letters with inner hyphens and apostrophes, compared in small letters after NFKC.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

from rapidfuzz.distance import LCSseq

_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_DASHES = "\u2010\u2011\ufffe"
_APOSTROPHES = "‘’ʼ`´"
GRAM = 4
"""Order and continuity are judged over runs of so many words."""


@dataclass(frozen=True, slots=True)
class Scores:
    """How well a text matches its reference, 0 to 100 (broken and over: per 1,000 words; None: not asked)."""

    sim: float
    """Likeness in order: extra and missing words both lower it."""
    rec: float
    """Share of the reference found in order."""
    bag: float
    """Share of the reference's words found, whatever the order."""
    order: float
    """Share of the unique four-word runs in both texts that stand in the right order."""
    cont: float
    """Share of the reference's unique four-word runs found unbroken."""
    junk: float
    """Share of the words that neither the reference nor the extra matter has."""
    broken: float | None = None
    """Words left in two by a line end hyphen, per 1,000."""
    over: float | None = None
    """Genuine hyphens eaten, per 1,000."""
    para: float | None = None
    """F1 of the paragraph boundaries."""


MEASURES = tuple(field.name for field in fields(Scores))


def score(reference: str, extra: str, text: str, *, hyphens: bool = True, paragraphs: bool = True) -> Scores:
    """The scores of a text; `extra` is matter that may appear but is no running text (tables, captions)."""
    ours, theirs, also = words(text), words(reference), words(extra)
    common = _longest_common(theirs, ours)
    bag_ours, bag_theirs, bag_also = Counter(ours), Counter(theirs), Counter(also)
    runs_ours, runs_theirs = unique_runs(ours), unique_runs(theirs)
    shared = [runs_ours[run] for run in sorted(runs_theirs, key=runs_theirs.__getitem__) if run in runs_ours]
    junk = sum((bag_ours - bag_theirs - bag_also).values())
    return Scores(
        sim=_percent(2 * common, len(theirs) + len(ours)),
        rec=_percent(common, len(theirs)),
        bag=_percent(sum((bag_theirs & bag_ours).values()), len(theirs)),
        order=_percent(longest_rise(shared), len(shared)),
        cont=_percent(len(shared), len(runs_theirs)),
        junk=_percent(junk, len(ours)),
        broken=1000 * _broken(ours, {*theirs, *also}) / max(1, len(theirs)) if hyphens else None,
        over=1000 * _eaten(bag_ours - bag_theirs - bag_also, {*theirs, *also}) / max(1, len(theirs))
        if hyphens
        else None,
        para=_paragraph_score(reference, text) if paragraphs else None,
    )


def words(text: str) -> list[str]:
    """The words of a text as they are compared."""
    text = unicodedata.normalize("NFKC", text)
    for sign in _APOSTROPHES:
        text = text.replace(sign, "'")
    text = text.replace("\u00ad\n", "").replace("\u00ad", "")
    for sign in _DASHES:
        text = text.replace(sign, "-")
    return _WORD.findall(text.lower())


def unique_runs(sequence: Sequence[str], length: int = GRAM) -> dict[tuple[str, ...], int]:
    """Runs of words that occur once, with their place."""
    places: dict[tuple[str, ...], int] = {}
    twice: set[tuple[str, ...]] = set()
    for place in range(len(sequence) - length + 1):
        run = tuple(sequence[place : place + length])
        if run in places:
            twice.add(run)
        places[run] = place
    return {run: place for run, place in places.items() if run not in twice}


def longest_rise(numbers: Iterable[int]) -> int:
    """Length of the longest rising subsequence (patience sorting)."""
    ends: list[int] = []
    for number in numbers:
        place = bisect_left(ends, number)
        ends[place : place + 1] = [number]
    return len(ends)


def _longest_common(one: Sequence[str], other: Sequence[str]) -> int:
    numbers: dict[str, int] = {}
    coded = [[numbers.setdefault(word, len(numbers)) for word in sequence] for sequence in (one, other)]
    return int(LCSseq.similarity(*coded)) if all(coded) else 0


def _percent(part: float, whole: float) -> float:
    return 100 * part / whole if whole else 0.0


def _broken(ours: Sequence[str], known: set[str]) -> int:
    """Neighbours that are one known word together and not both words apart."""
    return sum(
        left + right in known and (left not in known or right not in known) for left, right in pairwise(ours)
    )


def _eaten(surplus: Counter[str], known: set[str]) -> int:
    """Words that are a known hyphenated word without its hyphen."""
    without = {word.replace("-", "") for word in known if "-" in word} - known
    return sum(count for word, count in surplus.items() if word in without)


def _paragraph_score(reference: str, text: str) -> float:
    theirs, ours = boundaries(reference), boundaries(text)
    both = theirs.keys() & ours.keys()
    right = sum(theirs[place] and ours[place] for place in both)
    wrong = sum(ours[place] and not theirs[place] for place in both)
    missed = sum(theirs.values()) - right
    return _percent(2 * right, 2 * right + wrong + missed)


def boundaries(text: str) -> dict[tuple[str, ...], bool]:
    """For each unique run of two words before and two after a place: whether a paragraph ends there."""
    flat: list[str] = []
    ends: set[int] = set()
    for paragraph in _PARAGRAPH.split(text.replace("\f", "\n")):
        inside = words(paragraph)
        if inside:
            flat += inside
            ends.add(len(flat))
    return {run: place + 2 in ends for run, place in unique_runs(flat).items()}
