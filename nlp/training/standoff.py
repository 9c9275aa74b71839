"""Labels that stand off from their text: file, hash of the sentence and offsets, without a word of it.

A row is {"file", "hash", "at", "part", "spans": [[start, end, label], …]}: the file relative to the data
folder, the start of the sentence in the text as it was read, the offsets in the sentence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

from corpus.errors import StadspraatError
from corpus.sentences import sentence_spans
from nlp.training.marked import LABELS, PARTS, MarkedSentence, MarkError, parse_sentence
from nlp.training.source_text import document_text

FOLDER = Path(__file__).parent / "ner"
_PERCENT_TEST, _PERCENT_DEV = 15, 10
_GENRES = {
    "moties": "parliament",
    "programmas": "programme",
    "minutes": "minutes",
    "magazine": "magazine",
    "ud": "treebank",
}
_TREEBANKS = "ud/"
"""What is labelled of the treebanks is of their training parts, whole files of thousands of documents."""


@dataclass(frozen=True, slots=True)
class StandoffRow:
    """The labels of one sentence; `at` is a hint, the hash decides which sentence is meant."""

    file: str
    hash: str
    at: int
    part: str
    spans: tuple[tuple[int, int, str], ...]


def sentence_hash(sentence: str) -> str:
    """Returns the first 16 hexadecimal digits of the sentence's SHA-256."""
    return hashlib.sha256(sentence.encode()).hexdigest()[:16]


def part_of(file: str) -> str:
    """Returns the part a file belongs to, always the same: all its sentences are in one part."""
    if file.startswith(_TREEBANKS):
        return "train"
    percent = int(hashlib.sha256(file.encode()).hexdigest(), 16) % 100
    if percent < _PERCENT_TEST:
        return "test"
    return "dev" if percent < _PERCENT_TEST + _PERCENT_DEV else "train"


def row_of(file: str, text: str, span: tuple[int, int], marked: str) -> StandoffRow:
    """Returns the row for a sentence of a file's text, given with its marks.

    Raises MarkError where the line without its marks is not exactly that sentence.
    """
    sentence = text[slice(*span)]
    plain, spans = parse_sentence(marked)
    if plain != sentence:
        raise MarkError(f"{file}: the marked line is not the sentence at {span[0]}: {marked}")
    return StandoffRow(file, sentence_hash(sentence), span[0], part_of(file), spans)


def write_rows(path: Path, rows: Iterable[StandoffRow]) -> int:
    """Writes the rows as JSON lines, by file and place; returns how many."""
    ordered = sorted(rows, key=lambda row: (row.file, row.at))
    lines = [json.dumps(asdict(row), ensure_ascii=False, separators=(",", ":")) for row in ordered]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)


def read_rows(path: Path) -> list[StandoffRow]:
    """Returns the rows of a file of JSON lines; raises MarkError with the line number for a bad one."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_row(line, f"{path.name}:{number}") for number, line in enumerate(lines, start=1) if line]


def _row(line: str, where: str) -> StandoffRow:
    try:
        value = json.loads(line)
        spans = tuple((int(start), int(end), str(label)) for start, end, label in value["spans"])
        row = StandoffRow(value["file"], value["hash"], int(value["at"]), value["part"], spans)
    except (ValueError, KeyError, TypeError) as error:
        raise MarkError(f"{where}: not a row of stand-off labels: {error}") from error
    if unknown := [label for *_, label in spans if label not in LABELS]:
        raise MarkError(f"{where}: unknown label {unknown[0]!r}")
    if row.part not in PARTS:
        raise MarkError(f"{where}: unknown part {row.part!r}")
    return row


def resolve(rows: Iterable[StandoffRow], shared: Path) -> tuple[list[MarkedSentence], int]:
    """Returns the sentences of the rows, read from the documents in `shared`, and how many were not found."""
    ordered = sorted(rows, key=lambda row: (row.file, row.at))
    found: list[MarkedSentence] = []
    for file, group in groupby(ordered, key=lambda row: row.file):
        found += _sentences_of(_text_or_none(shared, file), list(group))
    return found, len(ordered) - len(found)


def _text_or_none(shared: Path, file: str) -> str:
    try:
        return document_text(shared / file)
    except (OSError, StadspraatError):
        return ""


def _sentences_of(text: str, rows: Sequence[StandoffRow]) -> Iterator[MarkedSentence]:
    by_hash = {sentence_hash(text[start:end]): text[start:end] for start, end in sentence_spans(text)}
    for row in rows:
        sentence = by_hash.get(row.hash)
        if sentence is not None and all(0 <= start < end <= len(sentence) for start, end, _ in row.spans):
            yield MarkedSentence(row.file, _genre(row.file), row.part, sentence, row.spans)


def _genre(file: str) -> str:
    return _GENRES.get(Path(file).parent.name, "")


def read_standoff(shared: Path, folder: Path = FOLDER) -> tuple[list[MarkedSentence], int]:
    """Returns the sentences of every standoff_*.jsonl in `folder`, and how many rows were not found."""
    rows = [row for path in sorted(folder.glob("standoff_*.jsonl")) for row in read_rows(path)]
    return resolve(rows, shared)
