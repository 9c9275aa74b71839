"""The annotate stage of a run: whether it is up to date, and bringing it there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from corpus.executors import HERE, Workers
from corpus.settings import AnnotateSettings, load_section
from corpus.stages import digest, passages_digest
from nlp.pipeline import pipeline_fingerprint

if TYPE_CHECKING:
    from corpus.store import Store

STAGE = "annotate"
REFERENCE = "reference"
IDENTITIES = "identities"
_IDENTITIES_METHOD = 1
"""Version of how identities are told; another makes them anew."""


def bring_up_to_date(
    store: Store, pipeline: str | None, progress: Callable[[int, int], None], *, workers: Workers = HERE
) -> int:
    """Annotate what lacks it and return how many passages that were; loads nothing where none does.

    `pipeline` None stands for the one in the settings of the corpus.
    """
    _keep_reference(store)
    name = _chosen(store) if pipeline is None else pipeline
    inputs = digest(passages_digest(store), pipeline_fingerprint(name))
    done = 0
    if store.stage_inputs(STAGE) != inputs:
        from nlp.annotate import annotate_corpus

        done = annotate_corpus(store, name, workers=workers, progress=progress)
        store.finish_stage(STAGE, inputs)
    _keep_identities(store, inputs)
    return done


def behind(store: Store) -> str:
    """What the stage lacks, in words; empty where it is up to date."""
    fingerprint = pipeline_fingerprint(_chosen(store))
    bare = sum(1 for _ in store.passages_without_annotation(fingerprint))
    return f"{bare} passages to annotate" if bare else ""


def _keep_reference(store: Store) -> None:
    """Put the facts of municipalities into the corpus, where it lacks them or has older ones."""
    from nlp.reference import municipality_records, size_class_records

    municipalities, classes = municipality_records(), size_class_records()
    inputs = digest(municipalities, classes)
    if store.stage_inputs(REFERENCE) != inputs:
        store.save_reference(municipalities, classes)
        store.finish_stage(REFERENCE, inputs)


def _keep_identities(store: Store, inputs: str) -> None:
    """Tell who is who anew where the annotations are others than before."""
    made_from = digest(inputs, _IDENTITIES_METHOD)
    if store.stage_inputs(IDENTITIES) == made_from:
        return
    from nlp.identities import corpus_identities

    store.save_identities(*corpus_identities(store))
    store.finish_stage(IDENTITIES, made_from)


def _chosen(store: Store) -> str:
    return load_section(store.folder, STAGE, AnnotateSettings).pipeline
