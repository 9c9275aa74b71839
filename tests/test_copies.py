"""Passages that repeat an earlier one: found once, counted once, and shown as diffusion."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_sample import add_document

from corpus.nearcopies import NearCopy, bands_of, near_copies, shingles
from corpus.records import Metadata
from corpus.report.copies import copies_of
from corpus.report.load import load
from corpus.report.page import render
from corpus.store import Store
from models.copies import bring_copies_up_to_date, originals
from models.fitting import fit_topics
from models.tagged import tagged_passages
from models.topic_settings import TopicSettings
from models.words import TopicPassage

LONG = (
    "De gemeente verhuurt de leegstaande winkels in het centrum voortaan tegen een lage prijs aan makers en "
    "starters uit de stad zelf, omdat elke winkel die dicht blijft de straat er om heen leger maakt, en "
    "vraagt de eigenaren van de andere panden om daar in de komende drie jaar aan mee te doen."
)


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        ([], {}),
        ([("a", "b", 0.9)], {"b": "a"}),
        # Both repeat the first.
        ([("a", "b", 0.9), ("a", "c", 0.8), ("b", "c", 0.95)], {"b": "a", "c": "a"}),
        # c is like b, but not like a: likeness is not handed on.
        ([("a", "b", 0.9), ("b", "c", 0.8)], {"b": "a"}),
        # The earliest, not the most alike.
        ([("a", "c", 0.75), ("b", "c", 0.95)], {"c": "a"}),
    ],
)
def test_every_copy_has_its_original(pairs: list[tuple[str, str, float]], found: dict[str, str]) -> None:
    near = [NearCopy(first, second, likeness, likeness) for first, second, likeness in pairs]
    copies = originals(near, ["a", "b", "c"])
    assert {copy.passage: copy.of for copy in copies} == found
    assert not {copy.of for copy in copies} & {copy.passage for copy in copies}


def test_age_decides_not_the_name() -> None:
    (copy,) = originals([NearCopy("a", "b", 0.9, 0.9)], ["b", "a"])
    assert (copy.passage, copy.of) == ("a", "b")


def test_bands_do_not_depend_on_how_they_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = shingles(" ".join(f"woord{number}" for number in range(400)))
    at_once = bands_of(runs)
    monkeypatch.setattr("corpus.nearcopies._AT_ONCE", 1000)
    assert bands_of(runs) == at_once
    assert len(at_once) == 32


def printed(store: Store) -> None:
    """The same passage in three documents of other years, with a few words changed, and twice in one."""
    for year, source, change in (
        ("2016", "Blad", "voortaan"),
        ("2010", "Stad", "steeds"),
        ("2021", "Krant", "nu"),
    ):
        text = LONG.replace("voortaan", change)
        texts = [text, text + " Dat is alles."] if source == "Krant" else [text]
        add_document(
            store, texts, Metadata(title=f"{source} {year}", date=year, source=source), f"{source}.txt"
        )


def test_copies_in_a_corpus_count_once_and_are_shown(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        assert copies_of(load(store)) is None
        printed(store)
        bring_copies_up_to_date(store)
        copies = store.passage_copies()
        assert len(set(copies.values())) == 1
        assert len(copies) == 3
        data = load(store)
        found = copies_of(data)
        assert found is not None
        assert (found.passages, found.within) == (3, 0)
        (diffusion,) = found.diffusions
        assert diffusion.source.document.name == "Stad 2010"
        assert [one.document.date for one in diffusion.taken] == ["2016", "2021", "2021"]
        assert [(flow.giver, flow.taker, flow.passages) for flow in found.flows] == [
            ("Stad 2010", "Krant 2021", 2),
            ("Stad 2010", "Blad 2016", 1),
        ]
        assert len(tagged_passages(store)) == 1
        assert "printing=first" in data.labels
        assert sum("printing=first" in row.tags for row in data.passages) == 1
        assert "Printed again" in render(data, tmp_path / "report")
        listed = list(store.listing("passage_copies"))
        assert len(listed) == 3
        # Nothing is compared again where nothing has changed.
        store.save_passage_copies(())
        bring_copies_up_to_date(store)
        assert store.passage_copies() == {}


def test_a_passage_of_the_same_document_is_no_diffusion(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        add_document(store, [LONG, LONG], Metadata(title="Twee", date="2012"), "twee.txt")
        bring_copies_up_to_date(store)
        found = copies_of(load(store))
        assert found is not None
        assert (found.passages, found.within, found.diffusions) == (1, 1, ())


def test_copies_do_not_shape_the_topics() -> None:
    from topics_sample import blobs, topic_passages

    vectors, _ = blobs(3, 30)
    passages = topic_passages(3, 30)
    marked = [
        TopicPassage(p.id, p.document, p.lemmas, p.forms, p.positions, copy=number % 5 == 0)
        for number, p in enumerate(passages)
    ]
    fit = fit_topics(marked, vectors, TopicSettings(layouts=1), mapped=False)
    assert not fit.sampled[::5].any()
    assert (fit.labels[::5] >= 0).any()


def test_a_changed_word_is_near_and_another_text_is_not() -> None:
    other = " ".join(reversed(LONG.split()))
    pairs = near_copies({"a": LONG, "b": LONG.replace("voortaan", "nu"), "c": other}, threshold=0.7)
    assert [(pair.first, pair.second) for pair in pairs] == [("a", "b")]
