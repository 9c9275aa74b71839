"""The systems under test behind one small face: a text, or its gold tokens, in; an analysis out."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from spacy.language import Language
from spacy.tokens import Doc, Span

from benchmarks.pipeline_scores import Analysis, Word


class System(Protocol):
    """Anything that analyses texts."""

    name: str

    def analyse(self, texts: Sequence[str]) -> list[Analysis]:
        """Returns what it finds in raw texts."""
        ...

    def analyse_tokens(self, docs: Sequence[tuple[Sequence[str], Sequence[bool]]]) -> list[Analysis] | None:
        """Returns what it finds on given words and spaces; None where it takes no tokens."""
        ...


class SpacySystem:
    """A spaCy pipeline."""

    def __init__(self, name: str, pipeline: Language) -> None:
        self.name, self.pipeline = name, pipeline

    def analyse(self, texts: Sequence[str]) -> list[Analysis]:
        """Returns what it finds in raw texts."""
        return [analysis_of(doc) for doc in self.pipeline.pipe(texts)]

    def analyse_tokens(self, docs: Sequence[tuple[Sequence[str], Sequence[bool]]]) -> list[Analysis] | None:
        """Returns what it finds on given words and spaces."""
        given = (Doc(self.pipeline.vocab, words=list(words), spaces=list(spaces)) for words, spaces in docs)
        return [analysis_of(doc) for doc in self.pipeline.pipe(given)]


def analysis_of(doc: Doc) -> Analysis:
    """Returns what a Doc holds, white-space tokens left out."""
    words = tuple(
        Word(t.idx, t.idx + len(t), t.pos_, t.tag_, t.lemma_, t.head.idx, t.dep_)
        for t in doc
        if not t.is_space
    )
    sentences = tuple(_span(sentence.start_char, sentence.text) for sentence in _sentences(doc))
    return Analysis(words, sentences, tuple((e.start_char, e.end_char, e.label_) for e in doc.ents))


def _sentences(doc: Doc) -> Iterable[Span]:
    return doc.sents if doc.has_annotation("SENT_START") else ()


def _span(start: int, text: str) -> tuple[int, int]:
    left = len(text) - len(text.lstrip())
    return start + left, start + len(text.rstrip())


class FrogSystem:
    """Frog as installed (Van den Bosch and others, 2007), run as a program on raw text."""

    name = "Frog"

    def analyse(self, texts: Sequence[str]) -> list[Analysis]:
        """Returns tokens, CGN tags, lemmas, sentences and entities; Frog has no universal tags."""
        with tempfile.TemporaryDirectory() as folder:
            sources = Path(folder) / "in"
            sources.mkdir()
            for number, text in enumerate(texts):
                flat = text.replace("\n", " ")
                (sources / f"{number:06d}.txt").write_text(flat, encoding="utf-8")
            out = Path(folder) / "out"
            out.mkdir()
            command = ["frog", "--skip=mpc", f"--testdir={sources}", f"--outputdir={out}"]
            subprocess.run(command, check=True, capture_output=True, cwd=folder)
            results = sorted(out.iterdir())
            return [
                frog_analysis(text, path.read_text("utf-8"))
                for text, path in zip(texts, results, strict=True)
            ]

    def analyse_tokens(self, docs: Sequence[tuple[Sequence[str], Sequence[bool]]]) -> list[Analysis] | None:
        """Returns None: Frog's own tokens are part of it."""
        return None


def frog_analysis(text: str, output: str) -> Analysis:
    """Returns Frog's columns (number, token, lemma, morphemes, tag, confidence, entity, …) as an analysis."""
    words, entities, sentences, at = list[Word](), list[tuple[int, int, str]](), list[tuple[int, int]](), 0
    for block in output.split("\n\n"):
        first = len(words)
        for fields in (line.split("\t") for line in block.splitlines() if "\t" in line):
            start = text.find(fields[1], at)
            if start < 0:
                continue
            at = start + len(fields[1])
            words.append(Word(start, at, tag=cgn(fields[4]), lemma=fields[2]))
            _entity(entities, fields[6], start, at)
        if len(words) > first:
            sentences.append((words[first].start, words[-1].end))
    return Analysis(tuple(words), tuple(sentences), tuple(entities))


def _entity(entities: list[tuple[int, int, str]], label: str, start: int, end: int) -> None:
    kind = label.partition("-")[2].upper()
    if label.startswith("B-"):
        entities.append((start, end, kind))
    elif label.startswith("I-") and entities:
        entities[-1] = (entities[-1][0], end, entities[-1][2])


def cgn(tag: str) -> str:
    """Returns Frog's N(soort,ev) as the treebank writes it: N|soort|ev."""
    return tag.replace("(", "|").replace(",", "|").replace(")", "").rstrip("|")


def has_frog() -> bool:
    """Returns whether the program frog is installed with its Dutch data."""
    if shutil.which("frog") is None:
        return False
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "sample.txt"
        sample.write_text("Dit is een zin.\n", encoding="utf-8")
        run = subprocess.run(
            ["frog", "--skip=mpc", "-t", str(sample)], capture_output=True, check=False, cwd=folder
        )
        return run.returncode == 0
