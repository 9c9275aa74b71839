"""XML of officielebekendmakingen.nl and of the Tweede Kamer, by the names both schemas share.

The publications' schema (OP: kop, al, lijst, noot), its successor STOP (Kop, Al, Lijst, Noot) and the
verbatim reports of the Tweede Kamer (VLOS: alinea, woordvoerder) name their parts alike but for
capitals. Names are compared without namespace and capitals; unknown elements are walked through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from corpus.formats.draft import Draft, content_of, table
from corpus.formats.markup import Element, attribute, name_of, parse_xml, text_of
from corpus.records import Content, Metadata, Role

MEDIA_TYPE = "application/xml"

_PARAGRAPHS = frozenset({"al", "alinea", "lidtekst", "p", "dossiertitel"})
_DEFINITIONS = frozenset({"definitie-item", "begrip"})
_WRAPPERS = frozenset({"inhoud", "definitie"})
"""Elements between a numbered part (or a term) and its paragraphs."""
_TITLES = frozenset({"titel", "citeertitel", "opschrift", "intitule"})
_HEADINGS = frozenset(
    {"kop", "tussenkop", "titel", "title", "onderwerp", "subtitel", "opschrift", "citeertitel", "intitule"}
)
_NOTES = frozenset({"noot", "voetnoot", "eindnoot"})
_MARKS = frozenset({"noot.nr", "nootnummer", "noot.lijst"})
_NUMBERS = frozenset({"li.nr", "linummer", "lidnr", "lidnummer", "term"})
# Metadata, pictures, and in VLOS the speaker's particulars: his name opens the text itself.
_LEFT_OUT = frozenset(
    {
        "metadata",
        "meta",
        "meta-data",
        "expressionidentificatie",
        "expressionmetadata",
        "illustratie",
        "plaatje",
    }
    | {
        "markeertijdbegin",
        "markeertijdeind",
        "markeertijdeindesprek",
        "zaal",
        "kamer",
        "kamerleden",
        "bewindslieden",
    }
    | {"sprekers", "vergaderingnummer", "vergaderjaar", "inhoudsopgave"}
)
_SECTIONS = frozenset(
    {
        "hoofdstuk",
        "afdeling",
        "paragraaf",
        "sub-paragraaf",
        "subparagraaf",
        "artikel",
        "bijlage",
        "deel",
        "titeldeel",
    }
    | {"divisie", "divisietekst", "boek", "activiteit", "activiteitdeel", "tekstblok", "vrije-tekst"}
)
_INLINE_BREAKS = frozenset(
    {"alineaitem", "br", "label", "nr", "nummer", "titel", "opschrift", "al", "subtitel"}
)
_TITLE_FIELDS = ("dc.title", "dcterms.title", "overheidop.officieletitel", "officiele-titel", "dossiertitel")
_ISO_DATE = re.compile(r"^\d{4}-\d\d-\d\d")


def read(path: Path) -> Content:
    """The content of a publication or verbatim report. Raises UnreadableError where it is no XML."""
    root = parse_xml(path.read_bytes(), path)
    return content_of(_blocks(root, 0), _metadata(root), MEDIA_TYPE)


def _blocks(element: Element, depth: int) -> Iterator[Draft]:
    for child in element:
        name = name_of(child)
        if not name or name in _LEFT_OUT:
            continue
        if name == "spreker":
            yield from _speaker(child)
        elif name in _HEADINGS:
            yield _heading(child, depth)
            yield from _notes_in(child)
        elif name in _PARAGRAPHS:
            yield from _paragraph(child, Role.PARAGRAPH)
        elif name == "li" or name in _DEFINITIONS:
            yield from _item(child, depth)
        elif name == "lid":
            yield from _item(child, depth, Role.PARAGRAPH)
        elif name == "ondertekening":
            yield Draft(Role.OTHER, text_of(child, breaks=_all_names(child)), anchor=_anchor(child))
        elif name in _NOTES:
            yield _note(child)
        elif name in ("table", "tabel"):
            yield table(_rows(child), _anchor(child))
        elif name == "tekstregel":
            yield Draft(Role.OTHER, text_of(child))
        else:
            yield from _loose_text(child)
            yield from _blocks(child, depth + (name in _SECTIONS))


def _heading(element: Element, depth: int) -> Draft:
    text = text_of(element, without=_NOTES, breaks=_INLINE_BREAKS)
    top = depth == 0 and name_of(element) in _TITLES
    return Draft(Role.TITLE if top else Role.HEADING, text, max(1, depth), _anchor(element))


def _paragraph(element: Element, role: Role, number: str = "") -> Iterator[Draft]:
    """The text of a paragraph, then the lists, tables and notes that stand in it."""
    inner = _NOTES | {"lijst", "table", "tabel", "li"}
    text = text_of(element, without=inner, breaks=_INLINE_BREAKS)
    yield Draft(role, f"{number} {text}", anchor=_anchor(element))
    for child in _outermost(element, inner):
        yield from _blocks_of(child)


def _outermost(element: Element, names: frozenset[str]) -> Iterator[Element]:
    """The descendants with one of the names that stand in no other such one."""
    for child in element:
        if name_of(child) in names:
            yield child
        else:
            yield from _outermost(child, names)


def _blocks_of(element: Element) -> Iterator[Draft]:
    if name_of(element) in _NOTES:
        yield _note(element)
    elif name_of(element) == "lijst":
        yield from _blocks(element, 0)
    elif name_of(element) == "li":
        yield from _item(element, 0)
    else:
        yield table(_rows(element), _anchor(element))


def _item(element: Element, depth: int, role: Role = Role.LIST_ITEM) -> Iterator[Draft]:
    """A list item, member of an article or definition: its number or term goes before its first paragraph."""
    number = _number_of(element)
    text = (element.text or "").strip()
    if text:
        yield Draft(role, f"{number} {text_of(element, without=_NUMBERS | _NOTES)}", anchor=_anchor(element))
        yield from _notes_in(element)
        return
    for child in _unwrapped(element):
        name = name_of(child)
        if name in _NUMBERS or not name:
            continue
        if name in _PARAGRAPHS:
            yield from _paragraph(child, role, number)
            number = ""
        else:
            yield from (
                _blocks_of(child) if name in _NOTES | {"lijst", "table", "tabel"} else _blocks(child, depth)
            )


def _number_of(element: Element) -> str:
    """The number of an item, or its term with a colon; empty where it has none."""
    first = next((child for child in element if name_of(child) in _NUMBERS), None)
    if first is None:
        return ""
    text = text_of(first)
    return f"{text.rstrip(':')}:" if text and name_of(first) == "term" else text


def _unwrapped(element: Element) -> Iterator[Element]:
    for child in element:
        if name_of(child) in _WRAPPERS:
            yield from _unwrapped(child)
        else:
            yield child


def _notes_in(element: Element) -> Iterator[Draft]:
    yield from (_note(child) for child in element.iterdescendants() if name_of(child) in _NOTES)


def _note(element: Element) -> Draft:
    marks = [text_of(child) for child in element.iterdescendants() if name_of(child) in _MARKS]
    mark = (marks[0] if marks else attribute(element, "nr")).strip("[]() \n")
    text = text_of(element, without=_MARKS, breaks=frozenset({"noot.al", "al"}))
    return Draft(Role.FOOTNOTE, text, anchor=_anchor(element), note_mark=mark)


def _speaker(element: Element) -> Iterator[Draft]:
    """Who speaks, in the proceedings (handelingen); VLOS repeats the name in the text."""
    parent = element.getparent()
    if parent is not None and name_of(parent) == "spreekbeurt":
        yield Draft(Role.HEADING, text_of(element, breaks=_all_names(element)), 3)


def _all_names(element: Element) -> frozenset[str]:
    return frozenset(name_of(child) for child in element.iterdescendants())


def _loose_text(element: Element) -> Iterator[Draft]:
    """Text straight in an element that is only known to hold others is kept rather than lost."""
    has_blocks = any(name_of(child) in _PARAGRAPHS | _HEADINGS for child in element.iterdescendants())
    if not has_blocks and len(element) == 0 and len((element.text or "").split()) > 5:
        yield Draft(Role.PARAGRAPH, element.text or "", anchor=_anchor(element))


def _rows(element: Element) -> Iterator[list[str]]:
    for row in element.iter("{*}row", "{*}tr"):
        yield [
            text_of(cell, breaks=frozenset({"al"})) for cell in row if name_of(cell) in ("entry", "td", "th")
        ]


def _anchor(element: Element) -> str:
    """The element's id, else its path from the root."""
    own = attribute(element, "eid") or attribute(element, "id")
    return own or str(element.getroottree().getpath(element))


def _metadata(root: Element) -> Metadata:
    fields: dict[str, str] = {}
    for element in root.iter():
        if name_of(element) == "meta":
            fields.setdefault(attribute(element, "name").lower(), attribute(element, "content"))
        elif name_of(element) in ("datum", "datumtijd", "date") and element.text:
            fields.setdefault("datum", element.text.strip())
    title = next((fields[key] for key in _TITLE_FIELDS if fields.get(key)), "") or _meeting(root)
    dates = ("dcterms.issued", "dcterms.available", "overheidop.datumondertekening", "datum")
    found = (_ISO_DATE.match(fields.get(key, "")) for key in dates)
    date = next((match.group() for match in found if match), "")
    return Metadata(
        title=title, author=fields.get("dc.creator", ""), date=date, type=fields.get("dc.type", "")
    )


def _meeting(root: Element) -> str:
    """The title of the meeting a verbatim report is of."""
    for meeting in root.iter("{*}vergadering"):
        return next((text_of(child) for child in meeting if name_of(child) == "titel"), "")
    return ""
