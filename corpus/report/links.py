"""From a stored path to a link that opens the source at a page, relative to the report where possible."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePath
from urllib.parse import quote

_REMOTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+://")


def source_link(path: str, folder: Path) -> str:
    """A relative URL from `folder` to the file, percent-encoded; empty where there is nothing to open.

    A colon is encoded too, so that a file called `javascript:…` cannot become a script. Only where no
    relative path exists (another Windows drive) is the link absolute.
    """
    if not path or _REMOTE.match(path) or "\0" in path:
        return ""
    absolute = Path(os.path.abspath(path))
    try:
        relative = os.path.relpath(absolute, folder.absolute())
    except ValueError:
        return absolute.as_uri()
    return _quoted(PurePath(relative).as_posix())


def page_link(href: str, page: int | None, media_type: str = "application/pdf") -> str:
    """The link with the page to open at, where the format has pages."""
    return f"{href}#page={page}" if href and page and media_type == "application/pdf" else href


def _quoted(path: str) -> str:
    # A leading "./" keeps a first segment such as "a:b" or "//host" from reading as a scheme or host.
    prefix = "" if path.startswith("../") else "./"
    return prefix + quote(path.encode("utf-8", "surrogateescape"), safe="/~")
