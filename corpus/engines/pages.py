"""The last step of both engines: raw words and shapes become one `RawPage`, turned where it must be."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.engines.glyphs import PageShapes, RawWord
from corpus.engines.records import RawPage
from corpus.engines.turning import turn_of, turn_words
from corpus.engines.words import finish_words


def finish_page(
    number: int,
    size: tuple[float, float],
    engine: str,
    raw: Sequence[RawWord],
    shapes: PageShapes,
    *,
    unmapped: int = 0,
    warnings: tuple[str, ...] = (),
) -> RawPage:
    """The page of this size (width, height in points as displayed)."""
    turn = turn_of(raw, *size)
    rules, fills, images = shapes.rules, shapes.fills, shapes.images
    if turn is not None:
        raw, size = turn_words(raw, turn), turn.size
        rules, fills, images = ([turn.shape(box) for box in boxes] for boxes in (rules, fills, images))
    words, clipped = finish_words(raw, *size)
    return RawPage(
        number,
        *size,
        engine,
        words,
        tuple(rules),
        tuple(fills),
        tuple(images),
        hidden=sum(word.hidden for word in raw),
        clipped=clipped,
        unmapped=unmapped,
        warnings=warnings,
        turn=turn,
    )
