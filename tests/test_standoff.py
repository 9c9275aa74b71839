"""Stand-off labels: from marked lines to rows without text, and back with the documents at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.training.marked import MarkError, render_sentence
from nlp.training.source_text import document_text, draw_sentences, join_lines
from nlp.training.standoff import (
    part_of,
    read_rows,
    read_standoff,
    resolve,
    row_of,
    sentence_hash,
    write_rows,
)

MOTION = """---
layout: motie
---
## Samenvatting:
De leden Jansen en Pietersen willen meer bomen in Assen en omstreken, zo blijkt.
## Orginele text:

De Kamer,
gehoord de beraadslaging,
overwegende dat in de gemeente Assen al meer dan honderd bomen zijn ge-
kapt en dat de provincie Drenthe dat niet heeft tegengehouden;
verzoekt de regering in overleg te treden met Staatsbosbeheer, en gaat
over tot de orde van de dag.
Jansen

## Prompt samenvatting:
Vat samen.
"""
WISH = "verzoekt de regering in overleg te treden met Staatsbosbeheer, en gaat over tot de orde van de dag."
REASON = (
    "overwegende dat in de gemeente Assen al meer dan honderd bomen zijn gekapt "
    "en dat de provincie Drenthe dat niet heeft tegengehouden;"
)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "text" / "moties"
    folder.mkdir(parents=True)
    (folder / "bomen.md").write_text(MOTION, encoding="utf-8")
    return tmp_path / "data"


FILE = "text/moties/bomen.md"


def test_only_the_record_of_a_motion_is_read(shared: Path) -> None:
    text = document_text(shared / FILE)
    assert text.split("\n") == ["De Kamer,", "gehoord de beraadslaging,", REASON, WISH, "Jansen"]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["een regel die door-", "loopt tot hier toe"], "een regel die doorloopt tot hier toe"),
        (["een regel met zand- ", "en kleigrond erbij."], "een regel met zand- en kleigrond erbij."),
        (["verantwoordelijk\xad", "heid voor allen nu"], "verantwoordelijkheid voor allen nu"),
        (["de regio Noord-", "Holland en verder"], "de regio Noord- Holland en verder"),
        (["een lijst met punten", "- het eerste punt"], "een lijst met punten\n- het eerste punt"),
        (
            ["Inleiding", "Dit is een volle regel van de tekst."],
            "Inleiding\nDit is een volle regel van de tekst.",
        ),
        (["een gewone regel", "", "", "na lege regels"], "een gewone regel\nna lege regels"),
    ],
)
def test_hard_line_breaks_are_joined(lines: list[str], joined: str) -> None:
    assert join_lines("\n".join(lines)) == joined


def test_the_same_sentences_are_drawn_every_time() -> None:
    text = " ".join(f"Dit is zin {number} over Assen en de rest." for number in range(60))
    drawn = draw_sentences(text, 10, "bomen")
    assert drawn == draw_sentences(text, 10, "bomen") == sorted(drawn)
    assert drawn != draw_sentences(text, 10, "struiken")
    assert len({text[start:end] for start, end in drawn}) == 10


def test_sentences_with_names_are_drawn_more_often_and_noise_never() -> None:
    plain = [f"Dit is een gewone zin zonder iets {letter}." for letter in "abcdefghij"]
    rich = [f"In {year} gingen Emmen en Assen samen naar Den Haag." for year in range(1990, 2000)]
    noise = ["Inhoud ................ 12 en verder ........ 14"]
    text = "\n".join([*plain, *rich, *noise])
    drawn = [text[start:end] for start, end in draw_sentences(text, 15, "x")]
    assert sum(sentence in rich for sentence in drawn) == 10
    assert 0 < sum(sentence in plain for sentence in drawn) <= 5
    assert not set(noise) & set(drawn)


def _row(shared: Path, sentence: str, marked: str):  # type: ignore[no-untyped-def]
    text = document_text(shared / FILE)
    start = text.index(sentence)
    return row_of(FILE, text, (start, start + len(sentence)), marked)


def test_labels_come_back_with_their_text(shared: Path, tmp_path: Path) -> None:
    marked = WISH.replace("Staatsbosbeheer", "[Staatsbosbeheer|ORG]")
    rows = [_row(shared, WISH, marked), _row(shared, REASON, REASON.replace("Assen", "[Assen|GPE]"))]
    assert write_rows(tmp_path / "standoff_1.jsonl", rows) == 2
    found, missing = read_standoff(shared, tmp_path)
    assert missing == 0
    assert [one.text for one in found] == [REASON, WISH]
    assert render_sentence(found[1].text, found[1].spans) == marked
    assert (found[0].document, found[0].genre, found[0].part) == (FILE, "parliament", part_of(FILE))


def test_rows_hold_no_text(shared: Path, tmp_path: Path) -> None:
    path = tmp_path / "standoff_1.jsonl"
    write_rows(path, [_row(shared, WISH, WISH.replace("Staatsbosbeheer", "[Staatsbosbeheer|ORG]"))])
    written = path.read_text(encoding="utf-8")
    assert "Staatsbosbeheer" not in written
    assert json.loads(written)["hash"] == sentence_hash(WISH)


def test_a_marked_line_must_be_the_sentence(shared: Path) -> None:
    with pytest.raises(MarkError, match="is not the sentence"):
        _row(shared, WISH, WISH.replace("Staatsbosbeheer", "[Staatsbosbeheeer|ORG]"))


def test_sentences_that_are_gone_are_counted(shared: Path) -> None:
    row = _row(shared, WISH, WISH)
    (shared / "text/moties/anders.md").write_text("Iets anders.", encoding="utf-8")
    others = [type(row)(file, row.hash, 0, "train", ()) for file in ("text/moties/anders.md", "weg.md")]
    found, missing = resolve([row, *others], shared)
    assert (len(found), missing) == (1, 2)


def test_a_sentence_is_found_where_it_has_moved_to(shared: Path) -> None:
    row = _row(shared, WISH, WISH)
    path = shared / FILE
    path.write_text(MOTION.replace("De Kamer,\n", "Een nieuwe kop\n\nDe Kamer,\n"), encoding="utf-8")
    found, missing = resolve([row], shared)
    assert (found[0].text, missing) == (WISH, 0)


@pytest.mark.parametrize(
    "line",
    [
        "geen json",
        '{"file": "a", "hash": "b", "at": 0, "part": "train"}',
        '{"file": "a", "hash": "b", "at": 0, "part": "train", "spans": [[0, 2, "PLACE"]]}',
        '{"file": "a", "hash": "b", "at": 0, "part": "elsewhere", "spans": []}',
    ],
)
def test_a_bad_row_is_named_by_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "standoff_1.jsonl"
    path.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(MarkError, match=r"standoff_1\.jsonl:1"):
        read_rows(path)


TREEBANK = """# sent_id = 1
# text = Emmen, groeit.
1	Emmen	Emmen	PROPN	_	_	3	nsubj	_	SpaceAfter=No
2	,	,	PUNCT	_	_	3	punct	_	_
3	groeit	groeien	VERB	_	_	0	root	_	SpaceAfter=No
4	.	.	PUNCT	_	_	3	punct	_	_

