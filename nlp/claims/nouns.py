"""Read the two sides of a noun cue (`X is het gevolg van Y`) from the order of words."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.claims.clauses import clause_of
from nlp.claims.cues import Trigger
from nlp.claims.lists import word_list
from nlp.claims.records import Range, Reading
from nlp.claims.subjects import NO_SUBJECT, antecedent, front, shared_subject, subject_first
from nlp.claims.surface import make_reading
from nlp.claims.verbs import VerbPlace
from nlp.claims.words import Word


def read_noun(words: Sequence[Word], at: int, trigger: Trigger) -> Reading | None:
    """The sides of `X is het gevolg van Y`: before or after the verb, and after the preposition."""
    cue = trigger.cue
    if cue.before and (at == 0 or words[at - 1].form != cue.before):
        return None
    after = next((i for i in range(at + 1, min(at + 3, len(words))) if words[i].form in cue.objects), -1)
    if after < 0 or not _opened(words, at):
        return None
    clause = clause_of(words, at)
    verb = next((i for i in range(at - 1, clause.lo - 1, -1) if words[i].form in word_list("be")), -1)
    late = next(
        (i for i in range(at + 1, min(clause.hi + 1, len(words))) if words[i].form in word_list("be")), -1
    )
    end = min(clause.hi, len(words))
    while end > after + 1 and (words[end - 1].kind == "AUX" or words[end - 1].form in word_list("be")):
        end -= 1
    place = VerbPlace(at, verb, clause, False)
    if verb >= 0 and not clause.subordinate:
        if subject_first(words, place):
            subject: Range | None = front(words, place)
        else:
            subject = clause.subject or (verb + 1, _article(words, at))
            shared = shared_subject(words, place)
            # `en vormt op termijn een bedreiging`: the subject is that of the clause before.
            if shared != NO_SUBJECT and words[verb + 1].kind == "ADP":
                subject = shared
    elif verb >= 0 or late >= 0:
        stop = _article(words, at)
        stop = min(stop, verb) if verb >= 0 else stop
        subject = antecedent(words, place) if clause.opener in ("die", "wat") else (clause.lo, stop)
    else:
        subject = None
    return make_reading(words, place, cue, (subject, (after + 1, end)) if subject else None)


def _article(words: Sequence[Word], at: int) -> int:
    """Where the noun phrase of the cue begins: `een belangrijke oorzaak`."""
    for i in range(at - 1, max(-1, at - 6), -1):
        if words[i].kind == "DET":
            return i
    return at


def _opened(words: Sequence[Word], at: int) -> bool:
    """Whether an article or adjective stands before the noun, so that it is no part of `als gevolg van`."""
    return (
        at > 0
        and words[at - 1].form not in ("als", "tot", "ten", "de motor")
        and (words[at - 1].kind == "DET" or not words[at - 1].kind)
    )
