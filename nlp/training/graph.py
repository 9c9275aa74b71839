"""Writes the encoder as an ONNX graph for ONNX Runtime: int8 weights per channel, 4-bit piece vectors.

The operators of the domain com.microsoft are ONNX Runtime's own; they are documented in its
ContribOperators.md. Activations are quantised at run time, per call: run one passage at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from nlp.training.wheel import BLOCK, EncoderShape

Array = NDArray[np.float32]
_OURS = "com.microsoft"
APART = 16
"""How many input channels of a layer are multiplied in floating point."""


@dataclass
class _Graph:
    """Nodes and constants as they are added."""

    ranges: dict[str, Array] = field(default_factory=dict)
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def add(self, kind: str, inputs: Sequence[str], name: str, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name, domain=domain, **attributes))
        return name

    def linear(self, x: str, name: str, weight: Array, bias: Array) -> str:
        """x · weightᵀ + bias, the weight as int8 with one scale for each output.

        8 bits serve all input channels of a call. Where their ranges are known, the few largest
        channels are multiplied apart, in floating point: one of them alone can be ten times the rest
        and would leave the others a few steps (Dettmers and others, LLM.int8(), 2022).
        """
        if name not in self.ranges:
            return self._int8(x, name, weight, bias)
        large = np.sort(np.argsort(-self.ranges[name], kind="stable")[:APART])
        rest = np.ones(weight.shape[1], dtype=np.float32)
        rest[large] = 0.0
        small = self.add("Mul", [x, self.constant(f"{name}.rest", rest)], f"{name}.small")
        most = self._int8(small, f"{name}.most", weight * rest, bias)
        chosen = self.add("Gather", [x, self.constant(f"{name}.large", large)], f"{name}.chosen", axis=2)
        columns = self.constant(f"{name}.columns", np.ascontiguousarray(weight[:, large].T))
        return self.add("Add", [most, self.add("MatMul", [chosen, columns], f"{name}.few")], name)

    def _int8(self, x: str, name: str, weight: Array, bias: Array) -> str:
        quantised, scales = quantise_rows(weight)
        inputs = [
            x,
            self.constant(f"{name}.weight", np.ascontiguousarray(quantised.T)),
            self.constant(f"{name}.scale", scales),
            "",
            self.constant(f"{name}.bias", bias),
        ]
        return self.add("DynamicQuantizeMatMul", inputs, name, _OURS)


def quantise_rows(weight: Array) -> tuple[NDArray[np.int8], Array]:
    """Returns the matrix as int8 in −127 … 127 and the scale of each row."""
    scales = np.abs(weight).max(axis=1) / 127.0
    scales = np.where(scales == 0, 1.0, scales).astype(np.float32)
    return np.rint(weight / scales[:, None]).astype(np.int8), scales


def pack_blocks(matrix: Array) -> tuple[bytes, Array]:
    """Returns a matrix as signed 4-bit values, two to a byte, and its scales (rows × blocks of 32).

    What came out of such blocks goes back into them without loss: the largest value of a block fixes
    its scale, as in the source (value = (nibble − 8) × scale).
    """
    blocks = matrix.reshape(matrix.shape[0], -1, BLOCK)
    peak = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=2)[:, :, None], axis=2)[:, :, 0]
    scales = (peak / -8.0).astype(np.float16).astype(np.float32)
    divisor = np.where(scales == 0, 1.0, scales)[:, :, None]
    values = np.clip(np.rint(blocks / divisor), -8, 7).astype(np.int8).reshape(matrix.shape[0], -1)
    nibbles = values.astype(np.uint8) & 0x0F
    return (nibbles[:, 0::2] | (nibbles[:, 1::2] << 4)).tobytes(), scales


def encoder_graph(
    weights: dict[str, Array],
    shape: EncoderShape,
    layers: Sequence[int],
    ranges: dict[str, Array] | None = None,
) -> onnx.ModelProto:
    """Returns the model: input `ids` (1 × n, int64), output `states` (1 × n × width·len(layers)).

    `weights` has the names of nlp.training.bert.Encoder. The states are those after the given layers,
    side by side. `ranges` gives for linear layers the largest value seen of each input channel.
    """
    g = _Graph(ranges or {})
    x = _embedding(g, weights, shape)
    outputs = []
    for number in range(1, shape.layers + 1):
        x = _layer(g, x, number - 1, weights, shape)
        if number in layers:
            outputs.append(x)
    g.add("Concat", outputs, "states", axis=2)
    graph = helper.make_graph(
        g.nodes,
        "encoder",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "n"])],
        [helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, "n", len(layers) * shape.width])],
        g.constants,
    )
    opsets = [helper.make_opsetid("", 21), helper.make_opsetid(_OURS, 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=10, producer_name="stadspraat")
    helper.set_model_props(model, {"dimensions": str(shape.width)})
    return model


def _embedding(g: _Graph, weights: dict[str, Array], shape: EncoderShape) -> str:
    packed, scales = pack_blocks(weights["word.weight"])
    g.constants.append(
        helper.make_tensor("word", TensorProto.INT4, [shape.vocabulary, shape.width], packed, raw=True)
    )
    g.constant("word.scale", scales)
    words = g.add(
        "GatherBlockQuantized",
        ["word", "ids", "word.scale"],
        "words",
        _OURS,
        gather_axis=0,
        quantize_axis=1,
        block_size=BLOCK,
    )
    positions = g.constant("position", weights["position.weight"])
    g.add("Shape", ["ids"], "length", start=1)
    places = g.add(
        "Slice", [positions, g.constant("zero", np.zeros(1, np.int64)), "length", "zero"], "places"
    )
    summed = g.add("Add", [words, places], "summed")
    norm = [
        g.constant(f"embedding_norm.{part}", weights[f"embedding_norm.{part}"]) for part in ("weight", "bias")
    ]
    return g.add("LayerNormalization", [summed, *norm], "embedded", epsilon=shape.eps)


def _layer(g: _Graph, x: str, number: int, weights: dict[str, Array], shape: EncoderShape) -> str:
    def linear(source: str, name: str) -> str:
        full = f"layers.{number}.{name}"
        return g.linear(source, full, weights[f"{full}.weight"], weights[f"{full}.bias"])

    def add_and_norm(source: str, added: str, name: str) -> str:
        full = f"layers.{number}.{name}"
        parts = [g.constant(f"{full}.{part}", weights[f"{full}.{part}"]) for part in ("weight", "bias")]
        return g.add("SkipLayerNormalization", [source, added, *parts], full, _OURS, epsilon=shape.eps)

    qkv = linear(x, "qkv")
    parts = [f"layers.{number}.{part}" for part in ("q", "k", "v")]
    g.nodes.append(helper.make_node("Split", [qkv], parts, f"{qkv}.split", axis=2, num_outputs=3))
    mixed = g.add("MultiHeadAttention", parts, f"layers.{number}.mixed", _OURS, num_heads=shape.heads)
    x = add_and_norm(x, linear(mixed, "attention_out"), "attention_norm")
    inner = g.add("Gelu", [linear(x, "inner")], f"layers.{number}.gelu", _OURS)
    return add_and_norm(x, linear(inner, "outer"), "norm")
