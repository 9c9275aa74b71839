"""Claims that somebody makes by ascribing: `De wethouder wijt het tekort aan de bezuinigingen.`"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.claims.clauses import clause_of, part_start, right_end
from nlp.claims.lists import word_list
from nlp.claims.phrases import has_noun, trimmed
from nlp.claims.records import Range
from nlp.claims.words import Word, find_words


@dataclass(frozen=True, slots=True)
class Ascription:
    """A verb whose subject says that its object comes of what follows the preposition."""

    id: str
    preposition: str
    particle: str = ""
    subject_holds: bool = True
    """Whether the subject is who says so; else it is what profits (`De stad dankt haar groei aan …`)."""


def _verbs() -> dict[str, Ascription]:
    blame = Ascription("wijten aan", "aan")
    credit = Ascription("toeschrijven aan", "aan", "toe")
    thank = Ascription("danken aan", "aan", subject_holds=False)
    explain = Ascription("verklaren uit", "uit")
    forms = {
        blame: "wijt wijten weet weten geweten",
        credit: "schrijft schrijven schreef schreven toegeschreven",
        thank: "dankt danken dankte dankten",
        explain: "verklaart verklaren verklaarde verklaarden",
    }
    return {form: verb for verb, listed in forms.items() for form in listed.split()}


ASCRIBING = _verbs()
_AMBIGUOUS = frozenset({"weet", "weten"})
_PARTICIPLES = frozenset({"geweten", "toegeschreven"})


@dataclass(frozen=True, slots=True)
class Ascribed:
    """What was ascribed, as ranges of words; `holder` is empty where the text says it itself."""

    verb: Ascription
    cause: Range
    effect: Range
    holder: Range


def ascribed_at(words: Sequence[Word], at: int) -> Ascribed | None:
    """The ascription whose verb stands at `at`, in the order of a main clause, or None."""
    verb = ASCRIBING.get(words[at].form)
    if verb is None or words[at].form in _AMBIGUOUS or (at and words[at - 1].form == "te"):
        return None
    if words[at].form in _PARTICIPLES:
        return _passive(words, at, verb)
    end = right_end(words, at)
    by = find_words(words, (verb.preposition,), at + 1, end)
    if by < 0 or (verb.particle and find_words(words, (verb.particle,), at + 1, end) < 0):
        return None
    stop = by - 1 if verb.particle and words[by - 1].form == verb.particle else by
    holder = _subject(words, at) if verb.subject_holds else (0, 0)
    return _checked(words, verb, (by + 1, end), (at + 1, stop), holder)


def _passive(words: Sequence[Word], at: int, verb: Ascription) -> Ascribed | None:
    """`De daling wordt toegeschreven aan de crisis`; the subject is the effect."""
    clause = clause_of(words, at)
    helper = next(
        (i for i in range(clause.lo, at) if words[i].form in ("wordt", "worden", "werd", "werden")), -1
    )
    end = right_end(words, at)
    by = find_words(words, (verb.preposition,), helper + 1, end)
    if helper <= clause.lo or by < 0:
        return None
    cause = (by + 1, at) if by < at else (by + 1, end)
    return _checked(words, verb, cause, (clause.lo, helper), (0, 0))


def _subject(words: Sequence[Word], at: int) -> Range:
    """What stands before the verb in its sentence part."""
    start = part_start(words, at)
    return (start, at) if start < at and words[start].kind not in ("ADP", "SCONJ") else (0, 0)


def _checked(
    words: Sequence[Word], verb: Ascription, cause: Range, effect: Range, holder: Range
) -> Ascribed | None:
    cause, effect = trimmed(words, cause), trimmed(words, effect)
    if not has_noun(words, cause) or not has_noun(words, effect):
        return None
    if words[effect[0]].kind == "ADP" or any(words[i].form in word_list("openers") for i in range(*effect)):
        return None
    return Ascribed(verb, cause, effect, trimmed(words, holder))
