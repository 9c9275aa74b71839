"""Small PDFs made on the spot: one paragraph a page, in Helvetica."""

from collections.abc import Sequence
from pathlib import Path
from textwrap import wrap

import pikepdf


def write_pdf(path: Path, texts: Sequence[str], *, title: str = "", author: str = "") -> None:
    """Write a PDF with a page for each text (Latin-1), broken into lines."""
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
        )
        for text in texts:
            page = pdf.add_blank_page(page_size=(595, 842))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.Contents = pdf.make_stream(_drawing(text))
        if title or author:
            pdf.docinfo["/Title"], pdf.docinfo["/Author"] = title, author
        pdf.save(path, deterministic_id=True)


def _drawing(text: str) -> bytes:
    """The operators that print the text from the top of the page."""
    shown = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in wrap(text, 80)]
    lines = "".join(f"({line}) Tj T*\n" for line in shown)
    return f"BT /F1 11 Tf 14 TL 70 770 Td\n{lines}ET".encode("cp1252")