1	Ook	ook	ADV	_	_	2	advmod	_	_
2	Assen	Assen	PROPN	_	_	0	root	_	_

"""


@pytest.mark.parametrize("spaced", [True, False], ids=["with spaces", "without"])
def test_a_treebank_is_read_sentence_by_sentence(tmp_path: Path, spaced: bool) -> None:
    path = tmp_path / "ud" / "part.conllu"
    path.parent.mkdir()
    path.write_text(TREEBANK if spaced else TREEBANK.replace("SpaceAfter=No", "_"), encoding="utf-8")
    assert document_text(path) == "Emmen, groeit.\nOok Assen"
    row = row_of("ud/part.conllu", document_text(path), (0, 14), "[Emmen|GPE], groeit.")
    assert row.part == "train"
    (found,), lost = resolve([row], tmp_path)
    assert (found.text, found.spans, found.genre, lost) == ("Emmen, groeit.", ((0, 5, "GPE"),), "treebank", 0)


def test_parts_have_their_shares() -> None:
    parts = [part_of(f"text/moties/{number}.md") for number in range(2000)]
    assert 0.12 < parts.count("test") / 2000 < 0.18
    assert 0.07 < parts.count("dev") / 2000 < 0.13


@given(st.text(alphabet="abc -.\n\xad", max_size=80))
def test_joining_loses_no_word_characters(text: str) -> None:
    letters = [c for c in text if c in "abc"]
    assert [c for c in join_lines(text) if c in "abc"] == letters
