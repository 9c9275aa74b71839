"""What a reader decides about topics: the file, and how the report and the tables follow it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_sample import corpus

from corpus.errors import CorpusError
from corpus.hand import KEY, Hand, HandError, load_hand
from corpus.report.data import UNASSIGNED, TopicRow
from corpus.report.hand import decisions_of, shown_topics
from corpus.report.load import load
from corpus.report.page import render
from models.stage import record_hand
from models.tagged import tagged_passages

TEXT = """
[names]
3 = "Wonen  en huur"
[merge]
3 = [7, 12]
[aside]
5 = "letterheads"
"""


def write(folder: Path, text: str) -> Path:
    (folder / "topics.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_file_is_read(tmp_path: Path) -> None:
    hand = load_hand(write(tmp_path, TEXT), {3, 5, 7, 12})
    assert hand == Hand({3: "Wonen en huur"}, {7: 3, 12: 3}, {5: "letterheads"})
    assert [hand.shown(topic) for topic in (3, 7, 8)] == [3, 3, 8]
    assert hand.is_aside(5)
    assert not hand.is_aside(3)


def test_without_a_file_nothing_is_decided(tmp_path: Path) -> None:
    assert not load_hand(tmp_path, {1})


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("names = 3", "no section [names]"),
        ("[label]\n3 = 'x'", "no section [label]"),
        ("[names]\nwonen = 'x'", "'wonen' is no topic number"),
        ("[names]\n3 = 4", "3 is 4; write a text in quotes"),
        ("[names]\n3 = '  '", "write a text in quotes"),
        ("[merge]\n3 = 7", "give a list of topic numbers"),
        ("[merge]\n3 = ['7']", "give a list of topic numbers"),
        ("[merge]\n3 = [3]", "merged twice, or with itself"),
        ("[merge]\n3 = [7]\n5 = [7]", "merged twice"),
        ("[merge]\n3 = [7]\n7 = [5]", "itself goes into 3; name the last"),
        ("[aside]\n99 = 'x'", "topic 99 is in no version"),
        ("[names", "cannot be read as TOML"),
    ],
)
def test_a_slip_is_told(tmp_path: Path, text: str, part: str) -> None:
    with pytest.raises(HandError) as told:
        load_hand(write(tmp_path, text), {3, 5, 7, 12})
    assert part in str(told.value)
    assert "topics.toml" in str(told.value)


@given(
    st.builds(
        Hand,
        st.dictionaries(st.integers(0, 99), st.text(min_size=1)),
        st.dictionaries(st.integers(0, 49), st.integers(50, 99)),
        st.dictionaries(st.integers(0, 99), st.text(min_size=1)),
    )
)
def test_kept_and_read_back_is_the_same(hand: Hand) -> None:
    assert Hand.from_dict(hand.as_dict()) == hand


@pytest.mark.parametrize("nothing", [None, {}, "x", 3])
def test_a_model_without_decisions_has_none(nothing: object) -> None:
    assert not Hand.from_dict(nothing)


def rows() -> tuple[TopicRow, ...]:
    return (
        TopicRow(3, "huur", (("huur", 0.5), ("woning", 0.2)), "#111111", ("a", "b"), 10),
        TopicRow(5, "kop", (("bladzijde", 0.5),), "#222222", ("c",), 4),
        TopicRow(7, "koop", (("koop", 0.5), ("woning", 0.3)), "#333333", ("d",), 30),
    )


def test_merged_topics_are_one() -> None:
    shown = shown_topics(rows(), Hand({3: "Wonen"}, {7: 3}, {5: "kop"}))
    (wonen,) = shown
    assert (wonen.topic, wonen.label, wonen.passages) == (3, "Wonen", 40)
    assert (wonen.merged, wonen.named) == ((3, 7), True)
    assert shown[0].words[0] == ("koop", 0.375)
    assert dict(shown[0].words)["woning"] == pytest.approx(0.2 * 0.25 + 0.3 * 0.75)
    assert shown[0].representative == ("a", "d", "b")
    assert shown[0].color == "#111111"


def test_a_merge_holds_when_its_target_is_gone() -> None:
    (other, shown) = shown_topics(rows()[1:], Hand({}, {7: 3}, {}))[::-1]
    assert (shown.topic, shown.label, shown.merged) == (3, "koop", (7,))
    assert other.topic == 5


def test_decisions_that_find_no_topic_are_told() -> None:
    found = decisions_of(rows(), Hand({3: "Wonen", 4: "Weg"}, {8: 3}, {5: "kop"}))
    assert [(d.kind, d.topic, d.was, d.outcome, d.applied) for d in found] == [
        ("named", 3, "huur", "Wonen", True),
        ("named", 4, "", "Weg", False),
        ("merged", 8, "", "part of 3", False),
        ("set aside", 5, "kop", "kop", True),
    ]


def test_report_tables_and_export_follow_the_file(tmp_path: Path) -> None:
    with corpus(tmp_path) as store:
        first, second, third = (topic.topic for topic in store.topics(1)[:3])
        sizes = {topic.topic: topic.passages for topic in store.topics(1)}
        write(
            tmp_path,
            f'[names]\n{first} = "Met de hand"\n[merge]\n{first} = [{second}]\n[aside]\n{third} = "kop"\n',
        )
        record_hand(store)
        data = load(store)
        shown = {topic.topic: topic for topic in data.topics}
        assert set(shown) == set(sizes) - {second, third}
        assert shown[first].label == "Met de hand"
        members = [row for row in data.passages if row.topic == first]
        assert len(members) == sizes[first] + sizes[second]
        aside = [row for row in data.passages if row.how == "aside"]
        assert len(aside) == sizes[third] == data.aside
        assert {(row.topic, row.x) for row in aside} == {(UNASSIGNED, None)}
        tags = {tag for passage in tagged_passages(store) for tag in passage.tags}
        assert f"topic={first}" in tags
        assert tags.isdisjoint({f"topic={second}", f"topic={third}"})
        page = render(data, tmp_path / "report")
        assert "named by hand" not in page  # it was merged, which says more
        assert f"merged by hand from {first}, {second}" in page
        assert "set aside: <bdi>kop</bdi>" in page
        columns = store.columns("topics")
        listed = {row[1]: dict(zip(columns, row, strict=True)) for row in store.listing("topics")}
        assert listed[first]["name_by_hand"] == "Met de hand"
        assert listed[second]["shown_in"] == first
        assert listed[third]["set_aside"] == "kop"
        assert listed[second]["name_by_hand"] is None


def test_a_decision_taken_back_is_gone(tmp_path: Path) -> None:
    with corpus(tmp_path) as store:
        write(tmp_path, '[names]\n0 = "Anders"\n')
        record_hand(store)
        (tmp_path / "topics.toml").unlink()
        record_hand(store)
        model = store.current_topic_model()
        assert model is not None
        assert not Hand.from_dict(model.figures[KEY])
        assert load(store).topics == load(store).fitted


def test_an_unknown_version_is_refused(tmp_path: Path) -> None:
    with corpus(tmp_path) as store, pytest.raises(CorpusError, match="topic model 9: not in this corpus"):
        store.make_current(9)
