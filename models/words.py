"""Tokens → the words a topic may be named by: lemmas with meaning, no names of persons, no twins."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from sys import intern

from corpus.records import Token
from models.stopwords import stop_words

CONTENT_POS = frozenset({"", "NOUN", "PROPN", "ADJ"})
_WORD = re.compile(r"[^\W\d_][\w'’\-&+/.]*")
NAME_LINK = "_"
"""Stands between the words of a name in its lemma, where the blanks part one lemma from the next."""
_SIGNATURE_PARTS = 4
_LEFT = {"je": 4, "en": 3, "s": 4, "e": 3}
"""Inflectional endings, and how many letters must be left when they are cut off."""
_ENDINGS = tuple(_LEFT)


@dataclass(frozen=True, slots=True)
class TopicPassage:
    """A passage as the topic model sees it: its content words in order of appearance.

    `lemmas`, `forms` and `positions` run in parallel; a position counts all tokens of the passage, so
    that two words are neighbours when their positions differ by one.
    """

    id: str
    document: str
    lemmas: tuple[str, ...]
    forms: tuple[str, ...] = ()
    positions: tuple[int, ...] = ()
    themes: tuple[str, ...] = ()
    """The themes found in it, where a fit is guided by them."""
    stratum: str = ""
    """Year and source of its document, for a fair sample."""
    copy: bool = False
    """Whether it repeats an earlier passage nearly word for word: such a one does not shape the topics."""
    garbled: bool = False
    """Whether many of its words are none (lost spaces, bad OCR): nor does such a one."""


def topic_passage(
    passage: str,
    document: str,
    text: str,
    tokens: Sequence[Token],
    hidden: Sequence[tuple[int, int]] = (),
    places: Sequence[tuple[int, int]] = (),
) -> TopicPassage:
    """Return the content words of a passage.

    `hidden` are character spans (names of persons) to leave out, `places` those of names of places: such a
    name is one word, since `Haag` and `Zoom` say nothing without what stands before them.
    """
    found = [
        (intern(key), intern(form), position)
        for position, (start, end, key, form) in enumerate(_units(text, tokens, places))
        if key and not any(first < end and start < last for first, last in hidden)
    ]
    lemmas, forms, positions = zip(*found, strict=True) if found else ((), (), ())
    return TopicPassage(passage, document, lemmas, forms, positions)


def _units(
    text: str, tokens: Sequence[Token], places: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, lemma (empty for words without content) and form of each token, or name of several."""
    ends = {start: end for start, end in places if len(text[start:end].split()) > 1}
    reached = 0
    for token in tokens:
        if token.start < reached:
            continue
        if token.start in ends:
            reached = ends[token.start]
            form = " ".join(text[token.start : reached].split())
            yield token.start, reached, form.casefold().replace(" ", NAME_LINK), form
        else:
            form = text[token.start : token.end]
            yield token.start, token.end, content_lemma(form, token.lemma, token.pos), form


def content_lemma(form: str, lemma: str, pos: str) -> str:
    """Return the lemma in lower case when it can say what a text is about, else an empty string.

    Two letters are enough for an abbreviation (`EU`, `OV`); else three are needed.
    """
    key = unicodedata.normalize("NFC", lemma).casefold().strip("-–'’./")
    shortest = 2 if form.isupper() else 3
    if pos not in CONTENT_POS or len(key) < shortest or not _WORD.fullmatch(key):
        return ""
    if key in stop_words() or form.casefold() in stop_words():
        return ""
    return key


def spelling_key(lemma: str) -> str:
    """Return a key that spellings of one word share: no accents or hyphens, k for c (`produktie`)."""
    # Folded twice: a decorated capital (𝕬) becomes a plain one only when it is decomposed (Unicode, D146).
    decomposed = unicodedata.normalize("NFKD", lemma.casefold()).casefold()
    plain = "".join(c for c in unicodedata.normalize("NFKD", decomposed) if not unicodedata.combining(c))
    plain = re.sub(r"[\W_]", "", plain)
    # The 1995 and 1996 spelling reforms: produkt → product, aktie → actie, lokatie → locatie.
    return re.sub(r"c(?![ehiy])", "k", plain)


def twin_key(lemma: str) -> str:
    """Return a key that inflected forms of one word share (`gemeenten`, `huizen`, `sociale`).

    Cruder than a lemma: fit for leaving a word out of a list beside its twin, not for counting.
    """
    key = re.sub(r"(.)\1", r"\1", spelling_key(lemma))
    # Endings pile up: Europees, Europese; bedrijfje, bedrijfjes.
    while ending := next((e for e in _ENDINGS if key.endswith(e) and len(key) - len(e) >= _LEFT[e]), ""):
        key = key[: -len(ending)]
    key = re.sub(r"(.)\1", r"\1", key)
    return key[:-1] + {"v": "f", "z": "s"}.get(key[-1:], key[-1:])


