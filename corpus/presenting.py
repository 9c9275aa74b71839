"""The content of a file for the reader of `stadspraat text`: running text, tables, or everything as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.records import Content, Paragraph, Region


def running_text(content: Content) -> str:
    """The running text in reading order, one blank line between paragraphs; ends with a line end."""
    paragraphs = (one.text for one in content.paragraphs if one.is_running_text and one.text)
    return "".join(f"{text}\n\n" for text in paragraphs).removesuffix("\n")


def tables_text(content: Content) -> str:
    """The tables, cells separated by tabs, one blank line between tables."""
    return "\n".join("".join(_table_lines(one)) for one in content.paragraphs if one.rows)


def content_values(content: Content) -> dict[str, object]:
    """Everything that was read, set-aside parts included, as values for JSON."""
    return {
        "media_type": content.media_type,
        "pages": [
            {
                "page": page.number,
                "width": page.width,
                "height": page.height,
                "engine": page.engine,
                "rule": page.rule,
                "confidence": page.confidence,
                "warnings": list(page.warnings),
            }
            for page in content.pages
        ],
        "paragraphs": [_paragraph(one) for one in content.paragraphs],
    }


def _paragraph(paragraph: Paragraph) -> dict[str, object]:
    regions = [piece.region for piece in paragraph.pieces]
    values: dict[str, object] = {
        "role": paragraph.role.value,
        "text": paragraph.text,
        "page": min((region.page for region in regions), default=None),
        "boxes": [_box(region) for region in regions],
        "running_text": paragraph.is_running_text,
        "confidence": paragraph.confidence,
    }
    optional = {
        "level": paragraph.level,
        "anchor": paragraph.anchor,
        "note_mark": paragraph.note_mark,
        "language": paragraph.language,
        "rows": [list(row) for row in paragraph.rows],
    }
    return values | {name: value for name, value in optional.items() if value}


def _box(region: Region) -> dict[str, float]:
    return {
        "page": region.page,
        "x0": round(region.x0, 2),
        "top": round(region.top, 2),
        "x1": round(region.x1, 2),
        "bottom": round(region.bottom, 2),
    }


def _table_lines(paragraph: Paragraph) -> Iterator[str]:
    for row in paragraph.rows:
        yield "\t".join(" ".join(cell.split()) for cell in row) + "\n"
