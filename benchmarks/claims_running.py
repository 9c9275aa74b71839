"""Precision of claims on the running text of programmes and motions: `python -m benchmarks.claims_running`.

The texts are not in the repository; `--data FOLDER` or STADSPRAAT_DATA names the folder that holds
`text/programmas` and `text/moties`. What is in the repository are judgements: of which file, which sentence
(by a hash) and which claim (by its cue and the offsets of its sides), right or wrong. `--sample N` prints N
claims that nobody judged yet, as rows to fill in.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from corpus.sentences import sentence_spans
from nlp.claims.finder import find_claims
from nlp.claims.records import Claim

JUDGED = Path(__file__).resolve().parent.parent / "tests" / "data" / "gold" / "claims_running.csv"
FOLDERS = ("text/programmas", "text/moties")
_LONGEST = 420


@dataclass(frozen=True, slots=True)
class Judgement:
    """A claim that somebody judged; offsets count characters of its sentence."""

    split: str
    file: str
    sentence: str
    cue: str
    cause: tuple[int, int]
    effect: tuple[int, int]
    right: bool

    def meets(self, claim: Claim) -> bool:
        """Whether a claim found in the sentence is the one that was judged, by its cue and both sides."""
        sides = ((claim.cause, self.cause), (claim.effect, self.effect))
        return claim.cue == self.cue and all(s.start < span[1] and span[0] < s.end for s, span in sides)


@dataclass(frozen=True, slots=True)
class Precision:
    """Of the judged claims: how many right and wrong ones are still found, and how many there were."""

    right: int
    wrong: int
    right_before: int
    wrong_before: int

    @property
    def now(self) -> float:
        """The share of right ones among those that are found."""
        return self.right / ((self.right + self.wrong) or 1)

    @property
    def before(self) -> float:
        """The same among all that were judged, as the rules found them then."""
        return self.right_before / ((self.right_before + self.wrong_before) or 1)


def read_judgements(file: Path = JUDGED) -> list[Judgement]:
    """The judgements in the repository."""
    with file.open(encoding="utf-8", newline="") as rows:
        return [_judgement(row) for row in csv.DictReader(rows)]


def _judgement(row: dict[str, str]) -> Judgement:
    cause = (int(row["cause_start"]), int(row["cause_end"]))
    effect = (int(row["effect_start"]), int(row["effect_end"]))
    right = row["verdict"] == "right"
    return Judgement(row["split"], row["file"], row["sentence"], row["cue"], cause, effect, right)


def sentences_of(file: Path) -> Iterator[str]:
    """The sentences of a text file: words joined over lines, the head of a motion's record left out."""
    text = file.read_text(encoding="utf-8", errors="replace").split("Orginele text", 1)[-1]
    text = re.sub(r"-\n(?=[a-z])", "", text)
    text = re.sub(r"[ \t]+", " ", re.sub(r"(?<!\n)\n(?!\n)", " ", text))
    for paragraph in filter(str.strip, text.split("\n")):
        body = paragraph.strip()
        yield from (body[start:end] for start, end in sentence_spans(body))


def sentence_hash(sentence: str) -> str:
    """What a sentence is known by in the judgements."""
    return sha256(" ".join(sentence.split()).encode()).hexdigest()[:16]


def score(data: Path, judgements: Sequence[Judgement]) -> Precision:
    """The precision over the judgements whose sentence is in the data."""
    counts = {True: [0, 0], False: [0, 0]}
    by_file: dict[str, dict[str, list[Judgement]]] = {}
    for each in judgements:
        by_file.setdefault(each.file, {}).setdefault(each.sentence, []).append(each)
    for name, wanted in by_file.items():
        for sentence in sentences_of(_find(data, name)):
            known = wanted.pop(sentence_hash(sentence), [])
            claims = find_claims(sentence, [(0, len(sentence))]) if known else ()
            for judgement in known:
                counts[judgement.right][0] += 1
                counts[judgement.right][1] += any(map(judgement.meets, claims))
    return Precision(counts[True][1], counts[False][1], counts[True][0], counts[False][0])


def _find(data: Path, name: str) -> Path:
    return next(data / folder / name for folder in FOLDERS if (data / folder / name).is_file())


def sample(data: Path, size: int, seed: int) -> Iterator[list[object]]:
    """Rows of claims that nobody judged yet, from 80 texts drawn at random, with what they say at the end."""
    draw = random.Random(seed)
    known = {each.sentence for each in read_judgements()}
    files = [file for folder in FOLDERS for file in draw.sample(sorted((data / folder).iterdir()), 40)]
    found = [
        (file.name, sentence, claim)
        for file in files
        for sentence in sentences_of(file)
        if len(sentence) < _LONGEST and sentence_hash(sentence) not in known
        for claim in find_claims(sentence, [(0, len(sentence))])
    ]
    for name, sentence, claim in draw.sample(found, min(size, len(found))):
        offsets = (claim.cause.start, claim.cause.end, claim.effect.start, claim.effect.end)
        yield ["", name, sentence_hash(sentence), claim.cue, *offsets, "", _shown(sentence, claim)]


def _shown(sentence: str, claim: Claim) -> str:
    return f"{claim.direction}: {claim.cause.text} => {claim.effect.text} | {sentence}"


def main() -> None:
    """Print the precision of both splits, or claims to judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("STADSPRAAT_DATA"))
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    if not given.data or not (Path(given.data) / FOLDERS[0]).is_dir():
        sys.exit("no texts: name the folder that holds text/programmas with --data or STADSPRAAT_DATA")
    if given.sample:
        csv.writer(sys.stdout).writerows(sample(Path(given.data), given.sample, given.seed))
        return
    print(f"{'':6}{'judged':>8}{'then':>8}{'now':>8}{'right kept':>12}{'wrong left':>12}")
    for split in ("dev", "test"):
        rows = [each for each in read_judgements() if each.split == split]
        value = score(Path(given.data), rows)
        judged = value.right_before + value.wrong_before
        kept, left = f"{value.right}/{value.right_before}", f"{value.wrong}/{value.wrong_before}"
        print(f"{split:6}{judged:8}{value.before:8.3f}{value.now:8.3f}{kept:>12}{left:>12}")


if __name__ == "__main__":
    main()
