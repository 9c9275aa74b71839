"""One rule says where a passage belongs: in the fit, after loading, alone or in bulk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from topics_sample import blobs

from corpus.errors import CorpusError
from models.assigning import FILE, TopicModel, centred, fill_outliers, from_clusters, load_model
from models.placing import place_among
from models.sampling import distinct, fair_sample
from models.topic_settings import TopicSettings
from models.updating import update_topics


def model() -> TopicModel:
    """Two topics along the axes of the plane; the first asks for a cosine of .9, the second of .5."""
    return TopicModel(
        mean=np.zeros(2), ids=np.array([3, 7]), centres=np.eye(2), reach=np.array([0.9, 0.5]), sharpness=12.0
    )


@pytest.mark.parametrize(
    ("vector", "topic", "nearest"),
    [
        ([1.0, 0.0], 3, 3),
        ([5.0, 0.1], 3, 3),
        ([1.0, 0.8], -1, 3),
        ([0.8, 1.0], 7, 7),
        ([-1.0, -1.0], -1, 3),
        ([0.0, 0.0], -1, 3),
    ],
)
def test_a_passage_belongs_to_the_nearest_topic_that_reaches_it(
    vector: list[float], topic: int, nearest: int
) -> None:
    found = model().assign(np.array([vector]))
    assert (found.topics.tolist(), found.nearest.tolist()) == ([topic], [nearest])
    assert (found.margin[0] >= 0) == (topic >= 0)


def test_confidence_is_a_posterior() -> None:
    found = model().assign(np.array([[1.0, 0.0], [1.0, 1.0]]))
    assert found.confidence[0] == pytest.approx(1 / (1 + np.exp(-12)))
    assert found.confidence[1] == pytest.approx(0.5)
    vectors = np.array([[1.0, 0.3], [0.2, 1.0]])
    both = sum(model().confidence_of(vectors, np.array([topic, topic])) for topic in (3, 7))
    np.testing.assert_allclose(both, 1)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 2**32 - 1), st.integers(1, 60))
def test_alone_or_in_bulk_is_the_same(seed: int, count: int) -> None:
    random = np.random.default_rng(seed)
    vectors = random.normal(size=(count, 24)).astype(np.float32)
    found = from_clusters(
        centred(vectors, vectors.mean(axis=0).astype(np.float64)),
        np.arange(count) % 3 if count > 2 else np.zeros(count, dtype=np.int64),
        mean=vectors.mean(axis=0).astype(np.float64),
        reach=0.05,
        sharpness=12.0,
    )
    bulk = found.assign(vectors)
    alone = [found.assign(vectors[row : row + 1]) for row in range(count)]
    assert bulk.topics.tolist() == [int(one.topics[0]) for one in alone]
    np.testing.assert_allclose(bulk.confidence, [one.confidence[0] for one in alone])


def test_a_loaded_model_assigns_as_before(tmp_path: Path) -> None:
    vectors, labels = blobs(4, 30)
    mean = vectors.mean(axis=0).astype(np.float64)
    fitted = from_clusters(centred(vectors, mean), labels, mean=mean, reach=0.05, sharpness=12.0)
    fitted.save(tmp_path / "0001")
    loaded = load_model(tmp_path / "0001")
    for name in ("topics", "nearest", "confidence", "margin"):
        np.testing.assert_array_equal(
            getattr(loaded.assign(vectors), name), getattr(fitted.assign(vectors), name)
        )


def test_a_damaged_model_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="--refit"):
        load_model(tmp_path)
    (tmp_path / FILE).write_bytes(b"not a model")
    with pytest.raises(CorpusError, match="no topic model"):
        load_model(tmp_path)


def test_reach_leaves_out_the_share_asked_for() -> None:
    vectors, labels = blobs(2, 100)
    mean = vectors.mean(axis=0).astype(np.float64)
    fitted = from_clusters(centred(vectors, mean), labels, mean=mean, reach=0.1, sharpness=12.0)
    assert np.mean(fitted.assign(vectors).topics < 0) == pytest.approx(0.1, abs=0.01)


def test_renumbering_keeps_each_topic_its_place() -> None:
    renamed = model().renumbered({3: 9, 7: 1})
    assert renamed.ids.tolist() == [1, 9]
    assert renamed.assign(np.array([[1.0, 0.0], [0.0, 1.0]])).topics.tolist() == [9, 1]


@pytest.mark.parametrize(("share", "filled"), [(1.0, []), (0.5, [2]), (0.25, [1, 2]), (0.0, [1, 2, 3])])
def test_the_outliers_that_miss_by_least_are_filled_first(share: float, filled: list[int]) -> None:
    found = model().assign(np.array([[1.0, 0.0], [1.0, 0.9], [1.0, 0.6], [-1.0, -1.0]]))
    assert found.topics.tolist() == [3, -1, -1, -1]
    assert np.flatnonzero(fill_outliers(found, share)).tolist() == filled


def three_of_four() -> tuple[TopicModel, TopicSettings, NDArray[np.float32], NDArray[np.bool_]]:
    """A model of three of four blobs and its settings; all vectors, and which of them it was fitted on."""
    vectors, labels = blobs(4, 40)
    old = labels < 3
    mean = vectors[old].mean(axis=0).astype(np.float64)
    fitted = from_clusters(centred(vectors[old], mean), labels[old], mean=mean, reach=0.02, sharpness=12.0)
    used = TopicSettings().for_size(int(old.sum()))
    return fitted, used, vectors, old


def test_an_update_leaves_the_old_topics_and_adds_new_ones() -> None:
    fitted, used, vectors, old = three_of_four()
    update = update_topics(fitted, vectors[~old], used, unused=11)
    assert update.born == (11,)
    assert np.mean(update.assignment.topics == 11) > 0.9
    assert (update.assignment.confidence[update.assignment.topics == 11] > 0.5).all()
    np.testing.assert_array_equal(update.model.only(fitted.ids).centres, fitted.centres)
    again = update_topics(fitted, vectors[old][:20], used, unused=11)
    assert again.born == ()
    np.testing.assert_array_equal(again.assignment.topics, fitted.assign(vectors[old][:20]).topics)


def test_passages_that_tell_nothing_make_no_new_topic_but_may_get_it() -> None:
    fitted, used, vectors, old = three_of_four()
    none = update_topics(fitted, vectors[~old], used, unused=11, telling=lambda rows: rows < 0)
    assert none.born == ()
    most = update_topics(fitted, vectors[~old], used, unused=11, telling=lambda rows: rows >= 10)
    assert most.born == (11,)
    assert np.mean(most.assignment.topics[:10] == 11) > 0.5


def test_too_few_left_over_make_no_topic() -> None:
    stray = np.array([[-1.0, -1.0]], dtype=np.float32)
    update = update_topics(model(), stray, TopicSettings().for_size(30), unused=8)
    assert (update.born, update.assignment.topics.tolist()) == ((), [-1])


def test_a_new_passage_lies_near_those_it_is_like() -> None:
    vectors = np.array([[1, 0], [0.9, 0.1], [0, 1], [1, 0.05]], dtype=np.float32)
    places = np.array([[10, 0], [10, 1], [-10, 0]], dtype=np.float32)
    found = place_among(vectors, np.array([0, 1, 2]), places, np.zeros(2))
    np.testing.assert_array_equal(found[:3], places)
    assert found[3, 0] > 9


def test_a_sample_gives_every_document_as_much() -> None:
    documents = ["lang"] * 90 + ["kort"] * 10
    taken = fair_sample(documents, 30, seed=1)
    chosen = [name for name, kept in zip(documents, taken, strict=True) if kept]
    assert (chosen.count("kort"), chosen.count("lang")) == (10, 20)
    assert taken.tolist() == fair_sample(documents, 30, seed=1).tolist()
    assert fair_sample(documents, 100, seed=1).all()


def test_repetitions_are_fitted_once() -> None:
    words = [("zorg", "wijk"), ("zorg",), ("zorg", "wijk"), (), ()]
    assert distinct(words).tolist() == [True, True, False, True, True]


def test_every_stratum_gives_the_same_part_of_a_round() -> None:
    """40 documents of one year and 10 of another, one passage each: a sample of 25 has 20 and 5."""
    documents = [f"d{number}" for number in range(50)]
    strata = ["2010"] * 40 + ["2020"] * 10
    taken = fair_sample(documents, 25, 7, strata)
    assert taken.sum() == 25
    assert taken[:40].sum() == 20
    assert taken[40:].sum() == 5