def merge_spellings(passages: Sequence[TopicPassage]) -> tuple[TopicPassage, ...]:
    """Return the passages with every spelling of a word replaced by the most frequent one."""
    counts = Counter(lemma for passage in passages for lemma in passage.lemmas)
    best: dict[str, str] = {}
    for lemma in sorted(counts, key=lambda lemma: (-counts[lemma], lemma)):
        best.setdefault(spelling_key(lemma), lemma)
    canonical = {lemma: best[spelling_key(lemma)] for lemma in counts}
    return tuple(
        replace(passage, lemmas=tuple(canonical[lemma] for lemma in passage.lemmas)) for passage in passages
    )


def displayed(passages: Iterable[TopicPassage]) -> dict[str, str]:
    """Return how each lemma is printed: as it stands, with capitals where most of its forms have them."""
    shapes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for passage in passages:
        for lemma, form in zip(passage.lemmas, passage.forms, strict=False):
            shapes[lemma][_shape(lemma, form)] += 1
    return {lemma: min(found, key=lambda shape: (-found[shape], shape)) for lemma, found in shapes.items()}


def _shape(lemma: str, form: str) -> str:
    """The lemma with the capitals of the form; a name of several words is that form."""
    if NAME_LINK in lemma:
        return form
    if form[:1].islower():
        return lemma
    if form.isupper() and len(form) > 1:
        return lemma.upper() if len(form) <= 6 else lemma
    return form if form.casefold() == lemma else lemma[:1].upper() + lemma[1:]


def signatures(
    passages: Sequence[TopicPassage], *, share: float = 0.08, smallest: int = 12
) -> frozenset[str]:
    """Return the names that a publication carries all through: its own party, journal or organisation.

    A name (mostly written with a capital) is one when it stands in at least `share` of the passages of a
    document and in each of its four quarters, and half or more of its passages are in such documents.
    Only documents of `smallest` passages or more can tell.
    """
    names = {lemma for lemma, shape in displayed(passages).items() if shape != lemma}
    by_document: defaultdict[str, list[set[str]]] = defaultdict(list)
    for passage in passages:
        by_document[passage.document].append(names.intersection(passage.lemmas))
    total = Counter(name for sets in by_document.values() for found in sets for name in found)
    own: Counter[str] = Counter()
    for sets in by_document.values():
        if len(sets) >= smallest:
            own.update(_names_throughout(sets, share))
    return frozenset(name for name, count in own.items() if count * 2 >= total[name])


def _names_throughout(passages: Sequence[set[str]], share: float) -> dict[str, int]:
    """The names in every quarter of one document's passages, with the number of passages they stand in."""
    counts = Counter(name for found in passages for name in found)
    size = len(passages)
    quarters = [
        set().union(*passages[size * part // _SIGNATURE_PARTS : size * (part + 1) // _SIGNATURE_PARTS])
        for part in range(_SIGNATURE_PARTS)
    ]
    return {
        name: count
        for name, count in counts.items()
        if count >= share * size and all(name in quarter for quarter in quarters)
    }


def choose_words(
    weights: Mapping[str, float], *, count: int, diversity: float
) -> tuple[tuple[str, float], ...]:
    """Return `count` words by weight and variety, no two of them twins; highest weight first.

    Maximal marginal relevance (Carbonell & Goldstein 1998): each next word gains by its weight (relative
    to the highest) and loses by its likeness to those chosen, `diversity` being the share of the latter.
    Likeness is of spelling, which in Dutch is where compounds repeat each other (`woning`, `huurwoning`).
    """
    waiting = sorted(weights, key=lambda word: (-weights[word], word))
    if not waiting:
        return ()
    top = weights[waiting[0]] or 1.0
    chosen: list[str] = []
    keys: set[str] = set()
    likeness = dict.fromkeys(waiting, 0.0)
    while waiting and len(chosen) < count:
        word = max(waiting, key=lambda w: (1 - diversity) * weights[w] / top - diversity * likeness[w])
        keys.add(twin_key(word))
        chosen.append(word)
        waiting = [other for other in waiting if other != word and twin_key(other) not in keys]
        likeness.update({other: max(likeness[other], alike(word, other)) for other in waiting})
    chosen.sort(key=lambda word: (-weights[word], word))
    return tuple((word, float(weights[word])) for word in chosen)


def alike(first: str, second: str) -> float:
    """Return the Dice coefficient of the letter trigrams of two words, 0 to 1."""
    a, b = _trigrams(first), _trigrams(second)
    return 2 * len(a & b) / (len(a) + len(b))


def _trigrams(word: str) -> set[str]:
    padded = f" {word} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)} or {padded}
