"""Find documents that say nearly the same: press release and reprint, draft and final text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORDS_A_SHINGLE = 3
_PERMUTATIONS = 128
_SEED = 1
_BOILERPLATE = 30
"""Texts of fewer words are too short to be called copies of each other."""
_CANDIDATE = 0.4
"""Likeness from which the index hands a pair on to the exact comparison."""
_EXCERPT = 0.9
"""Share of the shorter text found in the longer one from which it counts as taken from it."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class NearCopy:
    """Two documents with nearly the same text.

    `likeness` is the Jaccard index of their runs of three words (0 to 1); `contained` the share of the
    shorter text's runs that the longer one has: 1.0 for an excerpt.
    """

    first: str
    second: str
    likeness: float
    contained: float


def near_copies(texts: Mapping[str, str], *, threshold: float = 0.6) -> tuple[NearCopy, ...]:
    """Pairs of documents alike to at least `threshold`, or one taken from the other; most alike first.

    MinHash with a banded index (Broder 1997; Leskovec et al., Mining of Massive Datasets, ch. 3)
    proposes the pairs, the shingles themselves decide: the result holds no chance pairs and does not
    depend on the order of the documents.
    """
    shingles = {key: _shingles(texts[key]) for key in sorted(texts)}
    shingles = {key: found for key, found in shingles.items() if len(found) >= _BOILERPLATE}
    pairs = (_compared(first, second, shingles) for first, second in _candidates(shingles, threshold))
    near = [pair for pair in pairs if pair.likeness >= threshold or pair.contained >= _EXCERPT]
    return tuple(sorted(near, key=lambda pair: (-pair.likeness, pair.first, pair.second)))


def _candidates(shingles: Mapping[str, NDArray[np.uint64]], threshold: float) -> list[tuple[str, str]]:
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped]

    index = MinHashLSH(threshold=min(_CANDIDATE, threshold), num_perm=_PERMUTATIONS)
    found: list[tuple[str, str]] = []
    for key, hashes in shingles.items():
        sketch = MinHash(num_perm=_PERMUTATIONS, seed=_SEED, hashfunc=int)
        sketch.update_batch((hashes & 0xFFFFFFFF).tolist())
        found += [(other, key) for other in sorted(index.query(sketch))]
        index.insert(key, sketch)
    return found


def _shingles(text: str) -> NDArray[np.uint64]:
    """Hashes of all runs of three words, sorted and each once; case and punctuation aside."""
    import numpy as np

    words = [word.lower() for word in _WORD.findall(text)]
    runs = zip(*(words[start:] for start in range(_WORDS_A_SHINGLE)), strict=False)
    hashes = [int.from_bytes(blake2b(" ".join(run).encode(), digest_size=8).digest(), "big") for run in runs]
    return np.unique(np.array(hashes, dtype=np.uint64))


def _compared(first: str, second: str, shingles: Mapping[str, NDArray[np.uint64]]) -> NearCopy:
    import numpy as np

    one, other = shingles[first], shingles[second]
    shared = len(np.intersect1d(one, other, assume_unique=True))
    likeness = shared / (len(one) + len(other) - shared)
    return NearCopy(first, second, round(likeness, 4), round(shared / min(len(one), len(other)), 4))
