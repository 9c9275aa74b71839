"""Small charts as inline SVG: they need no script, print sharply and weigh a few hundred bytes each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from corpus.report import wording
from corpus.report.data import NO_TOPIC
from corpus.report.palette import NONE_COLOR, Mark
from corpus.report.plane import HEIGHT, WIDTH, Dot, Plane
from corpus.report.timeline import Period, Point, Series

_CIRCLE = Markup(
    '<circle data-e="{query}" data-n="{count}" cx="{x:.1f}" cy="{y:.1f}" r="{r}" class="pt{few}">'
    "<title>{title}</title></circle>"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """The drawing area of a line chart: its size in pixels and the share at its top."""

    width: float
    height: float
    top: float
    pad: float = 5.0

    def x(self, place: int, places: int) -> float:
        if places == 1:
            return self.width / 2
        return self.pad + place * (self.width - 2 * self.pad) / (places - 1)

    def y(self, share: float) -> float:
        return self.height - self.pad - (self.height - 2 * self.pad) * (share / self.top if self.top else 0.0)


def line_chart(series: Series, mark: Mark, frame: Frame, name: str) -> Markup:
    """The share of a topic through the periods; hollow points rest on few passages, gaps on none."""
    width, height = frame.width, frame.height
    base = frame.y(0.0)
    return Markup(
        '<svg class="line" viewBox="0 0 {w:g} {h:g}" role="img" aria-label="{label}" style="--c:{color}">'
        '<path class="base" d="M0 {base:.1f}H{w:g}"/>{area}{path}{points}</svg>'
    ).format(
        w=width,
        h=height,
        label=f"{name}: {_in_words(series)}",
        color=mark.color,
        base=base,
        area=_area(series, frame),
        path=_path(series, frame),
        points=Markup("").join(
            _point(series.topic, point, frame.x(place, len(series.points)), frame.y(point.share))
            for place, point in enumerate(series.points)
            if point.period.passages
        ),
    )


def _point(topic: int, point: Point, x: float, y: float) -> Markup:
    title = (
        f"{point.period.label}: {wording.percent(point.share)} "
        f"({wording.number(point.passages)} of {wording.count(point.period.passages, 'passage')})"
    )
    query = point.period.evidence(topic).query
    few = " few" if point.period.few else ""
    return _CIRCLE.format(query=query, count=point.passages, x=x, y=y, r=2.6, few=few, title=title)


def _runs(series: Series, frame: Frame) -> list[list[tuple[float, float]]]:
    """The coordinates of consecutive periods that have passages; a period without any breaks the line."""
    runs: list[list[tuple[float, float]]] = [[]]
    for place, point in enumerate(series.points):
        if point.period.passages:
            runs[-1].append((frame.x(place, len(series.points)), frame.y(point.share)))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _path(series: Series, frame: Frame) -> Markup:
    steps = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in run) for run in _runs(series, frame))
    return Markup('<path class="stroke" d="{}"/>').format(steps)


def _area(series: Series, frame: Frame) -> Markup:
    base = frame.y(0.0)
    steps = "".join(
        f"M{run[0][0]:.1f} {base:.1f}L" + "L".join(f"{x:.1f} {y:.1f}" for x, y in run) + f"V{base:.1f}Z"
        for run in _runs(series, frame)
        if len(run) > 1
    )
    return Markup('<path class="area" d="{}"/>').format(steps)


def _in_words(series: Series) -> str:
    return ", ".join(
        f"{point.period.label} {wording.percent(point.share)}"
        for point in series.points
        if point.period.passages
    )


def volume_chart(periods: Sequence[Period], width: float = 960.0, height: float = 70.0) -> Markup:
    """How many passages each period has: the number every share of that period rests on."""
    most = max((period.passages for period in periods), default=0) or 1
    step = width / max(1, len(periods))
    every = max(1, round(len(periods) / (width / 62)))
    bars = Markup("").join(
        _bar(period, place * step, step, height, (height - 32) * period.passages / most, place % every == 0)
        for place, period in enumerate(periods)
    )
    return Markup(
        '<svg class="volume" viewBox="0 0 {:g} {:g}" role="img" aria-label="Passages per period">{}</svg>'
    ).format(width, height, bars)


def _bar(period: Period, x: float, step: float, height: float, tall: float, named: bool) -> Markup:
    middle, floor = x + step / 2, height - 16
    number = wording.number(period.passages) if step >= 30 else ""
    return Markup(
        '<g data-e="{query}" data-n="{count}"><title>{title}</title>'
        '<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" class="{cls}"/>'
        '<text x="{m:.1f}" y="{ny:.1f}" class="n">{number}</text>'
        '<text x="{m:.1f}" y="{ly:.1f}">{label}</text></g>'
    ).format(
        query=period.evidence().query,
        count=period.passages,
        title=f"{period.label}: {wording.count(period.passages, 'passage')}",
        x=x + step * 0.1,
        y=floor - tall,
        w=step * 0.8,
        h=tall,
        cls="few" if period.few else "",
        m=middle,
        ny=floor - tall - 4,
        ly=height - 3,
        number=number,
        label=period.short if named else "",
    )


def passage_map(plane: Plane, marks: dict[int, Mark]) -> Markup:
    """The whole map as one picture, a path for each topic: for print and for readers without script."""
    radius = _radius(len(plane.dots))
    layers = [_layer(plane.outside, Mark(NONE_COLOR), radius * 0.8)]
    layers += [_layer(plane.of(topic), mark, radius) for topic, mark in marks.items() if topic != NO_TOPIC]
    labels = Markup("").join(
        Markup('<text x="{:.1f}" y="{:.1f}">{}</text>').format(label.x, label.y + 6, label.text)
        for label in plane.labels
    )
    return Markup(
        '<svg class="map" viewBox="0 0 {:g} {:g}" role="img" aria-label="Map of passages by topic">'
        '{}<g class="names">{}</g></svg>'
    ).format(WIDTH, HEIGHT, Markup("").join(layers), labels)


def _radius(dots: int) -> float:
    """Smaller dots for more passages, so that dense parts stay readable."""
    return 4.5 if dots < 500 else 3.2 if dots < 3000 else 2.2 if dots < 12000 else 1.6


def _layer(dots: Sequence[Dot], mark: Mark, radius: float) -> Markup:
    if not dots:
        return Markup("")
    if mark.shape == "diamond":
        shape = f"l{radius:g} {radius:g}-{radius:g} {radius:g}-{radius:g}-{radius:g}z"
        steps = "".join(f"M{dot.x:g} {dot.y - radius:g}{shape}" for dot in dots)
        return Markup('<path d="{}" fill="{}" opacity=".8"/>').format(steps, mark.color)
    # A line of no length with a wide cap is a dot: a few bytes each instead of an element.
    steps = "".join(f"M{dot.x:g} {dot.y:g}h0" for dot in dots)
    cap = "square" if mark.shape == "square" else "round"
    wide = radius * (1.8 if cap == "square" else 2)
    return Markup(
        '<path d="{}" stroke="{}" stroke-width="{:g}" stroke-linecap="{}" fill="none" opacity=".8"/>'
    ).format(steps, mark.color, wide, cap)


def swatch(mark: Mark) -> Markup:
    """A topic's colour and shape, to stand before its name."""
    shapes = {
        "circle": '<circle cx="6" cy="6" r="5"/>',
        "square": '<rect x="1.5" y="1.5" width="9" height="9"/>',
        "diamond": '<path d="M6 0l6 6-6 6-6-6z"/>',
    }
    return Markup('<svg class="swatch" viewBox="0 0 12 12" aria-hidden="true" fill="{}">{}</svg>').format(
        escape(mark.color), Markup(shapes[mark.shape])
    )
