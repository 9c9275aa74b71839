"""Topic words → a short Dutch label: the words as they are written, fixed expressions kept together."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence

from models.words import TopicPassage, alike

PARTS = 3
_LIKE = 0.45
"""Two words this much alike in spelling say the same in a label."""
_BOUND = 0.4
"""Words are a fixed expression when so large a share of either stands beside the other."""
_ATTRIBUTIVE = 0.55
"""A word that stands right before another content word so often is an adjective, and no label by itself."""


def label_for(
    words: Sequence[tuple[str, float]], members: Sequence[TopicPassage], shapes: Mapping[str, str]
) -> str:
    """Return a label of at most three parts, such as `Openbaar vervoer, spoor en reizigers`.

    `words` are the topic's lemmas, weightiest first; `members` the passages to take word forms from;
    `shapes` how each lemma is printed when it has no better form.
    """
    lemmas = [word for word, _ in words]
    expressions = fixed_expressions(lemmas, members)
    forms = common_forms(lemmas, members, shapes)
    adjectives = attributive(lemmas, members) - expressions.keys()
    parts: list[str] = []
    used: list[str] = []
    for word in [word for word in lemmas if word not in adjectives] or lemmas:
        pair: tuple[str, ...] = expressions.get(word, (word,))
        if not any(alike(part, other) > _LIKE for part in pair for other in used):
            used.extend(pair)
            parts.append(_pair_form(pair, members) if len(pair) == 2 else forms[word])
        if len(parts) == PARTS:
            break
    return sentence_list(parts)


def attributive(words: Sequence[str], members: Sequence[TopicPassage]) -> set[str]:
    """Return those of the words that mostly stand right before another content word in these passages.

    In Dutch, where compounds are written as one word, those are adjectives (`Europees`, `sociaal`);
    this needs no word classes.
    """
    wanted = set(words)
    before = Counter(first for passage in members for first, _ in _neighbours(passage))
    total = Counter(lemma for passage in members for lemma in passage.lemmas if lemma in wanted)
    return {word for word in wanted if total[word] and before[word] >= _ATTRIBUTIVE * total[word]}


def fixed_expressions(words: Sequence[str], members: Sequence[TopicPassage]) -> dict[str, tuple[str, str]]:
    """Return, for each word that is bound to a neighbour in these passages, the pair in reading order."""
    wanted = set(words)
    single = Counter(lemma for passage in members for lemma in passage.lemmas)
    pairs = Counter(pair for passage in members for pair in _neighbours(passage) if wanted & set(pair))
    found: dict[str, tuple[str, str]] = {}
    for pair, count in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        first, second = pair
        if count >= 3 and first != second and count >= _BOUND * max(single[first], single[second]):
            found.setdefault(first, pair)
            found.setdefault(second, pair)
    return found


def common_forms(
    words: Sequence[str], members: Sequence[TopicPassage], shapes: Mapping[str, str]
) -> dict[str, str]:
    """Return the most frequent form of each word in these passages, small letters unless it is a name."""
    wanted = set(words)
    counts: dict[str, Counter[str]] = {word: Counter() for word in words}
    for passage in members:
        for lemma, form in zip(passage.lemmas, passage.forms, strict=False):
            if lemma in wanted:
                counts[lemma][form] += 1
    return {word: _best_form(word, counts[word], shapes.get(word, word)) for word in words}


def sentence_list(parts: Sequence[str]) -> str:
    """Return the parts as a Dutch enumeration with a capital: `A, b en c`."""
    if not parts:
        return "Zonder duidelijke woorden"
    text = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} en {parts[-1]}"
    return text[:1].upper() + text[1:]


def _best_form(word: str, forms: Counter[str], shape: str) -> str:
    if shape != word or not forms:
        return shape
    small: Counter[str] = Counter()
    for form, count in forms.items():
        small[form.lower()] += count
    return min(small, key=lambda form: (-small[form], form))


def _neighbours(passage: TopicPassage) -> list[tuple[str, str]]:
    places = list(zip(passage.lemmas, passage.positions, strict=False))
    return [
        (first, second) for (first, here), (second, there) in itertools.pairwise(places) if there == here + 1
    ]


def _pair_form(pair: Sequence[str], members: Sequence[TopicPassage]) -> str:
    """The pair as it is most often written."""
    written: Counter[str] = Counter()
    for passage in members:
        parts = list(zip(passage.lemmas, passage.forms, passage.positions, strict=False))
        for (first, left, here), (second, right, there) in itertools.pairwise(parts):
            if (first, second) == tuple(pair) and there == here + 1:
                written[_lowered(left) + " " + _lowered(right)] += 1
    return min(written, key=lambda form: (-written[form], form)) if written else " ".join(pair)


def _lowered(form: str) -> str:
    return form if form.isupper() else form.lower()
