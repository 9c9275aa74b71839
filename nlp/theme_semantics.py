"""Themes of passages that say it in other words: the passage's embedding beside the themes' descriptions.

Off by default; `--pipeline NAME+semantic` switches it on for a pipeline that has an encoder. It speaks only
where no term of the scheme was found, and names one theme, with the nearest description as evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from corpus.errors import PipelineError
from nlp.encoder.component import EMBEDDING, EncoderComponent
from nlp.theme_schemes import SHIPPED, Scheme, Theme, shipped_scheme
from nlp.themes import SEMANTIC, Evidence, ThemeFound

NAME = "stadspraat_semantic_themes"
LEAST_LIKENESS = 0.20
"""Cosine of the passage and a description, the mean of all descriptions taken off both. Set on development
passages: below it half and more of what is named is wrong (`python -m benchmarks.themes --semantic`)."""
Vectors = NDArray[np.float32]
Embed = Callable[[str], Vectors]


@dataclass(frozen=True, slots=True)
class Descriptions:
    """The described themes of a scheme, with a unit vector each round their mean."""

    scheme: Scheme
    themes: tuple[Theme, ...]
    vectors: Vectors
    mean: Vectors


def describe(scheme: Scheme, embed: Embed) -> Descriptions | None:
    """The descriptions of a scheme as vectors; None for a scheme that describes fewer than two themes."""
    themes = tuple(theme for theme in scheme.themes if theme.description)
    if len(themes) < 2:
        return None
    raw = np.stack([embed(description_of(theme)) for theme in themes])
    mean: Vectors = raw.mean(axis=0)
    return Descriptions(scheme, themes, _units(raw - mean), mean)


def description_of(theme: Theme) -> str:
    """The words a theme is compared by."""
    return f"{theme.label}. {theme.description}"


def nearest_theme(text: str, embedding: Vectors, described: Descriptions) -> ThemeFound | None:
    """The theme whose description the passage is nearest to, where it is near enough."""
    likeness = described.vectors @ _units((embedding - described.mean)[None])[0]
    best = int(likeness.argmax())
    if likeness[best] < LEAST_LIKENESS:
        return None
    theme = described.themes[best]
    evidence = Evidence(0, len(text), text, description_of(theme))
    score = round(float(likeness[best]), 2)
    return ThemeFound(described.scheme.id, theme.id, theme.label, score, (evidence,), SEMANTIC)


def _units(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    units: Vectors = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return units


class SemanticThemes:
    """The component; descriptions are embedded once, by the encoder that embeds the passages."""

    def __init__(self, embed: Embed, schemes: Sequence[Scheme]) -> None:
        self._embed = embed
        self._schemes = schemes
        self._described: list[Descriptions] | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Add to `doc._.themes` for each scheme of which no term was found."""
        embedding = doc._.get(EMBEDDING)
        if embedding is None or not doc.text.strip():
            return doc
        found = {theme.scheme for theme in doc._.themes}
        silent = [each for each in self._descriptions() if each.scheme.id not in found]
        nearest = (nearest_theme(doc.text, embedding, each) for each in silent)
        doc._.themes = (*doc._.themes, *(theme for theme in nearest if theme is not None))
        return doc

    def _descriptions(self) -> list[Descriptions]:
        if self._described is None:
            made = (describe(scheme, self._embed) for scheme in self._schemes)
            self._described = [each for each in made if each is not None]
        return self._described


@Language.factory(NAME)
def make_semantic_themes(nlp: Language, name: str) -> SemanticThemes:
    """The component for the pipeline's own encoder. Raises PipelineError where it has none."""
    encoder = next((pipe for _, pipe in nlp.components if isinstance(pipe, EncoderComponent)), None)
    if encoder is None:
        raise PipelineError(
            "semantic themes: this pipeline has no encoder, so no embeddings; leave +semantic out"
        )
    return SemanticThemes(
        lambda text: encoder.encoder.embed(text), [shipped_scheme(each) for each in SHIPPED]
    )
