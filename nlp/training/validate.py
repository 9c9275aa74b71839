"""Scores of the training heads on a development set, to follow the fine-tuning."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import torch

from nlp.encoder.bio import allowed, best_sequence, spans
from nlp.training.batches import Classes, Item, grouped, to_batch
from nlp.training.bert import mixed_precision
from nlp.training.documents import TrainingText
from nlp.training.material import Material
from nlp.training.multitask import PROJECTIONS, Batch, Heads
from nlp.training.trees import LemmaClasses

Encode = Callable[[Iterable[TrainingText]], Sequence[Item]]
"""What makes texts ready to be read by the model."""


def scores(model: Heads, material: Material, encode: Encode) -> dict[str, dict[str, float]]:
    """Returns the figures of every development set by its name, `entities` for the labelled texts."""
    classes = material.classes
    figures = {
        name: report(model, encode(texts), classes, material.lemmas) for name, texts in material.dev.items()
    }
    return figures | {"entities": entity_scores(model, encode(material.named), classes)}


def report(
    model: Heads, items: Sequence[Item], classes: Classes, lemmas: LemmaClasses, budget: int = 4000
) -> dict[str, float]:
    """Returns accuracies over words: pos, tags, lemmas (own), uas, las; and sentence-start F."""
    model.eval()
    right: Counter[str] = Counter()
    for group in grouped(items, budget, random.Random(0)):
        batch = to_batch(group, classes)
        with torch.no_grad(), mixed_precision():
            features = model.features(batch, 0.0)
            mixed = {name: model.mixed(features, name, 0.0) for name in model.project}
            right += _tagged(model, mixed, batch, group, lemmas) + _parsed(model, mixed["parse"], batch)
    words = right.pop("words")
    found, given, hits = right.pop("found"), right.pop("given"), right.pop("hits")
    scores = {name: round(count / words, 4) for name, count in sorted(right.items())}
    return scores | {"starts_f": round(2 * hits / max(1, found + given), 4), "words": words}


def _tagged(
    model: Heads,
    mixed: dict[str, torch.Tensor],
    batch: Batch,
    group: Sequence[Item],
    lemmas: LemmaClasses,
) -> Counter[str]:
    right: Counter[str] = Counter(words=int(batch.words.sum()))

    def scores(name: str) -> torch.Tensor:
        return model.taggers[name](mixed[PROJECTIONS[name]]).float()

    for name in ("pos", "tags", "feats"):
        right[name] = int((scores(name).argmax(-1) == batch.classes[name])[batch.words == 1].sum())
    known = batch.classes["starts"] >= 0
    starts, gold = scores("starts").argmax(-1)[known], batch.classes["starts"][known]
    right.update(found=int(starts.sum()), given=int(gold.sum()), hits=int((starts * gold).sum()))
    ranked = scores("lemmas").topk(min(5, len(lemmas))).indices.tolist()
    for row, one in zip(ranked, group, strict=True):
        assert one.text is not None
        words = [(w, lemma) for s in one.text.sentences for w, lemma in zip(s.words, s.lemmas, strict=True)]
        right["lemmas"] += sum(
            lemmas.lemma(w, best) == lemma for (w, lemma), best in zip(words, row, strict=False)
        )
    return right


def _parsed(model: Heads, x: torch.Tensor, batch: Batch) -> Counter[str]:
    heads = model.arcs(x, batch, 0.0).argmax(-1)
    labels = model.relations(x, heads, 0.0).argmax(-1)
    real = batch.words == 1
    attached = (heads == batch.heads)[real]
    return Counter(uas=int(attached.sum()), las=int((attached & (labels == batch.labels)[real]).sum()))


def entity_scores(model: Heads, items: Sequence[Item], classes: Classes) -> dict[str, float]:
    """Returns F over exact spans of the training head, in all and per label; texts one at a time."""
    model.eval()
    labels = list(classes.entities)
    steps, counts = allowed(labels), Counter[tuple[str, str]]()
    for one in items:
        assert one.text is not None
        with torch.no_grad(), mixed_precision():
            features = model.features(to_batch([one], classes), 0.0)
            mixed = model.mixed(features, PROJECTIONS["entities"], 0.0)
            scores = model.taggers["entities"](mixed).float().log_softmax(-1)[0].numpy()
        found, gold = spans(best_sequence(scores, steps, labels)), spans(one.text.entities)
        for kind, some in (("found", found), ("gold", gold), ("hit", found & gold)):
            counts.update((name, kind) for _, _, label in some for name in ("all", label))
    names = sorted({name for name, _ in counts})
    return {n: round(2 * counts[n, "hit"] / (counts[n, "found"] + counts[n, "gold"]), 4) for n in names}
