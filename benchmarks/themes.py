"""Precision, recall and F of the themes on the gold sets: `python -m benchmarks.themes [--errors SPLIT]`."""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.counting import Score
from nlp.pipeline import load_pipeline
from nlp.themes import shipped_finder, words_of

GOLD = Path(__file__).resolve().parent.parent / "tests" / "data" / "gold"
SPLITS = ("dev", "test", "other_dev", "other_test")
"""`other` are passages written to say it without the usual words."""
SCHEME = "middelgrote-steden"


_pipeline = cache(load_pipeline)


def read_gold(split: str) -> list[dict[str, Any]]:
    """The passages of a gold set with the ids of their themes."""
    lines = (GOLD / f"themes_{split}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def judged(split: str, name: str = "") -> Iterator[tuple[dict[str, Any], set[str], set[str]]]:
    """Each passage with the themes it has and those that a pipeline found."""
    pipeline = _pipeline(name)
    for passage in read_gold(split):
        themes = pipeline(passage["text"])._.themes
        yield passage, set(passage["themes"]), {theme.id for theme in themes if theme.scheme == SCHEME}


def score(split: str, name: str = "") -> Score:
    """The score over all themes of all passages together (micro)."""
    totals: Counter[str] = Counter()
    for _, gold, found in judged(split, name):
        totals.update(right=len(gold & found), spurious=len(found - gold), missed=len(gold - found))
    return Score(totals["right"], totals["spurious"], totals["missed"])


def words_per_second() -> float:
    """How many words a second the finder reads, the pipeline's own time left out."""
    pipeline, finder = load_pipeline(), shipped_finder(SCHEME)
    docs = [pipeline(passage["text"]) for passage in read_gold("dev")]
    start = time.process_time()
    count = 0
    for doc in docs * 3:
        words = words_of(doc)
        finder.find(doc.text, words)
        count += len(words)
    return count / (time.process_time() - start)


def main() -> None:
    """Print the figures of both splits, or the mistakes of one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", metavar="SPLIT", help="list the mistakes on dev or test instead")
    parser.add_argument("--pipeline", default="", help="another pipeline; NAME+semantic looks at meaning too")
    given = parser.parse_args()
    if given.errors:
        for passage, gold, found in judged(given.errors, given.pipeline):
            if gold != found:
                print(passage["id"], "-", sorted(gold - found), "+", sorted(found - gold), passage["text"])
        return
    print(f"{'':12}{'precision':>10}{'recall':>8}{'F':>8}{'themes':>8}")
    for split in SPLITS:
        value = score(split, given.pipeline)
        themes = value.right + value.missed
        print(f"{split:12}{value.precision:10.3f}{value.recall:8.3f}{value.f:8.3f}{themes:8}")
    print(f"{words_per_second():,.0f} words per second")


if __name__ == "__main__":
    main()
