"""Small made-up documents for tests of the store and what is read from it."""

from hashlib import sha256
from pathlib import Path

from corpus.records import (
    Content,
    Document,
    Metadata,
    Page,
    Paragraph,
    Part,
    Passage,
    Piece,
    Region,
    Role,
    Token,
)
from corpus.sources import SourceFile
from corpus.store import Store

LEMMAS = {"steden": "stad", "groeien": "groeien", "woningen": "woning", "zijn": "zijn"}


def content_of(*texts: str) -> Content:
    """One page a text, one paragraph a page, in one printed line without boxes of its words."""
    paragraphs = tuple(
        Paragraph(
            at,
            Role.PARAGRAPH,
            text,
            (Piece(0, len(text), text, Region(at + 1, 50.0, 60.0, 400.0, 72.0)),),
        )
        for at, text in enumerate(texts)
    )
    pages = tuple(Page(at + 1, 595.0, 842.0, "pdfplumber", "bands") for at in range(len(texts)))
    return Content(pages, paragraphs)


def document_of(name: str, *texts: str, metadata: Metadata | None = None) -> tuple[SourceFile, Document]:
    """A document of these texts, and the file it is said to come from."""
    data = "\n".join((name, *texts)).encode()
    source = SourceFile(f"/made-up/{name}", len(data), 1, sha256(data).hexdigest())
    return source, Document(source.sha256, source.path, content_of(*texts), metadata or Metadata())


def passages_of(document: Document) -> list[Passage]:
    """A passage for each paragraph."""
    return [
        Passage(
            document.id,
            one.ordinal,
            one.text,
            (Part(one.ordinal, 0, len(one.text), 0),),
            ((0, len(one.text)),),
        )
        for one in document.content.paragraphs
    ]


def tokens_of(text: str) -> list[Token]:
    """Tokens between spaces, with the few lemmas of `LEMMAS`."""
    tokens, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        bare = word.strip(".,")
        lemma = LEMMAS.get(bare.lower(), bare.lower())
        tokens.append(Token(at, at + len(bare), lemma, ""))
        at += len(word)
    return tokens


def fill(store: Store, name: str, *texts: str, metadata: Metadata | None = None) -> list[Passage]:
    """Store a document of these texts, annotated; its passages."""
    source, document = document_of(name, *texts, metadata=metadata)
    passages = passages_of(document)
    store.save_document(source, document, passages, "reading")
    store.save_annotations("tagger", [(one, tokens_of(one.text), []) for one in passages])
    return passages


def made(folder: Path) -> Store:
    """A new corpus."""
    return Store.open(folder / "corpus", create=True)
