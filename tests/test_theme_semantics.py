"""Themes by embedding: the nearest description, the threshold, and only where no term was found."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from numpy.typing import NDArray
from spacy.tokens import Doc

import nlp.encoder.component  # noqa: F401  (sets the extension of Doc)
from corpus.errors import PipelineError
from corpus.facets import arrows_of, found_mention
from nlp.pipeline import load_pipeline, pipeline_fingerprint
from nlp.theme_schemes import Scheme, Theme
from nlp.theme_semantics import SemanticThemes, describe, nearest_theme
from nlp.themes import SEMANTIC, ThemeFound, theme_mentions

SCHEME = Scheme(
    "toy",
    "Toy",
    "",
    (
        Theme("winkels", "Winkels", "", (), (), "Lege winkels in de straat."),
        Theme("zorg", "Zorg", "", (), (), "Dokters en ziekenhuizen."),
        Theme("bus", "Bus", "", (), (), "De bus en de trein."),
        Theme("kaal", "Kaal", "", (), (), ""),
    ),
)
AXES = {"winkel": 0, "etalage": 0, "dokter": 1, "bus": 2}


def embed(text: str) -> NDArray[np.float32]:
    """A toy: one axis for each kind of word."""
    vector = np.full(4, 0.1, dtype=np.float32)
    for word, axis in AXES.items():
        vector[axis] += word in text.lower()
    unit: NDArray[np.float32] = vector / np.linalg.norm(vector)
    return unit


def doc_of(text: str, themes: tuple[ThemeFound, ...] = ()) -> Doc:
    doc = spacy.blank("nl")(text)
    doc._.embedding, doc._.themes = embed(text), themes
    return SemanticThemes(embed, [SCHEME])(doc)


def test_the_nearest_description_is_the_evidence() -> None:
    (theme,) = doc_of("De etalage is donker.")._.themes
    assert (theme.id, theme.kind, theme.scheme) == ("winkels", SEMANTIC, "toy")
    (evidence,) = theme.evidence
    assert (evidence.start, evidence.end) == (0, len("De etalage is donker."))
    assert evidence.term == "Winkels. Lege winkels in de straat."
    (mention,) = theme_mentions(doc_of("De etalage is donker."))
    assert dict(mention.data)["kind"] == "semantic"


def test_a_passage_far_from_all_has_none() -> None:
    described = describe(SCHEME, embed)
    assert described is not None
    assert nearest_theme("x", described.mean, described) is None


def test_terms_go_first() -> None:
    found = ThemeFound("toy", "zorg", "Zorg", 0.63, ())
    assert doc_of("De etalage is donker.", (found,))._.themes == (found,)


def test_a_scheme_without_descriptions_is_left_out() -> None:
    assert describe(Scheme("x", "X", "", SCHEME.themes[3:]), embed) is None


def test_a_pipeline_without_an_encoder_is_told() -> None:
    with pytest.raises(PipelineError, match="no encoder"):
        load_pipeline("rules+semantic")
    assert pipeline_fingerprint("rules+semantic") != pipeline_fingerprint("rules")


def test_whole_passages_tie_no_theme_to_a_side_of_a_claim(tmp_path: Path) -> None:
    evidence = [{"start": 0, "end": 40, "text": "", "term": ""}]
    theme = {"scheme": "toy", "id": "zorg", "kind": "semantic", "evidence": evidence}
    claim = {"cause_start": 0, "cause_end": 5, "effect_start": 9, "effect_end": 15, "direction": "more"}
    found = [
        found_mention("theme", "Zorg", 0, 40, "", theme),
        found_mention("claim", "more", 0, 15, "", claim),
    ]
    other = found_mention("theme", "Bus", 0, 4, "", {"scheme": "toy", "id": "bus", "evidence": evidence[:1]})
    assert arrows_of([*found, other]) == ()
