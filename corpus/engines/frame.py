"""From PDF user space to the page as displayed: rotation applied, crop box respected, top left origin."""

from __future__ import annotations

from dataclasses import dataclass

Quad = tuple[float, float, float, float]

ASCENT = 0.8
DESCENT = 0.21
"""A word's box reaches this share of the font size above and below its base line.

Fonts declare ascents and descents that differ wildly for the same look; boxes of one height per size
make lines comparable, and both engines give the same box for the same word.
"""


@dataclass(frozen=True, slots=True)
class Frame:
    """An affine map `(x, y) → (a·x + c·y + e, b·x + d·y + f)` to display coordinates, and the page's size."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    width: float
    height: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of user space is displayed."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Quad:
        """The displayed rectangle (x0, top, x1, bottom) of one in user space."""
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def page_frame(media: Quad, crop: Quad, rotation: int) -> Frame:
    """The frame of a page with these boxes (PDF user space) turned clockwise by `rotation` degrees."""
    x0, y0, x1, y1 = _visible(media, crop)
    match rotation % 360:
        case 90:
            return Frame(0, 1, 1, 0, -y0, -x0, y1 - y0, x1 - x0)
        case 180:
            return Frame(-1, 0, 0, 1, x1, -y0, x1 - x0, y1 - y0)
        case 270:
            return Frame(0, -1, -1, 0, y1, x1, y1 - y0, x1 - x0)
        case _:
            return Frame(1, 0, 0, -1, -x0, y1, x1 - x0, y1 - y0)


def _visible(media: Quad, crop: Quad) -> Quad:
    """The crop box cut down to the media box (ISO 32000-1, 14.11.2); the media box where they do not meet."""
    m, c = _sorted(media), _sorted(crop)
    cut = max(m[0], c[0]), max(m[1], c[1]), min(m[2], c[2]), min(m[3], c[3])
    return cut if cut[2] - cut[0] > 1 and cut[3] - cut[1] > 1 else m


def _sorted(box: Quad) -> Quad:
    return min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])
