"""Claims by a word that points back: `De school sloot. Daardoor vertrekken gezinnen.`

The cause is the clause before it in the sentence, or else the whole sentence before it in the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.claims.clauses import part_start, right_end
from nlp.claims.cues import Cue
from nlp.claims.lists import word_list
from nlp.claims.modality import is_hedged
from nlp.claims.phrases import has_noun, trimmed
from nlp.claims.records import Claim, Range, Reading, Side
from nlp.claims.words import Word, has_finite, is_finite, words_of

_POINTER = re.compile(
    r"\b(?:[Dd]aardoor|[Hh]ierdoor|[Dd]ientengevolge|(?:[Aa]ls gevolg|[Tt]en gevolge) (?:daarvan|hiervan)"
    r"|[Mm]ede (?:daardoor|hierdoor))\b"
)
_CUE = Cue("daardoor", "conjunction", confidence=0.7)
_LONGEST = 60


def pointed_claims(text: str, sentences: Sequence[Range]) -> Iterator[Claim]:
    """The claims of a text whose cause is told before a word that points back to it."""
    for number, (start, end) in enumerate(sentences):
        for match in _POINTER.finditer(text, start, end):
            before = sentences[number - 1] if number else None
            claim = _read(text, match, (start, end), before)
            if claim is not None:
                yield claim


def _read(text: str, match: re.Match[str], sentence: Range, before: Range | None) -> Claim | None:
    words = words_of(text, *sentence)
    at = next((i for i, word in enumerate(words) if word.start == match.start()), -1)
    if at < 0 or len(words) > _LONGEST or _is_planned(words, at):
        return None
    length = len(match[0].split())
    effect = trimmed(words, _effect(words, at, at + length))
    cause = _cause_here(words, at)
    end = min(right_end(words, at + length - 1) + 1, len(words))
    if not has_noun(words, effect) or not has_finite(words, at, end):
        return None
    side = _side(text, words, trimmed(words, cause)) if cause else None
    if cause is None and _opens(words, at):
        side = _cause_before(text, sentence, before)
    if side is None or not side.text:
        return None
    other = _side(text, words, effect)
    reading = Reading(effect, effect, (at, at + length), (at, effect[1]))
    return Claim(
        start=side.start,
        end=other.end,
        cause=side,
        effect=other,
        cue=_CUE.id,
        direction="more",
        negated=False,
        hedged=is_hedged(words, reading, _CUE),
        holder="",
        confidence=0.7 if cause is not None else 0.6,
    )


def _is_planned(words: Sequence[Word], at: int) -> bool:
    """Whether the sentence asks, or says what should be: `Daardoor moeten gemeenten …` is a demand."""
    if words[-1].text == "?":
        return True
    return any(word.form in word_list("plans") for word in words[at : at + 4])


def _effect(words: Sequence[Word], at: int, start: int) -> Range:
    """The clause with the pointer: what follows it, or what stands before it where little follows."""
    end = right_end(words, start)
    if _opens(words, at) or _joined(words, at):
        return start, end
    lo = part_start(words, at)
    while lo < at and words[lo].kind in ("CCONJ", "PUNCT"):
        lo += 1
    return lo, end


def _opens(words: Sequence[Word], at: int) -> bool:
    """Whether only `en`, `maar`, `mede` or a mark stands before the pointer in its sentence."""
    return all(w.kind in ("CCONJ", "PUNCT") or w.form in ("mede", "juist", "en", "ook") for w in words[:at])


def _joined(words: Sequence[Word], at: int) -> bool:
    """Whether the pointer opens a clause after a sign or `en`, with its verb next."""
    before = words[at - 1] if at else None
    verb = at + 1 < len(words) and any(is_finite(words, i) for i in range(at + 1, min(at + 4, len(words))))
    return before is not None and verb and (before.text in ";:,–—" or before.form in ("en", "mede"))


def _cause_here(words: Sequence[Word], at: int) -> Range | None:
    """The clause before the pointer in its own sentence, where one with a verb or a noun is."""
    if _opens(words, at) or not _joined(words, at):
        return None
    end = at - 1
    while end > 0 and (words[end - 1].kind in ("CCONJ", "PUNCT") or words[end - 1].form == "mede"):
        end -= 1
    start = part_start(words, end)
    return (start, end) if end - start > 1 else None


def _cause_before(text: str, sentence: Range, before: Range | None) -> Side | None:
    """The sentence before, where it is of the same paragraph and no question."""
    if before is None or "\n" in text[before[1] : sentence[0]]:
        return None
    words = words_of(text, *before)
    if not words or words[-1].text in "?:" or len(words) > _LONGEST or not has_finite(words, 0, len(words)):
        return None
    span = trimmed(words, (0, len(words)))
    return _side(text, words, span) if has_noun(words, span) else None


def _side(text: str, words: Sequence[Word], span: Range) -> Side:
    if span[0] >= span[1]:
        return Side(0, 0, "")
    start, end = words[span[0]].start, words[span[1] - 1].end
    return Side(start, end, text[start:end])
