"""Markdown: headings, paragraphs, lists, tables and a YAML head; marks of emphasis and links taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.formats.draft import Draft, content_of, table
from corpus.formats.encoding import decode
from corpus.records import Content, Metadata, Role

MEDIA_TYPE = "text/markdown"

_HEAD = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_ATX = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*$")
_SETEXT = re.compile(r"^ {0,3}(=+|-+)\s*$")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])\s+(.*)$")
_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_RULE = re.compile(r"^ {0,3}([-*_])(?:\s*\1){2,}\s*$")
_NOTE = re.compile(r"^\[\^([^\]]+)\]:\s*(.*)$")
_INLINE = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[\^[^\]]+\]"), ""),
    (re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"<(https?://[^>]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^>]*>"), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)(.+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=\S)(.+?)(?<=\S)_(?![\w_])"), r"\1"),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|])"), r"\1"),
)


def read(path: Path) -> Content:
    """The content of a Markdown file."""
    text = decode(path.read_bytes())
    head = _HEAD.match(text)
    metadata = _metadata(head[1]) if head else Metadata()
    body = text[head.end() :] if head else text
    skipped = text[: head.end()].count("\n") if head else 0
    return content_of(_blocks(body.split("\n"), skipped), metadata, MEDIA_TYPE)


def plain(text: str) -> str:
    """The text without the marks of emphasis, links, images and code."""
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text


def _blocks(lines: Sequence[str], skipped: int) -> Iterator[Draft]:
    block: list[str] = []
    fence = ""
    for number, line in enumerate([*lines, ""], start=skipped + 1):
        mark = _FENCE.match(line)
        if fence or mark:
            fence = "" if mark and fence == mark[1] else fence or (mark[1] if mark else "")
            continue
        line = re.sub(r"^ {0,3}(?:> ?)+", "", line)
        anchor = f"line {number - len(block)}"
        if block and _SETEXT.match(line) and not _ITEM.match(block[0]) and "|" not in block[0]:
            yield _heading(" ".join(block), 1 if "=" in line else 2, anchor)
            block = []
        elif not line.strip() or _starts_block(line) or (block and "|" in block[0] and "|" not in line):
            yield from _draft(block, anchor)
            block = [line] if line.strip() and not _RULE.match(line) else []
            if block and (atx := _ATX.match(line)):
                yield _heading(atx[2], len(atx[1]), f"line {number}")
                block = []
        else:
            block.append(line)


def _starts_block(line: str) -> bool:
    return any(pattern.match(line) for pattern in (_ATX, _ITEM, _RULE, _NOTE))


def _heading(text: str, level: int, anchor: str) -> Draft:
    return Draft(Role.TITLE if level == 1 else Role.HEADING, plain(text), level, anchor)


def _draft(block: Sequence[str], anchor: str) -> Iterator[Draft]:
    if not block:
        return
    text = " ".join(line.strip() for line in block)
    note, item = _NOTE.match(text), _ITEM.match(text)
    if note:
        yield Draft(Role.FOOTNOTE, plain(note[2]), anchor=anchor, note_mark=note[1])
    elif block[0].lstrip().startswith("|"):
        yield table((_cells(line) for line in block if not re.match(r"^[\s|:-]+$", line)), anchor)
    elif item:
        yield Draft(Role.LIST_ITEM, plain(item[1]), anchor=anchor)
    else:
        yield Draft(Role.PARAGRAPH, plain(text), anchor=anchor)


def _cells(line: str) -> list[str]:
    return [plain(cell.strip()) for cell in line.strip().strip("|").split("|")]


def _metadata(head: str) -> Metadata:
    """Title, author and date of the YAML head; a head that is no YAML says nothing."""
    import yaml

    try:
        fields = yaml.safe_load(head)
    except (yaml.YAMLError, ValueError):
        return Metadata()
    if not isinstance(fields, dict):
        return Metadata()
    found = {str(key).lower(): value for key, value in fields.items()}
    authors = found.get("author", found.get("authors", found.get("auteur", "")))
    listed = [str(author) for author in authors] if isinstance(authors, list) else [str(authors or "")]
    title, date = found.get("title", found.get("titel")), found.get("date", found.get("datum"))
    return Metadata(title=str(title or ""), author="; ".join(listed), date=_iso(str(date or "")))


def _iso(written: str) -> str:
    match = re.match(r"\d{4}(?:-\d\d){0,2}(?!\d)", written)
    return match.group() if match else ""
