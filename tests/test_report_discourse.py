"""The discourse parts of the report: attention, comparisons, speakers, claims, lineage and what is new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from discourse_sample import SCHEME, claim_data, discourse_corpus, mentions_in
from test_report import Page, evidence

from corpus.facets import arrows_of, found_mention, tags_of
from corpus.records import Mention
from corpus.reference import Reference
from corpus.report import build_report
from corpus.report.attention import attention_of
from corpus.report.claims import claims_of
from corpus.report.comparison import tables_of
from corpus.report.country import WIDTH, country
from corpus.report.data import ReportData
from corpus.report.intervals import interval_chart, shades, ticks_to
from corpus.report.lineage import lineage_of
from corpus.report.load import load
from corpus.report.news import news_of
from corpus.report.page import SECTIONS
from corpus.report.speakers import speakers_of
from models.discourse_tables import discourse_tables
from models.tagged import tagged_passages
from nlp.reference import municipality_records, size_class_records

REFERENCE = Reference(municipality_records(), size_class_records())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, ReportData]]:
    folder = tmp_path_factory.mktemp("discourse") / "c"
    with discourse_corpus(folder) as store:
        yield Page(build_report(store, folder / "report").read_text(encoding="utf-8")), load(store)


def test_every_number_is_the_length_of_its_list(made: tuple[Page, ReportData]) -> None:
    page, data = made
    numbers = [values for _, values in page.elements if "data-n" in values]
    assert sum("tag=" in values["data-e"] for values in numbers) > 100
    for values in numbers:
        chosen = evidence(values["data-e"])
        found = sum(chosen.holds(index, passage) for index, passage in enumerate(data.passages))
        assert found == int(values["data-n"]), values["data-e"]


def test_the_headline_counts_municipalities_as_the_map_does(made: tuple[Page, ReportData]) -> None:
    page, data = made
    named = len(attention_of(data).named)
    assert named
    words = [word.strip() for word in page.words if word.strip()]
    assert words[words.index("municipalities named") + 1] == str(named)


@pytest.mark.parametrize(
    ("top", "percents"),
    [
        (0.01, [0, 0.5, 1]),
        (0.26, [0, 5, 10, 15, 20, 25]),
        (0.39, [0, 10, 20, 30]),
        (1.0, [0, 20, 40, 60, 80, 100]),
    ],
)
def test_axes_have_round_shares(top: float, percents: list[float]) -> None:
    assert [round(100 * share, 2) for share in ticks_to(top)] == percents


def test_page_has_every_section_and_a_part_for_every_definition(made: tuple[Page, ReportData]) -> None:
    page, data = made
    anchors = {values.get("id") for _, values in page.elements}
    # No tree, no hand-made file and no near copies here: test_hierarchy, test_hand and test_copies have them.
    assert {section.anchor for section in SECTIONS} - anchors == {"tree", "hand", "copies"}
    parts = [values for _, values in page.elements if "data-of" in values]
    assert [part["data-of"] for part in parts] == list(data.reference.definitions)
    assert ["hidden" in part for part in parts] == [False, True, True]


def test_passages_carry_their_tags_into_the_page(made: tuple[Page, ReportData]) -> None:
    page, data = made
    content = page.payload()
    names = [tag for tag, _ in content["tags"]]  # type: ignore[attr-defined]
    given = content["columns"]["tags"]  # type: ignore[index]
    assert [{names[number] for number in numbers} for numbers in given] == [
        set(passage.tags) for passage in data.passages
    ]


def tags(text: str) -> set[str]:
    found = [found_mention(m.layer, m.label, m.start, m.end, m.text, dict(m.data)) for m in mentions_in(text)]
    return set(tags_of(found, "Stadsblad", "", REFERENCE))


def test_tags_of_a_passage() -> None:
    assert tags("In Almelo zorgt krimp voor leegstand, zegt Anna Bos van de gemeente Emmen.") == {
        "claim=theme/middelgrote-steden=krimp>theme/middelgrote-steden=leegstand",
        "gm=GM0114",
        "gm=GM0141",
        "organisation=gemeente Emmen",
        "province=Drenthe",
        "province=Overijssel",
        "randstad=no",
        "size/50-100=groot",
        "size/50-100=middelgroot",
        "size/cbs=5",
        "size/cbs=6",
        "size/platform31=groot",
        "size/platform31=middelgroot",
        "source=Stadsblad",
        "speaker=Anna Bos",
        "theme/middelgrote-steden=krimp",
        "theme/middelgrote-steden=leegstand",
        "voice=GM0114",
    }


@pytest.mark.parametrize("kind", ["adjective", "inhabitant"])
def test_adjectives_and_inhabitants_name_no_place(kind: str) -> None:
    (mention, *_) = mentions_in("In Almelo")
    found = found_mention("place", kind, 3, 9, "Almelose", dict(mention.data))
    assert tags_of([found], "", "", REFERENCE) == {}


def test_a_description_is_no_speaker() -> None:
    data = {"speaker": "de wethouder", "speaker_kind": "description", "organisation": "gemeente Oss"}
    found = tags_of([found_mention("quote", "direct", 0, 5, "x", data)], "", "", REFERENCE)
    assert set(found) == {"organisation=gemeente Oss", "voice=GM0828"}


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("gemeente Emmen", ["GM0114"]),
        ("Hogeschool Windesheim Zwolle", ["GM0193"]),
        ("gemeente Bergen op Zoom", ["GM0748"]),
        ("Emmense Courant", []),
        ("", []),
    ],
)
def test_places_of_organisations(name: str, codes: list[str]) -> None:
    assert REFERENCE.codes_in(name) == codes


def test_claims_need_a_theme_on_both_sides() -> None:
    text = "In Almelo zorgt krimp voor leegstand, zegt Anna Bos."
    found = [found_mention(m.layer, m.label, m.start, m.end, m.text, dict(m.data)) for m in mentions_in(text)]
    (arrow,) = arrows_of(found)
    assert (arrow.cause, arrow.effect) == (f"theme/{SCHEME}=krimp", f"theme/{SCHEME}=leegstand")
    assert arrow.text == "In Almelo zorgt krimp voor leegstand"
    without = [each for each in found if each[1] != "Krimp"]
    assert arrows_of(without) == ()
    nowhere = {**dict(claim_data(text)), "effect_start": 0, "effect_end": 2}
    assert arrows_of([*without, ("claim", "more", nowhere)]) == ()


def test_attention_counts_and_ranks(made: tuple[Page, ReportData]) -> None:
    _, data = made
    table = attention_of(data)
    emmen = next(row for row in table.named if row.municipality.name == "Emmen")
    assert emmen.passages == sum("Emmen" in passage.text for passage in data.passages)
    assert emmen.rate == pytest.approx(100_000 * emmen.passages / (emmen.municipality.population or 0))
    assert [row.rate for row in table.ranked] == sorted((row.rate or 0 for row in table.ranked), reverse=True)
    for definition in table.definitions:
        assert sum(row.municipalities for row in definition.classes) == len(data.reference.current)
        named = {row.municipality.name for row in table.named}
        assert definition.silence
        silent = [record.name for _, group in definition.silence.silent for record in group]
        assert not named & set(silent)
        assert "Amersfoort" not in silent
        assert "Amstelveen" in silent


def test_every_municipality_lies_on_the_map() -> None:
    outline = country()
    for record in REFERENCE.current:
        x, y = outline.point(record.lon, record.lat)
        assert 0 < x < WIDTH
        assert 0 < y < outline.height
    assert outline.point(4.0, 52.0)[0] < outline.point(5.0, 52.0)[0]
    assert outline.point(5.0, 53.0)[1] < outline.point(5.0, 52.0)[1]


def test_tables_show_what_is_stored(made: tuple[Page, ReportData]) -> None:
    _, data = made
    tables = {(table.of, table.by): table for table in tables_of(data)}
    themes = tables[f"theme/{SCHEME}", "size/50-100"]
    assert [group.label for group in themes.groups] == ["50.000 tot 100.000", "100.000 en meer"]
    for table in tables.values():
        assert [cell.record.group for cell in table.rows[0].cells] == [group.tag for group in table.groups]
        for cell in (cell for row in table.rows for cell in row.cells):
            assert cell.record.low <= cell.record.share <= cell.record.high
            assert not cell.mark or cell.record.enough
    assert ("topic", "province") in tables
    assert ("topic", "speaker") not in tables  # one speaker: nothing to compare with


def test_chart_is_hollow_where_there_is_too_little_text(made: tuple[Page, ReportData]) -> None:
    _, data = made
    table = next(table for table in tables_of(data) if table.by == "period" and table.of == "topic")
    assert table.thin
    chart = interval_chart(table)
    assert chart.count('fill="#ffffff"') == len(table.thin) * len(table.rows[:12])
    assert len(set(shades(8))) == 8


def test_speakers_and_voices(made: tuple[Page, ReportData]) -> None:
    _, data = made
    found = speakers_of(data)
    assert found
    (row,) = found.rows
    assert (row.name, row.role, row.organisation) == ("Anna Bos", "wethouder", "gemeente Emmen")
    assert row.passages == row.quotes == 48
    assert dict(zip((label for _, label in found.themes), row.themes, strict=True)) == {
        "Krimp": 48,
        "Winkelleegstand": 48,
    }
    heard = {voice.name: voice.speaking for voice in found.voices}
    assert heard["Emmen"] == 48
    assert heard["Almelo"] == 0


def test_claims_are_arrows_with_statements(made: tuple[Page, ReportData]) -> None:
    _, data = made
    found = claims_of(data)
    assert found
    (link,) = found.links
    assert (link.cause_label, link.effect_label) == ("Krimp", "Winkelleegstand")
    assert len(link.statements) == found.statements == 48
    assert (link.less, link.negated, link.hedged) == (0, 0, 0)


def test_lineage_names_the_topics_of_the_version_before(made: tuple[Page, ReportData]) -> None:
    _, data = made
    groups = {group.kind: group.links for group in lineage_of(data)}
    assert set(groups) == {"continued", "born"}
    assert groups["continued"][0].before_label == "onderwerp 0"
    assert groups["born"][0].before is None


def test_unstable_topics_are_greyed(made: tuple[Page, ReportData]) -> None:
    page, _ = made
    classes = {values["id"]: values["class"] for tag, values in page.elements if tag == "article"}
    assert {id for id, given in classes.items() if "unstable" in given} == {"topic-1"}
    assert "1 topic below 0.5 is in grey" in page.text


def test_news_are_of_the_latest_documents(made: tuple[Page, ReportData]) -> None:
    _, data = made
    found = news_of(data)
    assert found
    assert (found.documents, found.before) == (4, 12)
    themes = next(kind for kind in found.kinds if kind.title.startswith("Themes"))
    (item,) = (item for item in themes.items if item.label == "Digitalisering")
    assert (item.record.rest, item.record.documents, item.clumped) == (0, 4, False)
    assert "Winkelleegstand" not in [item.label for item in themes.items]


def test_sections_that_a_corpus_lacks_are_left_out(tmp_path: Path) -> None:
    from report_sample import Shape, corpus

    with corpus(tmp_path / "c", Shape(documents=4)) as store:
        page = Page(build_report(store, tmp_path / "report").read_text(encoding="utf-8"))
    anchors = {values.get("id") for _, values in page.elements}
    assert not anchors & {"new", "lineage", "speakers", "claims"}


def test_markup_in_names_stays_text(tmp_path: Path) -> None:
    hostile = '"><img src=x onerror=alert(1)><script>document.title="owned"</script>'
    with discourse_corpus(tmp_path / "c") as store:
        changed = []
        for passage in store.passages():
            mentions = [
                replace(one, label=hostile) if one.layer == "theme" else _renamed(one, hostile)
                for one in mentions_in(passage.text)
            ]
            changed.append((passage, (), mentions))
        store.save_annotations("hostile", changed)
        tagged = tagged_passages(store)
        store.save_discourse(discourse_tables(tagged), ())
        text = build_report(store, tmp_path / "report").read_text(encoding="utf-8")
    page = Page(text)
    assert "<img" not in text.split("<script")[0]
    assert hostile[:40] in page.text
    assert not [tag for tag, _ in page.elements if tag == "img"]


def _renamed(mention: Mention, name: str) -> Mention:
    keys = {"speaker", "organisation", "holder"}
    data = tuple((key, name if key in keys else value) for key, value in mention.data)
    return replace(mention, data=data)
