"""Corpora of any size made of invented sentences, to measure what does not depend on what is said."""

from __future__ import annotations

import random
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from corpus.batch import add_files
from corpus.executors import SerialExecutor
from corpus.passages import split
from corpus.records import Content, Document, Metadata, Paragraph, Role
from corpus.sources import SourceFile
from corpus.store import Store

_WHO = (
    "De raad",
    "Het college",
    "De wethouder",
    "De gemeente Zwolle",
    "Een bewoner van Almere",
    "De provincie",
)
_DOES = ("bouwt", "bespreekt", "steunt", "betaalt", "onderzoekt", "weigert", "herziet", "opent")
_WHAT = ("de nieuwe wijk", "het station", "de woningbouw", "het winkelcentrum", "de school", "het ziekenhuis")
_WHEN = ("dit jaar", "na de zomer", "in overleg met de regio", "ondanks de kosten", "tot ieders verbazing")


def sentences(chance: random.Random, count: int) -> str:
    """So many sentences, drawn from a few words."""
    return " ".join(
        f"{chance.choice(_WHO)} {chance.choice(_DOES)} {chance.choice(_WHAT)} {chance.choice(_WHEN)}, "
        f"zo staat in besluit {chance.randrange(10**6)}."
        for _ in range(count)
    )


def paragraphs(document: int, passages: int, size: int = 10) -> Iterator[Paragraph]:
    """Paragraphs that make about so many passages; the same for the same document."""
    chance = random.Random(document)
    for ordinal in range(passages):
        yield Paragraph(ordinal, Role.PARAGRAPH, sentences(chance, size), language="nl")


def fill(store: Store, documents: int, passages: int) -> None:
    """Store so many documents of so many paragraphs, without files."""
    for number in range(documents):
        key = sha256(str(number).encode()).hexdigest()
        content = Content((), tuple(paragraphs(number, passages)), media_type="text/plain")
        source = SourceFile(f"/made-up/{number}.txt", 0, 0, key)
        document = Document(key, source.path, content, Metadata())
        store.save_document(source, document, split(key, content.paragraphs), "made up")


def write_texts(folder: Path, first: int, last: int, size: int = 10) -> int:
    """Write the texts numbered from `first` up to `last` as files of twice `size` sentences; how many."""
    folder.mkdir(exist_ok=True)
    for number in range(first, last):
        text = "\n\n".join(paragraph.text for paragraph in paragraphs(number, 2, size))
        (folder / f"tekst_{number:06d}.txt").write_text(text, "utf-8")
    return last - first


def fill_as_run(corpus: Path, folder: Path, documents: int) -> int:
    """A corpus of so many small texts, added and annotated as a run would; the number of documents."""
    from nlp.stage import bring_up_to_date

    write_texts(folder, 0, documents, size=1)
    with Store.open(corpus, create=True) as store:
        add_files(store, [folder], executor=SerialExecutor())
        # By the rules, also when commands are run on it: the pipeline is not what is measured.
        (corpus / "stadspraat.toml").write_text('[annotate]\npipeline = "rules"\n', "utf-8")
        bring_up_to_date(store, None, lambda done, total: None)
        return store.count("documents")
