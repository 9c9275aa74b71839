"""Pair quotation marks of every Dutch style, paragraph by paragraph; apostrophes are not marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.quotes.records import Pair

# Two commas or two apostrophes are the typewriter's low and high marks.
_MARK = re.compile(r",,(?=\w)|''|[„“”\"«»‘’‚‹›']")
_APOSTROPHE_START = re.compile(r"['’‘](?:[stnkmr]|ns|er|ie|ne|tje|\d\d)\b(?!['’])", re.I)
_FAMILY = {
    **dict.fromkeys(("„", "“", "”", '"', ",,", "''"), "double"),
    **dict.fromkeys(("‘", "’", "'", "‚"), "single"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "angle"),
}
_ONLY_OPENS = frozenset({"„", ",,", "‚"})
_LEADING = " \t\u00a0\u202f"


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    family: str
    opens: bool
    closes: bool
    doubtful: bool = False
    """A mark that may as well be the apostrophe of a genitive (`Hans’ huis`)."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The outermost pairs of a text in order, and the offsets of marks without a partner."""

    pairs: tuple[Pair, ...]
    unpaired: tuple[int, ...]


def paragraphs_of(text: str) -> list[tuple[int, int]]:
    """Offsets of the paragraphs: what stands between line feeds and is not blank."""
    return [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]


def pair_marks(text: str) -> Marks:
    """The pairs of a text; a pair never crosses a paragraph.

    A mark left open at the end of a paragraph makes a pair that runs on when the next paragraph opens
    with the same kind of mark; otherwise it is unpaired, and so is a closing mark that nothing opened.
    """
    pairs: list[Pair] = []
    unpaired: list[int] = []
    spans = paragraphs_of(text)
    for index, (start, end) in enumerate(spans):
        following = _opening_family(text, *spans[index + 1]) if index + 1 < len(spans) else ""
        found, alone = _pair(text, start, end, following)
        pairs += found
        unpaired += alone
    return Marks(tuple(pairs), tuple(unpaired))


def _pair(text: str, start: int, end: int, following: str) -> tuple[list[Pair], list[int]]:
    """The outermost pairs and the unpaired marks of one paragraph."""
    marks = list(_marks(text, start, end))
    pairs: list[tuple[_Mark, _Mark]] = []
    alone: list[_Mark] = []
    stack: list[_Mark] = []
    for index, mark in enumerate(marks):
        opener = _opener(stack, mark, marks[index + 1 :])
        if opener >= 0:
            alone += stack[opener + 1 :]
            pairs.append((stack[opener], mark))
            del stack[opener:]
        elif mark.opens:
            stack.append(mark)
        elif not mark.doubtful:
            alone.append(mark)
    found = _outermost([Pair(a.end, b.start, a.start, b.end) for a, b in pairs])
    return _with_running_on(text, end, found, stack, alone, following)


def _with_running_on(
    text: str, end: int, pairs: list[Pair], stack: list[_Mark], alone: list[_Mark], following: str
) -> tuple[list[Pair], list[int]]:
    last = stack[-1] if stack else None
    if last is not None and last.family == following and all(pair.closed <= last.start for pair in pairs):
        stack = stack[:-1]
        stop = len(text[:end].rstrip())
        pairs = [*pairs, Pair(last.end, stop, last.start, stop, runs_on=True)]
    return [p for p in pairs if p.end > p.start], sorted(mark.start for mark in (*stack, *alone))


def _outermost(pairs: list[Pair]) -> list[Pair]:
    kept: list[Pair] = []
    for pair in sorted(pairs, key=lambda pair: (pair.opened, -pair.closed)):
        if not kept or pair.opened >= kept[-1].closed:
            kept.append(pair)
    return kept


def _opener(stack: list[_Mark], mark: _Mark, later: list[_Mark]) -> int:
    """The place in the stack of the mark that this one closes, or -1."""
    if not mark.closes:
        return -1
    for at in range(len(stack) - 1, -1, -1):
        if stack[at].family == mark.family:
            return -1 if mark.doubtful and _closes_later(mark.family, later) else at
        if mark.family == "single" and _closes_later(stack[at].family, later):
            return -1
    return -1


def _closes_later(family: str, later: list[_Mark]) -> bool:
    """Whether a sure closing mark of the family comes before the next one that opens."""
    for mark in later:
        if mark.family == family:
            return mark.closes and not mark.opens and not mark.doubtful
    return False


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, start, end):
        mark = _read(text, match, start, end)
        if mark.opens or mark.closes:
            yield mark


def _read(text: str, match: re.Match[str], start: int, end: int) -> _Mark:
    """What a mark can be, from its shape and from what stands on both sides of it."""
    sign, at, stop = match.group(), match.start(), match.end()
    before = text[at - 1] if at > start else " "
    after = text[stop] if stop < end else " "
    family = _FAMILY[sign]
    open_side = before in _LEADING or (before in "([—–-/„“‘\"«'…:" and not after.isspace())
    close_side = not before.isspace() and not after.isalnum()
    if sign in _ONLY_OPENS:
        return _Mark(at, stop, family, True, False)
    if family == "single":
        return _read_single(text, match, before, after, open_side)
    if family in ("guillemet", "angle"):
        spaced = before in _LEADING and not after.isalnum() and after not in "„“‘\"'’([…"
        opens = sign in "«‹" if spaced else open_side and not after.isspace()
        return _Mark(at, stop, family, opens, not opens)
    if before.isdigit() and after.isdigit():
        return _Mark(at, stop, family, False, False)
    opens = open_side and not after.isspace()
    if before in "([—–-/:" and sign == "”":
        opens = False
    # `“A” “B”`: a high mark between a word and a space can only close.
    closes = not opens and (close_side or sign in "”“" or before in ".,?!…")
    if sign == "“" and not opens and not close_side:
        opens, closes = True, False
    return _Mark(at, stop, family, opens, closes)


def _read_single(text: str, match: re.Match[str], before: str, after: str, open_side: bool) -> _Mark:
    sign, at, stop = match.group(), match.start(), match.end()
    if (before.isalnum() and after.isalnum()) or _is_apostrophe(text, at, before):
        return _Mark(at, stop, "single", False, False)
    opens = open_side and not after.isspace() and (sign != "’" or before in '“„"«(' or before.isspace())
    closes = not opens and not before.isspace() and not after.isalnum()
    genitive = closes and before in "sxzç" and after == " " and text[stop + 1 : stop + 2].islower()
    return _Mark(at, stop, "single", opens, closes, doubtful=genitive)


def _is_apostrophe(text: str, at: int, before: str) -> bool:
    """Whether the sign stands for left-out letters at the start of a word: 's, 't, 'n, '70."""
    return not before.isalnum() and before not in ".,?!…" and bool(_APOSTROPHE_START.match(text, at))


def _opening_family(text: str, start: int, end: int) -> str:
    """The family of the mark a paragraph opens with, or an empty string."""
    lead = len(text[start:end]) - len(text[start:end].lstrip())
    match = _MARK.match(text, start + lead, end)
    if not match:
        return ""
    mark = _read(text, match, start, end)
    return mark.family if mark.opens else ""
