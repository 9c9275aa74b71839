"""The graph of claims as inline SVG: themes on a circle, an arrow from what causes to what follows."""

from __future__ import annotations

from math import cos, hypot, pi, sin, sqrt

from markupsafe import Markup

from corpus.report import wording
from corpus.report.claims import Claims, Link

_WIDTH, _HEIGHT, _RADIUS = 960.0, 720.0, 262.0
_MORE, _LESS = "#1f4e79", "#d55e00"
_GAP = 9.0


def claim_graph(claims: Claims) -> Markup:
    """The arrows, as wide as they have statements; orange where most say that the effect is
    prevented, dashed where most deny the link."""
    places = {tag: _place(number, len(claims.nodes)) for number, (tag, _) in enumerate(claims.nodes)}
    most = max(len(link.statements) for link in claims.links)
    arrows = Markup("").join(
        _arrow(link, places[link.cause], places[link.effect], most) for link in reversed(claims.links)
    )
    names = Markup("").join(
        _name(label, *places[tag], number / len(claims.nodes))
        for number, (tag, label) in enumerate(claims.nodes)
    )
    return Markup(
        '<svg class="claims" viewBox="0 0 {:g} {:g}" role="img" aria-label="Graph of claims: {}">{}{}</svg>'
    ).format(_WIDTH, _HEIGHT, wording.count(len(claims.links), "arrow"), arrows, names)


def _place(number: int, size: int) -> tuple[float, float]:
    angle = 2 * pi * number / max(1, size) - pi / 2
    return _WIDTH / 2 + _RADIUS * cos(angle), _HEIGHT / 2 + _RADIUS * sin(angle)


def _arrow(link: Link, start: tuple[float, float], end: tuple[float, float], most: int) -> Markup:
    """A curve that bends to its left, so that arrows both ways are told apart, with its head drawn on."""
    (x0, y0), (x1, y1) = start, end
    length = hypot(x1 - x0, y1 - y0) or 1.0
    bend = 0.16
    # The middle point of the curve, off the straight line and a little towards the centre.
    cx = (x0 + x1) / 2 - (y1 - y0) * bend
    cy = (y0 + y1) / 2 + (x1 - x0) * bend
    away = hypot(x1 - cx, y1 - cy) or 1.0
    ux, uy = (x1 - cx) / away, (y1 - cy) / away
    tip = (x1 - ux * _GAP, y1 - uy * _GAP)
    wide = 1.2 + 4.8 * sqrt(len(link.statements) / most)
    head = 6 + wide
    back = (tip[0] - ux * head, tip[1] - uy * head)
    side = (-uy * head * 0.45, ux * head * 0.45)
    color = _LESS if 2 * link.less > len(link.statements) else _MORE
    title = f"{link.cause_label} → {link.effect_label}: {wording.count(len(link.statements), 'statement')}"
    return Markup(
        '<g data-e="{}" data-n="{}" style="--c:{}"{}><title>{}</title>'
        '<path class="arrow" d="M{:.1f} {:.1f}Q{:.1f} {:.1f} {:.1f} {:.1f}" stroke-width="{:.1f}"/>'
        '<path class="head" d="M{:.1f} {:.1f}L{:.1f} {:.1f}L{:.1f} {:.1f}Z"/></g>'
    ).format(
        link.evidence.query,
        link.passages,
        color,
        Markup(' class="denied"') if 2 * link.negated > len(link.statements) else "",
        title,
        *(x0 + (cx - x0) * _GAP / length, y0 + (cy - y0) * _GAP / length, cx, cy, *back, wide),
        *(*tip, back[0] + side[0], back[1] + side[1], back[0] - side[0], back[1] - side[1]),
    )


def _name(label: str, x: float, y: float, turn: float) -> Markup:
    """The dot and the name of a theme, written away from the circle."""
    angle = 2 * pi * turn - pi / 2
    dx, dy = 12 * cos(angle), 14 * sin(angle)
    anchor = "middle" if abs(cos(angle)) < 0.12 else "start" if cos(angle) > 0 else "end"
    return Markup(
        '<circle cx="{:.1f}" cy="{:.1f}" r="4"/><text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>'
    ).format(x, y, x + dx, y + dy + 4, anchor, wording.excerpt(label, 34))
