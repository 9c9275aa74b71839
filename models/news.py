"""What is new in the documents of the latest run: words, topics, themes, places and speakers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from corpus.discourse_records import NewsRecord
from corpus.facets import MUNICIPALITY, SPEAKER, THEME, facet_of
from corpus.store import Store
from models.keyness import dispersion, keyness
from models.tagged import TOPIC, TaggedPassage
from models.words import content_lemma

LISTED = 30
"""So many items of a kind are kept: those that are most typical of the latest documents."""
FEWEST = 3
"""What occurs less often in them is no news yet."""
_CHANCE = 0.05
_BATCH = 500
_NO_TOPIC = "topic=-1"
_COLUMNS = ("word", "target", "reference", "g2", "p", "log_ratio")

ByDocument = Mapping[str, Counter[str]]


def news_of(store: Store, passages: Sequence[TaggedPassage]) -> tuple[NewsRecord, ...]:
    """Return what the latest documents have more of than all before them, with keyness and dispersion.

    Nothing where all documents came with one run. One long report cannot dominate unseen: the dispersion
    over the latest documents (Gries's DP, normalised) and their number stand beside every item.
    """
    latest = store.latest_documents()
    if not latest:
        return ()
    found: list[NewsRecord] = []
    for kind, counted in _kinds(store, passages).items():
        found += _news(kind, counted, latest)
    return tuple(found)


def _kinds(store: Store, passages: Sequence[TaggedPassage]) -> dict[str, ByDocument]:
    """Per kind, how often each document has each item."""
    kinds: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for passage in passages:
        for tag in sorted(passage.tags - {_NO_TOPIC}):
            facet = facet_of(tag)
            if facet in (TOPIC, MUNICIPALITY, SPEAKER) or facet.startswith(THEME):
                kinds[facet][passage.document][tag] += 1
    for start in range(0, len(passages), _BATCH):
        part = passages[start : start + _BATCH]
        tokens = store.tokens([passage.id for passage in part])
        for passage in part:
            words = (
                content_lemma(passage.text[token.start : token.end], token.lemma, token.pos)
                for token in tokens.get(passage.id, ())
            )
            kinds["word"][passage.document].update(filter(None, words))
    return dict(sorted(kinds.items()))


def _news(kind: str, counted: ByDocument, latest: frozenset[str]) -> Iterator[NewsRecord]:
    """The items of one kind that are typical of the latest documents, most typical first."""
    new = sorted(document for document in counted if document in latest)
    target = sum((counted[document] for document in new), Counter[str]())
    reference = sum((counted[name] for name in counted if name not in latest), Counter[str]())
    if not target or not reference:
        return
    table = keyness(target, reference)
    kept = table[(table["g2"] > 0) & (table["p"] < _CHANCE) & (table["target"] >= FEWEST)]
    sizes = [counted[document].total() for document in new]
    top = kept.head(LISTED)
    rows = zip(*(top[name].tolist() for name in _COLUMNS), strict=True)
    for item, batch, rest, g2, p, log_ratio in rows:
        counts = [counted[document][item] for document in new]
        spread = dispersion(counts, sizes, normalised=len(new) > 1)
        within = sum(count > 0 for count in counts)
        figures = (round(g2, 4), float(f"{p:.4g}"), round(log_ratio, 4), round(spread, 4))
        yield NewsRecord(kind, item, batch, rest, *figures, within)
