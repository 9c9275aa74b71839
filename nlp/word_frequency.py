"""How common Dutch words are, from wordfreq; the only place that calls it for single words."""

from __future__ import annotations


def zipf(word: str) -> float:
    """Returns how often the word occurs in Dutch on the Zipf scale (log₁₀ per billion words); 0 if never.

    The library is imported on first use: that alone takes as long as reading the pipeline.
    """
    from wordfreq import zipf_frequency

    return zipf_frequency(word, "nl")
