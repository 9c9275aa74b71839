"""From the wheel to a trimmed encoder and its tokenizer, kept on disk between steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer

from nlp.training.bert import Encoder, from_wheel
from nlp.training.plain import policy_texts, word_lists
from nlp.training.treebank import read_treebank
from nlp.training.vocabulary import as_json, count_pieces, full_tokenizer, tokenizer, trim
from nlp.training.wheel import WheelModel, installed_weights, read_wheel_model

SPARE_PIECES = 6000


def load_trimmed(data: Path, out: Path) -> tuple[Encoder, Tokenizer]:
    """Returns the encoder on the vocabulary of Dutch and its tokenizer; makes them in `out` when absent."""
    weights, pieces = out / "trimmed.pt", out / "tokenizer.json"
    if not (weights.exists() and pieces.exists()):
        out.mkdir(parents=True, exist_ok=True)
        encoder, text = trimmed(read_wheel_model(installed_weights()), data)
        torch.save({"shape": encoder.shape, "state": encoder.state_dict()}, weights)
        pieces.write_text(text, encoding="utf-8")
    saved = torch.load(weights, weights_only=False)
    encoder = Encoder(saved["shape"])
    encoder.load_state_dict(saved["state"])
    return encoder, Tokenizer.from_file(str(pieces))


def trimmed(model: WheelModel, data: Path) -> tuple[Encoder, str]:
    """Returns the encoder with only the pieces that Dutch texts use, and the tokenizer as JSON."""
    counts = count_pieces(full_tokenizer(model), vocabulary_texts(data))
    vocabulary = trim(model, counts, latin_best=SPARE_PIECES)
    shape = replace(model.shape, vocabulary=len(vocabulary.rows))
    tensors = model.tensors | {"emb.word": model.tensors["emb.word"][vocabulary.rows]}
    encoder = from_wheel(replace(model, shape=shape, tensors=tensors))
    return encoder, as_json(tokenizer(vocabulary.pieces, vocabulary.scores))


def vocabulary_texts(data: Path) -> Iterator[str]:
    """Yields what the vocabulary is counted on: policy texts, treebanks, gazetteers, word lists."""
    for text in policy_texts(data):
        yield from (text[at : at + 2000] for at in range(0, len(text), 2000))
    for name in ("alpino_train.conllu.xz", "lassysmall_2017_train.conllu"):
        yield from (sentence.text for sentence in read_treebank(data / "ud" / name))
    for path in sorted([*(data / "gazetteer").glob("*.csv"), *(data / "themes").rglob("*.*")]):
        yield from path.read_text(encoding="utf-8", errors="replace").splitlines()
    yield from word_lists()
