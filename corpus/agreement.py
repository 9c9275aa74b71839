"""Whether stored records agree: passages with paragraphs, mentions and topics with passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import pairwise

from corpus.records import Paragraph
from corpus.regions import passage_regions
from corpus.store import DocumentRecord, Store
from corpus.store.checks import StoredMention, StoredPassage

Problem = tuple[str, str]
"""Where something is wrong, and what."""


def document_problems(store: Store, record: DocumentRecord) -> Iterator[Problem]:
    """What is wrong with the paragraphs, passages, tokens and mentions of one document."""
    paragraphs = {one.ordinal: one for one in store.paragraphs(record.id)}
    pages = {page.number for page in store.content(record.id).pages}
    for paragraph in paragraphs.values():
        where = f"{record.path}, paragraph {paragraph.ordinal}"
        yield from ((where, what) for what in _paragraph_problems(paragraph, pages))
    stored = {one.id: one for one in store.stored_passages(record.id)}
    if [one.passage.ordinal for one in stored.values()] != list(range(len(stored))):
        yield record.path, "its passages are not numbered on from 0"
    for one in stored.values():
        yield from ((one.id, what) for what in _passage_problems(one, paragraphs))
    for mention in store.stored_mentions(record.id):
        whose = stored[mention.passage]
        yield from ((whose.id, what) for what in _mention_problems(mention, whose, paragraphs))
    for key, tokens in store.tokens(list(stored)).items():
        length = len(stored[key].passage.text)
        if not all(0 <= token.start <= token.end <= length for token in tokens):
            yield key, "a token lies outside the text"


def topic_problems(store: Store) -> Iterator[Problem]:
    """What is wrong with the assignments of each version of the topics."""
    for model in store.topic_models():
        for count in store.topic_counts(model.id):
            where = f"topic {count.topic} of version {model.id}"
            if count.passages < 0:
                yield where, f"does not exist, but has {count.assigned_passages} passages"
            elif model.current and count.passages != count.assigned_passages:
                yield where, f"says {count.passages} passages, but has {count.assigned_passages}"
            elif model.current and count.documents != count.assigned_documents:
                yield where, f"says {count.documents} documents, but has {count.assigned_documents}"
    current = store.current_topic_model()
    if current is None:
        return
    if not (store.folder / current.folder).is_dir():
        yield current.folder, f"the folder of topic version {current.id} is not there"
    used = current.settings.get("used")
    languages = used.get("languages", ()) if isinstance(used, dict) else ()
    for path, lacking in store.half_assigned_documents(current.id, tuple(languages)):
        yield path, f"{lacking} of its passages have no place in topic version {current.id}, others have"


def _paragraph_problems(paragraph: Paragraph, pages: set[int]) -> Iterator[str]:
    end = 0
    for piece in paragraph.pieces:
        if not end <= piece.start <= piece.end <= len(paragraph.text):
            yield f"the printed line {piece.raw[:30]!r} lies outside its text"
        if piece.region.page not in pages:
            yield f"stands on page {piece.region.page}, which the document does not have"
        if piece.region.x0 > piece.region.x1 or piece.region.top > piece.region.bottom:
            yield f"the box of the printed line {piece.raw[:30]!r} is inside out"
        end = max(end, piece.start)


def _passage_problems(stored: StoredPassage, paragraphs: Mapping[int, Paragraph]) -> Iterator[str]:
    passage = stored.passage
    found = sha256(passage.text.encode("utf-8", "surrogatepass")).hexdigest()
    if stored.text_hash != found or stored.id != passage.id:
        yield "its text is not what its hash says"
    if stored.words != len(passage.text.split()):
        yield "its number of words is wrong"
    if not all(0 <= start <= end <= len(passage.text) for start, end in passage.sentences):
        yield "a sentence lies outside its text"
    if problem := _parts_problem(stored, paragraphs):
        yield problem
        return
    regions = passage_regions(passage, list(_own(stored, paragraphs)), 0, len(passage.text))
    pages = [region.page for region in regions]
    if regions != stored.regions:
        yield "its boxes are not those of its paragraphs"
    elif stored.pages != (min(pages, default=None), max(pages, default=None)):
        yield "its pages are not those of its boxes"


def _parts_problem(stored: StoredPassage, paragraphs: Mapping[int, Paragraph]) -> str:
    """Why the parts do not make up the text; empty where they do."""
    text, parts = stored.passage.text, stored.passage.parts
    if not parts or parts[0].start != 0 or parts[-1].end != len(text):
        return "its parts do not cover its text"
    if any(text[one.end : other.start] != "\n" for one, other in pairwise(parts)):
        return "its parts do not follow each other"
    for part in parts:
        paragraph = paragraphs.get(part.paragraph)
        if paragraph is None:
            return f"comes from paragraph {part.paragraph}, which is not there"
        length = part.end - part.start
        if paragraph.text[part.offset : part.offset + length] != text[part.start : part.end]:
            return f"its text is not that of paragraph {part.paragraph}"
    return ""


def _mention_problems(
    stored: StoredMention, whose: StoredPassage, paragraphs: Mapping[int, Paragraph]
) -> Iterator[str]:
    mention, passage = stored.mention, whose.passage
    named = f"{mention.layer} {mention.text[:40]!r}"
    if passage.text[mention.start : mention.end] != mention.text:
        yield f"{named} does not stand at {mention.start}–{mention.end}"
    elif not _parts_problem(whose, paragraphs):
        own = list(_own(whose, paragraphs))
        if passage_regions(passage, own, mention.start, mention.end) != stored.regions:
            yield f"the boxes of {named} are not those of its paragraphs"


def _own(stored: StoredPassage, paragraphs: Mapping[int, Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs a passage is made of; the others need not be looked through."""
    return (paragraphs[part.paragraph] for part in stored.passage.parts)
