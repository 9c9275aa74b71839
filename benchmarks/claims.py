"""Precision, recall and F of the claim layer: `python -m benchmarks.claims [--pipeline NAME]`.

A claim that was found is right when both its sides overlap those of the gold claim and its direction is that
of the gold claim. Negation, hedging and holder are scored over the claims that are right.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.counting import Score
from corpus.sentences import sentence_spans
from nlp.claims.finder import find_claims
from nlp.claims.records import Claim

GOLD = Path(__file__).resolve().parent.parent / "tests" / "data" / "gold"
_MARK = re.compile(r"</?[ce]>")
Finder = Callable[[str], Sequence[Claim]]


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim of the gold set; offsets are characters of the sentence without marks."""

    cause: tuple[int, int]
    effect: tuple[int, int]
    direction: str
    negated: bool
    hedged: bool
    holder: str


@dataclass(frozen=True, slots=True)
class ClaimScore(Score):
    """Counts of right, spurious and missed claims, and of right claims with each further field right."""

    negated: int
    hedged: int
    holder: int


def read_gold(split: str) -> dict[str, list[GoldClaim]]:
    """The sentences of a gold set with their claims, none for those that only look like one."""
    found: dict[str, list[GoldClaim]] = {}
    for line in (GOLD / f"claims_{split}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("//"):
            head, _, marked = line.partition(" | ")
            claims = found.setdefault(_MARK.sub("", marked), [])
            if head.startswith("+"):
                claims.append(_gold_claim(head, marked))
    return found


def _gold_claim(head: str, marked: str) -> GoldClaim:
    facts, _, holder = head.removeprefix("+ ").partition("holder=")
    words = facts.split()
    sides = {side: _span(marked, side) for side in "ce"}
    return GoldClaim(sides["c"], sides["e"], words[0], "negated" in words, "hedged" in words, holder.strip())


def _span(marked: str, side: str) -> tuple[int, int]:
    before, _, rest = marked.partition(f"<{side}>")
    inside = rest.partition(f"</{side}>")[0]
    start = len(_MARK.sub("", before))
    return start, start + len(_MARK.sub("", inside))


def is_right(found: Claim, gold: GoldClaim) -> bool:
    """Whether both sides overlap and the direction is the same."""
    sides = ((found.cause, gold.cause), (found.effect, gold.effect))
    overlap = all(side.start < span[1] and span[0] < side.end for side, span in sides)
    return overlap and found.direction == gold.direction


def pairs(found: Sequence[Claim], gold: Sequence[GoldClaim]) -> list[tuple[Claim, GoldClaim]]:
    """Each gold claim with a claim that was found right, none used twice."""
    left, matched = list(found), []
    for each in gold:
        hit = next((claim for claim in left if is_right(claim, each)), None)
        if hit is not None:
            left.remove(hit)
            matched.append((hit, each))
    return matched


def score(split: str, find: Finder) -> ClaimScore:
    """The score of a finder on a gold set."""
    total = [0] * 6
    for text, gold in read_gold(split).items():
        found = find(text)
        right = pairs(found, gold)
        counts = (
            len(right),
            len(found) - len(right),
            len(gold) - len(right),
            sum(one.negated == other.negated for one, other in right),
            sum(one.hedged == other.hedged for one, other in right),
            sum(same_holder(one.holder, other.holder) for one, other in right),
        )
        total = [a + b for a, b in zip(total, counts, strict=True)]
    return ClaimScore(*total)


def same_holder(one: str, other: str) -> bool:
    """Whether two holders are written the same, letter case and article apart."""
    plain = [re.sub(r"^(?:de|het|een) ", "", name.casefold()) for name in (one, other)]
    return plain[0] == plain[1]


def errors(split: str, find: Finder) -> Iterator[str]:
    """A line for each mistake."""
    for text, gold in read_gold(split).items():
        found = find(text)
        right = pairs(found, gold)
        for each in gold:
            if each not in [other for _, other in right]:
                yield f"- {each.direction} | {text}"
        for claim in found:
            if claim not in [one for one, _ in right]:
                yield f"+ {claim.cue}: {claim.cause.text!r} → {claim.effect.text!r} | {text}"
        for one, other in right:
            for name in ("negated", "hedged", "holder"):
                if getattr(one, name) != getattr(other, name):
                    yield f"~ {name} {getattr(one, name)!r}, not {getattr(other, name)!r} | {text}"


def surface_finder(text: str) -> Sequence[Claim]:
    """The claims of a text by the order of words alone."""
    return find_claims(text, sentence_spans(text))


def pipeline_finder(name: str) -> Finder:
    """The claims of a text by a pipeline with a dependency parse."""
    from nlp.claims.layer import claims_of
    from nlp.encoder import register
    from nlp.pipeline import load_pipeline

    register()
    pipeline = load_pipeline(name)
    return lambda text: claims_of(pipeline(text))


def words_per_second() -> float:
    """How many words of the development sentences are read in a second, the lists once loaded."""
    texts = list(read_gold("dev"))
    text = "\n".join(texts)
    spans = sentence_spans(text)
    find_claims(text, spans)
    start = time.process_time()
    for _ in range(5):
        find_claims(text, spans)
    return 5 * len(text.split()) / (time.process_time() - start)


def main() -> None:
    """Print the figures of both splits, or the mistakes of one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pipeline", metavar="NAME", help="read the sides from this pipeline's parse")
    parser.add_argument("--errors", metavar="SPLIT", help="list the mistakes on dev or test instead")
    parser.add_argument("--split", default="dev,test", help="which gold sets, with commas between")
    chosen = parser.parse_args()
    find = pipeline_finder(chosen.pipeline) if chosen.pipeline else surface_finder
    if chosen.errors:
        print("\n".join(errors(chosen.errors, find)))
        return
    print(
        f"{'':6}{'precision':>10}{'recall':>8}{'F':>8}{'claims':>8}{'negated':>9}{'hedged':>8}{'holder':>8}"
    )
    for split in chosen.split.split(","):
        value = score(split, find)
        further = [each / (value.right or 1) for each in (value.negated, value.hedged, value.holder)]
        print(
            f"{split:6}{value.precision:10.3f}{value.recall:8.3f}{value.f:8.3f}{value.right + value.missed:8}"
            f"{further[0]:9.3f}{further[1]:8.3f}{further[2]:8.3f}"
        )
    print(f"{words_per_second():,.0f} words per second, by the order of words")


if __name__ == "__main__":
    main()
