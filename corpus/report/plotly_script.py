"""The plotly.js that comes with the plotly package, to be written into the page once."""

from __future__ import annotations

from markupsafe import Markup


def plotly_script() -> Markup:
    """The source of plotly.js (MIT), about 4.8 MB, safe to stand in a script element."""
    from plotly.offline import get_plotlyjs  # type: ignore[import-untyped]

    # A script element ends at the first "</script", wherever it stands in the code.
    source = str(get_plotlyjs()).replace("\r\n", "\n").replace("</script", "<\\/script")
    return Markup(source)
