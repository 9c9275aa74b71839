"""The running text of the example publications is read as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.golden import FOLDER, golden_scores

PDFS = sorted(FOLDER.glob("*.pdf"))
IN_FULL = [path for path in PDFS if path.stem in ("column_1998", "interview_planoloog_2019")]
IN_FULL += [
    path for path in PDFS if path.stem in ("notulen_delfzijl_29_oktober_2009", "hoofdstuk_groeikernen")
]


@pytest.mark.parametrize(("engine", "paths"), [("pdfium", PDFS), ("pdfplumber", IN_FULL)])
def test_text_is_the_golden_text(engine: str, paths: list[Path]) -> None:
    found = list(golden_scores(paths, engine))
    assert len(found) == len(paths) >= 4
    likeness = {one.name: one.scores.sim for one in found}
    assert [name for name, sim in likeness.items() if sim < 97.5] == []
    assert [one.name for one in found if one.scores.order < 99.8] == []
    assert sum(likeness.values()) / len(likeness) >= 99.0
