"""Where the clause round a word begins and ends, from punctuation, conjunctions and verb forms alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.claims.lists import word_list
from nlp.claims.records import Range
from nlp.claims.words import HARD, Word, has_finite, is_finite

_JOINERS = frozenset({"en", "of", "maar", "doch", "noch", "dus"})
# After these `dat` opens a clause, as it does after a verb.
_RELATIVE = frozenset({"die", "dat"})


@dataclass(frozen=True, slots=True)
class Clause:
    """Words `[lo, hi)`; `opener` is the word before it that makes it a subordinate one, or `en`, or empty."""

    lo: int
    hi: int
    opener: str = ""
    front_end: int = -1
    """Where the part before the verb ends when a parenthesis between commas follows it, else -1."""
    fronted: bool = False
    """Whether another clause takes the place before the verb (`Hoewel …, leidt`)."""
    subject: Range | None = None
    """A clause that is the subject itself: `Dat jongeren wegtrekken, komt door …`."""

    @property
    def subordinate(self) -> bool:
        """Whether the verb comes last."""
        return self.opener not in ("", "en", "of", "maar", "doch", "want", "dus", "noch")


def clause_of(words: Sequence[Word], i: int) -> Clause:
    """The clause that the word belongs to."""
    lo, opener, front_end, fronted, subject = _left(words, i)
    return Clause(lo, right_end(words, i), opener, front_end, fronted, subject)


def _left(words: Sequence[Word], i: int) -> tuple[int, str, int, bool, Range | None]:
    front_end, j = -1, i - 1
    if j >= 0 and words[j].text == ",":
        before = _before_comma(words, j)
        if before is None:
            return j + 1, "", -1, True, None
        if before[0] == "subject":
            return j + 1, "", -1, True, before[1]
        front_end = before[1][1]
        j = front_end - 1
    while j >= 0:
        word = words[j]
        if word.text in HARD:
            return j + 1, "", front_end, False, None
        if word.text == "," and (has_finite(words, _segment_start(words, j), j) or _opens_aside(words, j)):
            return _after_comma(words, j, front_end)
        if _is_past(words, j, i):
            j -= 1
            continue
        if word.form in _RELATIVE and opens_clause(words, j, i):
            return j + 1, word.form, front_end, False, None
        if word.form in word_list("openers") and not _is_phrase(words, j):
            return j + 1, word.form, front_end, False, None
        if word.form == "of" and j and words[j - 1].form in ("vraag", "onderzocht", "weten", "onduidelijk"):
            return j + 1, "of-vraag", front_end, False, None
        if word.form == "of" and j and (is_finite(words, j - 1) or _asks(words, j, i)):
            return j + 1, "of-vraag", front_end, False, None
        if word.form in _JOINERS and _parts_clauses(words, j, i):
            return j + 1, word.form, front_end, False, None
        j -= 1
    return 0, "", front_end, False, None


def _after_comma(
    words: Sequence[Word], comma: int, front_end: int
) -> tuple[int, str, int, bool, Range | None]:
    """The clause that starts at a comma, with the clause before it as its subject where it is that."""
    start = _hard_start(words, comma)
    if words[start].form == "dat" and comma + 1 < len(words) and is_finite(words, comma + 1):
        before = _before_comma(words, comma)
        if before is not None and before[0] == "subject":
            return comma + 1, "", -1, True, before[1]
    return comma + 1, "", front_end, False, None


def _before_comma(words: Sequence[Word], comma: int) -> tuple[str, Range] | None:
    """What ends at a comma right before the verb: a parenthesis, a subject clause, or (None) an adverbial."""
    start = _hard_start(words, comma)
    if words[start].form == "dat" and start + 1 < comma and not is_finite(words, start + 1):
        return "subject", (start + 1, comma)
    for k in range(comma - 1, start, -1):
        if words[k].text == "," and k + 1 < comma:
            if words[start].form in word_list("openers") and not _is_phrase(words, start):
                return None
            return "aside", (k, k)
    return None


def opens_clause(words: Sequence[Word], j: int, i: int) -> bool:
    """Whether the `dat` or `die` at `j`, before a verb at `i`, opens a clause (and is no `that`)."""
    if j == 0:
        return words[j].form == "dat" and i > 1 and not is_finite(words, 1)
    before = words[j - 1]
    if before.text == ",":
        return j + 1 < i or words[j].form == "die"
    if before.text in HARD or before.form in _JOINERS or before.kind in ("ADP", "SCONJ"):
        return words[j].form == "dat" and j + 2 < i and words[j + 1].kind in ("DET", "PRON")
    if words[j].form == "die":
        return not before.kind and not is_finite(words, j - 1)
    if before.form in word_list("content") or not before.kind:
        return not (j + 1 == i and is_finite(words, j - 1))
    return j + 1 < i and words[j + 1].kind in ("DET", "PRON", "ADP", "ADV", "NUM", "")


def right_end(words: Sequence[Word], i: int) -> int:
    """Where the clause of the word ends: at a sign, a conjunction, or a comma that is not one of a list."""
    j = i + 1
    while j < len(words):
        word = words[j]
        if word.text in HARD or (
            word.form in word_list("openers") and not _is_phrase(words, j) and word.kind != "DET"
        ):
            return j
        if word.text == "," and not _in_list(words, j):
            return j
        if word.form in _JOINERS and _new_clause_after(words, j):
            return j
        j += 1
    return len(words)


def _in_list(words: Sequence[Word], comma: int) -> bool:
    """Whether a comma parts the members of a list: a few words on comes `en`, `of` or another comma."""
    for j in range(comma + 1, min(len(words), comma + 6)):
        if words[j].form in ("en", "of") and j > comma + 1:
            return True
        if words[j].text in HARD or words[j].form in word_list("openers") or words[j].form in _RELATIVE:
            return False
        if is_finite(words, j):
            return False
    return False


def _new_clause_after(words: Sequence[Word], joiner: int) -> bool:
    """Whether a clause with a verb of its own follows `en` soon, before a sign ends the sentence part."""
    for j in range(joiner + 1, min(len(words), joiner + 9)):
        if words[j].text in HARD or words[j].text == ",":
            return False
        if words[j].form == "dat" or words[j].form in word_list("openers"):
            return j == joiner + 1
        if is_finite(words, j):
            return True
    return False


def _asks(words: Sequence[Word], j: int, i: int) -> bool:
    """Whether `of` opens a clause with the finite verb at `i` last, and nothing else does."""
    last = i + 1 >= len(words) or words[i + 1].kind == "PUNCT"
    if not last or not is_finite(words, i) or has_finite(words, j + 1, i):
        return False
    opened = any(words[k].form in word_list("openers") or words[k].form in _RELATIVE for k in range(j))
    return not opened and words[j + 1].kind in ("DET", "PRON")


def _is_past(words: Sequence[Word], j: int, i: int) -> bool:
    """Whether a relative clause opens at `j` and is over before the finite verb at `i`."""
    opens = words[j].form in ("die", "dat", "wie") or words[j].form.startswith("waar")
    if not opens or j == 0 or i <= j + 2 or words[j - 1].kind or is_finite(words, j - 1):
        return False
    # `die heeft versterkt`: a form that may be a participle belongs to the verb inside.
    sure = is_finite(words, i) and not words[i].form.endswith("en")
    sure = sure and not words[i].form.startswith(("ge", "be", "ver", "ont", "her", "onder"))
    return sure and has_finite(words, j + 1, i)


def _parts_clauses(words: Sequence[Word], joiner: int, i: int) -> bool:
    """Whether `en` before the verb at `i` parts clauses, not members."""
    last = i + 1 >= len(words) or words[i + 1].kind in ("PUNCT", "AUX", "CCONJ")
    if last and i > joiner + 1 and not has_finite(words, joiner + 1, i):
        return False
    return has_finite(words, _segment_start(words, joiner), joiner)


def _segment_start(words: Sequence[Word], j: int) -> int:
    """Where the part of the sentence before `j` starts: after the last sign, comma or conjunction."""
    k = j - 1
    while k >= 0 and words[k].text not in HARD and words[k].text != "," and not _opens(words, k, j):
        k -= 1
    # A relative clause has its verb for itself: what stands before `j` is still the noun phrase.
    return j if k >= 0 and (words[k].form in ("die", "wie") or words[k].form.startswith("waar")) else k + 1


def _opens(words: Sequence[Word], k: int, j: int) -> bool:
    return words[k].form in word_list("openers") or (words[k].form in _RELATIVE and opens_clause(words, k, j))


def _opens_aside(words: Sequence[Word], comma: int) -> bool:
    return comma + 1 < len(words) and words[comma + 1].form in ("aldus", "zo")


def _hard_start(words: Sequence[Word], j: int) -> int:
    """The first word after the last sign that ends a sentence part."""
    k = j - 1
    while k >= 0 and words[k].text not in HARD:
        k -= 1
    return k + 1


def part_start(words: Sequence[Word], j: int) -> int:
    """The first word of the whole sentence part before `j`, its commas included."""
    return _hard_start(words, j)


def _is_phrase(words: Sequence[Word], j: int) -> bool:
    """Whether `als`, `wat` or `hoe` is part of a phrase here (`als gevolg van`, `zowel als`)."""
    form = words[j].form
    after = words[j + 1].form if j + 1 < len(words) else ""
    if form == "als":
        return after in ("gevolg", "resultaat", "eerste", "geheel", "bijvoorbeeld") or (
            j > 0 and not _at_start(words, j)
        )
    if form == "toen":
        return after == ""
    return form in ("wat", "hoe", "welke") and after in ("betreft", "dan", "ook")


def _at_start(words: Sequence[Word], j: int) -> bool:
    return j == 0 or words[j - 1].text in HARD or words[j - 1].text == ","
