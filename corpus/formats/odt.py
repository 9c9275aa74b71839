"""OpenDocument texts (.odt): paragraphs, headings, lists, tables and notes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.formats.archive import member, required
from corpus.formats.draft import Draft, content_of, table
from corpus.formats.markup import Element, attribute, name_of, text_of
from corpus.records import Content, Metadata, Role

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"

_LEFT_OUT = frozenset({"note", "annotation", "tracked-changes", "bookmark-start", "bookmark-end"})
_BREAKS = frozenset({"s", "tab", "line-break", "p"})
_GROUPS = frozenset({"body", "text", "section", "list-header", "index-body", "table-of-content"})


def read(path: Path) -> Content:
    """The content of an .odt file. Raises UnreadableError where it cannot be unpacked."""
    root = required(path, "content.xml")
    parents = {
        attribute(style, "name"): attribute(style, "parent-style-name") for style in root.iter("{*}style")
    }
    body = root.find("{*}body")
    drafts = list(_blocks(body, parents, Role.PARAGRAPH)) if body is not None else []
    drafts += [_note(note) for note in root.iter("{*}note")]
    return content_of(drafts, _metadata(path), MEDIA_TYPE)


def _blocks(element: Element, parents: dict[str, str], role: Role) -> Iterator[Draft]:
    for child in element:
        name = name_of(child)
        if name == "h":
            level = attribute(child, "outline-level")
            yield Draft(Role.HEADING, _text(child), int(level) if level.isdigit() else 1)
        elif name == "p":
            yield Draft(_role(child, parents, role), _text(child))
        elif name == "table":
            yield table(_rows(child))
        elif name in ("list", "list-item"):
            yield from _blocks(child, parents, Role.LIST_ITEM)
        elif name in _GROUPS:
            yield from _blocks(child, parents, Role.CONTENTS if name == "table-of-content" else role)


def _role(element: Element, parents: dict[str, str], role: Role) -> Role:
    style = attribute(element, "style-name")
    named = {style.lower(), parents.get(style, "").lower()}
    if named & {"title", "titel"}:
        return Role.TITLE
    return Role.CAPTION if named & {"caption", "illustration", "figure", "bijschrift"} else role


def _rows(element: Element) -> Iterator[list[str]]:
    for row in element.iter("{*}table-row"):
        yield [_text(cell) for cell in row.iterchildren("{*}table-cell")]


def _text(element: Element) -> str:
    return text_of(element, without=_LEFT_OUT, breaks=_BREAKS)


def _note(note: Element) -> Draft:
    citation, body = note.find("{*}note-citation"), note.find("{*}note-body")
    mark = text_of(citation) if citation is not None else ""
    return Draft(Role.FOOTNOTE, _text(body) if body is not None else "", note_mark=mark)


def _metadata(path: Path) -> Metadata:
    root = member(path, "meta.xml")
    if root is None:
        return Metadata()
    author = root.findtext(".//{*}initial-creator") or root.findtext(".//{*}creator") or ""
    return Metadata(title=root.findtext(".//{*}title") or "", author=author)
