"""Passages that repeat an earlier one nearly word for word: found, so that they count once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from corpus.nearcopies import NearCopy, PassageCopy, near_copies
from corpus.stages import digest, flow_digest
from corpus.store import Store

STAGE = "copies"
LIKENESS = 0.7
"""Jaccard index of runs of three words from which a passage repeats another; or it is an excerpt of it."""
_METHOD = 1
_UNDATED = "9999"


def bring_copies_up_to_date(store: Store) -> None:
    """Find the passages that repeat an earlier one, where documents or their dates have changed."""
    inputs = digest(_METHOD, LIKENESS, flow_digest(store))
    if store.stage_inputs(STAGE) == inputs:
        return
    texts = {passage.id: passage.text for passage in store.passages()}
    order = _order(store)
    store.save_passage_copies(originals(near_copies(texts, threshold=LIKENESS), order))
    store.finish_stage(STAGE, inputs)


def originals(pairs: Sequence[NearCopy], order: Sequence[str]) -> tuple[PassageCopy, ...]:
    """Return the copies among passages, each with the earliest passage it repeats; `order` is of age.

    What is like a copy but not like its original is no copy itself: likeness is not handed on.
    """
    age = {passage: number for number, passage in enumerate(order)}
    earlier: defaultdict[str, list[tuple[int, str, float]]] = defaultdict(list)
    for pair in pairs:
        first, second = sorted((pair.first, pair.second), key=age.__getitem__)
        earlier[second].append((age[first], first, pair.likeness))
    copies: dict[str, PassageCopy] = {}
    for passage in sorted(earlier, key=age.__getitem__):
        sources = [found for found in sorted(earlier[passage]) if found[1] not in copies]
        if sources:
            _, source, likeness = sources[0]
            copies[passage] = PassageCopy(passage, source, likeness)
    return tuple(copies.values())


def _order(store: Store) -> list[str]:
    """The passages by the date of their document, one without a date last."""
    dates = {record.id: record.metadata.date or _UNDATED for record in store.documents()}
    keys = [(dates[one.document], one.document, one.ordinal, one.id) for one in store.passages()]
    return [key[-1] for key in sorted(keys)]
