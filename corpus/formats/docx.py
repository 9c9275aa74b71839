"""Word documents (.docx, ECMA-376): paragraphs, headings, lists, tables and notes, without deleted text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from corpus.formats.archive import member, required
from corpus.formats.draft import Draft, content_of, table
from corpus.formats.markup import Element, attribute, name_of, text_of
from corpus.records import Content, Metadata, Role

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

# Deleted text, field codes, comments; Fallback repeats what AlternateContent holds already.
_LEFT_OUT = frozenset(
    {
        "del",
        "deltext",
        "instrtext",
        "fallback",
        "footnotereference",
        "endnotereference",
        "ppr",
        "rpr",
        "movefrom",
    }
)
_BREAKS = frozenset({"br", "tab", "cr", "p"})
_HEADING = re.compile(r"^(?:heading|kop|überschrift|titre)\s*(\d)$", re.IGNORECASE)


def read(path: Path) -> Content:
    """The content of a .docx file. Raises UnreadableError where it cannot be unpacked."""
    body = required(path, "word/document.xml")
    styles = _styles(member(path, "word/styles.xml"))
    drafts = list(_blocks(body, styles))
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        notes = member(path, name)
        drafts += _notes(notes) if notes is not None else []
    return content_of(drafts, _metadata(path), MEDIA_TYPE)


def _blocks(element: Element, styles: dict[str, str]) -> Iterator[Draft]:
    for child in element:
        name = name_of(child)
        if name == "p":
            yield _paragraph(child, styles)
        elif name == "tbl":
            yield table(_rows(child))
        elif name in ("body", "sdt", "sdtcontent", "ins", "moveto", "customxml", "section"):
            yield from _blocks(child, styles)


def _rows(element: Element) -> Iterator[list[str]]:
    for row in element.iterchildren("{*}tr"):
        yield [text_of(cell, without=_LEFT_OUT, breaks=_BREAKS) for cell in row.iterchildren("{*}tc")]


def _paragraph(element: Element, styles: dict[str, str]) -> Draft:
    text = text_of(element, without=_LEFT_OUT, breaks=_BREAKS)
    anchor = attribute(element, "paraid")
    style = styles.get(_value(element, "pStyle"), _value(element, "pStyle"))
    level = _value(element, "outlineLvl")
    heading = _HEADING.match(style)
    if style.lower() in ("title", "titel"):
        return Draft(Role.TITLE, text, 1, anchor)
    if heading or (level.isdigit() and int(level) < 9):
        return Draft(Role.HEADING, text, int(heading[1]) if heading else int(level) + 1, anchor)
    if style.lower() in ("caption", "bijschrift"):
        return Draft(Role.CAPTION, text, anchor=anchor)
    if re.match(r"(?:toc|inhopg)\s*\d", style, re.IGNORECASE):
        return Draft(Role.CONTENTS, text, anchor=anchor)
    listed = element.find("{*}pPr/{*}numPr") is not None or re.match(r"(?:list|lijst)", style, re.IGNORECASE)
    return Draft(Role.LIST_ITEM if listed else Role.PARAGRAPH, text, anchor=anchor)


def _value(element: Element, name: str) -> str:
    found = element.find(f"{{*}}pPr/{{*}}{name}")
    return attribute(found, "val") if found is not None else ""


def _styles(root: Element | None) -> dict[str, str]:
    """Names of the paragraph styles by their id: in a Dutch Word `Kop1` is the id of `heading 1`."""
    if root is None:
        return {}
    named = ((attribute(style, "styleid"), style.find("{*}name")) for style in root.iterchildren("{*}style"))
    return {key: attribute(name, "val") for key, name in named if name is not None}


def _notes(root: Element) -> list[Draft]:
    notes = [note for note in root if not attribute(note, "type")]
    return [
        Draft(Role.FOOTNOTE, text_of(note, without=_LEFT_OUT, breaks=_BREAKS), note_mark=str(number))
        for number, note in enumerate(notes, start=1)
    ]


def _metadata(path: Path) -> Metadata:
    """Title and author as Word keeps them; its dates are of the file, not of the publication."""
    root = member(path, "docProps/core.xml")
    if root is None:
        return Metadata()
    return Metadata(title=root.findtext("{*}title") or "", author=root.findtext("{*}creator") or "")
