"""Bytes to text: UTF-8, UTF-16 with its mark, else Windows-1252."""

from __future__ import annotations

import codecs


def decode(data: bytes) -> str:
    """The text of a file whose encoding is not declared, with line feeds for all line ends.

    Windows-1252 stands for everything that is no UTF-8: the encoding of old Dutch files. Its five
    unassigned bytes are read as U+FFFD.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
