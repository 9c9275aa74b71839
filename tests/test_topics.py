"""The topics of a corpus in the store: fitted, kept, updated, fitted afresh; and how stable they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from topics_sample import SUBJECTS, blobs, spoken, topic_passages

from corpus.errors import StadspraatError, TooFewPassagesError
from corpus.executors import MODEL_LIMITS, SerialExecutor, Workers, local_executor
from corpus.records import Content, Document, Mention, Metadata, Paragraph, Part, Passage, Role, Token
from corpus.sources import SourceFile
from corpus.store import Store
from models import stage
from models.assigning import load_model
from models.clustering import lumps
from models.discourse import shares
from models.discourse_rows import PASSAGE_COLUMNS, mention_rows, passage_rows
from models.embedding import Vectors, silent
from models.fitting import fit_topics
from models.stability import Partition, Refits, compare, rank_biased_overlap
from models.telling import FEWEST_LEMMAS
from models.topic_settings import TopicSettings
from models.topics import fit_corpus


class Known:
    """An embedder that is only asked for its name."""

    name = "known-1"
    dimensions = 32

    def embed(self, texts: Sequence[str]) -> Vectors:
        raise AssertionError("vectors come from the store")


def add_documents(store: Store, kinds: Sequence[int], size: int, prefix: str, *, person: str = "") -> None:
    """Put `size` passages on each subject into the store, with tokens and vectors, in documents of four."""
    vectors, labels = blobs(4, 200)
    for kind in kinds:
        rows = np.flatnonzero(labels == kind)[: size if prefix == "old" else 200][-size:]
        for start in range(0, size, 4):
            texts = [
                " ".join([*spoken(kind, int(row)), prefix, person]).strip() for row in rows[start : start + 4]
            ]
            _add_document(store, f"{prefix}-{kind}-{start}", texts, vectors[rows[start : start + 4]], person)


def _add_document(store: Store, name: str, texts: list[str], vectors: Vectors, person: str) -> None:
    key = sha256(name.encode()).hexdigest()
    passages = [
        Passage(key, number, text, (Part(number, 0, len(text), 0),), ((0, len(text)),), language="nl")
        for number, text in enumerate(texts)
    ]
    content = Content((), tuple(Paragraph(p.ordinal, Role.PARAGRAPH, p.text) for p in passages))
    document = Document(key, name, content, Metadata(title=name, date="2012-05" if "-0-" in name else ""))
    store.save_document(SourceFile(name, 1, 0, key), document, passages, "test")
    store.save_annotations("test", [(p, list(_tokens(p.text)), _persons(p.text, person)) for p in passages])
    store.save_embeddings(Known.name, [(p.text_hash, v) for p, v in zip(passages, vectors, strict=True)])


def _tokens(text: str) -> Iterator[Token]:
    start = 0
    for word in text.split():
        yield Token(start, start + len(word), word, "NOUN")
        start += len(word) + 1


def _persons(text: str, person: str) -> list[Mention]:
    start = text.find(person) if person else -1
    return [Mention("entity", "PER", start, start + len(person), person)] if start >= 0 else []


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus with three subjects, fitted."""
    folder = tmp_path_factory.mktemp("corpus")
    with Store.open(folder, create=True) as store:
        add_documents(store, (0, 1, 2), 40, "old", person="Janssen")
        result = fit_corpus(store, embedder=Known())
        assert (result.done, result.passages, result.added) == ("fitted", 120, 120)
    return folder


def assigned(store: Store, model: int) -> dict[str, int]:
    return {item.passage: item.topic for item in store.assignments(model)}


def test_the_subjects_are_found_with_their_words(corpus: Path) -> None:
    with Store.open(corpus) as store:
        model = store.current_topic_model()
        assert model is not None
        topics = store.topics(model.id)
        assert len(topics) == 3
        for topic in topics:
            subjects = {
                kind for kind, words in enumerate(SUBJECTS) for word, _ in topic.words if word in words
            }
            assert len(subjects) == 1, topic
            assert {word for word, _ in topic.words}.isdisjoint({"gemeente", "beleid", "Janssen", "janssen"})
            assert topic.documents == 10
            assert len(topic.representative) == 5
        assert model.figures["outlier_share"] < 0.1  # type: ignore[operator]
        assert model.figures["npmi"] > 0.2  # type: ignore[operator]


