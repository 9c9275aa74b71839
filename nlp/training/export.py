"""Writes the encoder's folder (ONNX graph and tokenizer) from torch weights."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn

from nlp.encoder.session import MODEL_FILE, TOKENIZER_FILE
from nlp.training.batches import pieces
from nlp.training.bert import Encoder
from nlp.training.graph import encoder_graph
from nlp.training.multitask import FEATURE_LAYERS

Ranges = NDArray[np.float32]


def export(encoder: Encoder, tokenizer_file: Path, folder: Path, texts: Sequence[str] = ()) -> None:
    """Writes `encoder.onnx` and `tokenizer.json` to `folder`; `texts` show what values the layers see."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: value.detach().float().numpy() for name, value in encoder.state_dict().items()}
    ranges = channel_ranges(encoder, Tokenizer.from_file(str(tokenizer_file)), texts) if texts else None
    onnx.save(encoder_graph(weights, encoder.shape, FEATURE_LAYERS, ranges), str(folder / MODEL_FILE))
    shutil.copyfile(tokenizer_file, folder / TOKENIZER_FILE)


def channel_ranges(encoder: Encoder, tokenizer: Tokenizer, texts: Sequence[str]) -> dict[str, Ranges]:
    """Returns for every linear layer of the encoder the largest absolute value of each input channel."""
    seen: dict[str, Tensor] = {}

    def watch(name: str) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        def look(_module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            peak = inputs[0].detach().abs().flatten(0, -2).amax(0)
            seen[name] = torch.maximum(seen[name], peak) if name in seen else peak

        return look

    linear = [(name, module) for name, module in encoder.named_modules() if isinstance(module, nn.Linear)]
    hooks = [module.register_forward_pre_hook(watch(name)) for name, module in linear]
    with torch.no_grad():
        for text in texts:
            ids = torch.tensor([pieces(tokenizer, text)[0][:510]])
            encoder(ids, torch.ones_like(ids))
    for hook in hooks:
        hook.remove()
    return {name: peak.numpy() for name, peak in seen.items()}


def load_finetuned(folder: Path) -> Encoder:
    """Returns the encoder that nlp.training.finetune left in `folder` (`trimmed.pt`, `encoder.pt`)."""
    encoder = Encoder(torch.load(folder / "trimmed.pt", weights_only=False)["shape"])
    encoder.load_state_dict(torch.load(folder / "encoder.pt"))
    encoder.eval()
    return encoder
