"""Web pages: the main text as trafilatura finds it, title, author and date from the page's own fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from corpus.formats.draft import Draft, content_of, table
from corpus.formats.encoding import decode
from corpus.formats.markup import Element, is_element, name_of, parse_html, text_of
from corpus.records import Content, Metadata, Role

MEDIA_TYPE = "text/html"

_DECLARED = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", re.IGNORECASE)
_DATE_FIELDS = (
    "article:published_time", "dcterms.issued", "dcterms.available", "dc.date.issued", "dcterms.date",
    "dc.date", "overheidop.datumpublicatie", "datepublished",
)  # fmt: skip
_AUTHOR_FIELDS = ("author", "dc.creator", "dcterms.creator", "article:author")
_ISO = re.compile(r"^\d{4}(?:-\d\d(?:-\d\d)?)?(?=$|[T ])")
_BREAKS = frozenset({"lb", "br", "p", "li"})
_BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "dd", "dt"})


def read(path: Path) -> Content:
    """The main text of a web page. Raises UnreadableError where it is no HTML."""
    text = _decode(path.read_bytes())
    tree = parse_html(text, path)
    metadata = _metadata(tree)
    body = _main_text(text)
    drafts = list(_drafts(body)) if body is not None else []
    # trafilatura leaves pages of a few lines aside; a plain walk finds those.
    return content_of(drafts or _plain(tree), metadata, MEDIA_TYPE)


def _decode(data: bytes) -> str:
    declared = _DECLARED.search(data[:4096])
    try:
        if declared:
            return data.decode(declared[1].decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        pass
    return decode(data)


def _main_text(page: str) -> Element | None:
    import trafilatura

    found = trafilatura.bare_extraction(page, include_comments=False, include_tables=True)
    body = getattr(found, "body", None)
    return body if is_element(body) else None


def _drafts(body: Element) -> Iterator[Draft]:
    for child in body:
        name = name_of(child)
        if name == "head":
            level = re.sub(r"\D", "", child.get("rend") or "") or "2"
            yield Draft(Role.TITLE if level == "1" else Role.HEADING, text_of(child), int(level))
        elif name == "list":
            yield from (Draft(Role.LIST_ITEM, text_of(item, breaks=_BREAKS)) for item in child)
        elif name == "table":
            yield table([text_of(cell, breaks=_BREAKS) for cell in row] for row in child)
        else:
            yield Draft(Role.PARAGRAPH, text_of(child, breaks=_BREAKS))


def _plain(tree: Element) -> Iterator[Draft]:
    for element in tree.iter():
        name = name_of(element)
        if name in _BLOCKS and not any(
            name_of(parent) in ("nav", "footer") for parent in element.iterancestors()
        ):
            level = int(name[1]) if re.match(r"h\d", name) else 0
            role = Role.LIST_ITEM if name == "li" else Role.HEADING if level else Role.PARAGRAPH
            yield Draft(Role.TITLE if level == 1 else role, text_of(element, breaks=_BREAKS), level)


def _metadata(tree: Element) -> Metadata:
    """Only what the page states in its own fields; a date guessed from the address or text is not wanted."""
    fields: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        fields.setdefault(key.lower(), (meta.get("content") or "").strip())
    title = fields.get("og:title") or fields.get("dcterms.title") or tree.findtext(".//title") or ""
    author = next((fields[key] for key in _AUTHOR_FIELDS if fields.get(key)), "")
    dates = (_ISO.match(fields.get(key, "")) for key in _DATE_FIELDS)
    date = next((match.group() for match in dates if match), "")
    return Metadata(
        title=" ".join(title.split()), author=author, date=date, source=fields.get("og:site_name", "")
    )
