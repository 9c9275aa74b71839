"""Reads CoNLL-U treebanks into sentences, with lemmas as a reader of Dutch expects them."""

from __future__ import annotations

import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

PARTICLE = "compound:prt"
ABBREVIATION = "SPEC|afk"


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence with their analyses, one entry a word.

    `heads` are positions in the sentence, a root being its own head. `spaces` says whether a space
    follows the word. Fields that a treebank does not give are empty strings.
    """

    id: str
    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    lemmas: tuple[str, ...]
    pos: tuple[str, ...]
    tags: tuple[str, ...]
    feats: tuple[str, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentence as it was written, without white space at its end."""
        return "".join(w + " " * s for w, s in zip(self.words, self.spaces, strict=True)).rstrip()


def read_treebank(path: Path) -> Iterator[Sentence]:
    """Yields the sentences of a CoNLL-U file (plain or .xz); empty nodes and word ranges are left out."""
    with (
        lzma.open(path, "rt", encoding="utf-8")
        if path.suffix == ".xz"
        else path.open(encoding="utf-8") as file
    ):
        name, rows = "", list[list[str]]()
        # The last sentence may lack the empty line that ends it.
        for line in chain((line.rstrip("\n") for line in file), [""]):
            if line.startswith("#"):
                name = _sentence_name(line) or name
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                yield _sentence(name, [row for row in rows if row[0].isdigit()])
                rows = []


def _sentence_name(comment: str) -> str:
    if comment.startswith("# sent_id = "):
        return comment.removeprefix("# sent_id = ")
    return comment[2:] if comment.endswith(".xml") and "=" not in comment else ""


def _sentence(name: str, rows: list[list[str]]) -> Sentence:
    heads = tuple(int(row[6]) - 1 if row[6] != "0" else at for at, row in enumerate(rows))
    return Sentence(
        id=name,
        words=tuple(row[1] for row in rows),
        spaces=tuple("SpaceAfter=No" not in row[9] for row in rows),
        lemmas=tuple(row[2] for row in rows),
        pos=tuple(row[3] for row in rows),
        tags=tuple(row[4] if row[4] != "_" else "" for row in rows),
        feats=tuple(row[5] if row[5] != "_" else "" for row in rows),
        heads=heads,
        deps=tuple("ROOT" if row[7] == "root" else row[7] for row in rows),
    )


def plain_lemmas(sentence: Sentence) -> Sentence:
    """Returns the sentence with the treebank's underscores taken out: aan_sluiten → aansluiten."""
    return _joined(sentence, sentence.lemmas)


def own_lemmas(sentence: Sentence) -> Sentence:
    """Returns the sentence with lemmas that follow from each word itself, also without underscores.

    In `hij kwam haar tegemoet` the treebank gives `kwam` the lemma tegemoet_komen; the word itself only
    shows komen. The particle is put back from the dependency (nlp.encoder.particles), not guessed.
    """
    lemmas = list(sentence.lemmas)
    for at, dep in enumerate(sentence.deps):
        verb, particle = sentence.heads[at], sentence.words[at].lower() + "_"
        if dep == PARTICLE and lemmas[verb].startswith(particle):
            lemmas[verb] = lemmas[verb].removeprefix(particle)
    return _joined(sentence, lemmas)


def _joined(sentence: Sentence, lemmas: Sequence[str]) -> Sentence:
    rows = zip(sentence.words, lemmas, sentence.tags, strict=True)
    return replace(sentence, lemmas=tuple(_plain(*row) for row in rows))


def _plain(word: str, lemma: str, tag: str) -> str:
    # A file name or an address keeps an underscore of its own; in o.a. → onder_ander it stands for a space.
    if "_" in word:
        return lemma
    # Three words of the treebank lost a letter: officiële → officeel.
    if word.endswith("iële") and lemma.endswith("eel") and not lemma.endswith("ieel"):
        return lemma.removesuffix("eel") + "ieel"
    return lemma.replace("_", " " if tag == ABBREVIATION else "")
