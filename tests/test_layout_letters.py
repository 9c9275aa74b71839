"""The head of a letter is set aside, and of nothing else."""

from __future__ import annotations

import pytest
from layout_sample import column, page_of, prose, words_of

from corpus.layout.analysis import analyse
from corpus.layout.letters import with_letterhead
from corpus.layout.records import Block, Line
from corpus.records import Role

TEXT, TITLE, HEADING, OTHER = Role.PARAGRAPH, Role.TITLE, Role.HEADING, Role.OTHER


def block(text: str, role: Role = TEXT, *, x: float = 60, top: float = 100, page: int = 1) -> Block:
    return Block(page, (Line(tuple(words_of(text, x, top))),), role, level=1 if role is HEADING else 0)


def roles(*blocks: Block) -> list[Role]:
    return [one.role for one in with_letterhead(blocks)]


SENDER = block("Gemeente Ergens", TITLE, top=40)
LABELS = block("Datum Ons kenmerk Behandeld door", top=120)
VALUES = block("9 juli 2024 24.051877 mevrouw Jansen", top=134)
GREETING = block("Geachte leden van de raad,", top=300)
BODY = block("Met deze brief informeren wij u over de voortgang.", top=320)


def test_subject_set_as_a_heading_becomes_the_title() -> None:
    subject = block("Stand van zaken Regio Deal", HEADING, top=200)
    found = with_letterhead([SENDER, LABELS, VALUES, subject, GREETING, BODY])
    assert [one.role for one in found] == [OTHER, OTHER, OTHER, TITLE, TEXT, TEXT]
    assert found[3].level == 0
    assert [one.lines for one in found] == [
        one.lines for one in (SENDER, LABELS, VALUES, subject, GREETING, BODY)
    ]


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ([block("Onderwerp: stand van zaken", top=180)], [TEXT]),
        ([block("Betreft", top=180), block("stand van zaken", x=160, top=180)], [OTHER, TEXT]),
        ([block("Betreft", top=180), block("Postbus 12", x=160, top=200)], [OTHER, OTHER]),
    ],
)
def test_subject_beside_its_label_is_kept(subject: list[Block], expected: list[Role]) -> None:
    assert roles(SENDER, LABELS, *subject, GREETING, BODY) == [TITLE, OTHER, *expected, TEXT, TEXT]


@pytest.mark.parametrize(
    "blocks",
    [
        (SENDER, LABELS, VALUES, BODY),
        (SENDER, block("De datum staat vast."), GREETING, BODY),
        (SENDER, LABELS, block("Geachte raad,", page=2), block("Slot.", page=2)),
        (GREETING, BODY, LABELS),
        (),
    ],
    ids=["no greeting", "one label", "greeting on page two", "labels behind", "nothing"],
)
def test_what_is_no_letter_stays(blocks: tuple[Block, ...]) -> None:
    assert with_letterhead(blocks) == list(blocks)


def test_text_over_a_greeting_is_no_letterhead() -> None:
    long = Block(
        1, tuple(Line(tuple(words_of("een regel tekst", 60, 60 + 12 * at))) for at in range(9)), TEXT
    )
    assert roles(long, LABELS, GREETING) == [TEXT, TEXT, TEXT]


def test_subject_is_found_although_labels_and_values_stand_in_two_columns() -> None:
    labels = column(["Datum", "Kenmerk", "Onderwerp"], 60, 100, leading=1.4)
    values = column(["3 mei 2022", "Z/22/1234", "Uitstel van de bouw"], 150, 100, leading=1.4)
    letter = column(["Geachte leden van de raad,"], 60, 180) + column(prose(8), 60, 205)
    blocks = [block for layout in analyse([page_of(labels, values, letter)]) for block in layout.blocks]
    aside = {line.text for block in blocks if block.role is Role.OTHER for line in block.lines}
    assert aside == {"Datum", "Kenmerk", "Onderwerp", "3 mei 2022", "Z/22/1234"}
    kept = [line.text for block in blocks if block.role is not Role.OTHER for line in block.lines]
    assert kept[:2] == ["Uitstel van de bouw", "Geachte leden van de raad,"]
