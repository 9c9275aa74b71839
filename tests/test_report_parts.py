"""The parts of the report by themselves: flow, time, places, map, links and wording."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.periods import period_width
from corpus.report import wording
from corpus.report.data import (
    NO_TOPIC,
    UNASSIGNED,
    DocumentRow,
    FileRow,
    ModelRow,
    PassageRow,
    PlaceMark,
    ReportData,
    TopicRow,
)
from corpus.report.documents import document_lines, unknown_fields
from corpus.report.flow import flow_of
from corpus.report.limits import limits_of
from corpus.report.links import page_link, source_link
from corpus.report.municipalities import best_layer, place_marks
from corpus.report.palette import COLORS, marks
from corpus.report.places import place_table
from corpus.report.plane import HEIGHT, WIDTH, plane_of
from corpus.report.svg import Frame, line_chart, passage_map
from corpus.report.timeline import timeline_of
from corpus.report.topics import cards_of


def passage(document: int, topic: int = UNASSIGNED, year: int | None = None, **more: object) -> PassageRow:
    return PassageRow(f"p{document}-{id(more)}", document, "tekst", 1, year=year, topic=topic, **more)  # type: ignore[arg-type]


def topics(*numbers: int) -> tuple[TopicRow, ...]:
    return tuple(
        TopicRow(number, f"onderwerp {number}", (("woord", 0.5), ("ander", 0.25))) for number in numbers
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024", "2024"),
        ("2024-07", "July 2024"),
        ("2024-07-09", "9 July 2024"),
        ("2024-07-09T10:11:12+00:00", "9 July 2024"),
        ("2024-13", "2024"),
        ("voorjaar", "voorjaar"),
        ("", ""),
    ],
)
def test_date(value: str, expected: str) -> None:
    assert wording.date(value) == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (None, "–"),
        (0.0, "0%"),
        (0.0004, "0.0%"),
        (0.0349, "3.5%"),
        (0.0996, "10%"),
        (0.5, "50%"),
        (1.0, "100%"),
    ],
)
def test_percent(share: float | None, expected: str) -> None:
    assert wording.percent(share) == expected


@pytest.mark.parametrize(
    ("pages", "expected"), [((None, None), ""), ((3, 3), "p. 3"), ((3, None), "p. 3"), ((3, 4), "pp. 3–4")]
)
def test_pages(pages: tuple[int | None, int | None], expected: str) -> None:
    assert wording.pages(*pages) == expected


def test_numbers_and_counts() -> None:
    assert wording.number(1234567) == "1\u202f234\u202f567"
    assert wording.count(1, "passage") == "1 passage"
    assert wording.count(0, "passage") == "0 passages"


@given(st.text(max_size=400), st.integers(10, 200))
def test_excerpt_is_short_and_one_line(text: str, length: int) -> None:
    cut = wording.excerpt(text, length)
    assert len(cut) <= length + 1
    assert "\n" not in cut
    assert cut.endswith("…") or " ".join(text.split()) == cut


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_clean_keeps_offsets_and_can_be_written(text: str) -> None:
    cleaned = wording.clean(text)
    assert len(cleaned) == len(text)
    cleaned.encode("utf-8")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/data/bronnen/a.pdf", "../../bronnen/a.pdf"),
        ("/data/corpus/report/a.pdf", "./a.pdf"),
        ("/data/corpus/report/javascript:alert(1)", "./javascript%3Aalert%281%29"),
        ('/data/corpus/report/"><script>.pdf', "./%22%3E%3Cscript%3E.pdf"),
        ("/data/bronnen/een twee #3?.pdf", "../../bronnen/een%20twee%20%233%3F.pdf"),
        ("s3://emmer/a.pdf", ""),
        ("", ""),
        ("a\0b", ""),
    ],
)
def test_source_link(path: str, expected: str) -> None:
    assert source_link(path, Path("/data/corpus/report")) == expected


@given(
    st.text(st.characters(exclude_characters="\0/", codec="utf-8"), min_size=1).filter(lambda s: s.strip("."))
)
def test_link_leads_back_to_the_file(name: str) -> None:
    link = source_link(f"/data/bronnen/{name}", Path("/data/corpus/report"))
    parts = urlsplit(link)
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
    assert unquote_to_bytes(parts.path).decode() == f"../../bronnen/{name}"


def test_page_link_only_where_a_format_has_pages() -> None:
    assert page_link("./a.pdf", 3) == "./a.pdf#page=3"
    assert page_link("./a.html", 3, "text/html") == "./a.html"
    assert page_link("", 3) == ""


def test_flow_puts_every_file_in_one_step() -> None:
    data = ReportData(
        "c",
        files=(
            FileRow("a.pdf", "read", document="a"),
            FileRow("b.pdf", "read", document="b"),
            FileRow("c.pdf", "read", document="c"),
            FileRow("d.pdf", "duplicate", "same as a.pdf", "a"),
            FileRow("e.pdf", "unreadable", "encrypted"),
            FileRow("f.pdf", "read", document="gone"),
        ),
        documents=(
            DocumentRow("a", "a.pdf"),
            DocumentRow("b", "b.pdf", language="en"),
            DocumentRow("c", "c.pdf"),
        ),
        passages=(passage(0), passage(1)),
    )
    flow = flow_of(data)
    assert {step.key: step.size for step in (*flow.set_aside, flow.analysed)} == {
        "duplicate": 1,
        "unreadable": 1,
        "foreign": 1,
        "empty": 2,
        "analysed": 1,
    }
    assert flow.found == 6 == flow.analysed.size + sum(step.size for step in flow.set_aside)
    assert flow.set_aside[1].items[0].reason == "encrypted"


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ({}, 1),
        ({2020: 100, 2021: 90, 2022: 80}, 1),
        (dict.fromkeys(range(2000, 2020), 16), 2),
        (dict.fromkeys(range(1990, 2020), 8), 5),
        (dict.fromkeys(range(1990, 2020), 1), 10),
        ({2020: 1, 2021: 1}, 1),
    ],
)
def test_period_width(years: dict[int, int], expected: int) -> None:
    assert period_width(years) == expected


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.integers(1950, 2030)), st.sampled_from([UNASSIGNED, NO_TOPIC, 0, 1, 2])
        ),
        max_size=80,
    )
)
def test_time_counts_every_passage_once(cells: list[tuple[int | None, int]]) -> None:
    passages = tuple(passage(0, topic, year) for year, topic in cells)
    data = ReportData("c", documents=(DocumentRow("a", "a.pdf"),), passages=passages, topics=topics(0, 1, 2))
    timeline = timeline_of(data)
    seen = sum(topic != UNASSIGNED for _, topic in cells)
    drawn = sum(point.passages for series in timeline.series for point in series.points)
    assert drawn + timeline.undated_passages == seen
    assert sum(period.passages for period in timeline.periods) == drawn
    assert sum(row.passages for row in timeline.years) == seen
    assert all(sum(row.counts) == row.passages for row in timeline.years)
    for place, period in enumerate(timeline.periods):
        if period.passages:
            assert sum(series.points[place].share for series in timeline.series) == pytest.approx(1)


def test_one_towering_topic_does_not_flatten_the_others() -> None:
    rows = [(0, 2001)] * 90 + [(number, year) for number in (1, 2, 3) for year in [2001] * 3 + [2002] * 30]
    data = ReportData(
        "c", (), (), (), tuple(passage(0, topic, year) for topic, year in rows), topics(0, 1, 2, 3)
    )
    timeline = timeline_of(data)
    assert timeline.series[0].peak == pytest.approx(90 / 99)
    assert timeline.scale == pytest.approx(90 / 99)
    rows += [(4 + number % 20, 2002) for number in range(400)]
    many = topics(*range(24))
    data = ReportData("c", (), (), (), tuple(passage(0, topic, year) for topic, year in rows), many)
    timeline = timeline_of(data)
    assert timeline.series[0].peak == pytest.approx(90 / 99)
    assert timeline.scale < 0.2


def test_line_breaks_where_there_are_no_passages() -> None:
    years = [2001] * 40 + [2002] * 40 + [2004] * 40
    data = ReportData("c", (), (), (), tuple(passage(0, 0, year) for year in years), topics(0))
    timeline = timeline_of(data)
    assert [period.passages for period in timeline.periods] == [40, 40, 0, 40]
    chart = line_chart(timeline.series[0], marks(data.topics)[0], Frame(100, 50, 1.0), "<b>naam</b>")
    stroke = chart.split('class="stroke" d="')[1].split('"')[0]
    assert stroke.count("M") == 2
    assert chart.count("<circle") == 3
    assert "<b>" not in chart


def mention(layer: str, label: str, start: int, text: str, **data: object) -> dict[str, object]:
    end = start + len(text)
    return {
        "layer": layer,
        "label": label,
        "start": start,
        "end": end,
        "text": text,
        "data": data,
    }


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        ([], []),
        ([mention("entity", "GPE", 3, "Best", kind="municipality")], ["Best"]),
        ([mention("entity", "GPE", 3, "Drenthe", kind="province")], []),
        ([mention("entity", "PER", 3, "Best")], []),
        (
            [
                mention("entity", "GPE", 0, "Den Bosch", kind="municipality"),
                mention(
                    "place", "town", 0, "Den Bosch", municipality="'s-Hertogenbosch", level="municipality"
                ),
            ],
            ["'s-Hertogenbosch"],
        ),
        ([mention("place", "province", 0, "Utrecht", level="province", name="Utrecht")], []),
        ([mention("place", "place", 9, "Ede", level="municipality", name="Ede")], ["Ede"]),
        ([mention("place", "town", 0, "Weesp", code="GM0363", name="Amsterdam")], ["Amsterdam"]),
        ([mention("place", "place", 0, "Haagse", kind="adjective", municipality="Den Haag")], []),
        (
            [mention("place", "town", 0, "Hoofddorp", level="town", municipality="Haarlemmermeer")],
            ["Haarlemmermeer"],
        ),
    ],
)
def test_municipalities(mentions: list[dict[str, object]], expected: list[str]) -> None:
    layer = best_layer({str(item["layer"]) for item in mentions})
    assert [mark.place for mark in place_marks(mentions, layer)] == expected


def test_place_rows_add_up() -> None:
    twice = (PlaceMark("Emmen", 0, 5), PlaceMark("Emmen", 9, 14), PlaceMark("Oss", 20, 23))
    data = ReportData(
        "c",
        documents=(DocumentRow("a", "a.pdf"), DocumentRow("b", "b.pdf")),
        passages=(
            passage(0, 0, places=twice),
            passage(0, NO_TOPIC, places=twice[:1]),
            passage(1, UNASSIGNED, places=twice[:1]),
            passage(1, 1),
        ),
        topics=topics(0, 1),
    )
    table = place_table(data, (0, 1))
    assert [(row.name, row.passages, row.documents) for row in table.rows] == [("Emmen", 3, 2), ("Oss", 1, 1)]
    assert table.topics == (0, 1, NO_TOPIC, UNASSIGNED)
    assert all(sum(cell.passages for cell in row.cells) == row.passages for row in table.rows)
    assert table.passages == 3


def test_marks_stay_apart_beyond_the_palette() -> None:
    drawn = marks(topics(*range(3 * len(COLORS))))
    assert len(set(drawn.values())) == 3 * len(COLORS)


@pytest.mark.parametrize("color", ["red", "#12", "#0072b2;}", 'url("http://x")', ""])
def test_only_plain_colours_are_taken_over(color: str) -> None:
    assert marks([TopicRow(0, "a", (), color)])[0].color in COLORS
    assert marks([TopicRow(0, "a", (), "#ABCDEF")])[0].color == "#abcdef"


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.floats(-50, 50), st.just(float("nan"))),
            st.floats(-50, 50),
            st.integers(-1, 1),
        ),
        max_size=30,
    )
)
def test_map_holds_every_point_within_its_frame(points: list[tuple[float | None, float, int]]) -> None:
    passages = tuple(passage(0, topic, x=x, y=y) for x, y, topic in points)
    data = ReportData("c", documents=(DocumentRow("a", "a.pdf"),), passages=passages, topics=topics(0, 1))
    plane = plane_of(passages, cards_of(data, timeline_of(data)))
    placed = [index for index, (x, _, _) in enumerate(points) if x is not None and x == x]
    assert [dot.index for dot in plane.dots] == placed
    assert all(0 <= dot.x <= WIDTH and 0 <= dot.y <= HEIGHT for dot in plane.dots)
    drawn = passage_map(plane, marks(data.topics))
    assert drawn.count("h0") == len(placed)


def test_labels_do_not_cover_each_other() -> None:
    passages = tuple(passage(0, topic, x=float(topic % 3), y=topic / 50) for topic in range(30))
    data = ReportData(
        "c", documents=(DocumentRow("a", "a.pdf"),), passages=passages, topics=topics(*range(30))
    )
    labels = plane_of(passages, cards_of(data, timeline_of(data))).labels
    assert labels
    for place, one in enumerate(labels):
        for other in labels[place + 1 :]:
            assert abs(one.x - other.x) > 60 or abs(one.y - other.y) >= 20


def test_cards_count_from_assignments() -> None:
    data = ReportData(
        "c",
        documents=(DocumentRow("a", "a.pdf"), DocumentRow("b", "b.pdf")),
        passages=(
            passage(0, 1),
            passage(0, 1),
            passage(1, 1, how="nearest"),
            passage(1, 0),
            passage(1, NO_TOPIC),
        ),
        topics=topics(0, 1, 2),
    )
    cards = cards_of(data, timeline_of(data))
    assert [(card.topic, card.passages, card.documents, card.nearest) for card in cards] == [
        (1, 3, 2, 1),
        (0, 1, 1, 0),
        (2, 0, 0, 0),
    ]
    assert cards[0].share == pytest.approx(0.6)
    assert cards[0].largest == pytest.approx(2 / 3)
    assert [word.bar for word in cards[0].words] == [1.0, 0.5]


def test_unknown_metadata_is_unknown() -> None:
    document = DocumentRow("a", "/x/rapport.pdf", date="2021", origin={"date": "filename"})
    data = ReportData("c", documents=(document,))
    (line,) = document_lines(data)
    assert line.document.name == "rapport.pdf"
    assert (line.fields["date"].value, line.fields["date"].origin) == ("2021", "filename")
    assert line.fields["author"].value == ""
    assert [unknown.field for unknown in unknown_fields(data)] == ["title", "author", "source", "type"]


@pytest.mark.parametrize(
    ("date", "expected"), [("2021", 2021), ("2021-02-03", 2021), ("", None), ("21", None), ("2021x", None)]
)
def test_year(date: str, expected: int | None) -> None:
    assert DocumentRow("a", "a.pdf", date=date).year == expected


def test_limits_name_what_was_measured() -> None:
    data = ReportData(
        "c",
        files=(FileRow("a.pdf", "read", document="a"), FileRow("b.pdf", "unreadable", "no text")),
        documents=(DocumentRow("a", "a.pdf"), DocumentRow("z", "z.pdf", date="2020")),
        passages=(
            passage(0, 0),
            passage(0, NO_TOPIC),
            passage(0, UNASSIGNED),
            passage(1, 1, 2020, how="nearest"),
        ),
        topics=topics(0, 1),
        model=ModelRow("2026", "f", figures={"garbled": 2}),
    )
    timeline = timeline_of(data)
    found = limits_of(data, flow_of(data), cards_of(data, timeline), timeline, ())
    told = {limit.subject: limit.text for limit in found}
    assert told["Coverage"].startswith("1 file of 2 found")
    assert told["Without a topic"].startswith("1 passage of 3 (33%)")
    assert told["Not in the model"].startswith("1 passage ")
    assert told["Garbled text"].startswith("2 passages with many words that no list has")
    assert told["Assigned afterwards"].startswith("1 passage ")
    assert told["Unknown dates"].startswith("1 document of 2")
    assert "0 \u2068onderwerp 0\u2069, 1 \u2068onderwerp 1\u2069" in told["One document's topic"]
    assert "75%" in told["Uneven lengths"]
