"""What a topic fit can be told, and what it chooses itself by the size of the corpus."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import Literal

from corpus.errors import StadspraatError, TooFewPassagesError

SMALLEST = 30
"""With fewer passages there is nothing to cluster."""
FEW = 5000
"""Up to here another layout costs seconds."""

Selection = Literal["auto", "eom", "leaf"]
Guide = Literal["", "themes"]


@dataclass(frozen=True, slots=True)
class TopicSettings:
    """The settings of a topic fit; 0 means: fitted to the number of passages by `for_size`."""

    seed: int = 20260101
    neighbors: int = 0
    """How many nearest passages UMAP looks at: more gives broader topics."""
    components: int = 5
    """Dimensions that UMAP reduces to before clustering."""
    layouts: int = 0
    """How many times UMAP runs, each with its own seed; the clusters are those of all layouts together.
    One layout depends on its seed: more of them make topics that are found again."""
    min_topic_size: int = 0
    """The fewest passages that make a topic."""
    min_samples: int = 0
    """HDBSCAN's caution: higher leaves more passages without a topic."""
    selection: Selection = "auto"
    """How HDBSCAN takes clusters from its tree: the most stable (`eom`) or the smallest (`leaf`)."""
    reach: float = 0.05
    """A passage belongs to the topic nearest to it when it lies no further from its centre than all
    but this share of the passages that HDBSCAN put there."""
    sharpness: float = 12.0
    """Concentration of the topics in the confidence of an assignment (von Mises–Fisher kappa)."""
    words: int = 10
    diversity: float = 0.25
    """0 to 1: how much topic words that look alike push each other away."""
    representatives: int = 5
    max_outliers: float | None = None
    """The largest share of passages left without a topic; None leaves them as they are."""
    fit_limit: int = 20_000
    """Above this many passages the model is fitted on a sample of this size and assigns the rest."""
    seeds: tuple[tuple[str, ...], ...] = ()
    """Topics to look for, each as a list of words: passages with them are drawn together in the fit."""
    guide: Guide = ""
    """`themes`: the passages of each theme are drawn together likewise."""
    guidance: float = 0.4
    """0 to 1: how far they are moved towards their middle."""
    languages: tuple[str, ...] = ("nl", "af", "fy", "li")
    """Passages known to be in another language are left out; empty takes all. Detection takes short
    Dutch for its sisters now and then."""

    def __post_init__(self) -> None:
        _check_guidance(self)
        if self.max_outliers is not None and not 0 <= self.max_outliers <= 1:
            raise StadspraatError(f"max outliers {self.max_outliers}: is a share; give a number from 0 to 1")
        if self.min_topic_size and self.min_topic_size < 2:
            raise StadspraatError(
                f"topic size {self.min_topic_size}: one passage is no topic; give 2 or more"
            )
        if not 0 <= self.seed < 2**32:
            raise StadspraatError(f"seed {self.seed}: out of range; give a number from 0 up to 2**32")
        for name, value in (
            ("reach", self.reach),
            ("diversity", self.diversity),
            ("guidance", self.guidance),
        ):
            if not 0 <= value < 1:
                raise StadspraatError(f"{name} {value}: out of range; give a number from 0 up to 1")

    def for_size(self, passages: int) -> TopicSettings:
        """Return these settings with everything chosen for so many passages.

        The smallest topic is one in 25 up to 10 passages, which a few hundred already need to be read as
        a topic; from there it grows with the square root: 3 passages of 30, 10 of 250, 25 of 4,000, 57 of
        20,000. Raises TooFewPassagesError under 30.
        """
        if passages < SMALLEST:
            raise TooFewPassagesError(
                f"{passages} passages: topics need {SMALLEST} or more; add documents with `stadspraat add`"
            )
        size = self.min_topic_size or max(3, min(10, passages // 25), round(0.4 * sqrt(passages)))
        return replace(
            self,
            neighbors=self.neighbors or min(15, max(5, round(0.6 * sqrt(passages)))),
            components=min(self.components, passages - 2),
            layouts=self.layouts or (5 if passages <= FEW else 3),
            min_topic_size=size,
            min_samples=self.min_samples or max(2, size // 3),
        )


def _check_guidance(settings: TopicSettings) -> None:
    """Refuse seeds that are no words and guides that are not known; lists (of TOML) become tuples."""
    if settings.guide not in Guide.__args__:  # type: ignore[attr-defined]
        raise StadspraatError(f"guide {settings.guide!r}: not known; give themes, or leave it out")
    if not all(isinstance(words, list | tuple) for words in settings.seeds):
        raise StadspraatError(
            f'seeds {settings.seeds!r}: no lists of words; write seeds = [["huur", "woning"], ["asiel"]]'
        )
    seeds = tuple(tuple(str(word).strip() for word in words) for words in settings.seeds)
    if not all(words and all(words) for words in seeds):
        raise StadspraatError("seeds: a list without words; give at least one word for each topic")
    object.__setattr__(settings, "seeds", seeds)
