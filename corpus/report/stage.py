"""The report stage of a run: written when the corpus holds something that the report does not show."""

from __future__ import annotations

from pathlib import Path

from corpus.stages import digest, flow_digest
from corpus.store import Store

STAGE = "report"
_STAGES = ("reference", "annotate", "identities", "topics", "discourse")


def bring_up_to_date(store: Store, *, anew: bool = False) -> Path:
    """The report's path; it is written where it is missing, behind, or asked for anew."""
    folder = store.folder / "report"
    path = folder / "report.html"
    inputs = _inputs(store)
    if anew or store.stage_inputs(STAGE) != inputs or not path.exists():
        from corpus.report.build import build_report

        path = build_report(store, folder)
        store.finish_stage(STAGE, inputs)
    return path


def behind(store: Store) -> str:
    """What the stage lacks, in words; empty where it is up to date."""
    return "older than what the corpus holds" if store.stage_inputs(STAGE) != _inputs(store) else ""


def _inputs(store: Store) -> str:
    model = store.current_topic_model()
    stages = [store.stage_inputs(stage) for stage in _STAGES]
    return digest(flow_digest(store), stages, model.id if model else 0)
