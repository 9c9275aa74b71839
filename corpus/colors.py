"""The colours that keep topics apart, also for colour-blind readers; store and report use the same."""

from __future__ import annotations

# Twelve hues from Okabe and Ito (2008) and Paul Tol's "muted" scheme (SRON/EPS/TN/09-002), in an order
# that sets neighbours far apart in lightness. Colour never stands alone: labels and numbers go with it.
COLORS = (
    *("#0072b2", "#d55e00", "#117733", "#aa4499", "#e69f00", "#332288"),
    *("#44aa99", "#882255", "#999933", "#56b4e9", "#cc6677", "#b8a24a"),
)
NONE_COLOR = "#b9b9b5"


def topic_color(topic: int) -> str:
    """The colour of a topic by its number alone, so that it keeps it; grey for what belongs to no topic.

    The colours come round after twelve topics, when the shape of the mark changes (`corpus.report.palette`).
    """
    return NONE_COLOR if topic < 0 else COLORS[topic % len(COLORS)]
