"""Shares with their intervals as an inline SVG: a row per topic or theme, a mark per group."""

from __future__ import annotations

from markupsafe import Markup

from corpus.report import wording
from corpus.report.comparison import Row, Share, Table

_LEFT, _WIDTH, _RIGHT = 300.0, 960.0, 16.0
_STEP, _GAP, _HEAD = 8.0, 8.0, 22.0
_SHOWN = 12
_STEPS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2)
_MOST_TICKS = 6
# Groups are in order (small to large), so one hue from light to dark tells them apart in print as well.
_LIGHT, _DARK = (126, 176, 213), (8, 42, 92)


def shades(groups: int) -> list[str]:
    """A colour for each of the groups, from light to dark."""
    steps = [number / max(1, groups - 1) for number in range(groups)]
    mixed = ([round(a + (b - a) * step) for a, b in zip(_LIGHT, _DARK, strict=True)] for step in steps)
    return ["#" + "".join(f"{part:02x}" for part in color) for color in mixed]


def interval_chart(table: Table) -> Markup:
    """The shares of the largest rows with 95 % intervals; a mark is hollow where there is too little text."""
    rows = table.rows[:_SHOWN]
    tall = _STEP * len(table.groups) + _GAP
    height = _HEAD + tall * len(rows)
    top = max(table.peak, 0.01)
    ticks = ticks_to(top)
    return Markup(
        '<svg class="intervals" viewBox="0 0 {:g} {:g}" role="img" aria-label="{}">{}{}</svg>'
    ).format(
        _WIDTH,
        height,
        f"{table.title}: shares with 95% intervals; the table below has the figures",
        Markup("").join(_tick(share, top, height) for share in ticks),
        Markup("").join(_line(row, _HEAD + number * tall, tall, top) for number, row in enumerate(rows)),
    )


def ticks_to(top: float) -> list[float]:
    """Round shares from nought up to the top of the axis, six at most."""
    step = next((each for each in _STEPS if top / each < _MOST_TICKS), _STEPS[-1])
    return [step * part for part in range(int(top / step + 1e-9) + 1)]


def _x(share: float, top: float) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * min(share / top, 1.0)


def _tick(share: float, top: float, height: float) -> Markup:
    x = _x(share, top)
    return Markup(
        '<path class="grid" d="M{x:.1f} {y:g}V{h:g}"/><text class="tick" x="{x:.1f}" y="12">{label}</text>'
    ).format(x=x, y=_HEAD - 4, h=height, label=wording.percent(share))


def _line(row: Row, y: float, tall: float, top: float) -> Markup:
    colors = shades(len(row.cells))
    marks = (
        _mark(cell, y + _GAP / 2 + _STEP * (number + 0.5), colors[number], top)
        for number, cell in enumerate(row.cells)
    )
    return Markup('<text class="of" x="{:g}" y="{:.1f}">{}</text>{}').format(
        _LEFT - 12, y + tall / 2 + 4, wording.excerpt(row.label, 44), Markup("").join(marks)
    )


def _mark(cell: Share, y: float, color: str, top: float) -> Markup:
    found = cell.record
    whisker = Markup('<path d="M{:.1f} {:.1f}H{:.1f}" stroke="{}"/>').format(
        _x(found.low, top), y, _x(found.high, top), color
    )
    dot = Markup(
        '<circle data-e="{}" data-n="{}" cx="{:.1f}" cy="{:.1f}" r="3.4" fill="{}" stroke="{}">'
        "<title>{}</title></circle>"
    ).format(
        cell.evidence.query,
        found.passages,
        _x(found.share, top),
        y,
        color if found.enough else "#ffffff",
        color,
        cell.in_words,
    )
    return (whisker if found.enough else Markup("")) + dot