def test_letters_with_accents_survive(corpus: Path) -> None:
    with Store.open(corpus) as store:
        words = {word for topic in store.topics(1) for word, _ in topic.words}
    assert "patiënt" in words


def test_a_second_run_does_nothing(corpus: Path) -> None:
    with Store.open(corpus) as store:
        before = assigned(store, 1)
        result = fit_corpus(store, embedder=Known())
        assert (result.done, result.added) == ("nothing", 0)
        assert fit_corpus(store, TopicSettings(), embedder=Known()).done == "nothing"
        assert assigned(store, 1) == before


def test_a_saved_model_assigns_every_passage_as_before(corpus: Path) -> None:
    with Store.open(corpus) as store:
        model = store.current_topic_model()
        assert model is not None
        loaded = load_model(corpus / model.folder)
        passages = list(store.passages())
        topics = loaded.assign(store.vectors(Known.name, [p.text_hash for p in passages])).topics
        assert {p.id: int(t) for p, t in zip(passages, topics, strict=True)} == assigned(store, model.id)


def test_garbled_passages_make_no_new_topic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.topic_source._is_garbled", lambda passage: " new" in passage.text)
    with Store.open(tmp_path, create=True) as store:
        add_documents(store, (0, 1, 2), 40, "old")
        fit_corpus(store, embedder=Known())
        add_documents(store, (0, 3), 16, "new")
        update = fit_corpus(store, embedder=Known())
        assert (update.done, update.added, update.born) == ("updated", 32, ())


def test_update_and_refit(tmp_path: Path) -> None:
    """New passages on an old subject and on a new one; then a fit afresh that keeps numbers and colours."""
    with Store.open(tmp_path, create=True) as store:
        add_documents(store, (0, 1, 2), 40, "old")
        first = fit_corpus(store, embedder=Known())
        before = assigned(store, first.model)
        add_documents(store, (0, 3), 16, "new")
        update = fit_corpus(store, embedder=Known())
        assert (update.done, update.model, update.added) == ("updated", first.model, 32)
        assert update.born == (3,)
        after = assigned(store, first.model)
        assert {key: after[key] for key in before} == before
        born = store.topics(first.model)[3]
        assert {word for word, _ in born.words} <= set(SUBJECTS[3]) | {"new"}
        assert born.passages == sum(topic == 3 for topic in after.values()) > 10
        again = fit_corpus(store, embedder=Known(), refit=True, refits=2)
        assert (again.done, again.model) == ("refitted", first.model + 1)
        colors = {topic.topic: topic.color for topic in store.topics(first.model)}
        assert {topic.topic: topic.color for topic in store.topics(again.model)} == colors
        current = store.current_topic_model()
        assert current is not None
        stable = current.figures["stability"]
        assert isinstance(stable, dict)
        assert set(stable["topics"]) == {"0", "1", "2", "3"}
        assert stable["refits"] == 2
        lineage = current.figures["lineage"]
        assert isinstance(lineage, list)
        assert {link["kind"] for link in lineage} == {"continued"}
        assert assigned(store, first.model) == after, "an earlier version can be shown again"
        third = fit_corpus(store, embedder=Known(), refit=True)
        assert assigned(store, third.model) == assigned(store, again.model), "a second run is identical"


def test_max_outliers_gives_the_nearest_topic_and_says_so() -> None:
    passages, (vectors, _) = topic_passages(3, 30), blobs(3, 30, noise=0.6)
    free = fit_topics(passages, vectors, TopicSettings(reach=0.3))
    share = float(np.mean(free.labels < 0))
    assert share > 0.1
    held = fit_topics(passages, vectors, TopicSettings(reach=0.3, max_outliers=share / 2))
    assert np.mean(held.labels < 0) <= share / 2
    assert (free.assignment.topics[held.nearest] == -1).all()
    assert held.topics == free.topics, "topic words do not change by it"


