"""What speaks against a reading in running text: plans, adjectives that look like verbs, sides cut short."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.claims.clauses import Clause, clause_of, part_start
from nlp.claims.cues import Cue, Trigger
from nlp.claims.lists import word_list
from nlp.claims.records import Range, Reading
from nlp.claims.words import HARD, Word, is_adverb, is_finite

_WEAK_REASONS = frozenset({"omdat", "want", "zodat"})
_REASONS = frozenset({"door", "vanwege", "wegens", "omdat", "want"})
_GOOD = frozenset({"bijdragen aan", "verbeteren", "bevorderen", "versterken", "stimuleren", "zorgen voor"})
_RESULTS = frozenset({"waardoor", "zodat"})
_PAST_ENDINGS = ("de", "te", "den", "ten")


def is_no_verb(words: Sequence[Word], at: int, trigger: Trigger, clause: Clause) -> bool:
    """Whether the form at `at` is a noun (`de bijdragen`) or adjective (`beperkte middelen`) here."""
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    if trigger.shape == "infinitive" and before is not None:
        if (before.kind == "ADP" and before.form not in ("te", "door", "mee")) or before.form == "eigen":
            return True
        # A list of aims: `; beperken functioneel leeftijdsontslag`. A plural verb does not come first.
        first = at == clause.lo and before.kind == "PUNCT"
        if first and not (trigger.joined or clause.opener or clause.fronted):
            return True
    if trigger.joined:
        return False
    if trigger.shape == "finite" and trigger.cue.kind == "verb" and words[at].form.endswith(("te", "de")):
        opened = before is None or before.kind in ("ADP", "CCONJ", "NUM") or before.text in "(,"
        return opened and after is not None and not after.kind and clause.lo < at
    return False


def modifies_participle(words: Sequence[Word], at: int) -> bool:
    """Whether the participle is an adverb of another one: `maar beperkt meegegroeid`."""
    if at + 1 >= len(words) or words[at + 1].kind:
        return False
    follows = words[at + 1].form
    return (follows.startswith("ge") or "ge" in follows[2:5]) and follows.endswith(("d", "t", "en"))


def is_doubtful(words: Sequence[Word], reading: Reading, cue: Cue) -> bool:
    """Whether the statement is a plan or an opinion, or one of its sides no whole phrase."""
    if _is_plan(words, reading, cue) or _lacks_event(words, reading, cue):
        return True
    if _is_wished_for(words, reading.cause, cue) or _is_broken(words, reading, cue):
        return True
    return _is_announced(words, reading.effect) or (
        cue.kind == "phrase" and _is_cut(words, reading.cause, cue)
    )


def _is_plan(words: Sequence[Word], reading: Reading, cue: Cue) -> bool:
    """Whether the other clause says what should be: `woningen moeten worden aangepast vanwege …`."""
    if cue.id in _RESULTS:
        said = [word.form for word in words[part_start(words, reading.cue[0]) : reading.cue[0]]]
        personal = {"we", "wij", "ik"} if cue.id == "waardoor" else frozenset()
        if any(form in word_list("plans") and form not in personal for form in said):
            return True
        return cue.id == "zodat" and any(form in word_list("measures") for form in said)
    if cue.id not in _REASONS:
        return False
    inside = [words[i].form for i in range(*reading.effect)]
    if any(form in word_list("plans") for form in inside):
        return True
    if cue.kind == "phrase":
        told = {word.form for word in words[part_start(words, reading.cue[0]) : reading.cue[0]]}
        if told & (word_list("plans") - {"we", "wij", "ik"}) or told & word_list("judged"):
            return True
    return cue.id in _WEAK_REASONS and any(form in word_list("judgements") for form in inside)


def _lacks_event(words: Sequence[Word], reading: Reading, cue: Cue) -> bool:
    """Whether the clause that a weak conjunction explains tells of no change and of nothing past."""
    if cue.id not in _WEAK_REASONS:
        return False
    start, end = reading.cause if cue.id == "zodat" else reading.effect
    # Adverbs at its end are no part of a side, but tell what happens: `rijdt niet meer`.
    end = max(end, reading.cue[0]) if end <= reading.cue[0] else end
    weak = word_list("weak_changes") if cue.id in ("zodat", "want") else frozenset()
    return not any(
        _is_event(words, i) and words[i].form not in weak and not (i and words[i - 1].form == "te")
        for i in range(start, end)
    )


def _is_event(words: Sequence[Word], i: int) -> bool:
    form = words[i].form
    if form in word_list("changes") or form.endswith(tuple(word_list("change_stems"))):
        return True
    return not words[i].kind and is_finite(words, i) and form.endswith(_PAST_ENDINGS) and len(form) > 4


def _is_wished_for(words: Sequence[Word], cause: Range, cue: Cue) -> bool:
    """Whether the cause is a means told by its aim: `behoefte aan maatregelen die leegstand remmen`."""
    start, end = cause
    if words[end - 1].form not in ("die", "dat") or end - start < 2:
        return False
    if any(words[i].form in word_list("instruments") for i in range(start, end)):
        return True
    told = {word.form for word in words[part_start(words, start) : start]}
    if cue.id in _GOOD and told & (word_list("plans") | {"zullen", "zal", "steunen", "kiezen"}):
        return True
    before = {word.form for word in words[max(0, start - 4) : start]}
    return "er" in before and bool(before & {"komt", "komen"})


def _is_broken(words: Sequence[Word], reading: Reading, cue: Cue) -> bool:
    """Whether a side is none: a bare verb, or the article of a noun phrase that the cue stands in."""
    start, end = reading.cause
    if end - start == 1 and words[start].form.endswith("en") and words[start].form in _HELPERS:
        return True
    first, last = reading.effect
    # `deze door de crisis getroffen regio's`: what stands before the cue is an article alone.
    alone = last - first == 1 and words[first].kind in ("DET", "PRON") and 0 <= reading.cue[0] - last <= 1
    if cue.kind == "phrase" and alone and words[first].form not in ("dit", "dat"):
        return True
    # `het deel dat zij bijdragen aan de zorg`: the pronoun is the object, and somebody is the subject.
    relative = words[end - 1].form in ("die", "dat") and end < len(words)
    return relative and words[end].form in ("zij", "ze", "wij", "we", "hij", "ik", "je", "men", "u")


def is_plural_form_with_singular(words: Sequence[Word], subject: Range) -> bool:
    """Whether a noun that cannot be a plural is the subject of a plural verb: a heading, no statement."""
    start, end = subject
    if any(
        words[i].form in ("en", "of", "die", "deze", "beide", "ze", "zij", "alle") for i in range(start, end)
    ):
        return False
    content = [words[i].form for i in range(start, end) if not words[i].kind]
    if not content or any(words[i].kind in ("PRON", "NUM", "PUNCT") for i in range(start, end)):
        return False
    return not any(form.endswith(("n", "s", "a", "i", "en", "'s", "media", "data")) for form in content)


_MANY = frozenset({"en", "of", "die", "deze", "beide", "ze", "zij", "alle"})
_HELPERS = frozenset({"helpen", "kunnen", "willen", "blijven", "laten", "zorgen", "worden"})


def _is_announced(words: Sequence[Word], effect: Range) -> bool:
    """Whether the effect is what the text goes on to list: `leiden tot de volgende maatregelen`."""
    start, end = effect
    return any(words[i].form in ("volgende", "onderstaande") for i in range(start, min(start + 3, end)))


def _is_cut(words: Sequence[Word], cause: Range, cue: Cue) -> bool:
    """Whether the cause of `door …` is no noun phrase: it opens with a preposition, or lacks its noun."""
    start, end = cause
    first = words[start]
    if first.kind == "ADP" and first.form not in ("onder", "tal"):
        return True
    if not any(not words[i].kind and not is_adverb(words[i]) for i in range(start, end)):
        return end - start > 1
    # `vanwege de hoge | kosten`: an adjective alone, its noun fallen to the other side.
    last = words[end - 1]
    joined = end < len(words) and not words[end].kind and words[end].text not in HARD
    return cue.id == "vanwege" and joined and last.form.endswith("e") and end - start <= 3


def lacks_verb(words: Sequence[Word], reading: Reading) -> bool:
    """Whether a phrase with `door` belongs to a noun: `kwaliteitsbewaking door visitaties`."""
    at = reading.cue[0]
    clause = clause_of(words, at)
    if at == part_start(words, at):
        return False
    lo, hi = min(clause.lo, reading.effect[0]), max(clause.hi, reading.effect[1])
    return not any(
        is_finite(words, i)
        for i in range(lo, min(hi + 1, len(words)))
        if not reading.cause[0] <= i < reading.cause[1]
    )
