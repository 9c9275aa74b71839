"""The report in a real browser: numbers open their passages, and markup in a document is shown as text."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from discourse_sample import discourse_corpus
from report_sample import Shape, corpus
from test_report import HOSTILE, hostile_corpus

from corpus.report import build_report

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")

pytestmark = pytest.mark.skipif(not BROWSER, reason="no chromium on this machine")

_QUIET = ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def opened(page: Path, profile: Path, fragment: str = "") -> str:
    """The document as it stands after the page's scripts have run."""
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", *_QUIET, f"--user-data-dir={profile}"]
    command += ["--virtual-time-budget=15000", "--dump-dom"]
    done = subprocess.run(
        [*command, page.as_uri() + fragment], capture_output=True, text=True, timeout=120, check=True
    )
    return done.stdout


def attribute(text: str, name: str) -> str:
    found = re.search(rf'<html[^>]*\b{name}="([^"]*)"', text)
    return html.unescape(found[1]) if found else ""


def test_every_number_opens_its_passages(tmp_path: Path) -> None:
    with corpus(tmp_path / "c", Shape(documents=20)) as store:
        text = opened(build_report(store, tmp_path / "report"), tmp_path / "profile", "#check")
    assert re.fullmatch(r"[1-9]\d+ numbers, 0 wrong", attribute(text, "data-check"))
    assert attribute(text, "data-map"), "the map was not drawn"
    assert "main-svg" in text


def test_definition_of_size_is_switched(tmp_path: Path) -> None:
    with discourse_corpus(tmp_path / "c") as store:
        page = build_report(store, tmp_path / "report")
    for fragment, expected in (("", "50-100"), ("#size=cbs", "cbs"), ("#size=none", "50-100")):
        text = opened(page, tmp_path / "profile", fragment)
        parts = re.findall(r'<div class="definition" data-of="([^"]+)"([^>]*)>', text)
        assert [name for name, rest in parts if "hidden" not in rest] == [expected]
        assert re.findall(r'data-definition="([^"]+)" aria-pressed="true"', text) == [expected]
    checked = opened(page, tmp_path / "profile", "#check")
    assert re.fullmatch(r"[1-9]\d+ numbers, 0 wrong", attribute(checked, "data-check"))


def test_script_and_markup_are_shown_as_text(tmp_path: Path) -> None:
    with hostile_corpus(tmp_path / "c") as store:
        page = build_report(store, tmp_path / "report")
    text = opened(page, tmp_path / "profile", "#e=topic%3D0")
    drawer = text.split('id="drawer-list"')[1].split("</aside>")[0]
    check = opened(page, tmp_path / "profile", "#check")
    assert attribute(check, "data-map"), "the map was not drawn"
    assert attribute(check, "data-check").endswith(" 0 wrong")
    assert "<title>owned" not in text + check
    assert "<img" not in re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)

    assert html.escape(HOSTILE[:60], quote=False) in drawer
    assert drawer.count('class="passage"') == 4
