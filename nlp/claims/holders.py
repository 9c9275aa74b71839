"""Who holds a claim: the speaker of the quote round it, `volgens X`, `aldus X` or `X zegt dat`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.claims.clauses import clause_of
from nlp.claims.cues import cue_list
from nlp.claims.lists import word_list
from nlp.claims.records import Reading
from nlp.claims.words import Word, is_finite
from nlp.word_classes import word_class

_SAYS = (
    "zegt|zei|zeggen|zeiden|stelt|stelde|stellen|vindt|vond|vinden|denkt|dacht|denken|meent|meende|menen|schrijft|"
    "schreef|schrijven|betoogt|betoogde|betogen|waarschuwt|waarschuwde|concludeert|concludeerde|concluderen|"
    "constateert|constateerde|verklaart|verklaarde|benadrukt|benadrukte|vreest|vreesde|verwacht|verwachtte|"
    "beweert|beweerde|beweren|voorspelt|voorspelde|signaleert|vertelt|vertelde|legt uit|reageert|antwoordt"
    "|merkt op"
)
_SAYING = frozenset(_SAYS.replace(" uit", "").replace(" op", "").split("|")) - {"legt", "merkt"}
_NAME = r"[^.,;:!?„“”\"\n]{2,70}"
_AFTER = re.compile(rf"^\s*[,.]?\s*(?:zo\s+)?(?:{_SAYS}|aldus)\s+({_NAME})")
_BEFORE = re.compile(rf"({_NAME}?)\s*(?:\b(?:{_SAYS})\b)?\s*:\s*$")
_NO_SPEAKERS = frozenset({"mij", "ons", "planning", "plan", "hem", "nota", "wet"})
_CUT = re.compile(
    r"\s+(?:in een|op een|tegen|vorige|gisteren|vandaag|tijdens|desgevraagd|daarover|erover|uit de|nog|ook)"
    r"\b.*"
)


def holder_of(text: str, words: Sequence[Word], reading: Reading) -> str:
    """The holder of the claim in its sentence, as the text names them; empty where it is the text itself."""
    return (
        _according_to(text, words, reading)
        or _reported(text, words, reading)
        or _quoted(text, words, reading)
    )


def _according_to(text: str, words: Sequence[Word], reading: Reading) -> str:
    for i, word in enumerate(words[:-1]):
        if word.form in ("volgens", "aldus"):
            start, end = i + 1, _name_end(words, i + 1, reading)
            if end > start and _may_speak(words, start, end):
                return without_role(text[words[start].start : words[end - 1].end])
    return ""


def _name_end(words: Sequence[Word], start: int, reading: Reading) -> int:
    """Where the name of the holder ends: at a sign, a verb, a side of the claim or another phrase."""
    borders = {reading.cause[0], reading.effect[0], reading.cue[0]}
    for i in range(start, len(words)):
        word = words[i]
        if i > start and (i in borders or is_finite(words, i)):
            return i
        if word.kind in ("PUNCT", "ADV", "SCONJ") or (
            word.kind == "ADP" and word.form not in ("van", "voor", "der")
        ):
            return i
        if i > start and word.kind in ("DET", "PRON") and not _in_name(words, i):
            return i
    return len(words)


def _in_name(words: Sequence[Word], i: int) -> bool:
    """Whether an article goes on with the name: `Jan de Boer`, `hoogleraar aan de universiteit`."""
    before, after = words[i - 1], words[i + 1].text if i + 1 < len(words) else ""
    if before.kind in ("ADP", "CCONJ"):
        return True
    return before.text[:1].isupper() and words[i].form == "de" and after[:1].isupper()


def _may_speak(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the words name somebody: a name, a body or a person by their role; not a report or a plan."""
    forms = {words[i].form for i in range(start, end)}
    if forms & _NO_SPEAKERS and end - start <= 2:
        return False
    lists = cue_list().words
    named = any(words[i].text[:1].isupper() and not words[i].kind for i in range(start, end))
    return named or bool(forms & (lists["agents"] | word_list("more_speakers") | {"hem", "haar", "hen"}))


def _reported(text: str, words: Sequence[Word], reading: Reading) -> str:
    """The subject of the verb of saying before `dat`: `X stelt dat …`."""
    sides = min(reading.cause[0], reading.effect[0], reading.cue[0])
    for i in range(sides - 1, 0, -1):
        if words[i].form != "dat":
            continue
        verb = next((k for k in range(i - 1, max(-1, i - 5), -1) if words[k].form in _SAYING), -1)
        if verb > 0:
            start = clause_of(words, verb).lo
            name = text[words[start].start : words[verb - 1].end]
            return "" if words[start].form in ("ik", "wij", "we", "men") else without_role(name)
        if verb == 0:
            return ""
    return ""


def _quoted(text: str, words: Sequence[Word], reading: Reading) -> str:
    """The speaker named after or before the quotation marks round the claim."""
    start = words[min(reading.cause[0], reading.effect[0])].start
    end = words[max(reading.cause[1], reading.effect[1]) - 1].end
    opening = max((text.rfind(mark, 0, start) for mark in '„“‘"«'), default=-1)
    if opening < 0 or "\n" in text[opening:start] or _closed(text[opening + 1 : start]):
        return ""
    closing = _closing(text, end)
    if closing < 0:
        return ""
    after = _AFTER.match(text[closing + 1 : closing + 120])
    if after:
        return _clean(after[1])
    before = _BEFORE.search(text[max(0, opening - 100) : opening])
    return _clean(re.sub(rf"\b(?:{_SAYS})\b.*", "", before[1])) if before else ""


def without_role(name: str) -> str:
    """The name of a person without the role before it: `wethouder Harm Duiven` is `Harm Duiven`."""
    role, _, rest = name.partition(" ")
    if not rest[:1].isupper():
        return name
    full = " " in rest and role.islower() and role not in word_list("bodies") and not word_class(role)
    return rest if full or role.lower() in word_list("roles") else name


def _closed(between: str) -> bool:
    return any(re.search(rf"{mark}(?:\W|$)", between) for mark in "”»")


def _closing(text: str, end: int) -> int:
    """The place of the mark that closes the quote after `end`, or -1."""
    match = re.compile(r"[”“\"»]|[’'](?!\w)").search(text, end, end + 600)
    return match.start() if match and "\n\n" not in text[end : match.start()] else -1


def _clean(name: str) -> str:
    return without_role(_CUT.sub("", name).strip(" ,‘’'"))
