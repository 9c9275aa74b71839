"""A colour for every topic, by its number alone: it never changes while the topic keeps its number."""

from __future__ import annotations

from colorsys import hls_to_rgb

NO_TOPIC_COLOR = "#b8bcc2"
_GOLDEN = 0.618033988749895
_LIGHTNESS = (0.42, 0.56, 0.34)
_SATURATION = (0.62, 0.52)


def topic_color(topic: int) -> str:
    """Return the colour as #rrggbb; neighbouring numbers lie far apart on the colour wheel.

    The hue advances by the golden section, so that no number of topics repeats one soon; lightness
    and saturation alternate to tell close hues apart, also in print.
    """
    if topic < 0:
        return NO_TOPIC_COLOR
    hue = (0.58 + topic * _GOLDEN) % 1
    lightness = _LIGHTNESS[topic % len(_LIGHTNESS)]
    saturation = _SATURATION[topic // len(_LIGHTNESS) % len(_SATURATION)]
    red, green, blue = (round(255 * part) for part in hls_to_rgb(hue, lightness, saturation))
    return f"#{red:02x}{green:02x}{blue:02x}"
