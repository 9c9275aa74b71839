"""Seed words and themes that guide a fit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from topics_sample import blobs, topic_passages

from corpus.errors import StadspraatError
from models.fitting import fit_topics
from models.guides import Guide, drawn_together, followed, guides_of, read_seeds
from models.keeping import recipe
from models.topic_settings import TopicSettings
from models.words import TopicPassage


def said(*words: str, themes: tuple[str, ...] = ()) -> TopicPassage:
    forms = tuple(word.title() + "en" for word in words)
    return TopicPassage("p", "d", words, forms, tuple(range(len(words))), themes)


def settings(smallest: int = 2, **more: object) -> TopicSettings:
    return TopicSettings(min_topic_size=smallest, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("seeds", "passages", "hits"),
    [
        # Two of the words, since one occurs anywhere.
        (("huur", "woning"), [("huur", "woning"), ("woning", "huur"), ("huur", "fiets")], [2, 2, 0]),
        # Too few passages with two: one will do.
        (("huur", "woning"), [("huur", "woning"), ("huur",), ("fiets",)], [2, 1, 0]),
        # As written, not only by lemma; a word counts once.
        (("Huuren",), [("huur", "huur"), ("fiets",), ("huur",)], [1, 0, 1]),
        (("asiel",), [("huur",), ("fiets",)], [0, 0]),
    ],
)
def test_seed_words_mark_passages(
    seeds: tuple[str, ...], passages: list[tuple[str, ...]], hits: list[int]
) -> None:
    (guide,) = guides_of([said(*words) for words in passages], settings(seeds=(seeds,)))
    assert guide.name == ", ".join(seeds)
    assert guide.hits.tolist() == hits


def test_themes_guide_when_they_have_enough_passages() -> None:
    passages = [said("a", themes=("Wonen", "Wonen")), said("b", themes=("Wonen", "Zorg")), said("c")]
    (guide,) = guides_of(passages, settings(guide="themes"))
    assert (guide.name, guide.hits.tolist()) == ("Wonen", [2, 1, 0])
    assert guides_of(passages, settings()) == ()


def test_marked_passages_are_drawn_together() -> None:
    points = np.eye(4)
    moved = drawn_together(points, [Guide("x", np.array([1, 1, 0, 0]))], 0.4)
    assert moved[0] @ moved[1] > 0.3
    assert np.allclose(np.linalg.norm(moved, axis=1), 1)
    assert np.array_equal(moved[2:], points[2:])


def test_of_two_guides_the_one_with_most_hits_draws() -> None:
    points = np.eye(4)
    guides = [Guide("x", np.array([2, 1, 0, 0])), Guide("y", np.array([1, 0, 2, 0]))]
    moved = drawn_together(points, guides, 0.5)
    assert moved[0] @ moved[1] > 0.4
    assert moved[0] @ moved[2] < moved[0] @ moved[1]


def test_without_marks_nothing_moves() -> None:
    points = np.eye(3)
    assert np.array_equal(drawn_together(points, [Guide("x", np.zeros(3, dtype=int))], 0.5), points)
    assert np.array_equal(drawn_together(points, [], 0.5), points)


def test_what_became_of_a_guide() -> None:
    guides = [Guide("x", np.array([1, 1, 1, 1, 0])), Guide("y", np.array([0, 0, 0, 0, 1]))]
    found = followed(guides, np.array([0, 0, 1, -1, -1]), {0: 7, 1: 8})
    assert found == [
        {"name": "x", "passages": 4, "topic": 7, "share": 0.5},
        {"name": "y", "passages": 1, "topic": None, "share": 0.0},
    ]


def test_a_fit_says_what_guided_it_and_assigns_by_the_vectors_as_they_were() -> None:
    vectors, _ = blobs(4, 40)
    passages = topic_passages(4, 40)
    settings = TopicSettings(layouts=1, seeds=(("huurwoning", "starter", "corporatie"),))
    fit = fit_topics(passages, vectors, settings, mapped=False)
    (guide,) = fit.guides
    assert guide.hits[:40].any()
    assert not guide.hits[40:].any()
    assert np.array_equal(fit.model.assign(vectors).topics, fit.assignment.topics)
    assert followed(fit.guides, fit.labels, {int(n): int(n) for n in fit.model.ids})[0]["share"] > 0.6  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("huur, woning\nasiel\n", (("huur", "woning"), ("asiel",))),
        ("# woorden\n\nhuur woning # wonen\n", (("huur", "woning"),)),
    ],
)
def test_a_file_of_seed_words_is_read(tmp_path: Path, text: str, found: tuple[tuple[str, ...], ...]) -> None:
    path = tmp_path / "seeds.txt"
    path.write_text(text, encoding="utf-8")
    assert read_seeds(path) == found


@pytest.mark.parametrize(("data", "part"), [(b"# niets\n", "no words in it"), (b"\xff\xfe\x00", "UTF-8")])
def test_a_file_without_seed_words_is_refused(tmp_path: Path, data: bytes, part: str) -> None:
    path = tmp_path / "seeds.txt"
    path.write_bytes(data)
    with pytest.raises(StadspraatError, match=part):
        read_seeds(path)


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({"guide": "wonen"}, "guide 'wonen': not known"),
        ({"seeds": ("huur",)}, "no lists of words"),
        ({"seeds": ((),)}, "a list without words"),
        ({"seeds": (("",),)}, "a list without words"),
        ({"guidance": 1.5}, "guidance 1.5: out of range"),
    ],
)
def test_slips_are_told(given: dict[str, object], part: str) -> None:
    with pytest.raises(StadspraatError, match=part):
        TopicSettings(**given)  # type: ignore[arg-type]


def test_lists_of_toml_are_the_same_settings() -> None:
    assert TopicSettings(seeds=[["huur"]]) == TopicSettings(seeds=(("huur",),))  # type: ignore[arg-type]
    assert recipe(TopicSettings(), "e5") != recipe(TopicSettings(seeds=(("huur",),)), "e5")
