"""Precision, recall and F of quotes, and speaker accuracy: `python -m benchmarks.quotes [--pipeline NAME]`.

Without a pipeline the rules read the text alone; the persons of one (`beleid` is shipped) are evidence.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nlp.quotes import Quotes, find_quotes

Reader = Callable[[str], Quotes]
"""Gives the quotes of a text."""
GOLD = Path(__file__).resolve().parent.parent / "tests" / "data" / "gold"
_QUOTE = re.compile(r"<q((?:\s\w+=\"[^\"]*\")*)>(.*?)</q>")
_ATTRIBUTE = re.compile(r"(\w+)=\"([^\"]*)\"")
# A span is right when it starts and ends at the same words: marks, white space and punctuation do not count.
_EDGE = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"^(?:de|het|een)\s", re.I)


@dataclass(frozen=True, slots=True)
class Said:
    """A quote as it is compared, labelled by hand or found."""

    start: int
    end: int
    kind: str
    speaker: str
    role: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A labelled document: its text, a paragraph a line, and the quotes in it."""

    name: str
    style: str
    text: str
    quotes: tuple[Said, ...]


@dataclass
class Counts:
    """How many quotes there are and were found, exactly and roughly, and with the right speaker."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    overlap_gold: int = 0
    overlap_found: int = 0
    speakers: int = 0
    roles: int = 0
    kinds: int = 0
    per_kind: Counter[str] = field(default_factory=Counter)

    def add(self, other: Counts) -> None:
        """Add the counts of another document."""
        for name in ("gold", "found", "exact", "overlap_gold", "overlap_found", "speakers", "roles", "kinds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def scores(self) -> tuple[float, float, float]:
        """Precision, recall and F of exact spans."""
        return _scores(self.exact, self.found, self.exact, self.gold)

    @property
    def overlap(self) -> tuple[float, float, float]:
        """Precision, recall and F of spans that share half their words."""
        return _scores(self.overlap_found, self.found, self.overlap_gold, self.gold)


def _scores(right: int, found: int, covered: int, gold: int) -> tuple[float, float, float]:
    precision, recall = right / (found or 1), covered / (gold or 1)
    if not gold and not found:
        return 1.0, 1.0, 1.0
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


def read_gold(split: str) -> list[GoldDocument]:
    """The labelled documents of a split."""
    lines = (GOLD / f"quotes_{split}.txt").read_text(encoding="utf-8").splitlines()
    blocks: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith("## "):
            blocks.append((line[3:], []))
        elif line.strip() and not line.startswith("//"):
            blocks[-1][1].append(line)
    return [_document(head, block) for head, block in blocks]


def _document(head: str, lines: Sequence[str]) -> GoldDocument:
    name, _, style = head.partition(" | ")
    marked, text, quotes, at = "\n".join(lines), "", [], 0
    for match in _QUOTE.finditer(marked):
        text += marked[at : match.start()]
        values = dict(_ATTRIBUTE.findall(match[1]))
        start = len(text)
        text += match[2]
        said = Said(
            start, len(text), values["k"], values.get("s", ""), values.get("r", ""), values.get("o", "")
        )
        quotes.append(said)
        at = match.end()
    return GoldDocument(name, style, text + marked[at:], tuple(quotes))


def pipeline_reader(name: str) -> Reader:
    """The quotes that a whole pipeline leaves on its Doc."""
    from nlp.pipeline import load_pipeline

    pipeline = load_pipeline(name)

    def read(text: str) -> Quotes:
        quotes: Quotes = pipeline(text)._.quotes
        return quotes

    return read


def found_in(text: str, read: Reader = find_quotes) -> list[Said]:
    """The quotes that are found, as they are compared."""
    return [Said(q.start, q.end, q.kind, q.speaker, q.role, q.organisation) for q in read(text).quotes]


def count(document: GoldDocument, read: Reader = find_quotes) -> Counts:
    """The counts of one document; speakers are judged where the span is found, at least roughly."""
    gold, found = document.quotes, found_in(document.text, read)
    edges = {_edges(document.text, quote): quote for quote in found}
    counts = Counts(len(gold), len(found))
    for quote in gold:
        same = edges.get(_edges(document.text, quote))
        near = same or next((other for other in found if _overlap(quote, other)), None)
        counts.exact += same is not None
        counts.overlap_gold += near is not None
        if near is not None:
            counts.speakers += is_same_speaker(quote.speaker, near.speaker)
            counts.roles += (quote.role, quote.organisation) == (near.role, near.organisation)
            counts.kinds += quote.kind == near.kind
    counts.overlap_found = sum(any(_overlap(quote, other) for quote in gold) for other in found)
    return counts


def _edges(text: str, quote: Said) -> tuple[int, int]:
    words = text[quote.start : quote.end]
    lead = _EDGE.match(words)
    tail = re.search(r"[\W_]+$", words)
    return quote.start + (lead.end() if lead else 0), quote.end - (len(tail.group()) if tail else 0)


def _overlap(one: Said, two: Said) -> bool:
    shared = min(one.end, two.end) - max(one.start, two.start)
    return shared * 2 >= max(one.end - one.start, two.end - two.start)


def is_same_speaker(gold: str, found: str) -> bool:
    """Whether two names are the same, articles and capitals apart."""
    return _ARTICLE.sub("", gold).lower() == _ARTICLE.sub("", found).lower()


def errors(split: str, read: Reader = find_quotes) -> Iterator[str]:
    """A line for each quote that is missed (-), too many (+) or given to another (s)."""
    for document in read_gold(split):
        text, found = document.text, {_edges(document.text, q): q for q in found_in(document.text, read)}
        gold = {_edges(text, q): q for q in document.quotes}
        for edges in sorted({*gold, *found}):
            one, two = gold.get(edges), found.get(edges)
            if one is None or two is None:
                said = one or two
                assert said
                sign = "-" if one else "+"
                yield f"{sign} {document.name} {said.kind:8} {said.speaker!r} {text[slice(*edges)]!r}"
            elif not is_same_speaker(one.speaker, two.speaker):
                yield f"s {document.name} {one.speaker!r} not {two.speaker!r} {text[slice(*edges)]!r}"
            elif (one.role, one.organisation, one.kind) != (two.role, two.organisation, two.kind):
                yield (
                    f"r {document.name} {one.role!r} {one.organisation!r} {one.kind} not "
                    f"{two.role!r} {two.organisation!r} {two.kind} {text[slice(*edges)][:40]!r}"
                )


def words_per_second() -> float:
    """How many words of the development documents are read in a second on one core, lists once loaded."""
    texts = [document.text for document in read_gold("dev")]
    for text in texts:
        find_quotes(text)
    start = time.process_time()
    for _ in range(5):
        for text in texts:
            find_quotes(text)
    return 5 * sum(len(text.split()) for text in texts) / (time.process_time() - start)


def _line(name: str, counts: Counts) -> str:
    found = counts.overlap_gold or 1
    exact, rough = counts.scores, counts.overlap
    return (
        f"{name[:34]:36}{counts.gold:5}"
        f"{exact[0]:7.3f}{exact[1]:7.3f}{exact[2]:7.3f}  {rough[0]:6.3f}{rough[1]:7.3f}{rough[2]:7.3f}"
        f"{counts.speakers / found:9.3f}{counts.roles / found:9.3f}{counts.kinds / found:7.3f}"
    )


def main() -> None:
    """Print the figures of both splits with a line for each style, or the mistakes of one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", metavar="SPLIT", help="list the mistakes on dev or test instead")
    parser.add_argument(
        "--pipeline", metavar="NAME", help="read with this pipeline; beleid is the shipped one"
    )
    chosen = parser.parse_args()
    read = pipeline_reader(chosen.pipeline) if chosen.pipeline else find_quotes
    if chosen.errors:
        print("\n".join(errors(chosen.errors, read)))
        return
    exact = f"{'':36}{'gold':>5}{'P':>7}{'R':>7}{'F':>7}"
    print(f"{exact}  {'P~':>6}{'R~':>7}{'F~':>7}{'speaker':>9}{'role+org':>9}{'kind':>7}")
    for split in ("dev", "test"):
        total = Counts()
        for document in read_gold(split):
            counts = count(document, read)
            total.add(counts)
            print(_line(f"{split} {document.name} {document.style}", counts))
        print(_line(f"{split} ALL", total) + "\n")
    print(f"{words_per_second():,.0f} words per second")


if __name__ == "__main__":
    main()
