"""How the figures were made: versions, settings, counts and seconds of the runs, and the topic model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.report.data import ReportData, RunRow


@dataclass(frozen=True, slots=True)
class Block:
    """A named list of settings or figures."""

    title: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Making:
    """What the last section shows; of the runs the newest first."""

    blocks: tuple[Block, ...]
    runs: tuple[RunRow, ...]


SHOWN_RUNS = 20


def making_of(data: ReportData) -> Making:
    """The settings and figures behind the report, those that are recorded."""
    last = next((run for run in reversed(data.runs) if run.versions), None)
    # The run that writes the report has not counted yet.
    counted = next((run for run in reversed(data.runs) if run.counts or run.seconds), None)
    named: list[tuple[str, Mapping[str, object]]] = []
    if last:
        named += [("Versions", last.versions), ("Settings of the last run", last.settings)]
    if counted:
        when = f"of {counted.command}, {counted.finished[:16].replace('T', ' ')}"
        named += [(f"Counts {when}", counted.counts), (f"Seconds {when}", counted.seconds)]
    if data.model:
        named.append(("Topic model", {"created": data.model.created, "fingerprint": data.model.fingerprint}))
        named += [("Topic settings", data.model.settings), ("Topic figures", data.model.figures)]
    blocks = tuple(Block(title, _pairs(values)) for title, values in named if values)
    return Making(blocks, tuple(reversed(data.runs))[:SHOWN_RUNS])


def _pairs(values: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((str(name).replace("_", " "), _text(value)) for name, value in values.items())


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return f"{value:.4g}"
    return json.dumps(value, ensure_ascii=False)
