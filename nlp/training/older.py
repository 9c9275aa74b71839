"""LassySmall as it was in 2017: running prose of Wikipedia, annotated by older rules than the other sets.

It gives no CGN tags and no spacing, and some word classes and relations follow rules that have changed.
What the newer treebank would not say of a word is left unknown, and so not learnt.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nlp.training.documents import UNKNOWN_HEAD
from nlp.training.treebank import Sentence

RELATIONS = {name: name for name in ("det", "case", "aux:pass", "nsubj", "nsubj:pass", "mark", "acl:relcl")}
RELATIONS |= {"compound:prt": "compound:prt", "appos": "appos", "conj": "conj", "flat:name": "flat"}
RELATIONS |= {
    "ROOT": "ROOT",
    "amod": "",
    "nummod": "",
    "obj": "",
    "iobj": "",
    "nmod": "",
    "obl": "",
    "advmod": "",
}
"""Relations whose head is the same by either set of rules, and their name now ("" where it may differ).

Chosen by a parser trained on the newer rules only: on 500 sentences of each, it finds these heads as often
in the older treebank as in the newer development set (det .94 and .94, obj .92 and .92, conj .65 and .50),
but not those of cc (.02 and .82), punct (.39 and .59), aux (.76 and .92) or cop (.75 and .87).
"""

_KNOWN_FROM = 8
_LEAST_SHARE = 0.02
_NO_SPACE_BEFORE = re.compile(r"[.,;:!?)\]»”’%]+$")
_NO_SPACE_AFTER = re.compile(r"[(\[«“‘„]$")


@dataclass(frozen=True, slots=True)
class Usage:
    """Which word classes a treebank gives each form, and which lemmas each form and class."""

    classes: dict[str, Counter[str]]
    lemmas: dict[tuple[str, str], Counter[str]]

    def allows(self, word: str, pos: str) -> bool:
        """Whether the treebank would give the word this class; of a word it hardly knows, any."""
        seen = self.classes.get(word.lower(), Counter())
        return seen.total() < _KNOWN_FROM or seen[pos] >= _LEAST_SHARE * seen.total()

    def lemma(self, word: str, pos: str, lemma: str) -> str:
        """Returns the lemma, or nothing where the treebank always gives this form and class another.

        Part of a name keeps its form by the newer rules (`Universiteit`), where the older ones made it small.
        """
        if pos == "PROPN" and lemma != word:
            return ""
        seen = self.lemmas.get((word.lower(), pos), Counter())
        return lemma if seen.total() < 3 or lemma in seen else ""


def usage(sentences: Iterable[Sentence]) -> Usage:
    """Returns what the sentences (of the newer treebank) show."""
    classes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    lemmas: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for s in sentences:
        for word, pos, lemma in zip(s.words, s.pos, s.lemmas, strict=True):
            classes[word.lower()][pos] += 1
            lemmas[word.lower(), pos][lemma] += 1
    return Usage(dict(classes), dict(lemmas))


def renewed(sentences: Iterable[Sentence], newer: Usage) -> list[Sentence]:
    """Returns the sentences in the order of their documents, spaced, with only what still holds."""
    return [_renewed(s, newer) for s in sorted(sentences, key=lambda s: _numbers(s.id))]


def _renewed(s: Sentence, newer: Usage) -> Sentence:
    words = zip(s.words, s.pos, s.lemmas, strict=True)
    kept = [
        (pos, newer.lemma(word, pos, lemma)) if newer.allows(word, pos) else ("", "")
        for word, pos, lemma in words
    ]
    return replace(
        s,
        spaces=written(s.words),
        pos=tuple(pos for pos, _ in kept),
        lemmas=tuple(lemma for _, lemma in kept),
        feats=("",) * len(kept),
        heads=tuple(h if d in RELATIONS else UNKNOWN_HEAD for h, d in zip(s.heads, s.deps, strict=True)),
        deps=tuple(RELATIONS.get(dep, "") if pos else "" for dep, (pos, _) in zip(s.deps, kept, strict=True)),
    )


def written(words: Sequence[str]) -> tuple[bool, ...]:
    """Returns where a space stood: none before a closing mark, none after an opening one."""
    spaces, open_quote = [], False
    for word, after in zip(words, [*words[1:], ""], strict=True):
        open_quote ^= word == '"'
        tight = bool(_NO_SPACE_BEFORE.match(after) or _NO_SPACE_AFTER.match(word))
        tight |= open_quote and '"' in (word, after)
        spaces.append(not tight)
    return tuple(spaces)


def _numbers(name: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", name))
