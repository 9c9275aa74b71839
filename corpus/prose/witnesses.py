"""Witnesses that say of a hyphen at a line's end whether the line break put it there.

Each looks at the two halves and says join, keep, or nothing; the first to speak decides. The order is:
the document's own words, what the characters show, the dictionary, the document's habits, the rules
of Dutch spelling.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.prose import habits
from corpus.prose.lexicon import Lexicon, lexicon
from corpus.prose.spelling import clashes, mended
from corpus.prose.vocabulary import Vocabulary

_VOWEL = re.compile("[aeiouyáàäâéèëêíìïîóòöôúùüû]", re.IGNORECASE)
_ADJECTIVE = re.compile(r"..(?:isch|lijk|eel|aal|ief|air|iek)$")
_INFLECTED = re.compile(r"(?:isch|lijk|eel|el|aal|al|ief|iev|air|katholiek|rechts|links)(?:e|en)?$")
_SUFFIX = re.compile(r"(?:ing(?:s|en|$)|eel$|ende?$|ele$|er$|ers$|en$|isme|ist|iteit|um$|us$)")
_INNER = re.compile(r"[-/()\[\]]")
_RARE = 1e-6
"""A word below this, one in a million, is rare enough that the spelling rules outrank the word list."""


@dataclass(frozen=True, slots=True)
class Halves:
    """The two halves of a word with a hyphen between them, without punctuation.

    `a` and `b` are the parts next to the seam (`economi` and `sche` of `sociaal-economi-` `sche`).
    """

    left: str
    right: str

    @property
    def a(self) -> str:
        return _INNER.split(self.left)[-1]

    @property
    def b(self) -> str:
        return _INNER.split(self.right)[0]

    @property
    def joined(self) -> str:
        """The word if the line break put the hyphen there."""
        return self.left + self.right

    @property
    def kept(self) -> str:
        """The word if the hyphen is its own."""
        return f"{self.left}-{self.right}"


Verdict = bool | None
"""True: join; False: keep the hyphen; None: no say."""
Witness = Callable[[Halves], Verdict]


class Witnesses:
    """What speaks for joining or keeping, in one document of one language."""

    def __init__(self, vocabulary: Vocabulary, known: Lexicon, *, english: bool) -> None:
        self._vocabulary = vocabulary
        self._lexicon = known
        dutch = [self._by_pair, self._by_dictionary, self._by_habit, self._by_clash, self._by_prefix]
        self._order: list[Witness] = [self._by_document, self._by_form, self._by_chain]
        self._order += [self._by_english] if english else [*dutch, self._by_loan]

    def verdict(self, word: Halves) -> bool:
        """Whether the line break put the hyphen there; where nobody speaks it did, as most often."""
        return next((said for witness in self._order if (said := witness(word)) is not None), True)

    def _mended(self, word: Halves) -> str:
        return "".join(mended(word.left, word.right, self.weight))

    def weight(self, word: str) -> float:
        """How much speaks for a word: its place in the document first, then in the language."""
        low = word.lower()
        known = self._lexicon
        return (
            self._vocabulary.count(low)
            + known.frequency(low)
            + 1e-7 * known.lists(low)
            + 1e-9 * known.is_compound(low)
        )

    def _by_document(self, word: Halves) -> Verdict:
        """The document writes it itself, without a line break."""
        joined = max(self._vocabulary.count(word.joined), self._vocabulary.count(self._mended(word)))
        kept = self._vocabulary.count(word.kept)
        if joined == kept:
            return None
        return None if kept > joined and self._is_slip(word, kept) else joined > kept

    def _is_slip(self, word: Halves, kept: int) -> bool:
        """Whether a hyphen in the document is left from an earlier conversion (maat-schappij), no habit."""
        known = self._lexicon
        halves = self._stands_alone(word.a) and self._stands_alone(word.b)
        plain = known.frequency(word.joined) >= 3 * _RARE or (not halves and known.accepts(word.joined))
        return kept <= 3 and plain

    def _by_form(self, word: Halves) -> Verdict:
        """Digits, single letters and capitals show what the hyphen was."""
        a, b = word.a.replace("IJ", "Ij"), word.b
        if not a[-1:].isalpha() or not b[:1].isalpha() or len(a) == 1 or len(b) == 1:
            return False
        if a.isupper() and b.isupper():
            return None
        if (a + b).lower() in habits.CAMEL_NAMES:
            return True
        if b[0].isupper() or not a[1:].islower() or not a.isalpha():
            return False
        return None if _VOWEL.search(a) else False

    def _by_chain(self, word: Halves) -> Verdict:
        """A little word between hyphens: kant-en-klaar, huis-aan-huisblad, up-to-date."""
        known, a, b = self._lexicon, word.a.lower(), word.b.lower()
        # No syllable break leaves a consonant before -en: kan-ten, but kant-en-klaar.
        if b == "en" and "-" in word.right and not _VOWEL.search(a[-1]):
            return False
        if known.knows(a + b):
            return None
        inner_left = "-" in word.left and a in habits.LITTLE_WORDS
        inner_right = "-" in word.right and b in habits.LITTLE_WORDS
        return False if inner_left or inner_right else None

    def _by_dictionary(self, word: Halves) -> Verdict:
        """The dictionary has it with a hyphen, or without."""
        known, a, b = self._lexicon, word.a.lower(), word.b.lower()
        joined = "".join(mended(a, b, self.weight))
        common = known.frequency(joined) >= 3 * _RARE
        if any(known.lists(f"{a}-{form}") for form in _uninflected(b)):
            return not clashes(a, b) and (common or self._mostly_joins(a))
        listed = any(known.lists(form) for form in _uninflected(joined))
        if common or (listed and self._by_clash(word) is None):
            return True
        if _ADJECTIVE.search(a) and _INFLECTED.search(b) and known.knows(a) and known.knows(b):
            return False
        return True if known.frequency(joined) >= _RARE or self._bridges(a, b) else None

    def _mostly_joins(self, first: str) -> bool:
        """Whether the dictionary's hyphen after this part is a newspaper's whim among many joined words."""
        hyphened = self._lexicon.hyphenated_with(first)
        return hyphened <= 2 and self._lexicon.joined_with(first) > 8 * hyphened

    def _bridges(self, a: str, b: str) -> bool:
        """Whether the cut runs through the first part of a compound: ex-portkracht, ont-wikkelplan."""
        known = self._lexicon
        heads = ((a + b[:at], b[at:]) for at in range(2, len(b) - 2))
        return any(known.lists(head) and known.knows(tail) for head, tail in heads)

    def _by_habit(self, word: Halves) -> Verdict:
        """The document mostly writes a hyphen after this first part, or mostly none."""
        hyphened, joined = self._vocabulary.after(word.a, is_settled=self._lexicon.lists)
        return False if hyphened >= 2 and hyphened > joined else None

    def _by_clash(self, word: Halves) -> Verdict:
        """Vowels that would be read as one need a hyphen in a compound: zee-eend, auto-industrie."""
        a, b = word.a.lower(), word.b.lower()
        if not clashes(a, b) or a in habits.NO_COMPOUND_HEAD or _SUFFIX.match(b):
            return None
        return False if self._stands_alone(a) and self._lexicon.accepts(b) else None

    def _stands_alone(self, part: str) -> bool:
        return (len(part) > 2 and self._lexicon.accepts(part)) or part in habits.PREFIXES_IN_VOWEL

    def _by_prefix(self, word: Halves) -> Verdict:
        """Some first parts take a hyphen as a rule: niet-, ex-, oud-, tv-; the dictionary tells which."""
        known, a, b = self._lexicon, word.a.lower(), word.b.lower()
        if a in habits.ABBREVIATIONS:
            return None if self._bridges(a, b) or len(b) < 4 else False
        if b in habits.ABBREVIATIONS and known.knows(a) and not known.is_compound(a + b):
            return False
        if not known.accepts(b):
            return None
        hyphened, joined = known.hyphenated_with(a), known.joined_with(a)
        productive = hyphened >= 6 and hyphened > 1.5 * joined
        return False if productive or a in habits.HYPHEN_PREFIXES else None

    def _by_pair(self, word: Halves) -> Verdict:
        """Two of equal rank: kosten-batenanalyse, directeur-bestuurder, januari-april, netto-netto."""
        a, b = word.a.lower(), word.b.lower()
        if any(b.startswith(second) for second in (*habits.PAIRS.get(a, ()), a)) and len(a) > 2:
            return False
        if any(a in series and b in series for series in habits.SERIES):
            return False
        titled = b in habits.HYPHEN_LAST_PARTS and self._lexicon.knows(a)
        return False if titled and not self._lexicon.lists(a + b) else None

    def _by_loan(self, word: Halves) -> Verdict:
        """English compounds keep theirs: pop-up, peace-keeping."""
        a, b = word.a.lower(), word.b.lower()
        if b in habits.LOAN_PARTICLES and self._lexicon.knows(a):
            return False
        if any(
            self._lexicon.lists(f"{a}-{b[:at]}") and self._lexicon.knows(b[at:])
            for at in range(2, len(b) - 2)
        ):
            return False
        if self._lexicon.accepts(a + b) or (self._lexicon.accepts(a) and self._lexicon.accepts(b)):
            return None
        return _kept_in_english(lexicon("en"), a, b)

    def _by_english(self, word: Halves) -> Verdict:
        return _kept_in_english(self._lexicon, word.a.lower(), word.b.lower())


def _kept_in_english(known: Lexicon, a: str, b: str) -> Verdict:
    """In English a hyphen between two words is the word's own where the whole is no word."""
    if known.frequency(a + b) >= 1e-8 or len(a) < 3 or len(b) < 3:
        return None
    return False if known.frequency(a) >= _RARE and known.frequency(b) >= _RARE else None


def _uninflected(word: str) -> list[str]:
    """The word and what it may be a form of."""
    forms = [word]
    forms += [word[: -len(ending)] for ending in ("e", "n", "en", "s", "je", "jes") if word.endswith(ending)]
    if re.search(r"[aeo]le$|[aeo]re$", word):
        forms.append(word[:-2] + word[-3] + word[-2])
    if word.endswith("ve"):
        forms.append(word[:-2] + "f")
    return forms
