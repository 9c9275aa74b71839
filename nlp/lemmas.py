"""Dutch lemmas of single words: simplemma's dictionary, with its slips caught by word frequency and form."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from pathlib import Path

from corpus import dictionary
from nlp.word_frequency import zipf

_EXCEPTIONS = Path(__file__).parent / "data" / "lists" / "lemma_exceptions.csv"
_VOWELS = "aeiou"
# Endings that make an adjective for certain; the bare form is the lemma. `ieve` and `loze` change a letter.
_ADJECTIVE = re.compile(r"(?:lijk|isch|baar|zaam|achtig|matig|eerd|end|gericht|loos|ief|eus|iek|aal|air)$")
_INFLECTED = re.compile(r"(?:lijke|ische|bare|zame|ieve|loze|achtige|matige|eerde|gerichte)$")
# A verb form that leans on a prefix is a verb whatever the frequencies say (`verandert`, `ontstaat`).
_CLEAR_VERB = re.compile(r"^(?:be|her|om|ont|ver)\w{2,}[dt]$")
# Zipf units by which an uninflected form must be commoner than the longer lemma proposed for it; below
# nought, since the lemma gathers the plural of the noun as well (`boeren`). Tuned on
# the Alpino and LassySmall training sets: `internet` 5.2 against `internetten` 1.0.
_MARGIN = -0.5


@lru_cache(maxsize=50_000)
def lemma_of(word: str) -> str:
    """The lemma of a Dutch word form, in lower case and without treebank marks; itself if unknown."""
    form = word.lower().replace("’", "'")
    known = _exceptions().get(form)
    if known is not None:
        return known
    if not any(letter.isalpha() for letter in form) or len(form) < 3:
        return form
    proposed = dictionary.lemma_of(form).replace("_", "").lower()
    return _checked(form, proposed)


def is_dutch_word(form: str) -> bool:
    """Whether the dictionary knows the form, in lower case, as a Dutch word."""
    return dictionary.is_listed(form)


def _checked(form: str, proposed: str) -> str:
    """The proposed lemma, or a better one where the proposal has the shape of a known slip."""
    if proposed == form:
        return form if _is_settled(form) else _bare_adjective(form) or _by_last_part(form) or form
    if _is_verb_made_of_noun(form, proposed):
        return form
    if form.endswith("se") and not proposed.endswith("s"):
        return form[:-1]
    if len(form) > 12 and not _keeps_first_part(form, proposed):
        return _by_last_part(form) or proposed
    return proposed


def _is_settled(form: str) -> bool:
    """Whether the dictionary has the form as its own lemma, and not as an adjective left inflected."""
    return dictionary.is_listed(form) and not _INFLECTED.search(form)


def _is_verb_made_of_noun(form: str, proposed: str) -> bool:
    """Whether a bare noun was taken for the stem of a verb: `internet` → `internetten`, `boer` → `boeren`."""
    if not proposed.endswith("en") or form.endswith(("en", "de", "te")) or len(proposed) < len(form):
        return False
    if _CLEAR_VERB.match(form) or proposed not in _infinitives(form):
        return False
    return zipf(form) - zipf(proposed) > _MARGIN


def _infinitives(stem: str) -> set[str]:
    """The infinitives a stem can belong to by Dutch spelling: boer → boeren, stap → stappen, raak → raken."""
    found = {stem + "en", stem + stem[-1] + "en"}
    if len(stem) > 2 and stem[-2] == stem[-3] and stem[-2] in _VOWELS:
        found.add(stem[:-2] + stem[-1] + "en")
    voiced = {"f": "v", "s": "z"}.get(stem[-1])
    if voiced:
        found |= {ending[: -len(stem[-1] + "en")] + voiced + "en" for ending in set(found)}
    return found


def _bare_adjective(form: str) -> str:
    """The uninflected form of an adjective in -e that the dictionary does not know, or an empty string."""
    if not form.endswith("e") or len(form) < 6:
        return ""
    bare = form[:-1]
    candidates = [bare, {"v": bare[:-1] + "f", "z": bare[:-1] + "s"}.get(bare[-1], bare)]
    candidates.append(f"{bare[:-2]}{bare[-2]}{bare[-2]}{bare[-1]}" if bare[-2] in _VOWELS else bare)
    last = candidates[1]
    candidates.append(f"{last[:-2]}{last[-2]}{last[-2]}{last[-1]}" if last[-2] in _VOWELS else last)
    return next((word for word in candidates if _ADJECTIVE.search(word)), "")


def _by_last_part(form: str) -> str:
    """The lemma of a compound by that of its last part: faciliteitengemeenten → faciliteitengemeente."""
    for cut in range(3, len(form) - 3):
        tail = form[cut:]
        lemma = _exceptions().get(tail) or dictionary.lemma_of(tail).lower()
        if (
            lemma != tail
            and tail[0].isalpha()
            and lemma.isalpha()
            and _plausible_parts(form[:cut], tail, lemma)
        ):
            return form[:cut] + lemma
    return ""


def _plausible_parts(head: str, tail: str, lemma: str) -> bool:
    plural = tail.endswith(("en", "s")) and len(lemma) < len(tail) and lemma != "zijn"
    joined = head.removesuffix("s").removesuffix("-").removesuffix("en")
    return plural and zipf(tail) >= 3.5 and zipf(joined or head) >= 3.0


def _keeps_first_part(form: str, proposed: str) -> bool:
    """Whether form and lemma share their beginning: a compound changes only at its end."""
    shared = next((i for i, (a, b) in enumerate(zip(form, proposed, strict=False)) if a != b), len(proposed))
    return shared >= len(proposed) - 4


@cache
def _exceptions() -> dict[str, str]:
    with _EXCEPTIONS.open(encoding="utf-8", newline="") as file:
        return {row["form"]: row["lemma"] for row in csv.DictReader(file)}
