"""Whether a claim is denied, or said only as a possibility."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.claims.cues import Cue
from nlp.claims.lists import word_list
from nlp.claims.records import Range, Reading
from nlp.claims.words import Word

# With a clause or a whole sentence as effect, `kunnen` tells of ability: `waardoor niemand kon kopen`.
_ABILITY = frozenset({"kan", "kunnen", "kon", "konden"})
_NOT_ONLY = frozenset({"alleen", "enkel", "slechts", "zozeer", "langer", "meer", "zelden"})


def is_negated(words: Sequence[Word], reading: Reading, cue: Cue) -> bool:
    """Whether the link is denied: `leidt niet tot`, `geen maatregel leidt tot`, `komt niet door`."""
    if cue.kind in ("phrase", "conjunction"):
        i = reading.cue[0] - 1
        while i >= 0 and words[i].form in ("vooral", "zozeer", "direct", "zelf"):
            i -= 1
        return i >= 0 and words[i].form in ("niet", "nooit", "evenmin")
    lo, hi = reading.clause
    return any(
        words[i].form in word_list("not") and not _only(words, i) and not _inside(words, i, reading)
        for i in range(lo, min(hi + 1, len(words)))
    )


def _only(words: Sequence[Word], i: int) -> bool:
    """Whether `niet` belongs to `niet alleen` and denies nothing."""
    follows = words[i + 1].form if i + 1 < len(words) else ""
    return words[i].form == "niet" and follows in _NOT_ONLY


def _inside(words: Sequence[Word], i: int, reading: Reading) -> bool:
    """Whether the word denies something within a side, but does not open it."""
    for start, end in (reading.cause, reading.effect):
        if start < i < end:
            # At the end of the object of a main clause `niet` is the verb's: `voorkomt de overlast niet`.
            return not (words[i].form == "niet" and i == end - 1)
    return False


def is_hedged(words: Sequence[Word], reading: Reading, cue: Cue) -> bool:
    """Whether the link is said to be possible: `kan leiden tot`, `waarschijnlijk doordat`."""
    lo, hi = reading.clause
    loose = cue.kind in ("phrase", "conjunction")
    spans = [(lo, min(hi, len(words)))]
    if loose:
        spans.append((max(0, reading.cue[0] - 2), reading.cue[0]))
    return any(_says_possible(words, i, reading, loose) for span in spans for i in range(*span))


def _says_possible(words: Sequence[Word], i: int, reading: Reading, loose: bool) -> bool:
    form = words[i].form
    if form not in word_list("possible") or (form == "mogelijk" and _is_made_possible(words, i)):
        return False
    if loose:
        return form not in _ABILITY or _epistemic(words, i)
    return not _in_side(i, reading.cause, reading.effect) or form not in _ABILITY


def _epistemic(words: Sequence[Word], i: int) -> bool:
    """Whether `kan` goes with a verb of change, and so tells of a possibility."""
    changes = {
        "stijgen",
        "dalen",
        "toenemen",
        "afnemen",
        "ontstaan",
        "groeien",
        "krimpen",
        "verdwijnen",
        "oplopen",
    }
    return any(word.form in changes for word in words[i + 1 : i + 12])


def _is_made_possible(words: Sequence[Word], i: int) -> bool:
    return any(word.form in ("gemaakt", "maakt", "maken", "zo") for word in words[max(0, i - 1) : i + 2])


def _in_side(i: int, *sides: Range) -> bool:
    return any(start <= i < end for start, end in sides)
