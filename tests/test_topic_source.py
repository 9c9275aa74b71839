"""What a topic fit reads from the store."""

from pathlib import Path

import pytest
from store_sample import fill, made

from corpus.records import Mention, Token
from models.topic_source import topic_passages

TEXT = "Burgemeester De Vries van Den Haag is Haags"


def test_persons_are_left_out_and_the_name_of_a_place_is_one_word(tmp_path: Path) -> None:
    ends = [12, 15, 21, 25, 29, 34, 37, 43]
    starts = [0, *(end + 1 for end in ends[:-1])]
    tokens = [
        Token(start, end, TEXT[start:end].lower(), "PROPN") for start, end in zip(starts, ends, strict=True)
    ]
    mentions = [
        Mention("entity", "PER", 13, 21, "De Vries"),
        Mention("entity", "GPE", 26, 34, "Den Haag"),
        Mention("place", "name", 26, 34, "Den Haag"),
        Mention("place", "adjective", 38, 43, "Haags"),
    ]
    with made(tmp_path) as store:
        (passage,) = fill(store, "a.pdf", TEXT)
        store.save_annotations("t", [(passage, tokens, mentions)])
        (found,) = topic_passages(store, ())
    assert found.lemmas == ("burgemeester", "den_haag", "haags")
    assert found.positions == (0, 4, 6)


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        ("De overheid moet de werkgelegenheid in de regio bevorderen en de zorg verbeteren.", False),
        ("Deoverheid moetde werkgelegenheid inde regio bevorderenen dezorg verbeteren.", True),
        ("12 34 56", False),
    ],
)
def test_a_passage_that_lost_its_spaces_is_garbled(tmp_path: Path, text: str, garbled: bool) -> None:
    with made(tmp_path) as store:
        fill(store, "a.pdf", text)
        (found,) = topic_passages(store, ())
    assert found.garbled is garbled
