"""Scores of the training heads on a development set, to follow the fine-tuning."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import torch

from nlp.training.batches import Classes, Item, grouped, to_batch
from nlp.training.multitask import Batch, MultiTask
from nlp.training.trees import LemmaClasses


def report(
    model: MultiTask, items: Sequence[Item], classes: Classes, lemmas: LemmaClasses, budget: int = 4000
) -> dict[str, float]:
    """Returns accuracies over words: pos, tags, lemmas (own), uas, las; and sentence-start F."""
    model.eval()
    right: Counter[str] = Counter()
    for group in grouped(items, budget, random.Random(0)):
        batch = to_batch(group, classes)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            features, _ = model.features(batch, 0.0)
            x = model.mixed(features, 0.0)
            right += _tagged(model, x, batch, group, lemmas) + _parsed(model, x, batch)
    words = right.pop("words")
    found, given, hits = right.pop("found"), right.pop("given"), right.pop("hits")
    scores = {name: round(count / words, 4) for name, count in sorted(right.items())}
    return scores | {"starts_f": round(2 * hits / max(1, found + given), 4), "words": words}


def _tagged(
    model: MultiTask, x: torch.Tensor, batch: Batch, group: Sequence[Item], lemmas: LemmaClasses
) -> Counter[str]:
    right: Counter[str] = Counter(words=int(batch.words.sum()))
    for name in ("pos", "tags", "feats"):
        right[name] = int((model.taggers[name](x).argmax(-1) == batch.classes[name])[batch.words == 1].sum())
    starts = model.taggers["starts"](x).argmax(-1)[batch.words == 1]
    gold = batch.classes["starts"][batch.words == 1]
    right.update(found=int(starts.sum()), given=int(gold.sum()), hits=int((starts * gold).sum()))
    ranked = model.taggers["lemmas"](x).float().topk(5).indices.tolist()
    for row, one in zip(ranked, group, strict=True):
        assert one.text is not None
        words = [(w, lemma) for s in one.text.sentences for w, lemma in zip(s.words, s.lemmas, strict=True)]
        right["lemmas"] += sum(
            lemmas.lemma(w, best) == lemma for (w, lemma), best in zip(words, row, strict=False)
        )
    return right


def _parsed(model: MultiTask, x: torch.Tensor, batch: Batch) -> Counter[str]:
    heads = model.arcs(x, batch, 0.0).argmax(-1)
    labels = model.relations(x, heads, 0.0).argmax(-1)
    real = batch.words == 1
    attached = (heads == batch.heads)[real]
    return Counter(uas=int(attached.sum()), las=int((attached & (labels == batch.labels)[real]).sum()))
