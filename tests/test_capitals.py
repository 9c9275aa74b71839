"""Lines in capitals."""

import pytest

from nlp.capitals import in_capitals


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("WE DELEN WERK EN INKOMEN", 9, True),
        ("We delen werk en inkomen", 9, False),
        ("VVD EN PVDA", 0, False),
        ("Een gewone regel\nWE DELEN WERK EN INKOMEN\nen nog een", 20, True),
        ("Een gewone regel\nWE DELEN WERK EN INKOMEN\nen nog een", 3, False),
        ("", 0, False),
    ],
)
def test_the_line_round_the_word_decides(text: str, at: int, expected: bool) -> None:
    assert in_capitals(text, at) is expected
