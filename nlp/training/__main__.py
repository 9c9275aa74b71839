"""One command from data to packaged pipeline: python -m nlp.training DATA WORK [--epochs N].

DATA is the folder with `ud/` and `text/`; WORK receives every intermediate result, and `WORK/beleid` the
pipeline. A step whose result is there is not done again. Needs torch and onnx.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch

from nlp.encoder import register
from nlp.encoder.session import MAPPING_FILE, MODEL_FILE, PassageEncoder
from nlp.training import heads
from nlp.training.assemble import assemble
from nlp.training.convert import load_trimmed
from nlp.training.embeddings import add_mapping, original_embeddings
from nlp.training.export import export, load_finetuned
from nlp.training.finetune import Plan, run
from nlp.training.fuse import fuse
from nlp.training.heads import HEADS_FILE
from nlp.training.plain import policy_passages
from nlp.training.prepare import PARTS, prepare

_MAPPED_PASSAGES = 6800
# Only the morphologizer is trained on cached features: a part of the treebank is enough for it.
_TREEBANK_SHARE = 0.25


def main() -> None:
    """Runs the steps in turn."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--minutes", type=float, default=0.0, help="limit the fine-tuning by the clock")
    options = parser.parse_args()
    torch.set_num_threads(1)
    register()
    if not (options.work / "finetuned" / "encoder.pt").exists():
        run(options.data, options.work / "finetuned", Plan(epochs=options.epochs, minutes=options.minutes))
    package(options.data, options.work, options.work / "finetuned")


def package(data: Path, work: Path, finetuned: Path) -> Path:
    """Returns the folder of the pipeline made from fine-tuned weights."""
    encoder, cached = work / "encoder", work / "cached"
    if not (encoder / MODEL_FILE).exists():
        texts = policy_passages(data, 60, random.Random(12))
        export(load_finetuned(finetuned), finetuned / "tokenizer.json", encoder, texts)
    if not (encoder / MAPPING_FILE).exists():
        map_embeddings(data, finetuned, encoder)
    if not (finetuned / HEADS_FILE).exists():
        heads.run(data, finetuned, PassageEncoder(encoder), heads.Plan())
    if not cached.exists():
        kept = prepare(data, PassageEncoder(encoder), cached, share=_TREEBANK_SHARE, names=PARTS[:1])
        print("tokens encoded:", kept)
    assembled = assemble(data, finetuned, encoder, cached, work / "assembled")
    return fuse(assembled, work / "beleid", policy_passages(data, 60, random.Random(12)))


def map_embeddings(data: Path, finetuned: Path, encoder: Path) -> None:
    """Fits the map onto the original embeddings and prints how well they agree on held-out passages."""
    texts = policy_passages(data, _MAPPED_PASSAGES, random.Random(11))
    original, tokenizer = load_trimmed(data, finetuned)
    target = original_embeddings(original, tokenizer, texts)
    for name, figures in add_mapping(encoder, target, texts).items():
        print("embeddings", name, figures)


if __name__ == "__main__":
    main()
