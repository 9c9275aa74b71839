"""Precision, recall and F of places on the gold sets: `python -m benchmarks.places [--pipeline NAME]`.

Without a pipeline the rules read the text alone; the entities of one (`beleid` is shipped) are evidence.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.counting import Score
from nlp.places import Place, find_places

GOLD = Path(__file__).resolve().parent.parent / "tests" / "data" / "gold"
Key = tuple[int, int, str, str]
Reader = Callable[[str, str], Sequence[Place]]
"""Gives the places of a text on a date."""


def gold_key(mark: dict[str, Any]) -> Key:
    """What must be right of a mention: its span, kind and municipality, or its region or province."""
    return mark["start"], mark["end"], mark["kind"], mark.get("gm_code") or f"{mark['level']}:{mark['name']}"


def found_key(place: Place) -> Key:
    """The same of a mention that was found."""
    return place.start, place.end, place.kind, place.gm_code or f"{place.level}:{place.name}"


def read_gold(split: str) -> list[dict[str, Any]]:
    """The texts of a gold set with their marks."""
    lines = (GOLD / f"places_{split}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def pipeline_reader(name: str) -> Reader:
    """The places that a whole pipeline leaves on its Doc."""
    from nlp.pipeline import load_pipeline

    pipeline = load_pipeline(name)

    def read(text: str, date: str) -> Sequence[Place]:
        doc = pipeline.make_doc(text)
        doc._.date = date
        places: Sequence[Place] = pipeline(doc)._.places
        return places

    return read


def score(split: str, read: Reader = find_places) -> tuple[Score, Score]:
    """The score over all mentions, and over the hard ones and the traps."""
    counts, hard = [0, 0, 0], [0, 0, 0]
    for text in read_gold(split):
        marks = [mark for mark in text["marks"] if not mark.get("trap")]
        gold = {gold_key(mark) for mark in marks}
        found = {found_key(place) for place in read(text["text"], text["date"])}
        difficult = [mark for mark in text["marks"] if mark.get("hard") or mark.get("trap")]
        hard_gold = {gold_key(mark) for mark in marks if mark.get("hard")}
        wrong = {key for key in found - gold if _overlaps(key, difficult)}
        for total, values in (
            (counts, (gold & found, found - gold, gold - found)),
            (hard, (hard_gold & found, wrong, hard_gold - found)),
        ):
            for index, value in enumerate(values):
                total[index] += len(value)
    return Score(*counts), Score(*hard)


def _overlaps(key: Key, marks: Sequence[dict[str, Any]]) -> bool:
    return any(key[0] < mark["end"] and mark["start"] < key[1] for mark in marks)


def errors(split: str, read: Reader = find_places) -> Iterator[str]:
    """A line for each mistake."""
    for text in read_gold(split):
        gold = {gold_key(mark) for mark in text["marks"] if not mark.get("trap")}
        found = {found_key(place) for place in read(text["text"], text["date"])}
        for sign, keys in (("-", gold - found), ("+", found - gold)):
            for key in sorted(keys):
                yield f"{sign} {text['id']} {text['text'][key[0] : key[1]]!r} {key[2:]} | {text['text']}"


def words_per_second() -> float:
    """How many words of the development texts are read in a second, the tables once loaded."""
    texts = [text["text"] for text in read_gold("dev")] * 5
    find_places(texts[0])
    start = time.process_time()
    for text in texts:
        find_places(text)
    return sum(len(text.split()) for text in texts) / (time.process_time() - start)


def main() -> None:
    """Print the figures of both splits, or the mistakes of one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", metavar="SPLIT", help="list the mistakes on dev or test instead")
    parser.add_argument(
        "--pipeline", metavar="NAME", help="read with this pipeline; beleid is the shipped one"
    )
    chosen = parser.parse_args()
    read = pipeline_reader(chosen.pipeline) if chosen.pipeline else find_places
    if chosen.errors:
        print("\n".join(errors(chosen.errors, read)))
        return
    print(f"{'':12}{'precision':>10}{'recall':>8}{'F':>8}{'mentions':>10}")
    for split in ("dev", "test"):
        for name, value in zip(("all", "hard"), score(split, read), strict=True):
            mentions = value.right + value.missed
            print(f"{split:5}{name:7}{value.precision:10.3f}{value.recall:8.3f}{value.f:8.3f}{mentions:10}")
    print(f"{words_per_second():,.0f} words per second")


if __name__ == "__main__":
    main()
