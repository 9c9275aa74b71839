"""Near copies: passages printed again, who had them first and who took them over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.report.data import ReportData
from corpus.report.documents import Citation, cite

SHOWN = 12
"""So many passages are shown, those taken over most."""
TAKERS = 8
PAIRS = 12


@dataclass(frozen=True, slots=True)
class Diffusion:
    """A passage and those that repeat it, by date."""

    source: Citation
    taken: tuple[Citation, ...]
    more: int
    """Repetitions that are not listed."""

    @property
    def size(self) -> int:
        return len(self.taken) + self.more


@dataclass(frozen=True, slots=True)
class Flow:
    """How many passages a document (or source) took over from another one."""

    giver: str
    taker: str
    passages: int


@dataclass(frozen=True, slots=True)
class Copies:
    """The passages that repeat an earlier one: all, and those between documents."""

    passages: int
    within: int
    """Those that repeat a passage of their own document: boilerplate, no diffusion."""
    diffusions: tuple[Diffusion, ...]
    left_out: int
    flows: tuple[Flow, ...]


def copies_of(data: ReportData) -> Copies | None:
    """What was printed again; None where nothing was."""
    if not data.copies:
        return None
    index_of = {passage.id: index for index, passage in enumerate(data.passages)}
    taken: defaultdict[int, list[int]] = defaultdict(list)
    for passage, source in data.copies.items():
        taken[index_of[source]].append(index_of[passage])
    between = {
        source: found
        for source, copies in taken.items()
        if (found := [copy for copy in copies if _document(data, copy) != _document(data, source)])
    }
    order = sorted(between, key=lambda source: (-len(between[source]), source))
    return Copies(
        len(data.copies),
        len(data.copies) - sum(map(len, between.values())),
        tuple(_diffusion(data, source, between[source]) for source in order[:SHOWN]),
        max(0, len(order) - SHOWN),
        _flows(data, ((source, copy) for source in order for copy in between[source])),
    )


def _diffusion(data: ReportData, source: int, copies: list[int]) -> Diffusion:
    found = sorted(
        (cite(data, copy) for copy in copies), key=lambda one: (one.document.date or "9999", one.index)
    )
    return Diffusion(cite(data, source), tuple(found[:TAKERS]), max(0, len(found) - TAKERS))


def _flows(data: ReportData, pairs: Iterable[tuple[int, int]]) -> tuple[Flow, ...]:
    counted = Counter((_whose(data, source), _whose(data, copy)) for source, copy in pairs)
    counted = Counter({pair: size for pair, size in counted.items() if pair[0] != pair[1]})
    found = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Flow(giver, taker, size) for (giver, taker), size in found[:PAIRS])


def _document(data: ReportData, index: int) -> int:
    return data.passages[index].document


def _whose(data: ReportData, index: int) -> str:
    """The source of a document with its year, or the document's own name where no source is known."""
    document = data.documents[data.passages[index].document]
    return f"{document.source} {document.year or ''}".strip() if document.source else document.name
