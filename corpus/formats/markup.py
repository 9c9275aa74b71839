"""XML without risk: no entities, no external files, no network; and names without their namespace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from lxml import etree, html  # type: ignore[import-untyped]

from corpus.errors import UnreadableError

Element: TypeAlias = etree._Element


def parse_xml(data: bytes, path: Path) -> Element:
    """The root element, small faults mended. Raises UnreadableError where nothing is left."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"{path}: is no XML ({error}); fetch it again") from error
    if root is None:
        raise UnreadableError(f"{path}: is no XML; fetch it again")
    return root


def parse_html(text: str, path: Path) -> Element:
    """The root element of a web page. Raises UnreadableError where it holds no markup."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (ValueError, etree.ParserError) as error:
        raise UnreadableError(f"{path}: is no web page ({error}); fetch it again") from error


def is_element(item: object) -> bool:
    """Whether it is an element of a parsed document."""
    return bool(etree.iselement(item))


def name_of(element: Element) -> str:
    """The element's name in small letters without its namespace; '' for entities and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """The value of an attribute, whatever its namespace and capitals; '' where it has none."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2].lower() == name:
            return str(value)
    return ""


def text_of(
    element: Element, *, without: frozenset[str] = frozenset(), breaks: frozenset[str] = frozenset()
) -> str:
    """All text inside the element, leaving out elements named in `without`; `breaks` become spaces."""
    return "".join(_texts(element, without, breaks))


def _texts(element: Element, without: frozenset[str], breaks: frozenset[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = name_of(child)
        if name in breaks:
            yield " "
        if name and name not in without:
            yield from _texts(child, without, breaks)
        if name in breaks:
            yield " "
        yield child.tail or ""
