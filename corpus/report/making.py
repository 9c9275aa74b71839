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
    named: list[tuple[str, Mapping[str, object]]] = []
    if last:
        named += [("Versions", last.versions), ("Settings of the last run", last.settings)]
        named += [("Counts of the last run", last.counts), ("Seconds of the last run", last.seconds)]
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
