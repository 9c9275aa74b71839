"""Find documents that say nearly the same: press release and reprint, draft and final text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from corpus.store import Store

    Shingles = NDArray[np.uint64]

VERSION = 1
"""To be raised when the same texts are sketched or compared differently."""

_WORDS_A_SHINGLE = 3
# 32 bands of 4 minima: two texts with likeness .6 share a band 99 times in 100, with .2 one time in 20.
_BANDS = 32
_MINIMA_A_BAND = 4
_SEED = 20
_AT_ONCE = 100_000
"""So many hashes fit in the processor's cache."""
_BOILERPLATE = 30
"""Texts of fewer runs of words are too short to be called copies of each other."""
_EXCERPT = 0.9
"""Share of the shorter text found in the longer one from which it counts as taken from it."""
_LIKE = 0.6
"""Likeness from which two texts count as near copies."""
_WORD = re.compile(r"\w+")
# Odd constants of SplitMix64 (Steele, Lea & Flood 2014), a finaliser that spreads every bit.
_SPREAD = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)


@dataclass(frozen=True, slots=True)
class NearCopy:
    """Two documents with nearly the same text; `first` is the lower id.

    `likeness` is the Jaccard index of their runs of three words (0 to 1); `contained` the share of the
    shorter text's runs that the longer one has: 1.0 for an excerpt.
    """

    first: str
    second: str
    likeness: float
    contained: float


@dataclass(frozen=True, slots=True)
class PassageCopy:
    """A passage that repeats an earlier one, which itself repeats none; `likeness` is that of the two."""

    passage: str
    of: str
    likeness: float


def find_near_copies(store: Store, *, progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Compare the documents that have not been with all others, keep the pairs, return how many were new.

    Each document is looked up by its bands, so that its cost does not grow with the corpus, and kept
    with its pairs in one transaction: after a kill the rest follows, and the pairs are the same.
    """
    waiting, found = store.documents_without_sketch(VERSION), 0
    read = lru_cache(maxsize=64)(lambda document: shingles(store.running_text(document)))
    for done, document in enumerate(waiting, 1):
        own = read(document)
        bands = bands_of(own)
        others = [other for other in store.documents_in_bands(bands) if other != document]
        pairs = list(_near({document: own, **{other: read(other) for other in others}}, document, others))
        store.save_sketch(document, VERSION, bands, pairs)
        found += len(pairs)
        progress(done, len(waiting))
    return found


def near_copies(texts: Mapping[str, str], *, threshold: float = _LIKE) -> tuple[NearCopy, ...]:
    """Pairs of texts alike to at least `threshold`, or one taken from the other; most alike first.

    MinHash with banding (Broder 1997; Leskovec et al., Mining of Massive Datasets, ch. 3) proposes the
    pairs, the runs of words themselves decide: the result holds no chance pairs and does not depend on
    the order of the documents.
    """
    runs = {key: shingles(texts[key]) for key in sorted(texts)}
    index: dict[int, list[str]] = {}
    near: list[NearCopy] = []
    for key, own in runs.items():
        bands = bands_of(own)
        near += _near(
            runs, key, sorted({other for band in bands for other in index.get(band, ())}), threshold
        )
        for band in bands:
            index.setdefault(band, []).append(key)
    return tuple(sorted(near, key=lambda pair: (-pair.likeness, pair.first, pair.second)))


def shingles(text: str) -> Shingles:
    """A 64-bit hash of every run of three words, sorted and each once; case and punctuation aside."""
    import numpy as np

    words = np.array([_word_hash(word) for word in _WORD.findall(text.lower())], dtype=np.uint64)
    if len(words) < _WORDS_A_SHINGLE:
        return np.empty(0, dtype=np.uint64)
    runs = words[:-2] * np.uint64(_SPREAD[0]) + words[1:-1] * np.uint64(_SPREAD[1]) + words[2:]
    return np.unique(_mixed(runs))


def bands_of(runs: Shingles) -> tuple[int, ...]:
    """Signed 64-bit numbers; texts that share one may be alike. A short text has none."""
    import numpy as np

    if len(runs) < _BOILERPLATE:
        return ()
    seeds = np.random.default_rng(_SEED).integers(1, 2**63, _BANDS * _MINIMA_A_BAND, dtype=np.uint64)
    minima = np.concatenate([_minima(runs, part) for part in np.array_split(seeds, _parts(len(runs)))])
    bands = np.arange(_BANDS, dtype=np.uint64)  # so that a band is alike to the same band only
    for column in minima.reshape(_BANDS, _MINIMA_A_BAND).T:
        bands = _mixed(bands * np.uint64(_SPREAD[0]) + column)
    return tuple(int(band) for band in bands.view(np.int64))


def _parts(runs: int) -> int:
    """In how many parts the hashes are taken: all at once for a passage, one by one for a long document."""
    return min(_BANDS * _MINIMA_A_BAND, 1 + runs * _BANDS * _MINIMA_A_BAND // _AT_ONCE)


def _minima(runs: Shingles, seeds: Shingles) -> Shingles:
    minima: Shingles = _mixed(runs[None, :] ^ seeds[:, None]).min(axis=1)
    return minima


def _near(
    runs: Mapping[str, Shingles], key: str, others: Sequence[str], threshold: float = _LIKE
) -> Iterator[NearCopy]:
    """The pairs of `key` with those of `others` that are alike."""
    for other in others:
        first, second = sorted((key, other))
        pair = _compared(first, second, runs)
        if pair.likeness >= threshold or pair.contained >= _EXCERPT:
            yield pair


def _compared(first: str, second: str, runs: Mapping[str, Shingles]) -> NearCopy:
    import numpy as np

    one, other = runs[first], runs[second]
    shared = len(np.intersect1d(one, other, assume_unique=True))
    likeness = shared / (len(one) + len(other) - shared)
    return NearCopy(first, second, round(likeness, 4), round(shared / min(len(one), len(other)), 4))


@lru_cache(maxsize=100_000)
def _word_hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _mixed(values: Shingles) -> Shingles:
    """Every value with its bits spread (SplitMix64's finaliser); wraps at 64 bits."""
    import numpy as np

    values = (values ^ (values >> np.uint64(30))) * np.uint64(_SPREAD[1])
    values = (values ^ (values >> np.uint64(27))) * np.uint64(_SPREAD[2])
    return values ^ (values >> np.uint64(31))
