"""Typeset the example publications: from each source text a PDF, its golden text and the matter set aside.

`python -m examples.typeset` makes the PDFs that are missing, `--all` every PDF anew; the texts, the
metadata table and the list in the README are always written.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import pikepdf

from examples.publications import EMPHASIS, NOTE_MARK, Part, Publication, extra, golden, parse

HERE = Path(__file__).resolve().parent
FOLDER = HERE / "middelgrote-steden"
COLUMNS = ("file", "title", "author", "date", "source", "type", "region")
LAYOUTS = {"magazine3": "magazine(fields, columns: 3, it)", "magazine2": "magazine(fields, columns: 2, it)"}
LISTS = ("head", "cover", "letterhead", "reference", "addressee")
LIST_HEADING = "## The publications\n"


def sources() -> list[Path]:
    """The source texts, by name."""
    return sorted((FOLDER / "source").glob("*.md"))


def quoted(text: str) -> str:
    """The text as a typst string: strings keep typst's hands off quotation marks and dashes."""
    return json.dumps(text, ensure_ascii=False)


def inline(text: str, notes: dict[str, str]) -> str:
    """A typst expression for text with note marks and emphasis."""
    terms = []
    for index, piece in enumerate(NOTE_MARK.split(text)):
        if index % 2:
            terms.append(f"footnote({quoted(notes[piece])})")
        else:
            terms += [
                f"emph({quoted(run)})" if odd % 2 else f"text({quoted(run)})"
                for odd, run in enumerate(EMPHASIS.split(piece))
                if run
            ]
    return " + ".join(terms)


def to_typst(publication: Publication) -> str:
    """The typst source of a publication, in the layout its header names."""
    fields = publication.fields
    lists = {key: [bit.strip() for bit in fields[key].split("|")] for key in LISTS if key in fields}
    entries = [f"{key}: ({', '.join(map(quoted, bits))},)" for key, bits in lists.items()]
    entries.append(f"credit: {quoted(', '.join(filter(None, (fields['author'], fields['date']))))}")
    show = LAYOUTS.get(fields["layout"], f"{fields['layout']}(fields, it)")
    entries.append(f"page: {int(fields.get('page', '1'))}, height: {int(fields.get('height', '245'))}")
    head = ['#import "/layouts.typ": *', f"#let fields = ({', '.join(entries)})", f"#show: it => {show}"]
    if fields.get("properties") == "yes":
        head.append(f"#set document(title: {quoted(fields['title'])}, author: {quoted(fields['author'])})")
    return "\n\n".join([*head, *_body(publication)]) + "\n"


def _body(publication: Publication) -> Iterator[str]:
    notes = {part.detail: part.text for part in publication.parts if part.kind == "footnote"}
    capitals = [part for part in publication.parts if part.kind == "paragraph"][:2]
    if publication.fields.get("dropcap") != "yes":
        capitals = []
    for (kind, boxed), group in groupby(publication.parts, key=lambda part: (_run(part), part.boxed)):
        parts = list(group)
        if boxed:
            yield _box(parts, publication.fields.get("box", "sidebar"), notes)
        elif kind in ("bullet", "number"):
            yield _items(parts, notes)
        else:
            yield from (_single(part, notes, capitals) for part in parts if kind != "footnote")


def _run(part: Part) -> str:
    """The kind, the same for all parts of a side-bar so that they stay together."""
    return "box" if part.boxed else part.kind


def _items(parts: Sequence[Part], notes: dict[str, str]) -> str:
    name = "list" if parts[0].kind == "bullet" else "enum"
    return f"#{name}(tight: false, {', '.join(inline(part.text, notes) for part in parts)})"


def _box(parts: Sequence[Part], name: str, notes: dict[str, str]) -> str:
    body = " + parbreak() + ".join(inline(part.text, notes) for part in parts[1:])
    return f"#{name}({inline(parts[0].text, notes)}, {body})"


