"""Words to lines: spaces and gutters told apart, raised marks put back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from layout_sample import column, prose, words_of

from corpus.layout.lines import make_lines
from corpus.layout.records import Word


def texts(words: list[Word]) -> list[str]:
    return [line.text for line in make_lines(words)]


def test_loose_line_stays_one() -> None:
    wide = [*words_of("een", 70, 100), *words_of("los", 92, 100), *words_of("gezette", 113, 100)]
    assert texts(wide) == ["een los gezette"]


def test_gutter_parts_lines_although_it_is_narrow() -> None:
    left, right = column(["de stad groeit"] * 5, 70, 100), column(["het dorp krimpt"] * 5, 151, 100)
    assert texts(left + right) == ["de stad groeit", "het dorp krimpt"] * 5


def test_gutter_is_found_beside_ragged_lines() -> None:
    left = column(["de stad groeit hard", "en", "zo verder ook", "de straat", "in"], 70, 100)
    right = column(["het dorp krimpt"] * 5, 178, 100)
    assert all(("dorp" in text) == (text == "het dorp krimpt") for text in texts(left + right))


def test_list_mark_stays_with_its_item() -> None:
    items = [word for row in range(4) for word in words_of("•", 70, 100 + 12 * row)]
    items += column(["wonen in de stad"] * 4, 90, 90)
    assert texts(items) == ["• wonen in de stad"] * 4


def test_agenda_number_far_left_stays_with_its_item() -> None:
    marks = [word for row in range(3) for word in words_of(f"{row + 1}.a", 70, 100 + 40 * row)]
    items = [word for row in range(3) for word in words_of("vaststellen notulen", 140, 100 + 40 * row)]
    assert texts(marks + items)[0] == "1.a vaststellen notulen"


def test_number_in_a_table_is_no_list_mark() -> None:
    labels = column(["lasten wonen", "lasten zorg", "baten overig", "baten rijk"], 70, 100)
    numbers = column(["12.5", "20.5", "31.0", "44.1"], 150, 100)
    right = column(prose(4), 182, 100)
    assert "12.5 regel" not in " / ".join(texts(labels + numbers + right))


def test_superscript_goes_into_its_line() -> None:
    line = words_of("volgens het rapport", 70, 100)
    mark = words_of("12", line[-1].x1 + 0.3, 96, size=6)
    assert texts(line + mark) == ["volgens het rapport 12"]


@given(st.permutations(range(12)))
def test_order_of_the_stream_does_not_matter(order: list[int]) -> None:
    words = column(["de stad groeit", "en het dorp", "krimpt nog steeds", "volgens de gemeente"], 70, 100)
    assert texts([words[place] for place in order]) == texts(words)


def test_bullet_on_a_base_line_of_its_own_stays_with_its_item() -> None:
    items = [word for row in range(3) for word in words_of("•", 70, 98 + 36 * row, size=14)]
    for row in range(3):
        items += column(["wonen in de stad", "en werken"], 85, 91 + 36 * row)
    assert texts(items) == ["• wonen in de stad", "en werken"] * 3


def test_justified_line_of_few_words_is_one_line() -> None:
    full = "de lange regel van de alinea is zo breed als de kolom zelf"
    left, right = words_of(full, 60, 100)[0].x0, words_of(full, 60, 100)[-1].x1
    few = ["en", "hebbelijkheden", "daarbij"]
    wide = [5 * len(word) for word in few]
    gap = (right - left - sum(wide)) / 2
    starts = [left, left + wide[0] + gap, left + wide[0] + wide[1] + 2 * gap]
    spread = [word for text, x in zip(few, starts, strict=True) for word in words_of(text, x, 112)]
    assert texts([*words_of(full, 60, 100), *spread, *words_of(full, 60, 124)])[1] == " ".join(few)
