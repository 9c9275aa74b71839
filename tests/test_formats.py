"""Formats without pages: what is read of them, and what is refused."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableError
from corpus.formats import read_other
from corpus.formats.encoding import decode
from corpus.formats.plain import drafts_of
from corpus.records import Content, Role

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODT = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
)


def shape(content: Content) -> list[tuple[str, str]]:
    return [(paragraph.role.value, paragraph.text) for paragraph in content.paragraphs]


def read(folder: Path, name: str, text: str | bytes, kind: str) -> Content:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_other(path, kind)


def archive(folder: Path, name: str, **members: str) -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for member, text in members.items():
            packed.writestr(member.replace("__", "/") + ".xml", text)
    return path


def test_text_with_blank_lines(tmp_path: Path) -> None:
    text = "Nota wonen\n\n1. Inleiding\n\nDe stad groeit en het beleids-\nplan is oud.\n\n"
    text += "- meer groen\n- rust\n\n12\n"
    content = read(tmp_path, "a.txt", text, "text")
    assert shape(content) == [
        ("title", "Nota wonen"),
        ("heading", "1. Inleiding"),
        ("paragraph", "De stad groeit en het beleidsplan is oud."),
        ("list_item", "- meer groen"),
        ("list_item", "- rust"),
        ("page_number", "12"),
    ]
    assert content.paragraphs[2].anchor == "line 5"


def test_text_without_blank_lines_breaks_at_short_last_lines() -> None:
    full = "De gemeente wil in de binnenstad vooral woningen bouwen voor starters"
    drafts = list(drafts_of(f"{full} en\n{full} en\nouderen.\n{full} of\n{full} en\ngezinnen."))
    assert [draft.text[-9:] for draft in drafts] == [" ouderen.", "gezinnen."]


def test_contents_with_and_without_dots() -> None:
    entries = "1. Wonen 4\n\n2. Werken 9\n\n3. Zorg 12\n\nBijlagen 20\n\nInleiding ........ 3"
    assert {draft.role for draft in drafts_of(entries)} == {Role.CONTENTS}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("café".encode(), "café"),
        ("\ufeffcafé".encode(), "café"),
        ("café".encode("utf-16"), "café"),
        ("‘café’ €".encode("cp1252"), "‘café’ €"),
        (b"een\r\ntwee\rdrie", "een\ntwee\ndrie"),
        (b"\x81\x8d", "\ufffd\ufffd"),
    ],
)
def test_encodings(data: bytes, expected: str) -> None:
    assert decode(data) == expected


def test_markdown(tmp_path: Path) -> None:
    text = """---
title: Wonen in 2040
author: [A. Jansen, B. de Vries]
date: 2024-07-09
---
# Wonen in *2040*

