"""What is known of a publication, field by field from the best source, with where it came from.

In order of authority:

1. `sidecar`: the row of the file in the side-car CSV.
2. `pdf` (`file` for other formats): title and author that the file itself carries, unless a program
   plainly put them there ("Microsoft Word - nota_v3.docx", "untitled", a user account as author).
3. `filename`: a date in the file's name.
4. `first page`: what the first page says (`corpus.frontpage`): proposals, and marked as such.
5. `text`: the language, which is that of most of the running text.

A PDF's creation date is not used as date of publication. It says when the file was last exported: scans
and archives bear the year of the scanner. Where nothing else is known the date stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath

from corpus.dates import date_in_name
from corpus.records import Content, Metadata

_PDF = "application/pdf"
FIELDS = ("title", "author", "date", "source", "type", "language")

_PROGRAM_TITLE = re.compile(
    r"""^(?:
        microsoft\s+(?:office\s+)?(?:word|powerpoint|excel|publisher)\b.*   # Microsoft Word - nota.docx
      | (?:untitled|naamloos|zonder\ titel|geen\ titel|titel|title|document|presentatie|presentation)[\s-]*\d*
      | (?:powerpoint|word|slide|dia)[-\s]*(?:presentation|presentatie|document)?\s*\d*
      | .*\.(?:docx?|indd|pdf|pptx?|xlsx?|odt|rtf|qxp|qxd|tmp|fm|ps|eps|tiff?|jpe?g|cdr|pub|dot[xm]?)
      | [\w.]*\d{5,}[\w.]*                                                # a register's or scanner's number
      | \S{1,3}
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_PROGRAM_AUTHOR = re.compile(
    r"^(?:admin(?:istrator)?|user|gebruiker|owner|eigenaar|author|auteur|unknown|onbekend|microsoft.*"
    r"|scan(?:ner)?\b.*|ibabs|notubiz|konica.*|canon.*|xerox.*|ricoh.*|default.*|pc|[a-z]{1,4}\d{2,}|.)$",
    re.IGNORECASE,
)


def resolve(path: PurePath, content: Content, *, sidecar: Metadata, proposed: Metadata) -> Metadata:
    """The metadata of a file: each field from the first source that has it, `origin` saying which.

    `sidecar` is the row of the file, `proposed` what its text says; `content.metadata` is what the file
    itself carries.
    """
    sources = (
        ("sidecar", sidecar),
        ("pdf" if content.media_type == _PDF else "file", _trusted(content, path)),
        ("filename", Metadata(date=date_in_name(path.stem))),
        ("first page", proposed),
    )
    fields: dict[str, str] = {}
    origin: list[tuple[str, str]] = []
    for name in FIELDS:
        label, data = next(((one, data) for one, data in sources if getattr(data, name)), ("", Metadata()))
        fields[name] = getattr(data, name)
        origin += [(name, dict(data.origin).get(name, label))] if fields[name] else []
    return replace(_from_fields(fields), extra=sidecar.extra, origin=tuple(origin))


def follows(stored: Metadata, sidecar: Metadata) -> bool:
    """Whether stored metadata says what the side-car row says, and nothing that the row said before."""
    told = {name for name, origin in stored.origin if origin == "sidecar"}
    now = {name for name in FIELDS if getattr(sidecar, name)}
    same = all(getattr(stored, name) == getattr(sidecar, name) for name in now)
    return told == now and same and stored.extra == sidecar.extra


def is_program_title(title: str) -> bool:
    """Whether a title in a PDF was put there by a program rather than a person."""
    return not title.strip() or bool(_PROGRAM_TITLE.match(title.strip()))


def is_program_author(author: str) -> bool:
    """Whether an author in a PDF is an account or a device rather than a person or body."""
    return not author.strip() or bool(_PROGRAM_AUTHOR.match(author.strip()))


def _trusted(content: Content, path: PurePath) -> Metadata:
    """What the file says of itself, less what a program put there and the date of a PDF's making."""
    own = content.metadata
    title = "" if is_program_title(own.title) or own.title == path.stem else own.title.strip()
    author = "" if is_program_author(own.author) else own.author.strip()
    return replace(own, title=title, author=author, date="" if content.media_type == _PDF else own.date)


def _from_fields(fields: Mapping[str, str]) -> Metadata:
    return Metadata(
        title=fields["title"],
        author=fields["author"],
        date=fields["date"],
        source=fields["source"],
        type=fields["type"],
        language=fields["language"],
    )
