"""Fits with other settings and other embedders side by side: their figures in one table; nothing is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import asdict, dataclass, fields, replace
from itertools import product
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import StadspraatError
from corpus.topic_records import NO_TOPIC
from models.coherence import c_v, npmi
from models.embedding import Embedder, embed_corpus
from models.fitting import fit_topics
from models.quality import diversity, silhouette
from models.stability import Refits
from models.topic_settings import TopicSettings
from models.topic_source import passage_keys, topic_passages
from models.words import TopicPassage, merge_spellings

if TYPE_CHECKING:
    from corpus.store import Store

_KINDS = {int: "a whole number", float: "a number"}


@dataclass(frozen=True, slots=True)
class FitFigures:
    """One row of the table: what was fitted, and how good and how stable the topics are."""

    embedder: str
    settings: str
    """What differs from the default, as `name=value`."""
    topics: int
    outliers: float
    """Share of passages without a topic."""
    npmi: float
    c_v: float
    diversity: float
    silhouette: float
    jaccard: float
    """Mean best Jaccard of the topics over the refits."""
    rbo: float
    rand: float
    seconds: float
    """Of one fit, map left out."""

    def as_dict(self) -> dict[str, object]:
        """Return the row as JSON-serialisable values."""
        return asdict(self)


def variants(base: TopicSettings, given: Sequence[str]) -> tuple[TopicSettings, ...]:
    """Return settings for every combination of what is `given`, each `name=value` or `name=value,value`.

    Raises StadspraatError for a name that is not known or a value that does not fit.
    """
    choices = [_choices(each) for each in given]
    return tuple(replace(base, **dict(chosen)) for chosen in product(*choices))


def compare_fits(
    store: Store,
    embedders: Sequence[Embedder],
    settings: Sequence[TopicSettings],
    *,
    refits: int = 4,
    executor: Executor | None = None,
    progress: Callable[[str], Callable[[int, int], None]],
) -> Iterator[FitFigures]:
    """Yield a row for every embedder with every one of the settings; vectors are kept, fits are not."""
    for embedder in embedders:
        embed_corpus(store, embedder, progress=progress("embed"))
        for one in settings:
            hashes = [key.text_hash for key in passage_keys(store, one.languages)]
            vectors = store.vectors(embedder.name, hashes)
            passages = topic_passages(store, one.languages)
            yield measure(passages, vectors, one, embedder.name, refits=refits, executor=executor)


def measure(
    passages: Sequence[TopicPassage],
    vectors: NDArray[np.float32],
    settings: TopicSettings,
    embedder: str,
    *,
    refits: int,
    executor: Executor | None = None,
) -> FitFigures:
    """Return the figures of a fit and of `refits` repetitions, other seeds and other documents by turns."""
    repeated = Refits(passages, vectors, settings, refits, executor=executor)
    started = perf_counter()
    fit = fit_topics(passages, vectors, settings, mapped=False)
    seconds = perf_counter() - started
    again = repeated.compare(fit)
    texts = [passage.lemmas for passage in merge_spellings(passages)]
    topics = [[word.casefold() for word, _ in topic.words] for topic in fit.topics]
    return FitFigures(
        embedder,
        describe_settings(settings),
        len(topics),
        round(float(np.mean(fit.assignment.topics == NO_TOPIC)), 4),
        round(float(npmi(topics, texts).mean()), 4),
        round(float(c_v(topics, texts).mean()), 4),
        round(diversity(topics), 4),
        round(silhouette(fit.model.centred(vectors), fit.assignment.topics), 4),
        round(again.jaccard, 4),
        round(again.rbo, 4),
        again.rand,
        round(seconds, 1),
    )


def describe_settings(settings: TopicSettings) -> str:
    """Return what differs from the defaults, as `name=value name=value`; `default` where nothing does."""
    defaults = asdict(TopicSettings())
    differing = [(name, value) for name, value in asdict(settings).items() if value != defaults[name]]
    return " ".join(f"{name}={value}" for name, value in differing) or "default"


def _choices(given: str) -> list[tuple[str, Any]]:
    name, _, values = given.partition("=")
    known = {field.name: field.default for field in fields(TopicSettings)}
    simple = [key for key, default in known.items() if not isinstance(default, tuple)]
    if name not in simple or not values:
        raise StadspraatError(f"{given}: write name=value, with a name out of {', '.join(simple)}")
    return [(name, _value(name, text, known[name])) for text in values.split(",")]


def _value(name: str, text: str, default: Any) -> Any:
    """The text as the type of the setting; a share that may be missing is a fraction."""
    if isinstance(default, str):
        return text
    kind = int if isinstance(default, int) else float
    try:
        return kind(text)
    except ValueError as error:
        raise StadspraatError(f"{name}={text}: not {_KINDS[kind]}; give one") from error
