"""The registered architecture that hands the encoder's features to spaCy's trainable components."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Dropout, Gelu, Maxout, Model, chain, clone, expand_window, residual, with_array
from thinc.types import Floats2d

FEATURES = 1152
"""Width of the features: three layers of 384."""
Features = list[Floats2d]


@registry.architectures("stadspraat.EncoderFeatures.v1")  # type: ignore[untyped-decorator]
def encoder_features(width: int = FEATURES) -> Model[list[Doc], Features]:
    """Returns a layer without weights: Docs to what the encoder left in `Doc.tensor` (tokens × width)."""
    return Model("encoder_features", _read, dims={"nO": width, "nI": None})


def _read(
    model: Model[list[Doc], Features], docs: list[Doc], is_train: bool
) -> tuple[Features, Callable[[Any], Any]]:
    width = model.get_dim("nO")
    features = [_features(doc, width, model.ops) for doc in docs]
    return features, lambda _gradient: []


def _features(doc: Doc, width: int, ops: Any) -> Floats2d:
    if not len(doc):
        return ops.alloc2f(0, width)  # type: ignore[no-any-return]
    if doc.tensor.shape != (len(doc), width):
        raise ValueError(
            f"Doc.tensor is {doc.tensor.shape}, not {(len(doc), width)}: put stadspraat_encoder first"
        )
    return ops.asarray2f(doc.tensor)  # type: ignore[no-any-return]


@registry.architectures("stadspraat.Projected.v1")  # type: ignore[untyped-decorator]
def projected(start: int, width: int = 384) -> Model[list[Doc], Features]:
    """Returns a layer without weights: Docs to the columns of `Doc.tensor` that were projected for it."""
    return Model("projected", _read_columns, dims={"nO": width, "nI": None}, attrs={"start": start})


def _read_columns(
    model: Model[list[Doc], Features], docs: list[Doc], is_train: bool
) -> tuple[Features, Callable[[Any], Any]]:
    start, width = model.attrs["start"], model.get_dim("nO")
    empty = model.ops.alloc2f(0, width)
    return [_columns(doc, start, width) if len(doc) else empty for doc in docs], lambda _gradient: []


def _columns(doc: Doc, start: int, width: int) -> Floats2d:
    columns: Any = np.ascontiguousarray(doc.tensor[:, start : start + width])
    if columns.shape != (len(doc), width):
        raise ValueError(
            f"Doc.tensor has no columns {start} to {start + width}: put stadspraat_encoder first"
        )
    return cast(Floats2d, columns)


@registry.architectures("stadspraat.EncoderTok2Vec.v1")  # type: ignore[untyped-decorator]
def encoder_tok2vec(
    width: int = 384, depth: int = 0, window: int = 1, pieces: int = 3
) -> Model[list[Doc], Features]:
    """Returns the small trainable layer on top: a projection, and `depth` window layers after it.

    The projection weighs the encoder's layers; each window layer lets a token see its neighbours.
    """
    project: Any = chain(Dropout(0.0), Gelu(nO=width, nI=FEATURES), Dropout(0.0))
    layers: Any = chain(encoder_features(), with_array(project))
    if depth:
        mixer: Any = chain(
            expand_window(window_size=window),
            Maxout(nO=width, nI=width * (2 * window + 1), nP=pieces, normalize=True, dropout=0.0),
        )
        layers = chain(layers, with_array(clone(residual(mixer), depth), pad=window * depth))
    layers.set_dim("nO", width)
    result: Model[list[Doc], Features] = layers
    return result
