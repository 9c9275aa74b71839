"""Sentences joined into passages: offsets, heads, balance and noise."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from nlp.training.documents import balanced, join, passages, source, with_noise
from nlp.training.treebank import Sentence


def sentence(text: str, name: str = "cdb/1") -> Sentence:
    words = tuple(text.split())
    n = len(words)
    pos = ("NOUN",) * (n - 1) + ("PUNCT",)
    heads = (0,) * n
    blank = ("",) * n
    return Sentence(
        name,
        words,
        (True,) * (n - 1) + (False,),
        words,
        pos,
        blank,
        blank,
        heads,
        ("ROOT", *["dep"] * (n - 1)),
    )


def test_offsets_give_back_the_words_and_heads_count_over_the_text() -> None:
    text = join([sentence("Een zin ."), sentence("Nog een .")])
    words = [text.text[a:b] for a, b in zip(text.starts, text.ends, strict=True)]
    assert words == ["Een", "zin", ".", "Nog", "een", "."]
    assert text.heads == [0, 0, 0, 3, 3, 3]
    assert text.text == "Een zin . Nog een ."


def test_a_passage_ends_where_its_last_word_does() -> None:
    last = replace(sentence("Een zin ."), spaces=(True, True, True))
    assert join([last]).text == "Een zin ."


def test_a_passage_does_not_mix_sources_and_keeps_every_sentence() -> None:
    given = [sentence(f"Zin {n} .", f"{'cdb' if n < 20 else 'wiki'}/{n}") for n in range(40)]
    texts = list(passages(given, random.Random(3)))
    assert [s for text in texts for s in text.sentences] == given
    assert all(len({source(s) for s in text.sentences}) == 1 for text in texts)


def test_questions_are_thinned_and_running_prose_is_not() -> None:
    prose = [sentence("Een zin .")] * 200
    questions = [sentence("Een vraag ?", "qa/3")] * 200
    kept = balanced([*prose, *questions], random.Random(1))
    assert kept[:200] == prose
    assert 40 < len(kept) - 200 < 100


@given(st.integers(0, 400))
def test_noise_keeps_words_and_analyses_in_step(seed: int) -> None:
    clean = replace(sentence("Één café aan de gracht ."), lemmas=("één", "café", "aan", "de", "gracht", "."))
    noisy = with_noise(clean, random.Random(seed))
    n = len(noisy.words)
    assert n in (len(clean.words), len(clean.words) - 1)
    assert {len(noisy.spaces), len(noisy.lemmas), len(noisy.pos), len(noisy.heads), len(noisy.deps)} == {n}
    assert all(len(a) == len(b) for a, b in zip(noisy.words, clean.words, strict=False))
