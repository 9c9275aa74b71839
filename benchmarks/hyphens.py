"""Line-end hyphens: ours against joining always, never, and by the document's own words.

Run `python -m benchmarks.hyphens [--data ../shared/data]`. Two measurements:

1. `data/hyphens.tsv`: word halves written for this project, each with the right answer. About 80 %
   are plain cuts of Dutch compounds, many too rare for any word list; the rest are hyphens of the
   word itself and suspended ones. No document stands behind them, so the lexicon and the rules decide.
2. Documents, where a folder is given: a line-end hyphen whose word other documents write unbroken,
   with hyphen or without, at least ten times as often as the other way. The document's own words
   are known, as they are in use.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.pdf_lines import lines_of
from corpus.prose.habits import AND_OR
from corpus.prose.hyphens import Hyphens
from corpus.prose.vocabulary import Vocabulary, bare

TABLE = Path(__file__).parent / "data" / "hyphens.tsv"
Method = Callable[[str, str, Vocabulary], str]


@dataclass(frozen=True, slots=True)
class Case:
    """A line's last word, the next line's first, and what they are together."""

    left: str
    right: str
    expected: str
    kind: str
    split: str
    vocabulary: Vocabulary


def always_join(left: str, right: str, vocabulary: Vocabulary) -> str:
    """The halves without the hyphen."""
    return left[:-1] + right


def never_join(left: str, right: str, vocabulary: Vocabulary) -> str:
    """The halves with the hyphen."""
    return left + right


def by_document(left: str, right: str, vocabulary: Vocabulary) -> str:
    """What the document itself writes more often, else joined; `-en` and `-of` are suspended hyphens."""
    if bare(right).lower() in AND_OR:
        return f"{left} {right}"
    kept = vocabulary.count(bare(left + right)) > vocabulary.count(bare(left[:-1] + right))
    return left + right if kept else left[:-1] + right


_ours: dict[int, Hyphens] = {}


def ours(left: str, right: str, vocabulary: Vocabulary) -> str:
    """What `corpus.prose.hyphens` makes of them."""
    hyphens = _ours.setdefault(id(vocabulary), Hyphens(vocabulary))
    seam = hyphens.seam(left, right)
    return seam.left + seam.gap + seam.right


METHODS: dict[str, Method] = {
    "never join": never_join,
    "always join": always_join,
    "document's words, -en/of": by_document,
    "stadspraat": ours,
}


def written_cases(path: Path = TABLE) -> list[Case]:
    """The cases of the table."""
    nothing = Vocabulary()
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [Case(**row, vocabulary=nothing) for row in rows]


def document_cases(folder: Path) -> list[Case]:
    """The line-end hyphens of Dutch documents that other documents settle."""
    documents = {path: _clean(lines_of(path)) for path in sorted(folder.glob("**/*")) if _is_text(path)}
    documents = {path: lines for path, lines in documents.items() if _is_dutch(lines)}
    words = {path: Vocabulary.from_lines(lines) for path, lines in documents.items()}
    totals: Counter[str] = Counter()
    for vocabulary in words.values():
        totals.update(dict(vocabulary.items()))
    return [case for path, lines in documents.items() for case in _settled(lines, words[path], totals)]


def _settled(lines: Sequence[str], own: Vocabulary, totals: Counter[str]) -> Iterator[Case]:
    for left, right in _line_ends(lines):
        joined, kept = bare(left[:-1] + right).lower(), bare(left + right).lower()
        without = totals[joined] - own.count(joined)
        hyphened = totals[kept] - own.count(kept)
        if without > 10 * hyphened:
            yield Case(left, right, left[:-1] + right, "cut", "documents", own)
        elif hyphened > 10 * without:
            yield Case(left, right, left + right, "hyphen", "documents", own)


def _line_ends(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for line, following in pairwise(lines):
        left, right = line.split()[-1], following.split()[0]
        if re.search(r"\w-$", left) and right[0].isalpha() and bare(right).lower() not in AND_OR:
            yield left, right


def _clean(lines: Iterable[str]) -> list[str]:
    return [line.replace("\u00ad", "-").strip() for line in lines if line.strip()]


def _is_text(path: Path) -> bool:
    return path.suffix == ".pdf" or (path.suffix == ".txt" and path.parent.name == "programmas")


def _is_dutch(lines: Sequence[str]) -> bool:
    words = Counter(word for line in lines for word in line.lower().split())
    return words["de"] > words["the"]


def score(cases: Sequence[Case], method: Method) -> dict[str, float]:
    """Share of cases right, for each kind and for all."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for case in cases:
        good = method(case.left, case.right, case.vocabulary) == case.expected
        for kind in (case.kind, "all"):
            total[kind] += 1
            right[kind] += good
    return {kind: right[kind] / total[kind] for kind in total}


def print_table(title: str, cases: Sequence[Case]) -> None:
    """One row a method, one column a kind."""
    kinds = sorted({case.kind for case in cases})
    counts = Counter(case.kind for case in cases)
    print(f"\n{title}: {len(cases)} cases")
    print(f"{'':26}" + "".join(f"{kind + ' ' + str(counts[kind]):>16}" for kind in kinds) + f"{'all':>10}")
    for name, method in METHODS.items():
        shares = score(cases, method)
        print(f"{name:26}" + "".join(f"{shares[kind]:16.1%}" for kind in kinds) + f"{shares['all']:10.2%}")


def main() -> None:
    """Print the tables; with --wrong also what we get wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with PDFs and text/programmas")
    parser.add_argument("--wrong", action="store_true", help="list what we get wrong (not of the test half)")
    options = parser.parse_args()
    cases = written_cases()
    for split in ("dev", "test"):
        print_table(f"written, {split}", [case for case in cases if case.split == split])
    print_table("written, both halves", cases)
    if options.data:
        settled = document_cases(options.data)
        print_table("documents, settled by other documents", settled)
        cases += settled
    if options.wrong:
        for case in cases:
            got = ours(case.left, case.right, case.vocabulary)
            if case.split != "test" and got != case.expected:
                print(f"{case.left}|{case.right}\texpected {case.expected}\tgot {got}")


if __name__ == "__main__":
    main()
