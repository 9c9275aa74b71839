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
OPSETS = [helper.make_opsetid("", 21), helper.make_opsetid(_OURS, 1)]
MOST_APART = 4
"""How many input channels of a layer are at most multiplied in floating point."""
_OUTLYING = 1.75
"""How many times the eighth largest channel one must reach to be multiplied apart."""


@dataclass
class Graph:
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
        """x · weightᵀ + bias, the weight as int8 with one scale for each output."""
        quantised, scales = quantise_rows(weight)
        inputs = [
            x,
            self.constant(f"{name}.weight", np.ascontiguousarray(quantised.T)),
            self.constant(f"{name}.scale", scales),
            "",
            self.constant(f"{name}.bias", bias),
        ]
        return self.add("DynamicQuantizeMatMul", inputs, name, _OURS)

    def float_linear(self, x: str, name: str, weight: Array, added: str) -> str:
        """x · weightᵀ + added in floating point, for a few channels."""
        columns = self.constant(f"{name}.columns", np.ascontiguousarray(weight.T))
        return self.add("Gemm", [x, columns, added], name)

    def apart(self, name: str) -> NDArray[np.int64]:
        """Returns which input channels of a layer are multiplied in floating point.

        8 bits serve all input channels of a call. A single channel can be ten times the rest and would
        leave the others a few steps (Dettmers and others, LLM.int8(), 2022).
        """
        if name not in self.ranges:
            return np.zeros(0, dtype=np.int64)
        order = np.argsort(-self.ranges[name], kind="stable")
        limit = _OUTLYING * self.ranges[name][order[7]]
        return np.sort([c for c in order[:MOST_APART] if self.ranges[name][c] > limit]).astype(np.int64)


def quantise_rows(weight: Array) -> tuple[NDArray[np.int8], Array]:
    """Returns the matrix as int8 and the scale of each row; no two neighbours exceed 128 together.

    Processors without 8-bit dot products (AVX2) add two products of a byte and a weight in 16 bits, which
    saturate: 255 · 128 still fits. So every processor gives the same sums, at the full speed of each.
    """
    sizes = np.abs(weight)
    scales = (sizes[:, 0::2] + sizes[:, 1::2]).max(axis=1) / 127.0
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
    side by side. `ranges` gives for linear layers the largest value seen of each input channel. Within the
    graph a text is a matrix of pieces × width, without a batch.
    """
    g = Graph(ranges or {})
    x = _embedding(g, weights, shape)
    outputs = []
    for number in range(1, shape.layers + 1):
        x = _layer(g, x, number - 1, weights, shape)
        if number in layers:
            outputs.append(x)
    joined = g.add("Concat", outputs, "joined", axis=1)
    g.add("Unsqueeze", [joined, "zero"], "states")
    graph = helper.make_graph(
        g.nodes,
        "encoder",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "n"])],
        [helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, "n", len(layers) * shape.width])],
        g.constants,
    )
    model = helper.make_model(graph, opset_imports=OPSETS, ir_version=10, producer_name="stadspraat")
    helper.set_model_props(model, {"dimensions": str(shape.width)})
    return model


def _embedding(g: Graph, weights: dict[str, Array], shape: EncoderShape) -> str:
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
    summed = g.add("Add", [g.add("Squeeze", [words, "zero"], "words.rows"), places], "summed")
    norm = [
        g.constant(f"embedding_norm.{part}", weights[f"embedding_norm.{part}"]) for part in ("weight", "bias")
    ]
    return g.add("LayerNormalization", [summed, *norm], "embedded", epsilon=shape.eps)


def _layer(g: Graph, x: str, number: int, weights: dict[str, Array], shape: EncoderShape) -> str:
    def part(name: str) -> Array:
        return weights[f"layers.{number}.{name}"]

    def add_and_norm(source: str, added: str, name: str) -> str:
        full = f"layers.{number}.{name}"
        norm = [g.constant(f"{full}.{kind}", part(f"{name}.{kind}")) for kind in ("weight", "bias")]
        summed = g.add("Add", [source, added], f"{full}.sum")
        return g.add("LayerNormalization", [summed, *norm], full, epsilon=shape.eps)

    mixed = _attention(g, x, number, weights, shape)
    name = f"layers.{number}.attention_out"
    added = g.linear(mixed, name, part("attention_out.weight"), part("attention_out.bias"))
    x = add_and_norm(x, added, "attention_norm")
    return add_and_norm(x, _feed_forward(g, x, f"layers.{number}", weights), "norm")


def _attention(g: Graph, x: str, number: int, weights: dict[str, Array], shape: EncoderShape) -> str:
    qkv = f"layers.{number}.qkv"
    g.linear(x, qkv, weights[f"{qkv}.weight"], weights[f"{qkv}.bias"])
    # The attention operator wants a batch, here of one text.
    batch = g.add("Unsqueeze", [qkv, "zero"], f"{qkv}.batch")
    parts = [f"layers.{number}.{part}" for part in ("q", "k", "v")]
    g.nodes.append(helper.make_node("Split", [batch], parts, f"{qkv}.split", axis=2, num_outputs=3))
    mixed = g.add("MultiHeadAttention", parts, f"layers.{number}.mixed", _OURS, num_heads=shape.heads)
    return g.add("Squeeze", [mixed, "zero"], f"layers.{number}.rows")


def _feed_forward(g: Graph, x: str, layer: str, weights: dict[str, Array]) -> str:
    """Two layers with a Gelu between; outlying channels before and between them go apart."""
    inner, outer = f"{layer}.inner", f"{layer}.outer"
    weight, bias, out = weights[f"{inner}.weight"], weights[f"{inner}.bias"], weights[f"{outer}.weight"]
    between = g.apart(outer)
    kept = np.ones(len(bias), dtype=np.float32)
    kept[between] = 0.0
    hidden = g.add(
        "Gelu", [_with_apart(g, x, inner, weight * kept[:, None], bias * kept)], f"{inner}.gelu", _OURS
    )
    most = g.linear(hidden, outer, out * kept, weights[f"{outer}.bias"])
    if not len(between):
        return most
    few = g.float_linear(x, f"{inner}.few", weight[between], g.constant(f"{inner}.few.bias", bias[between]))
    few = g.add("Gelu", [few], f"{inner}.few.gelu", _OURS)
    return g.float_linear(few, f"{outer}.all", out[:, between], most)


def _with_apart(g: Graph, x: str, name: str, weight: Array, bias: Array) -> str:
    """A linear layer whose outlying input channels are multiplied in floating point."""
    large = g.apart(name)
    if not len(large):
        return g.linear(x, name, weight, bias)
    rest = np.ones(weight.shape[1], dtype=np.float32)
    rest[large] = 0.0
    small = g.add("Mul", [x, g.constant(f"{name}.rest", rest)], f"{name}.small")
    most = g.linear(small, name, weight * rest, bias)
    chosen = g.add("Gather", [x, g.constant(f"{name}.large", large)], f"{name}.chosen", axis=1)
    return g.float_linear(chosen, f"{name}.all", weight[:, large], most)
