"""The topics stage of a run: embed, then fit or update; only what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import TooFewPassagesError
from corpus.executors import HERE, Workers
from corpus.hand import KEY, Hand, load_hand
from corpus.settings import load_section
from corpus.stages import digest, flow_digest
from corpus.status import topic_figures
from models.copies import bring_copies_up_to_date
from models.embedding import Embedder, Progress, embed_corpus, load_embedder
from models.topic_settings import TopicSettings

if TYPE_CHECKING:
    from corpus.store import Store

STAGE = "topics"
TABLES = "discourse"
_REFITS = 4
"""A fit is repeated so often to tell which topics are stable."""
_CHECKED = 20_000
"""Up to so many passages; beyond that it would take longer than people wait."""
_WORTHWHILE = 2000
"""From so many passages on a process of its own, which compiles UMAP first, repeats a fit sooner."""
_METHOD = 2
"""Version of how the discourse tables are counted."""


def bring_up_to_date(
    store: Store,
    progress: Callable[[str], Callable[[int, int], None]],
    *,
    workers: Workers = HERE,
    embedder: str = "",
    refit: bool = False,
    show: int | None = None,
    asked: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """Bring vectors and topics up to date; return the number of topics and the outlier share.

    `progress` makes a progress function for the label it is given; `asked` holds the settings the user
    gave on the command line. `show` makes an earlier version the current one and fits nothing. Raises
    TooFewPassagesError.
    """
    bring_copies_up_to_date(store)
    if show is not None:
        _show(store, show)
        return topic_figures(store)
    settings = _settings(store.folder, asked or {})
    model = load_embedder(embedder or _embedder_before(store))
    inputs = digest(store.stage_inputs("annotate"), model.name, settings)
    try:
        if refit or store.stage_inputs(STAGE) != inputs or store.current_topic_model() is None:
            embed_corpus(store, model, workers=workers, progress=progress("embed"))
            _fit(store, settings, model, progress("topics"), workers, refit=refit)
            store.finish_stage(STAGE, inputs)
        record_hand(store)
    except TooFewPassagesError:
        # Themes and places can be compared without topics.
        _bring_tables_up_to_date(store)
        raise
    _bring_tables_up_to_date(store)
    return topic_figures(store)


def _fit(
    store: Store,
    settings: TopicSettings | None,
    embedder: Embedder,
    progress: Progress,
    workers: Workers,
    *,
    refit: bool,
) -> None:
    from models.topics import fit_corpus

    passages = store.count("passages")
    refits = _REFITS if passages <= _CHECKED else 0
    with workers.executor(worthwhile=bool(refits) and passages >= _WORTHWHILE) as executor:
        fit_corpus(
            store,
            settings,
            embedder=embedder,
            refit=refit,
            refits=refits,
            executor=executor,
            progress=progress,
        )


def _show(store: Store, version: int) -> None:
    """Make a version current; from here on new passages are assigned by its model."""
    store.make_current(version)
    record_hand(store)
    _bring_tables_up_to_date(store)


def record_hand(store: Store) -> None:
    """Keep what `topics.toml` says with the current version, where it is not kept already.

    Raises HandError for a slip in the file.
    """
    current = store.current_topic_model()
    if current is None:
        return
    known = {topic.topic for model in store.topic_models() for topic in store.topics(model.id)}
    values = load_hand(store.folder, known).as_dict()
    if Hand.from_dict(current.figures.get(KEY)).as_dict() != values:
        store.set_topic_figures(current.id, {**current.figures, KEY: values})


def _bring_tables_up_to_date(store: Store) -> None:
    """Count the discourse tables anew where topics, annotations or metadata have changed."""
    current = store.current_topic_model()
    stages = [store.stage_inputs(stage) for stage in ("reference", "annotate", "identities", STAGE)]
    hand = current.figures.get(KEY) if current else None
    inputs = digest(_METHOD, flow_digest(store), stages, current.id if current else 0, hand)
    if store.stage_inputs(TABLES) == inputs:
        return
    from models.discourse_tables import discourse_tables
    from models.news import news_of
    from models.tagged import tagged_passages

    passages = tagged_passages(store)
    store.save_discourse(discourse_tables(passages), news_of(store, passages))
    store.finish_stage(TABLES, inputs)


def behind(store: Store) -> str:
    """What the stage lacks, in words; empty where it is up to date."""
    model = store.current_topic_model()
    left = store.count("passages") - (store.outliers(model.id)[1] if model else 0)
    if left:
        return f"{left} passages not looked at"
    kept = Hand.from_dict(model.figures.get(KEY)) if model else Hand()
    return "older than topics.toml" if load_hand(store.folder) != kept else ""


def _settings(folder: Path, asked: Mapping[str, object]) -> TopicSettings | None:
    """What the user asked for, on the command line or in the settings; None: go on as before."""
    changes: dict[str, Any] = {name: value for name, value in asked.items() if value is not None}
    settings = replace(load_section(folder, STAGE, TopicSettings), **changes)
    return None if settings == TopicSettings() else settings


def _embedder_before(store: Store) -> str:
    """The embedder of the current topics, as the user would name it; empty for the default."""
    model = store.current_topic_model()
    name = str(model.settings.get("embedder", "")) if model else ""
    kind, _, path = name.partition(":")
    return path if kind == "sentence-transformers" else ""
