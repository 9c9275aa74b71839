"""Read the two sides of a cue from a dependency parse with Universal Dependencies labels.

A parser may miss a subject or an object; the reading by the order of words then stands. Conjunctions are
read by the order of words in either case: comma and conjunction say where their clauses part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from nlp.claims.cues import CLAUSE_FORMS, Cue, Trigger
from nlp.claims.phrases import has_noun, trimmed
from nlp.claims.records import Range, Reading
from nlp.claims.surface import bare_reading
from nlp.claims.words import Word

# Relations that hang on a phrase without being part of what it says.
_LOOSE = frozenset({"punct", "parataxis", "cc", "discourse", "vocative", "dep"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "nsubjpass"})
_OBJECTS = frozenset({"obj", "dobj", "iobj"})
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "csubj", "acl"})
_RELATIVES = frozenset({"acl:relcl", "relcl"})


def has_parse(doc: Doc) -> bool:
    """Whether the document has a dependency parse with labels that the rules know."""
    return doc.has_annotation("DEP") and any(token.dep_ in _SUBJECTS | {"case"} for token in doc)


class ParsedReader:
    """Reads cues in one parsed document; its calls are those of `finder.Parse`."""

    def __init__(self, doc: Doc) -> None:
        self._by_start = {token.idx: token for token in doc}

    def __call__(
        self, words: Sequence[Word], at: int, trigger: Trigger, surface: Reading | None
    ) -> Reading | None:
        """The reading by the parse where it gives both sides, else the one by the order of words."""
        token = self._by_start.get(words[at].start)
        if token is None or trigger.cue.kind == "conjunction":
            return surface
        if surface is None:
            return self._unread(words, at, token, trigger)
        if trigger.cue.kind == "phrase":
            return self._phrase(words, surface) or surface
        sides = (
            self._noun(token, trigger.cue) if trigger.cue.kind == "noun" else self._verb(token, trigger.cue)
        )
        return self._reading(words, trigger.cue, sides, surface) or surface

    def _unread(self, words: Sequence[Word], at: int, token: Token, trigger: Trigger) -> Reading | None:
        """The reading where the order of words gave none: the verb has its parts, the tree both sides."""
        bare = bare_reading(words, at, trigger) if trigger.cue.kind == "verb" else None
        if bare is None or token.pos_ not in ("VERB", "AUX", ""):
            return None
        # With an object of its own the verb is another: `leidt de stichting tot 2027`.
        if "np" not in trigger.cue.objects and any(child.dep_ in _OBJECTS for child in token.children):
            return None
        return self._reading(words, trigger.cue, self._verb(token, trigger.cue), bare)

    def _verb(self, verb: Token, cue: Cue) -> tuple[Token, Token] | None:
        subject = _subject(verb)
        if subject is None:
            return None
        passive = "pass" in subject.dep_
        if "np" in cue.objects and passive:
            other = _with_case(verb, ("door",))
            # Turned round here, so that the first is always what the cue's `cause` calls the subject.
            return (other, subject) if other is not None else None
        other = _object(verb, cue)
        return (subject, other) if other is not None else None

    def _noun(self, noun: Token, cue: Cue) -> tuple[Token, Token] | None:
        subject = _subject(noun)
        other = _with_case(noun, cue.objects)
        return (subject, other) if subject is not None and other is not None else None

    def _reading(
        self, words: Sequence[Word], cue: Cue, sides: tuple[Token, Token] | None, surface: Reading
    ) -> Reading | None:
        if sides is None:
            return None
        subject, other = (self._span(words, side, surface.cue) for side in sides)
        cause, effect = (other, subject) if cue.cause == "object" else (subject, other)
        return _checked(words, cause, effect, surface)

    def _phrase(self, words: Sequence[Word], surface: Reading) -> Reading | None:
        last = self._by_start.get(words[surface.cue[1] - 1].start)
        if last is None or last.dep_ not in ("case", "fixed") or last.head.i < last.i:
            return None
        start, end = self._span(words, last.head, surface.cue)
        cause = (max(start, surface.cue[1]), end)
        # The effect is what the surface rules took, less what the tree gives to the cause.
        first, after = surface.effect
        effect = (
            (max(first, cause[1]), after) if first >= surface.cue[1] else (first, min(after, surface.cue[0]))
        )
        return _checked(words, cause, effect, surface)

    def _span(self, words: Sequence[Word], head: Token, cue: Range) -> Range:
        """The words of the phrase, on its own side of the cue."""
        places = {word.start: i for i, word in enumerate(words)}
        inside = sorted(places[token.idx] for token in _phrase_of(head) if token.idx in places)
        own = places.get(head.idx, -1)
        if own < 0 or not inside:
            return 0, 0
        start = end = own
        for i in reversed([i for i in inside if i < own]):
            start = i if start - i <= 2 and not cue[0] <= i < cue[1] else start
        for i in (i for i in inside if i > own):
            end = i if i - end <= 2 and not cue[0] <= i < cue[1] else end
        return start, end + 1


def _checked(words: Sequence[Word], cause: Range, effect: Range, surface: Reading) -> Reading | None:
    cause, effect = trimmed(words, cause), trimmed(words, effect)
    if not has_noun(words, cause) or not has_noun(words, effect):
        return None
    if cause[0] < effect[1] and effect[0] < cause[1]:
        return None
    if any(_beyond(words, side, surface.cue) for side in (cause, effect)):
        return None
    return Reading(cause, effect, surface.cue, surface.clause, surface.confidence, by_parse=True)


def _beyond(words: Sequence[Word], side: Range, cue: Range) -> bool:
    """Whether a sign that ends a sentence part stands between a side and the cue: the tree went astray."""
    between = range(side[1], cue[0]) if side[1] <= cue[0] else range(cue[1], side[0])
    return any(words[i].text in ";:.!?" or words[i].form == "wat" for i in between)


def _phrase_of(head: Token) -> Iterator[Token]:
    """The tokens of a phrase: its subtree without loose parts, and without the preposition before it."""
    for child in head.children:
        if child.dep_ in _LOOSE and child.dep_ != "cc":
            continue
        if child.dep_ in ("case", "mark", "cop") and child.i < head.i:
            continue
        if child.dep_ == "conj" and any(each.dep_ in _SUBJECTS for each in child.children):
            continue
        yield from child.subtree
    yield head


def _subject(verb: Token) -> Token | None:
    """The subject of a verb or predicate, its own or that of the verb it leans on."""
    at, steps = verb, 0
    while steps < 4:
        own = next((child for child in at.children if child.dep_ in _SUBJECTS), None)
        if own is not None:
            if at.dep_ in _RELATIVES and own.lower_ in ("die", "dat", "wat"):
                return at.head
            return own
        if at.dep_ not in ("xcomp", "conj", "aux", "cop", "aux:pass"):
            return None
        at, steps = at.head, steps + 1
    return None


def _object(verb: Token, cue: Cue) -> Token | None:
    if "np" in cue.objects or "dat" in cue.objects:
        wanted = _OBJECTS if "np" in cue.objects and not cue.fixed else _OBJECTS | {"ccomp"}
        return next((child for child in verb.children if child.dep_ in wanted), None)
    return _with_case(verb, cue.objects) or _clause(verb, cue)


def _with_case(verb: Token, prepositions: Sequence[str]) -> Token | None:
    """What hangs on the token with one of the prepositions."""
    for child in verb.children:
        if any(each.dep_ == "case" and each.lower_ in prepositions for each in child.children):
            return child
    return None


def _clause(verb: Token, cue: Cue) -> Token | None:
    """The clause of `leidt ertoe dat`."""
    ahead = {CLAUSE_FORMS.get(preposition) for preposition in cue.objects}
    if not any(child.lower_ in ahead for child in verb.children):
        return None
    return next((child for child in verb.children if child.dep_ in _CLAUSES and child.i > verb.i), None)
