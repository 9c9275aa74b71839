"""Sentences with entities, from every file under nlp/training/ner: marked text or JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from spacy.language import Language

from nlp.training.documents import TrainingText, join
from nlp.training.marked import MarkedSentence, read_marked
from nlp.training.standoff import read_standoff
from nlp.training.treebank import Sentence

FOLDER = Path(__file__).parent / "ner"


def read_labelled(folder: Path = FOLDER, shared: Path | None = None) -> list[MarkedSentence]:
    """Returns the labelled sentences of all files in the folder, in the order of names and lines.

    A line of a .jsonl file is {"text", "spans": [[start, end, label], …], "part", "source"}. Labels that
    stand off from their text (standoff_*.jsonl) are read where `shared`, the folder of texts, is given.
    """
    sentences: list[MarkedSentence] = []
    for path in sorted(folder.glob("*.txt")):
        sentences += read_marked(path)
    for path in sorted(folder.glob("*.jsonl")):
        if not path.name.startswith("standoff_"):
            sentences += map(_from_json, path.read_text(encoding="utf-8").splitlines())
    return sentences + (read_standoff(shared, folder)[0] if shared is not None else [])


def _from_json(line: str) -> MarkedSentence:
    row = json.loads(line)
    spans = tuple((int(start), int(end), str(label)) for start, end, label in row["spans"])
    return MarkedSentence(row["source"], row.get("genre", ""), row["part"], row["text"], spans)


def labelled_texts(
    pipeline: Language, sentences: list[MarkedSentence], longest: int = 90
) -> Iterator[TrainingText]:
    """Yields neighbouring sentences of a document as one text of at most `longest` words, with BIO labels."""
    for _, group in groupby(sentences, key=lambda s: s.document):
        run, labels = list[Sentence](), list[str]()
        for sentence in group:
            words, tags = tokenised(pipeline, sentence)
            if run and len(labels) + len(tags) > longest:
                yield join(run, labels)
                run, labels = [], []
            run, labels = [*run, words], [*labels, *tags]
        if run:
            yield join(run, labels)


def tokenised(pipeline: Language, marked: MarkedSentence) -> tuple[Sentence, list[str]]:
    """Returns the words of a labelled sentence and a BIO label for each; a span takes in whole words."""
    doc = pipeline.make_doc(marked.text)
    labels = ["O"] * len(doc)
    for start, end, label in marked.spans:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None:
            labels[span.start : span.end] = [f"B-{label}", *[f"I-{label}"] * (len(span) - 1)]
    kept = [token.i for token in doc if not token.is_space]
    unknown = ("",) * len(kept)
    words = Sentence(
        id=marked.document,
        words=tuple(doc[i].text for i in kept),
        spaces=tuple(bool(doc[i].whitespace_) for i in kept),
        lemmas=unknown,
        pos=unknown,
        tags=unknown,
        feats=unknown,
        heads=(0,) * len(kept),
        deps=unknown,
    )
    return words, [labels[i] for i in kept]