De **stad** groeit, zie [de nota](https://voorbeeld.nl).
Dat is veel.[^1]

Plannen
-------

* meer groen
* minder steen
  en asfalt

> Wij willen dat niet.

| wijk | woningen |
|------|----------|
| Oost | 120 |

```
code
```

[^1]: Volgens de gemeente.
"""
    content = read(tmp_path, "a.md", text, "markdown")
    assert shape(content) == [
        ("title", "Wonen in 2040"),
        ("paragraph", "De stad groeit, zie de nota. Dat is veel."),
        ("heading", "Plannen"),
        ("list_item", "meer groen"),
        ("list_item", "minder steen en asfalt"),
        ("paragraph", "Wij willen dat niet."),
        ("table", "wijk woningen Oost 120"),
        ("footnote", "Volgens de gemeente."),
    ]
    assert content.paragraphs[6].rows == (("wijk", "woningen"), ("Oost", "120"))
    assert content.paragraphs[0].anchor == "line 6"
    metadata = content.metadata
    assert (metadata.title, metadata.author, metadata.date) == (
        "Wonen in 2040",
        "A. Jansen; B. de Vries",
        "2024-07-09",
    )


def test_html(tmp_path: Path) -> None:
    sentence = "De stad groeit al jaren en er zijn daarom in alle wijken veel nieuwe woningen nodig. "
    page = f"""<!DOCTYPE html><html><head><title>Wonen</title><meta charset="utf-8">
    <meta name="DCTERMS.issued" content="2021-03-04"><meta name="author" content="Gemeente Almere"></head>
    <body><nav><a href="/">Home</a> <a href="/b">Bestuur</a></nav><main><h1>Wonen in de stad</h1>
    <p>{sentence * 4}</p><h2>Plannen</h2><p>{sentence * 3}</p><ul><li>Het eerste plan</li></ul></main>
    <footer>Colofon en contact</footer><script>let x = 1</script></body></html>"""
    content = read(tmp_path, "a.html", page, "html")
    assert shape(content) == [
        ("title", "Wonen in de stad"),
        ("paragraph", (sentence * 4).strip()),
        ("heading", "Plannen"),
        ("paragraph", (sentence * 3).strip()),
        ("list_item", "Het eerste plan"),
    ]
    metadata = content.metadata
    assert (metadata.title, metadata.author, metadata.date) == ("Wonen", "Gemeente Almere", "2021-03-04")


def test_short_html_is_not_lost(tmp_path: Path) -> None:
    content = read(tmp_path, "a.html", "<html><body><p>Eén regel tekst.</p></body></html>", "html")
    assert shape(content) == [("paragraph", "Eén regel tekst.")]


def test_docx(tmp_path: Path) -> None:
    def p(text: str, style: str = "", more: str = "") -> str:
        name = f'<w:pStyle w:val="{style}"/>' if style else ""
        return f"<w:p><w:pPr>{name}{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"

    changed = "<w:p><w:r><w:t>Het plan</w:t></w:r><w:del><w:r><w:delText> niet</w:delText></w:r></w:del>"
    changed += "<w:ins><w:r><w:t> wel.</w:t></w:r></w:ins></w:p>"
    body = p("Nota", "Titel") + p("Inleiding", "Kop1") + p("De stad groeit.") + changed
    body += p("meer groen", more="<w:numPr/>")
    body += "<w:tbl><w:tr><w:tc>" + p("wijk") + "</w:tc><w:tc>" + p("120") + "</w:tc></w:tr></w:tbl>"
    styles = '<w:style w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
    styles += '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    notes = '<w:footnote w:type="separator"/><w:footnote>' + p("Zie bijlage.") + "</w:footnote>"
    path = archive(
        tmp_path,
        "a.docx",
        word__document=f"<w:document {W}><w:body>{body}</w:body></w:document>",
        word__styles=f"<w:styles {W}>{styles}</w:styles>",
        word__footnotes=f"<w:footnotes {W}>{notes}</w:footnotes>",
    )
    content = read_other(path, "docx")
    assert shape(content) == [
        ("title", "Nota"),
        ("heading", "Inleiding"),
        ("paragraph", "De stad groeit."),
        ("paragraph", "Het plan wel."),
        ("list_item", "meer groen"),
        ("table", "wijk 120"),
        ("footnote", "Zie bijlage."),
    ]
    assert content.paragraphs[1].level == 1
    assert content.paragraphs[6].note_mark == "1"


def test_odt(tmp_path: Path) -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Zie bijlage.</text:p>"
        "</text:note-body></text:note>"
    )
    body = (
        '<text:h text:outline-level="2">Plannen</text:h>'
        f"<text:p>De stad<text:s/>groeit{note}.</text:p>"
        "<text:list><text:list-item><text:p>meer groen</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>wijk</text:p></table:table-cell>"
        "<table:table-cell><text:p>120</text:p></table:table-cell></table:table-row></table:table>"
    )
    root = f"<office:document-content {ODT}><office:body><office:text>{body}</office:text></office:body>"
    path = archive(tmp_path, "a.odt", content=root + "</office:document-content>")
    content = read_other(path, "odt")
    assert shape(content) == [
        ("heading", "Plannen"),
        ("paragraph", "De stad groeit."),
        ("list_item", "meer groen"),
        ("table", "wijk 120"),
        ("footnote", "Zie bijlage."),
    ]


OFFICIAL = """<?xml version="1.0"?><officiele-publicatie><metadata>
<meta name="DC.title" content="Verordening"/>
<meta name="DCTERMS.issued" content="2022-05-01"/></metadata><gemeenteblad><titel>Verordening wonen</titel>
<artikel id="a1"><kop><label>Artikel</label> <nr>1</nr> <titel>Begrippen</titel></kop>
<al>In deze verordening wordt verstaan onder:<noot id="n1"><noot.nr>1</noot.nr>
<noot.al>Zie de wet.</noot.al></noot></al>
<lijst><li><li.nr>a.</li.nr><al>woning: een <nadruk>zelfstandige</nadruk> ruimte;</al></li>
<li><li.nr>b.</li.nr><al>wijk: een deel.</al></li></lijst></artikel>
<table><tgroup><tbody><row><entry><al>wijk</al></entry><entry><al>120</al></entry></row></tbody></tgroup></table>
</gemeenteblad></officiele-publicatie>"""

STOP = """<Besluit xmlns="https://standaarden.overheid.nl/stop/imop/tekst/"><Lichaam><Artikel eId="art_1">
<Kop><Label>Artikel</Label><Nummer>1</Nummer><Opschrift>Doel</Opschrift></Kop><Lid><LidNummer>1.</LidNummer>
<Inhoud><Al>Het plan geldt.</Al></Inhoud></Lid></Artikel></Lichaam></Besluit>"""

VLOS = """<vlosCoreDocument xmlns="http://www.tweedekamer.nl/ggm/vergaderverslag/v1.0"><vergadering>
<titel>Wonen</titel><zaal>Plenaire zaal</zaal><datum>2023-02-14T10:00:00</datum><activiteit>
<onderwerp>Woningbouw
</onderwerp><activiteitdeel><woordvoerder><spreker><achternaam>Jansen</achternaam></spreker><tekst>
<alinea><alineaitem>Mevrouw <nadruk>Jansen</nadruk> (D66):</alineaitem><alineaitem>Voorzitter, de stad groeit.
</alineaitem></alinea></tekst></woordvoerder></activiteitdeel></activiteit></vergadering></vlosCoreDocument>"""


def test_official_publication(tmp_path: Path) -> None:
    content = read(tmp_path, "a.xml", OFFICIAL, "xml")
    assert shape(content) == [
        ("title", "Verordening wonen"),
        ("heading", "Artikel 1 Begrippen"),
        ("paragraph", "In deze verordening wordt verstaan onder:"),
        ("footnote", "Zie de wet."),
        ("list_item", "a. woning: een zelfstandige ruimte;"),
        ("list_item", "b. wijk: een deel."),
        ("table", "wijk 120"),
    ]
    assert (content.metadata.title, content.metadata.date) == ("Verordening", "2022-05-01")
    assert content.paragraphs[3].note_mark == "1"


def test_stop_and_vlos(tmp_path: Path) -> None:
    assert shape(read(tmp_path, "a.xml", STOP, "xml")) == [
        ("heading", "Artikel 1 Doel"),
        ("paragraph", "1. Het plan geldt."),
    ]
    content = read(tmp_path, "b.xml", VLOS, "xml")
    assert shape(content)[1:] == [
        ("heading", "Woningbouw"),
        ("paragraph", "Mevrouw Jansen (D66): Voorzitter, de stad groeit."),
    ]
    assert content.metadata.date == "2023-02-14"


def test_entities_and_outside_files_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("geheim")
    entities = f'<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "bom">'
    text = f"<!DOCTYPE a [{entities}]><a><al>Tekst &x;&y; hier.</al></a>"
    content = read(tmp_path, "a.xml", text, "xml")
    assert "geheim" not in content.paragraphs[0].text
    assert "bom" not in content.paragraphs[0].text


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.docx", b"PK\x03\x04 geen archief", "docx"),
        ("a.odt", b"", "odt"),
        ("a.txt", b"  \n ", "text"),
        ("a.xml", b"geen xml", "xml"),
        ("a.html", b"   ", "html"),
        ("a.xls", b"x", "xls"),
    ],
)
def test_unreadable_files_say_so(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    with pytest.raises(UnreadableError, match=name.replace(".", r"\.")):
        read(tmp_path, name, data, kind)


def test_archive_without_its_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"no word/document\.xml"):
        read_other(archive(tmp_path, "a.docx", anders="<a/>"), "docx")


# Ligatures are taken apart on purpose, so that they give more letters than were there.
_NO_LIGATURES = st.characters(exclude_categories=["Cs"], exclude_characters="ﬀﬁﬂﬃﬄﬅﬆ")


@settings(max_examples=50, deadline=None)
@given(st.text(_NO_LIGATURES, max_size=300))
def test_any_text_is_read_without_loss_of_letters(text: str) -> None:
    drafts = list(drafts_of(text))
    letters = sorted(c for draft in drafts for c in draft.text if c.isascii() and c.isalnum())
    assert letters == sorted(c for c in text if c.isascii() and c.isalnum())


@settings(max_examples=30, deadline=None)
@given(data=st.binary(max_size=400), kind=st.sampled_from(["text", "markdown", "html", "xml", "docx", "odt"]))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, kind: str
) -> None:
    try:
        content = read(tmp_path_factory.mktemp("f"), "a.bin", data, kind)
    except UnreadableError:
        return
    assert all(paragraph.text and paragraph.anchor for paragraph in content.paragraphs)
    assert Role.OTHER not in {paragraph.role for paragraph in content.paragraphs} or kind == "xml"