def test_passages_beyond_the_limit_are_assigned_by_the_model() -> None:
    passages, (vectors, labels) = topic_passages(3, 60), blobs(3, 60)
    fit = fit_topics(passages, vectors, TopicSettings(fit_limit=90), mapped=False)
    assert int(fit.sampled.sum()) == 90
    others = ~fit.sampled
    assert np.mean(fit.labels[others] >= 0) > 0.8
    for kind in range(3):
        found = fit.labels[(labels == kind) & (fit.labels >= 0)]
        assert len(set(found.tolist())) == 1


@pytest.mark.parametrize("size", [10, 34])
def test_small_corpora_give_topics(size: int) -> None:
    passages, (vectors, _) = topic_passages(3, size), blobs(3, size)
    fit = fit_topics(passages, vectors)
    assert len(fit.topics) >= 2
    assert np.isfinite(fit.places).all()
    assert all(topic.words for topic in fit.topics)


@pytest.mark.parametrize("size", [30, 90])
def test_a_corpus_about_one_thing_gives_topics_that_hold_nearly_all(size: int) -> None:
    same = np.tile(blobs(1, 1)[0], (size, 1)) + np.random.default_rng(1).normal(size=(size, 32)) * 1e-4
    fit = fit_topics(topic_passages(1, size), same.astype(np.float32))
    assert len(fit.topics) >= 1
    assert np.isfinite(fit.assignment.confidence).all()
    assert sum(int((fit.labels == topic.number).sum()) for topic in fit.topics) == int(
        (fit.labels >= 0).sum()
    )


def test_identical_vectors_do_not_break_the_fit() -> None:
    same = np.tile(blobs(1, 1)[0], (40, 1))
    assert len(fit_topics(topic_passages(1, 40), same).topics) >= 1


def test_too_few_passages_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(TooFewPassagesError, match="29 passages: topics need 30 or more"):
        fit_topics(topic_passages(1, 29), blobs(1, 29)[0])
    with Store.open(tmp_path, create=True) as store, pytest.raises(TooFewPassagesError, match="0 passages"):
        fit_corpus(store, embedder=Known())


def test_passages_without_words_are_a_clear_error() -> None:
    bare = [replace(passage, lemmas=(), forms=(), positions=()) for passage in topic_passages(2, 20)]
    with pytest.raises(TooFewPassagesError, match="stadspraat annotate"):
        fit_topics(bare, blobs(2, 20)[0])


