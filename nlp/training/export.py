"""Writes the encoder's folder (ONNX graph and tokenizer) from torch weights."""

from __future__ import annotations

import shutil
from pathlib import Path

import onnx
import torch

from nlp.encoder.session import MODEL_FILE, TOKENIZER_FILE
from nlp.training.bert import Encoder
from nlp.training.graph import encoder_graph
from nlp.training.multitask import FEATURE_LAYERS


def export(encoder: Encoder, tokenizer_file: Path, folder: Path) -> None:
    """Writes `encoder.onnx` and `tokenizer.json` to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: value.detach().float().numpy() for name, value in encoder.state_dict().items()}
    onnx.save(encoder_graph(weights, encoder.shape, FEATURE_LAYERS), str(folder / MODEL_FILE))
    shutil.copyfile(tokenizer_file, folder / TOKENIZER_FILE)


def load_finetuned(folder: Path) -> Encoder:
    """Returns the encoder that nlp.training.finetune left in `folder` (`trimmed.pt`, `encoder.pt`)."""
    encoder = Encoder(torch.load(folder / "trimmed.pt", weights_only=False)["shape"])
    encoder.load_state_dict(torch.load(folder / "encoder.pt"))
    encoder.eval()
    return encoder
