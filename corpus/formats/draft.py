"""What every format is first read into: blocks of text with a role, numbered and cleaned at the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.language import language_of
from corpus.prose.glyphs import clean_word
from corpus.records import Content, Metadata, Paragraph, Role


@dataclass(frozen=True, slots=True)
class Draft:
    """A block as the format has it; `text` may still hold odd characters and spaces."""

    role: Role
    text: str
    level: int = 0
    anchor: str = ""
    note_mark: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def clean(text: str) -> str:
    """The text in single spaces, without control characters, soft hyphens and lone surrogates."""
    return " ".join(word for word in map(clean_word, text.split()) if word)


def content_of(drafts: Iterable[Draft], metadata: Metadata, media_type: str) -> Content:
    """The document's content; blocks without anything visible are left out."""
    paragraphs: list[Paragraph] = []
    for draft in drafts:
        text = clean(draft.text)
        if not text:
            continue
        anchor = draft.anchor or f"block {len(paragraphs) + 1}"
        rows = tuple(tuple(clean(cell) for cell in row) for row in draft.rows)
        paragraphs.append(
            Paragraph(
                ordinal=len(paragraphs),
                role=draft.role,
                text=text,
                level=draft.level,
                anchor=anchor,
                note_mark=draft.note_mark,
                rows=rows,
                language=language_of(text),
            )
        )
    return Content((), tuple(paragraphs), metadata, media_type)


def table(rows: Iterable[Iterable[str]], anchor: str = "") -> Draft:
    """A table as a block: its rows, and as text the cells of each row after one another."""
    cells = tuple(tuple(row) for row in rows)
    text = "\n".join(" ".join(row) for row in cells)
    return Draft(Role.TABLE, text, anchor=anchor, rows=cells)