@pytest.mark.parametrize(
    "wrong",
    [{"max_outliers": 1.2}, {"max_outliers": -0.1}, {"min_topic_size": 1}, {"reach": 1.0}, {"seed": -1}],
)
def test_settings_out_of_range_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(StadspraatError):
        TopicSettings(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(("passages", "smallest"), [(30, 3), (250, 10), (4000, 25), (100_000, 126)])
def test_the_smallest_topic_grows_with_the_corpus(passages: int, smallest: int) -> None:
    assert TopicSettings().for_size(passages).min_topic_size == smallest
    assert TopicSettings(min_topic_size=40).for_size(passages).min_topic_size == 40


@pytest.mark.parametrize(
    ("labels", "lump"),
    [([0, 0, 1, 1, 2, 2, -1], False), ([0, 0, 0, 0, 0, 1, 2, 3, 4, 5], True), ([0, 1], True)],
)
def test_what_counts_as_a_lump(labels: list[int], lump: bool) -> None:
    assert lumps(np.array(labels)) is lump


@pytest.mark.parametrize(
    ("first", "second", "value"),
    [
        ("abc", "abc", 1.0),
        ("abc", "xyz", 0.0),
        ("", "abc", 0.0),
        # Agreement 1, 1/2, 2/3 at depths 1 to 3.
        ("abc", "axb", 2 / 3 * 0.9**3 + 0.1 / 0.9 * (0.9 + 0.9**2 / 2 + 0.9**3 * 2 / 3)),
    ],
)
def test_rank_biased_overlap(first: str, second: str, value: float) -> None:
    assert rank_biased_overlap(first, second) == pytest.approx(value)


def test_stability_by_hand() -> None:
    words: dict[int, tuple[str, ...]] = {0: ("a", "b"), 1: ("c", "d")}
    base = Partition(np.array([0, 0, 0, 1, 1, -1]), words)
    split = Partition(np.array([4, 4, 5, 6, 6, -1]), {4: ("a", "b"), 5: ("x", "y"), 6: ("d", "c")})
    found = compare(base, [base, split])
    assert [topic.jaccard for topic in found.topics] == [pytest.approx((1 + 2 / 3) / 2, abs=1e-4), 1.0]
    assert found.topics[0].rbo == 1.0
    assert found.topics[1].rbo < 1.0
    assert found.rand < 1.0
    assert compare(base, [base]).rand == 1.0


def test_clear_subjects_are_stable() -> None:
    passages, (vectors, _) = topic_passages(3, 30), blobs(3, 30)
    fit = fit_topics(passages, vectors, mapped=False)
    found = Refits(passages, vectors, TopicSettings(), 2).compare(fit)
    assert found.refits == 2
    assert found.rand > 0.85
    assert all(topic.is_stable for topic in found.topics)


def test_repetitions_find_the_same_in_processes_of_their_own() -> None:
    passages, (vectors, _) = topic_passages(3, 30), blobs(3, 30)
    settings, steps = TopicSettings(layouts=1), list[int]()
    fit = fit_topics(passages, vectors, settings, mapped=False)
    here = Refits(passages, vectors, settings, 2).compare(fit)
    with local_executor(1, MODEL_LIMITS) as executor:
        beside = Refits(passages, vectors, settings, 2, executor=executor)
        assert beside.compare(fit, lambda: steps.append(1)) == here
    assert steps == [1, 1]


class Beside(Workers):
    """Workers that do it here, at once, where it is worthwhile."""

    def executor(self, *, worthwhile: bool) -> AbstractContextManager[Executor | None]:
        return nullcontext(SerialExecutor() if worthwhile else None)


@pytest.mark.parametrize(("from_on", "beside"), [(1, True), (1000, False)])
def test_the_stage_repeats_a_fit_on_the_workers_where_that_pays(
    from_on: int, beside: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitted, submit = list[str](), SerialExecutor.submit

    def noted(self: SerialExecutor, work: Callable[..., Any], *given: Any) -> Future[Any]:
        submitted.append(work.__name__)
        return submit(self, work, *given)

    monkeypatch.setattr(SerialExecutor, "submit", noted)
    monkeypatch.setattr(stage, "_WORTHWHILE", from_on)
    monkeypatch.setattr(stage, "load_embedder", lambda _: Known())
    with Store.open(tmp_path / "corpus", create=True) as store:
        add_documents(store, (0, 1, 2), 15, "one")
        stage.bring_up_to_date(store, lambda _: silent, workers=Beside())
        current = store.current_topic_model()
        assert current is not None
        assert current.figures["stability"]["refits"] == 4  # type: ignore[index]
    assert submitted == ["_refit"] * 4 * beside


def test_rows_for_discourse_tables_carry_the_document(corpus: Path) -> None:
    with Store.open(corpus) as store:
        rows = passage_rows(store)
        people = mention_rows(store, "entity")
        none = mention_rows(store, "theme")
    assert rows.columns.tolist() == PASSAGE_COLUMNS
    assert len(rows) == 120
    assert rows["year"].dropna().unique().tolist() == ["2012"]
    table = shares(rows, of="topic", by="year")
    assert table["group_passages"].unique().tolist() == [40], "a passage without a date is not counted"
    assert table["share"].max() > 0.9
    assert people["text"].unique().tolist() == ["Janssen"]
    assert people["topic"].tolist() == rows["topic"].tolist()
    assert none.empty


def test_rows_without_a_model_are_empty(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        assert passage_rows(store).empty
        assert mention_rows(store, "place").empty


def test_crumbs_shape_no_topic_but_are_assigned() -> None:
    vectors, _ = blobs(4, 30)
    passages = topic_passages(4, 30)
    long = tuple(f"woord{number}" for number in range(FEWEST_LEMMAS))
    for row in range(0, 120, 2):
        passages[row] = replace(passages[row], lemmas=(*passages[row].lemmas, *long))
    passages[0] = replace(passages[0], garbled=True)
    fit = fit_topics(passages, vectors, mapped=False)
    few = np.array([len(set(passage.lemmas)) < FEWEST_LEMMAS for passage in passages])
    few[0] = True
    assert few[1:].any()
    assert not (fit.sampled & few).any()
    assert len(fit.labels) == len(passages)
    assert (fit.labels[few] >= 0).any()