def _single(part: Part, notes: dict[str, str], capitals: Sequence[Part]) -> str:
    text = inline(part.text, notes)
    if part in capitals:
        return f"#dropcap({quoted(part.text)})" if part is capitals[0] else f"#indented({text})"
    if part.kind == "caption":
        name, *size = part.detail.split()
        scope = "parent" if size else "column"
        return f"#picture({quoted(name)}, {text}, scope: {quoted(scope)}, tall: {float((size or ['1'])[-1])})"
    if part.kind == "table":
        rows = ", ".join(f"({', '.join(map(quoted, row))},)" for row in part.rows)
        return f"#data({text}, {rows})"
    calls = {
        "title": f"heading(level: 1, {text})",
        "heading": f"heading(level: 2, {text})",
        "paragraph": f"({text})",
        "pull quote": f"pullquote({text})",
    }
    return "#" + calls.get(part.kind, f"{part.kind}({text})")


def compile_pdf(publication: Publication) -> bytes:
    """The PDF, the same bytes each time for one version of typst: its own fonts, a fixed date.

    Raises ImportError where typst is not installed.
    """
    import typst

    date = (publication.fields["printed"] + "-01-01")[:10]
    made = typst.Compiler(root=HERE, ignore_system_fonts=True).compile(
        to_typst(publication).encode(),
        timestamp=int(datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp()),
        pdf_tags=publication.fields.get("tags") == "yes",
    )
    assert isinstance(made, bytes)
    return with_plain_hyphens(made)


def with_plain_hyphens(pdf: bytes) -> bytes:
    """The PDF with every hyphen read as "-", as from other layout programs.

    typst maps one glyph to either the hyphen or the soft hyphen, whichever comes first in the text.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Stream) and b"begincmap" in (data := item.read_bytes()):
                item.write(data.replace(b"<00AD>", b"<002D>"))
        written = io.BytesIO()
        document.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def texts(source: Path) -> dict[str, str]:
    """The golden text and the matter set aside, by path below the folder of publications."""
    publication = parse(source.read_text(encoding="utf-8"))
    made = {f"{source.stem}.txt": golden(publication)}
    if aside := extra(publication):
        made[f"extra/{source.stem}.txt"] = aside
    return made


def metadata_table() -> str:
    """The side-car table of all publications as CSV; a field its source leaves empty stays empty."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for source in sources():
        fields = parse(source.read_text(encoding="utf-8")).fields
        if fields.get("metadata") != "no":
            writer.writerow({"file": f"{source.stem}.pdf"} | fields)
    return buffer.getvalue()


def readme_list() -> str:
    """The list of publications for the README, one line each."""
    lines = []
    for source in sources():
        publication = parse(source.read_text(encoding="utf-8"))
        title = next(part.text for part in publication.parts if part.kind == "title")
        fields = publication.fields
        lines.append(f"- `{source.stem}.pdf`: {fields['type']}, {fields['printed'][:4]}, “{title}”\n")
    return LIST_HEADING + "\n" + "".join(lines)


def main() -> None:
    """Write PDFs, texts, metadata table and README list into the folder of publications."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="typeset every PDF anew")
    parser.add_argument("--into", type=Path, default=FOLDER, help="where the PDFs go")
    options = parser.parse_args()
    for source in sources():
        target = options.into / f"{source.stem}.pdf"
        if options.all or not target.exists():
            target.write_bytes(compile_pdf(parse(source.read_text(encoding="utf-8"))))
        for name, text in texts(source).items():
            (FOLDER / name).write_text(text, encoding="utf-8")
    (FOLDER / "metadata.csv").write_text(metadata_table(), encoding="utf-8")
    readme = FOLDER / "README.md"
    before = readme.read_text(encoding="utf-8").split(LIST_HEADING)[0]
    readme.write_text(before + readme_list(), encoding="utf-8")


if __name__ == "__main__":
    main()
