"""Joins the components' projections of the features into one int8 product that the encoder runs.

Every component begins with a projection of the same 1,152 features. One after the other in floating point
they took half as long as the encoder itself; together they take a fifteenth of that. The components keep
what comes after and read their columns of `Doc.tensor` (`stadspraat.Projected.v1`).
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import spacy
import srsly
from numpy.typing import NDArray
from onnx import TensorProto, helper
from spacy.language import Language
from spacy.util import registry
from thinc.api import Config

from nlp.encoder import register
from nlp.encoder.embedder import ENCODER_HASH
from nlp.encoder.parser import PARTS, Biaffine
from nlp.encoder.projecting import PROJECTIONS_FILE
from nlp.encoder.session import MAPPING_FILE, MODEL_FILE, TOKENIZER_FILE
from nlp.training.graph import OPSETS, Graph

Array = NDArray[np.float32]
_LICENCES = Path(__file__).parent / "licences"
SPACY = ("senter", "tagger", "morphologizer", "trainable_lemmatizer")


def fuse(pipeline: Path, out: Path, texts: Sequence[str]) -> Path:
    """Writes the pipeline in folder `pipeline` to `out` with its projections joined; returns `out`.

    `texts` show what values the features take.
    """
    register()
    nlp = spacy.load(pipeline)
    shutil.copytree(pipeline, out, dirs_exist_ok=True)
    weights = {name: _projection(nlp, name) for name in (*SPACY, "ner", "parser")}
    model = projections_graph(list(weights.values()), _parts(_model(nlp, "parser")), _ranges(nlp, texts))
    onnx.save(model, str(out / "encoder" / PROJECTIONS_FILE))
    config = Config().from_disk(out / "config.cfg", interpolate=False)
    for number, name in enumerate(weights):
        _rewire(nlp, name, 384 * number, out, config)
    config["components"]["encoder"]["folder"] = None
    config.to_disk(out / "config.cfg")
    for licence in sorted(_LICENCES.iterdir()):
        shutil.copyfile(licence, out / licence.name)
    _tell_content(out)
    return out


def _tell_content(out: Path) -> None:
    """Writes into meta.json which encoder and which weights the folder holds."""
    meta: dict[str, Any] = srsly.read_json(out / "meta.json")
    meta[ENCODER_HASH] = _hash(
        [out / "encoder" / name for name in (MODEL_FILE, TOKENIZER_FILE, MAPPING_FILE)]
    )
    meta["weights"] = _hash([path for path in sorted(out.rglob("*")) if path.name != "meta.json"])
    srsly.write_json(out / "meta.json", meta)


def _hash(files: Sequence[Path]) -> str:
    digest = sha256()
    for path in files:
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def projections_graph(
    projections: Sequence[tuple[Array, Array]], parts: Sequence[tuple[Array, Array]], ranges: Array
) -> onnx.ModelProto:
    """Returns the graph: `features` (n × 1152) to `projected`, the last projection taken on to `parts`."""
    g = Graph()
    # Layers differ in scale; the root of each channel's range is divided out and put into the weights.
    scale = np.sqrt(np.maximum(ranges, 1e-3)).astype(np.float32)
    weight = np.concatenate([weight for weight, _ in projections]) * scale
    bias = np.concatenate([bias for _, bias in projections])
    x = g.add("Mul", ["features", g.constant("unscale", 1.0 / scale)], "scaled")
    x = g.add("Gelu", [g.linear(x, "projections", weight, bias)], "projections.gelu", "com.microsoft")
    last = len(projections[-1][1])
    sizes = g.constant("sizes", np.array([len(bias) - last, last], dtype=np.int64))
    g.nodes.append(helper.make_node("Split", [x, sizes], ["heads", "parse"], "split", axis=1))
    second = (np.concatenate([w for w, _ in parts]), np.concatenate([b for _, b in parts]))
    words = g.add("Gelu", [g.linear("parse", "parts", *second)], "parts.gelu", "com.microsoft")
    g.add("Concat", ["heads", words], "projected", axis=1)
    width = len(bias) - last + len(second[1])
    graph = helper.make_graph(
        g.nodes,
        "projections",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, ["n", weight.shape[1]])],
        [helper.make_tensor_value_info("projected", TensorProto.FLOAT, ["n", width])],
        g.constants,
    )
    return helper.make_model(graph, opset_imports=OPSETS, ir_version=10, producer_name="stadspraat")


def _model(nlp: Language, name: str) -> Any:
    component: Any = nlp.get_pipe(name)
    return component.model


def _projection(nlp: Language, name: str) -> tuple[Array, Array]:
    model = _model(nlp, name)
    if name in SPACY:
        node = next(node for node in model.walk() if node.name == "gelu")
        return node.get_param("W"), node.get_param("b")
    return model.weights["project.weight"], model.weights["project.bias"]


def _parts(model: Biaffine) -> list[tuple[Array, Array]]:
    return [(model.weights[f"{name}.weight"], model.weights[f"{name}.bias"]) for name in PARTS]


def _ranges(nlp: Language, texts: Sequence[str]) -> Array:
    """The largest absolute value of each feature over all tokens of the texts."""
    encoder: Any = nlp.get_pipe("encoder")
    ranges: Array = np.max([np.abs(encoder(nlp.make_doc(text)).tensor).max(axis=0) for text in texts], axis=0)
    return ranges


def _rewire(nlp: Language, name: str, start: int, out: Path, config: Config) -> None:
    """Writes the component without its projection, told in which column its input starts."""
    component: Any = nlp.get_pipe(name)
    if name not in SPACY:
        dropped = {"project", *(PARTS if name == "parser" else ())}
        kept = {k: w for k, w in component.model.weights.items() if k.rsplit(".", 1)[0] not in dropped}
        component.model = type(component.model)(kept, component.model.labels)
        component.to_disk(out / name)
        config["components"][name]["start"] = start
        return
    tok2vec = {"@architectures": "stadspraat.Projected.v1", "start": start, "width": 384}
    wired = {"@architectures": "spacy.Tagger.v2", "tok2vec": tok2vec, "nO": None, "normalize": False}
    model = registry.resolve({"model": wired})["model"]
    softmax, old = model.get_ref("softmax"), component.model.get_ref("softmax")
    softmax.set_dim("nO", old.get_dim("nO"), force=True)
    softmax.set_dim("nI", old.get_dim("nI"), force=True)
    for part in ("W", "b"):
        softmax.set_param(part, old.get_param(part))
    (out / name / "model").write_bytes(model.to_bytes())
    config["components"][name]["model"] = wired
