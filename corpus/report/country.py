"""The map of the Netherlands with a bubble for each municipality, and dot plots, as inline SVG."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, radians, sqrt

from markupsafe import Markup

from corpus.report import wording
from corpus.report.attention import Attention

WIDTH = 560.0
_LARGEST = 26.0
_NAMED = 14
"""So many of the largest bubbles get their name, where there is room."""
_LATITUDE = 52.2


@dataclass(frozen=True, slots=True)
class Country:
    """The outline in pixels, and how a longitude and latitude become a point of it.

    Degrees are taken as a plane, with longitudes narrowed by the cosine of the middle latitude: for a
    country of 300 km the distortion is less than the width of the line.
    """

    west: float
    north: float
    scale: float
    height: float
    path: str

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """The point of a place on the map, in pixels from its left upper corner."""
        return (lon - self.west) * cos(radians(_LATITUDE)) * self.scale, (self.north - lat) * self.scale


@cache
def country() -> Country:
    """The Netherlands in Europe (Natural Earth 1:10m; see the note in the file)."""
    text = files("corpus.report").joinpath("assets", "netherlands.json").read_text(encoding="utf-8")
    rings: list[list[list[float]]] = json.loads(text)["rings"]
    lons = [lon for ring in rings for lon, _ in ring]
    lats = [lat for ring in rings for _, lat in ring]
    scale = WIDTH / ((max(lons) - min(lons)) * cos(radians(_LATITUDE)))
    bare = Country(min(lons), max(lats), scale, (max(lats) - min(lats)) * scale, "")
    path = "".join(_ring([bare.point(lon, lat) for lon, lat in ring]) for ring in rings)
    return Country(bare.west, bare.north, bare.scale, bare.height, path)


def _ring(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def bubble_map(rows: Sequence[Attention]) -> Markup:
    """The map; the area of a bubble is the number of passages. Small ones are drawn over large ones."""
    outline = country()
    most = max((row.passages for row in rows), default=1)
    ordered = sorted(rows, key=lambda row: (-row.passages, row.municipality.gm_code))
    return Markup(
        '<svg class="country" viewBox="-6 -6 {:g} {:.0f}" role="img" aria-label="{}">'
        '<path class="land" d="{}"/>{}<g class="names">{}</g></svg>'
    ).format(
        WIDTH + 12,
        outline.height + 12,
        f"Map of the Netherlands: passages that name each of {len(rows)} municipalities",
        outline.path,
        Markup("").join(_bubble(row, outline, most) for row in ordered),
        Markup("").join(_names(ordered, outline, most)),
    )


def _radius(row: Attention, most: int) -> float:
    return max(2.5, _LARGEST * sqrt(row.passages / most))


def _bubble(row: Attention, outline: Country, most: int) -> Markup:
    place = row.municipality
    x, y = outline.point(place.lon, place.lat)
    rate = "" if row.rate is None else f"; {row.rate:.1f} per 100,000 inhabitants"
    counted = f"{wording.count(row.passages, 'passage')} in {wording.count(row.documents, 'document')}"
    return Markup(
        '<circle data-e="{}" data-n="{}" cx="{:.1f}" cy="{:.1f}" r="{:.1f}" class="bubble">'
        "<title>{}</title></circle>"
    ).format(row.evidence.query, row.passages, x, y, _radius(row, most), f"{place.name}: {counted}{rate}")


def _names(ordered: Sequence[Attention], outline: Country, most: int) -> list[Markup]:
    """The names of the largest bubbles, those left out that would stand over another name."""
    taken: list[tuple[float, float, float]] = []
    written = []
    for row in ordered[:_NAMED]:
        x, y = outline.point(row.municipality.lon, row.municipality.lat)
        y -= _radius(row, most) + 3
        half = 3.6 * len(row.municipality.name)
        if any(abs(y - other) < 13 and abs(x - at) < half + wide for at, other, wide in taken):
            continue
        taken.append((x, y, half))
        written.append(Markup('<text x="{:.1f}" y="{:.1f}">{}</text>').format(x, y, row.municipality.name))
    return written
