"""Speed of the four layers together, and the sizes of their gold sets: `python -m benchmarks.layers`.

The pipeline reads each text first; what is timed is only what places, organisations, themes, quotes and
claims add to it, in CPU seconds of this process.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.claims import read_gold as read_claims
from benchmarks.quotes import read_gold as read_quotes
from nlp.components import LAYERS
from nlp.pipeline import load_pipeline

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

GOLD = Path(__file__).resolve().parent.parent / "tests" / "data" / "gold"
_ROUNDS = 2
_SPLITS = ("dev", "test")


def gold_texts() -> list[str]:
    """The development texts of all four gold sets."""
    texts = [document.text for document in read_quotes("dev")]
    texts += [" ".join(read_claims("dev"))]
    for name in ("places", "themes"):
        texts += [text["text"] for text in _rows(f"{name}_dev")]
    return texts


def words_per_second(pipeline: Language, texts: Sequence[str]) -> float:
    """How many words a second all layers read together, the pipeline's own time left out."""
    with pipeline.select_pipes(disable=[name for name in pipeline.pipe_names if _is_ours(name)]):
        docs = list(pipeline.pipe(texts))
    _run(docs)  # the lists are read once
    seconds = _run(docs * _ROUNDS)
    return _ROUNDS * sum(len(text.split()) for text in texts) / seconds


def _run(docs: Sequence[Doc]) -> float:
    start = time.process_time()
    for doc in docs:
        copy = doc.copy()
        for layer in LAYERS:
            layer(copy)
    return time.process_time() - start


def _is_ours(name: str) -> bool:
    return name.removeprefix("stadspraat_") in ("places", "organisations", "themes", "quotes", "claims")


def sizes() -> list[tuple[str, int, int, int]]:
    """What there is, how much is asked for, and how much there is in development and test."""
    places = {split: [m for row in _rows(f"places_{split}") for m in row["marks"]] for split in _SPLITS}
    mentions = {split: sum(not m.get("trap") for m in marks) for split, marks in places.items()}
    hard = {split: sum("hard" in m or "trap" in m for m in marks) for split, marks in places.items()}
    themes = {split: len(_rows(f"themes_{split}")) for split in _SPLITS}
    documents = {split: read_quotes(split) for split in _SPLITS}
    quotes = {split: sum(len(d.quotes) for d in found) for split, found in documents.items()}
    styles = {split: len({d.style for d in found if d.quotes}) for split, found in documents.items()}
    claims = {split: read_claims(split) for split in _SPLITS}
    made = {split: sum(map(len, found.values())) for split, found in claims.items()}
    alike = {split: sum(not each for each in found.values()) for split, found in claims.items()}
    counted = (
        ("place mentions", 400, mentions),
        ("of them hard, or traps", 120, hard),
        ("passages with themes", 300, themes),
        ("quotes", 250, quotes),
        ("styles of quoting", 10, styles),
        ("claims", 150, made),
        ("look like claims", 150, alike),
    )
    return [(name, asked, there["dev"], there["test"]) for name, asked, there in counted]


def _rows(name: str) -> list[dict[str, Any]]:
    lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def main() -> None:
    """Print the sizes and the speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pipeline", default="rules")
    pipeline = load_pipeline(parser.parse_args().pipeline)
    print(f"{'gold':26}{'asked':>8}{'dev':>8}{'test':>8}")
    for name, asked, dev, test in sizes():
        print(f"{name:26}{asked:8}{dev:8}{test:8}")
    print(f"all layers together: {words_per_second(pipeline, gold_texts()):,.0f} words per CPU second")


if __name__ == "__main__":
    main()
