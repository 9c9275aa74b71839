"""Loads a pipeline by name or folder, with the project's components registered."""

from __future__ import annotations

import spacy
from spacy.language import Language

from nlp.encoder import register


def load(name: str) -> Language:
    """Returns the spaCy pipeline of this name or in this folder."""
    register()
    return spacy.load(name)
