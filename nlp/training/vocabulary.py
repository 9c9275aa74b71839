"""Cuts the encoder's 250,000 pieces down to those that Dutch texts use, and builds the tokenizer."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

from nlp.training.wheel import WheelModel

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
UNKNOWN = SPECIAL.index("<unk>")
_SPACE = "▁"
# Dutch, its neighbours, Turkish and Polish names: whole pieces of other scripts are not needed.
_LATIN = re.compile(r"^[\u0000-\u024f\u1e00-\u1eff\u2000-\u22ff▁]+$")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pieces that are kept, their scores, and the row of each in the full embedding matrix."""

    pieces: tuple[str, ...]
    scores: NDArray[np.float32]
    rows: NDArray[np.int64]


def tokenizer(pieces: Iterable[str], scores: Iterable[float]) -> Tokenizer:
    """Returns the unigram tokenizer (NFKC, runs of space as one, leading space) over scored pieces."""
    scored = [(piece, float(score)) for piece, score in zip(pieces, scores, strict=True)]
    result = Tokenizer(models.Unigram(scored, unk_id=UNKNOWN, byte_fallback=False))
    # SentencePiece drops control characters and reads every white space as a space; NFKC alone does not.
    result.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(r"[\t\n\x0b\x0c\r\x85\u2028\u2029\u200e\u200f\ufeff]"), " "),
            normalizers.Replace(Regex(r"[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b]"), ""),
            normalizers.NFKC(),
            normalizers.Replace(Regex(r" {2,}"), " "),
        ]
    )
    result.pre_tokenizer = pre_tokenizers.Metaspace(replacement=_SPACE, prepend_scheme="always", split=False)
    result.decoder = decoders.Metaspace(replacement=_SPACE, prepend_scheme="always")
    return result


def full_tokenizer(model: WheelModel) -> Tokenizer:
    """Returns the tokenizer over all pieces of the wheel."""
    return tokenizer(model.pieces, model.scores)


def count_pieces(full: Tokenizer, texts: Iterable[str]) -> Counter[str]:
    """Returns how often each piece occurs in the texts."""
    counts: Counter[str] = Counter()
    for batch in _batches(texts, 512):
        for encoding in full.encode_batch(batch, add_special_tokens=False):
            counts.update(encoding.tokens)
    return counts


def trim(model: WheelModel, counts: Counter[str], *, least: int = 1, latin_best: int = 0) -> Vocabulary:
    """Returns the special pieces, every single character, pieces counted `least` times or more.

    Of the pieces in Latin script that were not counted, the `latin_best` most probable stay too: the
    vocabulary is listed by falling probability, and a name that no counted text holds needs them.
    """
    kept, spare = [], latin_best
    for row, piece in enumerate(model.pieces):
        used = piece in SPECIAL or len(piece.lstrip(_SPACE)) <= 1 or counts[piece] >= least
        if not used and spare and _LATIN.match(piece):
            used, spare = True, spare - 1
        if used:
            kept.append(row)
    rows = np.array(kept, dtype=np.int64)
    return Vocabulary(tuple(model.pieces[row] for row in kept), model.scores[rows], rows)


def _batches(texts: Iterable[str], size: int) -> Iterator[list[str]]:
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def as_json(trimmed: Tokenizer) -> str:
    """Returns the tokenizer as compact JSON, as `tokenizers` reads it."""
    return json.dumps(json.loads(trimmed.to_str()), ensure_ascii=False, separators=(",", ":"))
