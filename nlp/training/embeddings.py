"""The original sentence embeddings of unlabelled passages: what the fine-tuned encoder must keep giving."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from nlp.encoder.session import MAPPING_FILE, PassageEncoder
from nlp.training.batches import pieces
from nlp.training.bert import Encoder, mean_pool, mixed_precision
from nlp.training.calibrate import Agreement, Matrix, agreement, apply, best_fit


def original_embeddings(encoder: Encoder, tokenizer: Tokenizer, texts: Sequence[str]) -> Matrix:
    """Returns the unit vectors (texts × 384) of the encoder as it came, in 16-bit arithmetic."""
    rows = []
    with torch.no_grad(), mixed_precision():
        for text in texts:
            ids = torch.tensor([pieces(tokenizer, text)[0][:510]])
            last = encoder(ids, torch.ones_like(ids))[-1].float()
            rows.append(mean_pool(last, torch.ones_like(ids))[0].numpy())
    return np.stack(rows)


def add_mapping(folder: Path, target: Matrix, texts: Sequence[str], held: int = 300) -> dict[str, Agreement]:
    """Writes the map onto the original embeddings beside the encoder in `folder`.

    Returns how well they agree on the last `held` texts, which the map has not seen, without and with it.
    """
    encoder = PassageEncoder(folder)
    pooled = np.stack([encoder.pooled(text) for text in texts])
    mapping = best_fit(pooled[:-held], target[:-held])
    last = pooled[-held:, -target.shape[1] :]
    plain = last / np.linalg.norm(last, axis=1, keepdims=True)
    np.save(folder / MAPPING_FILE, mapping.astype(np.float16))
    return {
        "plain": agreement(plain, target[-held:]),
        "mapped": agreement(apply(pooled[-held:], mapping), target[-held:]),
    }
