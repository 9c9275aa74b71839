"""Discourse tables: shares in groups of passages, what is new in a batch, and the stage that keeps them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from discourse_sample import SCHEME, discourse_corpus
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from corpus.discourse_records import ShareRecord
from corpus.periods import period_bounds, period_start, period_width
from corpus.records import Token
from corpus.store import Store
from models.discourse import bootstrap_ratios, bootstrap_shares
from models.discourse_tables import GROUPS, discourse_tables
from models.news import news_of
from models.stage import _bring_tables_up_to_date
from models.tagged import TaggedPassage, tagged_passages


def passage(number: int, document: str, *tags: str, seen: bool = True) -> TaggedPassage:
    return TaggedPassage(str(number), document, frozenset(tags), seen)


def passages(*groups: tuple[int, str, str]) -> list[TaggedPassage]:
    """So many passages of ten documents with these tags (`a=1 b=2`)."""
    made: list[TaggedPassage] = []
    for size, document, tags in groups:
        made += [passage(len(made) + n, f"{document}{n % 10}", *tags.split()) for n in range(size)]
    return made


def found(rows: tuple[ShareRecord, ...], group: str, value: str) -> ShareRecord:
    (record,) = (row for row in rows if (row.group, row.value) == (group, value))
    return record


def test_shares_are_of_the_group() -> None:
    rows = discourse_tables(
        passages(
            (30, "a", "source=x topic=0 theme/s=t"),
            (10, "a", "source=x topic=-1"),
            (40, "b", "source=y topic=0"),
        )
    )
    first = found(rows, "source=x", "topic=0")
    assert (first.passages, first.group_passages, first.share) == (30, 40, 0.75)
    assert (first.documents, first.group_documents, first.enough) == (10, 10, True)
    assert first.low <= first.share <= first.high
    assert found(rows, "source=y", "topic=0").share == 1.0
    assert found(rows, "source=y", "theme/s=t").share == 0.0


def test_topics_are_shares_of_what_the_model_has_seen_themes_of_all() -> None:
    seen = passages((20, "a", "type=x topic=0 theme/s=t"), (20, "b", "type=y topic=0"))
    unseen = [passage(100 + n, "c", "type=x", "theme/s=t", seen=False) for n in range(20)]
    rows = discourse_tables([*seen, *unseen])
    assert found(rows, "type=x", "topic=0").group_passages == 20
    assert found(rows, "type=x", "theme/s=t").group_passages == 40


def test_too_little_text_is_told() -> None:
    rows = discourse_tables(passages((40, "a", "type=x topic=0"), (6, "b", "type=y topic=0")))
    assert found(rows, "type=x", "topic=0").enough
    assert not found(rows, "type=y", "topic=0").enough


def test_what_is_distinctive_has_the_higher_log_odds() -> None:
    rows = discourse_tables(
        passages(
            (50, "a", "province=A theme/s=krimp"),
            (50, "a", "province=A theme/s=zorg"),
            (5, "b", "province=B theme/s=krimp"),
            (95, "b", "province=B theme/s=zorg"),
        )
    )
    assert found(rows, "province=A", "theme/s=krimp").z > 1.96
    assert found(rows, "province=B", "theme/s=krimp").z < -1.96


def test_one_group_is_no_comparison_and_few_are_kept_of_many() -> None:
    assert discourse_tables(passages((40, "a", "type=x topic=0"))) == ()
    assert discourse_tables([]) == ()
    many = passages(*((3, "a", f"speaker=s{number:02d} topic=0") for number in range(GROUPS + 9)))
    assert len({row.group for row in discourse_tables(many)}) == GROUPS


counts = arrays.arrays(
    np.float64, st.tuples(st.integers(2, 8), st.integers(1, 5)), elements=st.integers(0, 9).map(float)
)


@given(counts)
def test_intervals_lie_within_0_and_1_and_shares_are_ratios_of_the_whole(matrix: np.ndarray) -> None:
    sizes = np.repeat(matrix.sum(axis=1, keepdims=True), matrix.shape[1], axis=1)
    low, high = bootstrap_ratios(matrix, sizes, draws=50)
    assert ((low >= 0) & (low <= high) & (high <= 1)).all()
    again = bootstrap_shares(matrix, draws=50)
    assert np.array_equal(low, again[0])
    assert np.array_equal(high, again[1])


@given(st.dictionaries(st.integers(1950, 2030), st.integers(1, 60), min_size=1))
def test_every_year_lies_in_its_period(dated: dict[int, int]) -> None:
    width = period_width(dated)
    for year in dated:
        first, last = period_bounds(year, dated, width)
        assert first <= year <= last
        assert min(dated) <= first <= last <= max(dated)
        assert period_start(first, width) == period_start(last, width)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return discourse_corpus(tmp_path_factory.mktemp("tables") / "c")


def test_tags_of_the_corpus(store: Store) -> None:
    tagged = tagged_passages(store)
    counted = Counter(tag for one in tagged for tag in one.tags)
    assert counted["source=Stadsblad"] + counted["source=Gemeente"] == len(tagged) == store.count("passages")
    assert sum(size for tag, size in counted.items() if tag.startswith("period=")) == len(tagged)
    assert sum(size for tag, size in counted.items() if tag.startswith("topic=")) == len(tagged)


def test_news_are_what_the_last_run_brought(store: Store) -> None:
    news = {record.item: record for record in news_of(store, tagged_passages(store))}
    record = news[f"theme/{SCHEME}=glasvezel"]
    assert (record.kind, record.rest, record.documents) == (f"theme/{SCHEME}", 0, 4)
    assert record.g2 > 10
    assert record.p < 0.01
    assert record.dispersion < 0.2
    assert f"theme/{SCHEME}=leegstand" not in news


def test_new_words_are_content_words_of_the_new_documents(tmp_path: Path) -> None:
    with discourse_corpus(tmp_path / "c") as one:
        annotated = []
        for passage in one.passages():
            words = [Token(m.start(), m.end(), m[0].lower(), "") for m in re.finditer(r"\w+", passage.text)]
            annotated.append((passage, words, ()))
        one.save_annotations("words", annotated)
        found = [record for record in news_of(one, tagged_passages(one)) if record.kind == "word"]
    assert [record.item for record in found][:1] == ["glasvezel"]
    assert found[0].rest == 0
    assert "krimp" not in [record.item for record in found]
    assert not {"met", "nog", "een", "de"} & {record.item for record in found}


def test_nothing_is_new_where_all_came_at_once(tmp_path: Path) -> None:
    from report_sample import Shape, corpus

    with corpus(tmp_path / "c", Shape(documents=4)) as one:
        assert news_of(one, tagged_passages(one)) == ()


def test_tables_are_kept_exported_and_the_same_again(store: Store) -> None:
    _bring_tables_up_to_date(store)
    first = list(store.listing("discourse"))
    assert store.columns("discourse")[:4] == ("of", "by", "group", "value")
    assert first
    store.finish_stage("discourse", "")
    _bring_tables_up_to_date(store)
    assert list(store.listing("discourse")) == first
